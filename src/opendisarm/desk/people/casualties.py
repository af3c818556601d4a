"""Casualties of a state and a year, in the Landmine Monitor's categories, beside what others published of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from opendisarm.core.clocks import Span
from opendisarm.core.records import PublishedFigure
from opendisarm.desk.people.balance import casualties_in
from opendisarm.desk.people.ledger import people_ledger
from opendisarm.desk.reconciling import figures_of
from opendisarm.desk.states import state_named
from opendisarm.desk.workspace import Workspace
from opendisarm.importers.shipped.world_totals import world_totals
from opendisarm.ledgers.people.accounts import CASUALTIES, Account
from opendisarm.ledgers.people.balances import balances, harmed_within, of_states, total, values_of
from opendisarm.ledgers.people.postings import People
from opendisarm.ledgers.words import Flags
from opendisarm.reconcile.editions import Edition, Restated, as_known, editions, restatements

WORLD: Final = "WORLD"
SPLITS: Final = ("status", "sex", "age", "disability", "device", "setting", "admin1")
"""Dimensions of the table.  Source  Landmine Monitor's categories (standards 7.1), place and setting."""


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a dimension: persons killed, injured, of unknown outcome."""

    value: str
    persons: dict[Account, int]

    @property
    def casualties(self) -> int:
        """The sum of the three."""
        return casualties_in(self.persons)


@dataclass(frozen=True, slots=True)
class CasualtyTable:
    """state: alpha-3, or WORLD for every state of the workspace.  splits: each sums to the total.  recorded: whether
    anybody recorded a casualty of that year at all."""

    state: str
    year: int
    on: date
    known: datetime | None
    head: str
    total: dict[Account, int]
    splits: dict[str, tuple[Line, ...]]
    published: tuple[Edition, ...]
    restated: tuple[Restated, ...]

    @property
    def recorded(self) -> bool:
        """Whether there is any casualty: without one, nobody can say that there was none."""
        return casualties_in(self.total) > 0

    def known_cases(self, split: str) -> int:
        """The denominator of every share: cases of which the attribute is known."""
        return sum(line.casualties for line in self.splits[split] if line.value not in ("unknown", ""))

    def as_json(self) -> dict[str, Any]:
        """The published shape."""
        return {
            "state": self.state,
            "year": self.year,
            "as_of": {"on": self.on.isoformat(), "known": self.known.isoformat() if self.known else None},
            "journal_head": self.head,
            "unit": "persons",
            "recorded": self.recorded,
            "total": _shape(self.total) if self.recorded else None,
            "splits": {
                name: {
                    "known_cases": self.known_cases(name),
                    "rows": [{name: line.value or None, **_shape(line.persons)} for line in lines],
                }
                for name, lines in self.splits.items()
                if self.recorded
            },
            "published": [edition_shape(one) for one in self.published],
            "restated": [
                {
                    "from": one.earlier.source, "to": one.later.source,
                    "figures": {name: {"was": was, "is": now} for name, was, now in one.figures},
                }
                for one in self.restated
            ],
        }  # fmt: skip


def edition_shape(one: Edition) -> dict[str, Any]:
    """An edition as JSON values."""
    return {
        "source": one.source, "known_from": one.known_from.isoformat() if one.known_from else None,
        "killed": one.killed, "injured": one.injured, "unknown_outcome": one.unknown_outcome,
        "casualties": one.casualties, "sum_holds": one.holds,
    }  # fmt: skip


def state_meant(workspace: Workspace | None, name: str) -> str:
    """The alpha-3 code of a state, or WORLD.  Errors  DeskError on a name that is no state's."""
    if name.upper() in (WORLD, "") and not (name == "" and workspace is not None and workspace.state):
        return WORLD
    if workspace is not None and (name or workspace.state).upper() == workspace.state:
        return workspace.state
    return state_named(name)


def casualty_table(
    workspace: Workspace | None, state: str, year: int, on: date, known: datetime | None
) -> CasualtyTable:
    """The casualties of persons harmed within a year, with their outcome at the end of `on`, as known at `known`.

    workspace  None: only what others published.
    """
    published = _published(state, year)
    if known is not None:
        published = as_known(published, known.date())
    told = tuple(published), tuple(restatements(published))
    if workspace is None:
        return CasualtyTable(state, year, on, known, "", dict.fromkeys(CASUALTIES, 0), {}, *told)
    ledger = people_ledger(workspace, known)
    counted = harmed(ledger.people, state, year, on)
    splits = {name: _lines(ledger.people, counted, on, name) for name in SPLITS}
    whole = total(balances(ledger.people, counted, on))
    return CasualtyTable(state, year, on, known, ledger.head.chain, _only(whole), splits, *told)


def harmed(people: People, state: str, year: int, on: date) -> Flags:
    """Postings of the casualties of a state and a year, as far as they have happened on a day."""
    counted = harmed_within(people, Span.of_year(year), on)
    return counted if state == WORLD else counted & of_states(people, [state])


def _lines(people: People, counted: Flags, on: date, split: str) -> tuple[Line, ...]:
    """Every value of a closed list, those with nobody too; names of places as far as there is somebody."""
    found = {row.key[0]: _only(row.persons) for row in balances(people, counted, on, (split,))}
    order: Sequence[str] = values_of(split) or sorted(found, key=lambda name: (not name, name))
    return tuple(Line(value, found.get(value, dict.fromkeys(CASUALTIES, 0))) for value in order)


def _only(persons: dict[Account, int]) -> dict[Account, int]:
    return {account: persons[account] for account in CASUALTIES}


def _shape(persons: dict[Account, int]) -> dict[str, int]:
    return {account.value: count for account, count in persons.items()} | {"casualties": casualties_in(persons)}


def _published(state: str, year: int) -> list[Edition]:
    figures = _world() if state == WORLD else [one for one in figures_of(None)[0] if one.place.state == state]
    return editions((one for one in figures if one.weapon == "all"), year)


@cache
def _world() -> tuple[PublishedFigure, ...]:
    return tuple(figure for figure, _ in world_totals())
