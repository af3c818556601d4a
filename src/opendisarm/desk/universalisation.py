"""Who is still outside a treaty, by region, and who signed and has still to ratify."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from opendisarm.desk.norms import known
from opendisarm.desk.states import state_name
from opendisarm.desk.treaties import treaty_named
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.norms.standing import Standing, memberships
from opendisarm.world.states import states


@dataclass(frozen=True, slots=True)
class Outsider:
    """A state that is not bound and has no instrument deposited; signed: the day, when it has signed."""

    iso3: str
    name: str
    region: str
    standing: Standing
    signed: date | None


@dataclass(frozen=True, slots=True)
class Outside:
    """All of them on a day."""

    instrument: str
    short: str
    on: date
    states: tuple[Outsider, ...]

    def by_region(self) -> dict[str, list[str]]:
        """Region -> names of the states outside (withdrawn ones are marked)."""
        found: dict[str, list[str]] = {}
        for state in self.states:
            name = f"{state.name} (withdrew)" if state.standing is Standing.WITHDRAWN else state.name
            found.setdefault(state.region, []).append(name)
        return {region: sorted(names) for region, names in sorted(found.items())}

    def to_ratify(self) -> list[tuple[str, date]]:
        """(name, day of signature) of the signatories that deposited nothing."""
        return [
            (one.name, one.signed)
            for one in sorted(self.states, key=lambda one: one.name)
            if one.standing is Standing.SIGNED and one.signed
        ]

    def as_json(self) -> dict[str, Any]:
        """The published shape."""
        return {
            "instrument": self.instrument,
            "on": self.on.isoformat(),
            "states": [
                {
                    "iso3": one.iso3, "name": one.name, "region": one.region, "standing": one.standing.value,
                    "signed": one.signed.isoformat() if one.signed else None,
                }
                for one in self.states
            ],
        }  # fmt: skip


def outside_of(workspace: Workspace | None, name: str, on: date, moment: datetime | None) -> Outside:
    """The states of the world that are not party on a day.  Errors  DeskError for what is no treaty."""
    instrument = treaty_named(name)
    members = memberships(known(workspace, moment).complete.acts(instrument.id), on)
    found = []
    for state in states():
        member = members.get(state.iso3)
        standing = member.standing(on) if member else Standing.OUTSIDE
        if standing in {Standing.OUTSIDE, Standing.SIGNED, Standing.WITHDRAWN}:
            signed = member.signed_on if member else None
            found.append(Outsider(state.iso3, state_name(state.iso3), state.region, standing, signed))
    return Outside(instrument.id, instrument.short, on, tuple(found))
