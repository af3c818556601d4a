"""The accident summary of a workspace: how many, where, with what, and who was harmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from opendisarm.core.clocks import Span
from opendisarm.desk.errors import DeskError
from opendisarm.desk.people.balance import casualties_in
from opendisarm.desk.people.casualties import WORLD
from opendisarm.desk.people.ledger import people_facts
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.people.accidents import DIMENSIONS, AccidentGroup, AccidentLine, accidents, grouped_by
from opendisarm.ledgers.people.accounts import Account

_KINDS: Final = ("accident", "person.harmed", "person.same")


@dataclass(frozen=True, slots=True)
class AccidentSummary:
    """Accidents of a year.  alone: casualties whose accident nobody reported."""

    state: str
    year: int
    known: datetime | None
    head: str
    by: tuple[str, ...]
    lines: list[AccidentLine]
    groups: list[AccidentGroup]
    alone: dict[Account, int]

    def as_json(self) -> dict[str, Any]:
        """The published shape; places down to the district, no coordinates."""
        return {
            "state": self.state,
            "year": self.year,
            "known": self.known.isoformat() if self.known else None,
            "journal_head": self.head,
            "unit": "persons",
            "by": list(self.by),
            "groups": [
                dict(zip(self.by, group.key, strict=True)) | {"accidents": group.accidents} | _shape(group.persons)
                for group in self.groups
            ],
            "accidents": [
                {
                    "entry": line.entry, "ref": line.record.ref, "on": line.record.on.isoformat(),
                    "state": line.record.place.state, "admin1": line.record.place.admin1,
                    "admin2": line.record.place.admin2, "setting": line.record.setting.value,
                    "device": line.record.device.value, "marked": line.record.marked.value, **_shape(line.persons),
                    "persons_recorded": line.recorded,
                }
                for line in self.lines
            ],
            "without_accident": _shape(self.alone),
        }  # fmt: skip


def accident_summary(
    workspace: Workspace, state: str, year: int, known: datetime | None, by: Sequence[str] = ()
) -> AccidentSummary:
    """The accidents of a year as known at a moment (None: now), grouped by setting and device where nothing is asked.

    Errors  DeskError on a dimension that accidents do not have.
    """
    dims = tuple(dict.fromkeys(name.strip() for word in by for name in word.split(",") if name.strip()))
    dims = dims or ("setting", "device")
    if wrong := [name for name in dims if name not in DIMENSIONS]:
        raise DeskError(f"Accidents cannot be grouped by {', '.join(wrong)}.", f"Use: {', '.join(DIMENSIONS)}.")
    head = workspace.store.head(known)
    where = "" if state == WORLD else state
    lines, alone = accidents(people_facts(workspace, head, _KINDS), Span.of_year(year), where)
    return AccidentSummary(state, year, known, head.chain, dims, lines, grouped_by(lines, dims), alone)


def _shape(persons: dict[Account, int]) -> dict[str, int]:
    return {account.value: count for account, count in persons.items()} | {"casualties": casualties_in(persons)}
