"""Balances of the land ledger on any date, by any dimension: running sums of postings, no geometry needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from opendisarm.core.vocabulary import Account, Treaty, mask_name, scope_mask
from opendisarm.ledgers.days import years
from opendisarm.ledgers.grouping import grouped
from opendisarm.ledgers.land.columns import LandColumns
from opendisarm.ledgers.land.postings import NOBODY, Postings
from opendisarm.ledgers.land.rules import ACCOUNTS, UNRECORDED
from opendisarm.ledgers.words import Flags, Ints, Words

SHOWN: Final = tuple(account for account in Account if account is not Account.UNRECORDED)

PLACES: Final = ("state", "admin1", "admin2")
WORKERS: Final = ("operator", "method")
DIMENSIONS: Final = (*PLACES, "contamination", *WORKERS, "hazard", "year")
ALSO_CALLED: Final = {"province": "admin1", "district": "admin2", "country": "state"}


@dataclass(frozen=True, slots=True)
class Balance:
    """m2 in each account for one combination of dimension values; "" = not told."""

    key: tuple[str, ...]
    m2: dict[Account, int]


def dimension(name: str) -> str:
    """The dimension a person means.  Errors  ValueError naming the dimensions there are."""
    meant = ALSO_CALLED.get(name.strip().lower(), name.strip().lower())
    if meant not in DIMENSIONS:
        known = ", ".join((*DIMENSIONS, *ALSO_CALLED))
        raise ValueError(f"'{name}' is no dimension of the land ledger; use one or more of: {known}.")
    return meant


def balances(
    columns: LandColumns, postings: Postings, on: date, by: Sequence[str] = (), treaty: Treaty | None = None
) -> list[Balance]:
    """m2 in every account at the end of a day, split by dimensions; one row when none are asked for.

    Land is placed where it lies; an operator or method has what it put into an account and nobody has taken since.
    With a treaty, only land whose contamination falls under it; with "year", what each year changed.
    """
    counted = postings.only((columns.on[postings.by] <= on.toordinal()) & postings.moved)
    sides = [_side(columns, counted, by, target=True), _side(columns, counted, by, target=False)]
    codes = [np.concatenate(both) for both in zip(*(side.codes for side in sides), strict=True)]
    account = np.concatenate([side.account for side in sides])
    mask = np.concatenate([side.mask for side in sides])
    m2 = np.concatenate([counted.m2, -counted.m2])
    keep = (account != UNRECORDED) & in_scope(mask, treaty)
    codes, account, m2 = [column[keep] for column in codes], account[keep], m2[keep]
    keys, row = grouped(codes, len(m2))
    table = np.zeros((max(len(keys), 1), len(ACCOUNTS)), np.int64)
    np.add.at(table, (row, account), m2)
    name_of = [namer(columns, name) for name in by]
    rows = [
        Balance(
            tuple(name(int(code)) for name, code in zip(name_of, key, strict=True)),
            {account: int(table[position, ACCOUNTS.index(account)]) for account in SHOWN},
        )
        for position, key in enumerate(keys if len(by) else [()])
    ]
    return sorted((row for row in rows if not by or any(row.m2.values())), key=lambda row: row.key)


def total(rows: Iterable[Balance]) -> dict[Account, int]:
    """The accounts summed over rows."""
    summed: dict[Account, int] = dict.fromkeys(SHOWN, 0)
    for row in rows:
        for account, m2 in row.m2.items():
            summed[account] += m2
    return summed


def in_scope(mask: Ints, treaty: Treaty | None) -> Flags:
    """Whether land with this contamination falls under a treaty; everything does when none is named."""
    return np.ones(len(mask), dtype=bool) if treaty is None else (mask & scope_mask(treaty)) != 0


@dataclass(frozen=True, slots=True)
class _Side:
    codes: list[Ints]
    account: Ints
    mask: Ints


def _side(columns: LandColumns, postings: Postings, by: Sequence[str], *, target: bool) -> _Side:
    codes = [side_codes(columns, postings, name, target=target) for name in by]
    if target:
        return _Side(codes, postings.target, postings.target_mask)
    return _Side(codes, postings.source, postings.source_mask)


def side_codes(columns: LandColumns, postings: Postings, name: str, *, target: bool) -> Ints:
    """The code that a dimension has on the target or source side of each posting."""
    if name in PLACES:
        words: Words = getattr(columns, name)
        return words.codes[postings.placed_by]
    if name in WORKERS:
        words = getattr(columns, name)
        if target:
            return words.codes[postings.by]
        return np.where(postings.held_by == NOBODY, 0, words.codes[postings.held_by])
    if name == "contamination":
        return postings.target_mask if target else postings.source_mask
    if name == "hazard":
        return postings.target_hazard if target else postings.source_hazard
    return years(columns.on[postings.by])


def namer(columns: LandColumns, name: str) -> Callable[[int], str]:
    """From a code of a dimension to the word that is shown."""
    if name == "contamination":
        return mask_name
    if name == "year":
        return str
    names: tuple[str, ...] = getattr(columns, name).names
    return lambda code: names[code]
