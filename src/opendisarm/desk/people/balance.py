"""Balances of the people ledger, as of two clocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from opendisarm.core.journal import Proposal
from opendisarm.core.records import PEOPLE_KINDS, record_of
from opendisarm.desk.errors import DeskError
from opendisarm.desk.people.ledger import people_ledger
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.people.accounts import CASUALTIES, Account
from opendisarm.ledgers.people.balances import Balance, balances, dimension, total, up_to
from opendisarm.ledgers.people.gathered import Fact
from opendisarm.ledgers.people.ledger import fold


@dataclass(frozen=True, slots=True)
class PeopleBalance:
    """Rows by dimension and their total.  Direct and indirect beneficiaries are never added."""

    on: date
    known: datetime | None
    head: str
    by: tuple[str, ...]
    rows: list[Balance]
    total: dict[Account, int]

    def as_json(self) -> dict[str, Any]:
        """The published shape: as_of, unit, balances {account: persons}, rows [{dimension: value, account: n}]."""
        return {
            "as_of": {"on": self.on.isoformat(), "known": self.known.isoformat() if self.known else None},
            "journal_head": self.head,
            "unit": "persons",
            "by": list(self.by),
            "balances": shape_of(self.total),
            "rows": [dict(zip(self.by, row.key, strict=True)) | shape_of(row.persons) for row in self.rows],
        }


def shape_of(persons: dict[Account, int]) -> dict[str, int]:
    """Accounts by name, and casualties: the sum of killed, injured and unknown outcome."""
    return {account.value: count for account, count in persons.items()} | {"casualties": casualties_in(persons)}


def casualties_in(persons: dict[Account, int]) -> int:
    """Killed + injured + unknown outcome."""
    return sum(persons[account] for account in CASUALTIES)


def people_balance(workspace: Workspace, on: date, known: datetime | None, by: Sequence[str] = ()) -> PeopleBalance:
    """Persons in every account at the end of `on`, as known at `known` (None: now), split by dimensions.

    Errors  DeskError on a dimension that there is not.
    """
    ledger = people_ledger(workspace, known)
    dims = dimensions(by)
    rows = balances(ledger.people, up_to(ledger.people, on), on, dims)
    return PeopleBalance(on, known, ledger.head.chain, dims, rows, total(rows))


def people_in(proposals: Iterable[Proposal]) -> dict[str, int]:
    """Accounts that proposed records would fill if there were no others; those with nobody are left out."""
    people = fold(
        Fact(one.id, one.org, record_of(one.kind, one.payload, one.shape, one.given_shape))  # type: ignore[arg-type]
        for one in proposals
        if one.kind in PEOPLE_KINDS
    )
    [whole] = balances(people, up_to(people, date.max), date.max)
    return {account.value: count for account, count in whole.persons.items() if count}


def dimensions(by: Sequence[str]) -> tuple[str, ...]:
    """What a person typed after --by.  Errors  DeskError naming the dimensions there are."""
    try:
        return tuple(dict.fromkeys(dimension(name) for word in by for name in word.split(",") if name.strip()))
    except ValueError as why:
        raise DeskError(str(why), "") from None
