"""What has changed since a figure about people was published: accounts of a year then and now, entry by entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from opendisarm.core.clocks import Span
from opendisarm.desk.people.ledger import PeopleLedger, people_ledger
from opendisarm.desk.people.why import amounts_of
from opendisarm.desk.restating import RestatedFigure, reasons
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.people.accounts import CASUALTIES, REACHED, Account
from opendisarm.ledgers.people.balances import balances, harmed_within, moved_within, of_states, total
from opendisarm.ledgers.words import Flags


@dataclass(frozen=True, slots=True)
class RestatedEntry:
    """An entry that puts other persons into an account than it did."""

    entry: str
    on: date
    account: str
    then: int
    now: int
    because: str


@dataclass(frozen=True, slots=True)
class PeopleRestatement:
    """Casualties and persons reached of a year twice, and every entry that makes the difference."""

    year: int
    then_head: str
    now_head: str
    figures: tuple[RestatedFigure, ...]
    entries: tuple[RestatedEntry, ...]

    def as_json(self) -> dict[str, Any]:
        """The published shape."""
        return {
            "year": self.year,
            "journal_head_then": self.then_head,
            "journal_head_now": self.now_head,
            "unit": "persons",
            "figures": [{"figure": f.name, "then": f.then, "now": f.now} for f in self.figures],
            "records": [
                {
                    "entry": e.entry, "on": e.on.isoformat(), "account": e.account, "then": e.then, "now": e.now,
                    "because": e.because,
                }
                for e in self.entries
            ],
        }  # fmt: skip


def people_restatement(
    workspace: Workspace, year: int, then: datetime, now: datetime | None = None, states: Sequence[str] = ()
) -> PeopleRestatement:
    """What a figure on a year, made as known `then`, would be as known `now` (None: at this moment).

    states  only casualties and sessions placed in one of these; none said: all.
    """
    before, after = people_ledger(workspace, then), people_ledger(workspace, now)
    was, is_ = _figures(before, year, states), _figures(after, year, states)
    figures = tuple(RestatedFigure(name, was[name], is_[name]) for name in was if was[name] != is_[name])
    moved_then, moved_now = _moved(before, year, states), _moved(after, year, states)
    why = reasons(workspace, set(before.people.ids), set(after.people.ids), before.head, after.head)
    entries = [
        RestatedEntry(entry, on, account, moved_then.get(key, 0), moved_now.get(key, 0), why(entry))
        for key in sorted({*moved_then, *moved_now}, key=lambda key: (key[1], key[0], key[2]))
        for entry, on, account in (key,)
        if moved_then.get(key, 0) != moved_now.get(key, 0)
    ]
    return PeopleRestatement(year, before.head.chain, after.head.chain, figures, tuple(entries))


def _counted(ledger: PeopleLedger, year: int, states: Sequence[str], account: Account) -> Flags:
    people, span = ledger.people, Span.of_year(year)
    counted = moved_within(people, span) if account in REACHED else harmed_within(people, span, date.max)
    return counted & of_states(people, states) if states else counted


def _figures(ledger: PeopleLedger, year: int, states: Sequence[str]) -> dict[str, int]:
    found = {
        account.value: total(balances(ledger.people, _counted(ledger, year, states, account), date.max))[account]
        for account in (*CASUALTIES, *REACHED)
    }
    return found | {"casualties": sum(found[account.value] for account in CASUALTIES)}


def _moved(ledger: PeopleLedger, year: int, states: Sequence[str]) -> dict[tuple[str, date, str], int]:
    """(entry, day, account) -> persons."""
    found: dict[tuple[str, date, str], int] = {}
    for account in (*CASUALTIES, *REACHED):
        counted = _counted(ledger, year, states, account)
        for (entry, on, _), amount in amounts_of(ledger.people, counted, (account,)).items():
            found[entry, on, account.value] = found.get((entry, on, account.value), 0) + amount
    return found
