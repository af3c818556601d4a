"""The survivor pathway of a workspace on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np

from opendisarm.desk.people.balance import dimensions
from opendisarm.desk.people.ledger import people_ledger
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.people.pathway import TOO_LONG_DAYS, Pathway, pathway, too_long
from opendisarm.ledgers.people.postings import PILLARS


@dataclass(frozen=True, slots=True)
class Waiting:
    """A survivor who waits too long, by reference; since: the day of the need or referral; entry: the record of it."""

    person: str
    pillar: str
    since: date
    days: int
    entry: str


@dataclass(frozen=True, slots=True)
class SurvivorPathway:
    """Rows by dimension, and who waits too long, longest first."""

    on: date
    known: datetime | None
    head: str
    by: tuple[str, ...]
    rows: list[Pathway]
    waiting: list[Waiting]

    def as_json(self) -> dict[str, Any]:
        """The published shape."""
        return {
            "as_of": {"on": self.on.isoformat(), "known": self.known.isoformat() if self.known else None},
            "journal_head": self.head,
            "unit": "persons",
            "too_long_days": TOO_LONG_DAYS,
            "by": list(self.by),
            "rows": [
                {
                    **dict(zip(self.by, row.key, strict=True)),
                    **{step.value: count for step, count in row.taken.items()},
                    "waiting": row.waiting,
                    "waiting_too_long": row.too_long,
                    "by_pillar": {
                        pillar: {"waiting": some, "waiting_too_long": long}
                        for pillar, (some, long) in row.by_pillar.items()
                    },
                }
                for row in self.rows
            ],
            "waiting_too_long": [
                {
                    "person": one.person, "pillar": one.pillar, "since": one.since.isoformat(), "days": one.days,
                    "entry": one.entry,
                }
                for one in self.waiting
            ],
        }  # fmt: skip


def survivor_pathway(workspace: Workspace, on: date, known: datetime | None, by: Sequence[str] = ()) -> SurvivorPathway:
    """Survivors alive on a day: the steps they took, and who waits.  Errors  DeskError on an unknown dimension."""
    ledger = people_ledger(workspace, known)
    people, dims = ledger.people, dimensions(by)
    waits, day = people.waits, on.toordinal()
    long = sorted(np.flatnonzero(too_long(people, on)).tolist(), key=lambda at: (int(waits.since[at]), at))
    waiting = [
        Waiting(
            people.persons[int(waits.person[at])],
            PILLARS[int(waits.pillar[at])].value,
            date.fromordinal(int(waits.since[at])),
            day - int(waits.since[at]),
            people.ids[int(waits.by[at])],
        )
        for at in long
    ]
    return SurvivorPathway(on, known, ledger.head.chain, dims, pathway(people, on, dims), waiting)
