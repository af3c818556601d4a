"""Use of weapons and harm to civilians: counts by state and year, each incident with its source and certainty.

An incident that lasts counts once in every year that it touches, so counts of years are never added up. Unknown harm
is not zero harm: sums say of how many incidents the harm is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from opendisarm.core.records import Harm, Incident
from opendisarm.desk.norms import Known, known
from opendisarm.desk.states import state_name, state_named
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.norms.facts import Fact


@dataclass(frozen=True, slots=True)
class IncidentCount:
    """A state, a year and a weapon.

    harm_known       incidents that tell of civilians harmed.
    killed, injured  of those; None where no incident tells of it.
    """

    state: str
    year: int
    weapon: str
    incidents: int
    populated: int
    harm_known: int
    killed: int | None
    injured: int | None
    unconfirmed: int

    def as_json(self) -> dict[str, Any]:
        """The published shape; killed and injured are null where no incident tells of it."""
        return {
            "state": self.state or None, "name": state_name(self.state) if self.state else None, "year": self.year,
            "weapon": self.weapon, "incidents": self.incidents, "in_populated_areas": self.populated,
            "harm_known": self.harm_known, "killed": self.killed, "injured": self.injured,
            "unconfirmed": self.unconfirmed,
        }  # fmt: skip


def incident_counts(
    workspace: Workspace | None, on: date, moment: datetime | None, name: str = "", weapon: str = ""
) -> list[IncidentCount]:
    """Counts by state, year and weapon up to a day; name "": every state.  Errors  DeskError on an unknown state."""
    code = state_named(name) if name else ""
    groups: dict[tuple[str, int, str], list[Fact[Incident]]] = {}
    for fact in known(workspace, moment).complete.incidents():
        record = fact.record
        if record.on > on or (code and record.place.state != code) or weapon not in record.weapon.value:
            continue
        for year in _years(record, on):
            groups.setdefault((record.place.state, year, record.weapon.value), []).append(fact)
    return [_count(key, facts) for key, facts in sorted(groups.items())]


def counted_in(facts: Known, state: str, year: int) -> list[Fact[Incident]]:
    """The incidents of a state that touch a year."""
    last = date(year, 12, 31)
    return [
        fact
        for fact in facts.complete.incidents()
        if fact.record.place.state == state and year in _years(fact.record, last)
    ]


def _years(record: Incident, on: date) -> Sequence[int]:
    """The years that an incident is known to touch.

    One without an end is known for its first year only: that it goes on was said on some day, not for ever.
    """
    last = record.until or date(record.on.year, 12, 31)
    return range(record.on.year, min(last, on).year + 1)


def _count(key: tuple[str, int, str], facts: list[Fact[Incident]]) -> IncidentCount:
    records = [fact.record for fact in facts]
    told = [record for record in records if record.harmed]
    harms = [harm for record in told for harm in record.harmed]
    return IncidentCount(
        *key,
        incidents=len(records),
        populated=sum(record.populated.value == "yes" for record in records),
        harm_known=len(told),
        killed=_sum(harms, "killed"),
        injured=_sum(harms, "injured"),
        unconfirmed=sum(record.grade.value == "K" for record in records),
    )


def _sum(harms: Sequence[Harm], outcome: str) -> int | None:
    numbers = [harm.number for harm in harms if harm.outcome == outcome]
    return sum(numbers) if numbers else None
