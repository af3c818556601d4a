"""How many hazardous areas are open on a day, and how much of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from opendisarm.core.vocabulary import CONTAMINATED, Account, Treaty
from opendisarm.ledgers.grouping import grouped
from opendisarm.ledgers.land.balances import in_scope, namer, side_codes
from opendisarm.ledgers.land.columns import LandColumns
from opendisarm.ledgers.land.postings import NOBODY, Postings
from opendisarm.ledgers.land.rules import A
from opendisarm.ledgers.words import Ints


@dataclass(frozen=True, slots=True)
class OpenAreas:
    """Open hazardous areas for one combination of dimension values.

    An area with any confirmed land counts as confirmed (known), else as suspected; its m2 stay apart.
    """

    key: tuple[str, ...]
    known_count: int
    suspected_count: int
    known_m2: int
    suspected_m2: int


def open_areas(
    columns: LandColumns, postings: Postings, on: date, by: Sequence[str] = (), treaty: Treaty | None = None
) -> list[OpenAreas]:
    """Open hazardous areas at the end of a day, split by place or contamination.

    Land of no named hazardous area counts as one area for each record that put it on the books.
    """
    counted = postings.only(columns.on[postings.by] <= on.toordinal())
    codes: list[list[Ints]] = []
    area, known, m2 = [], [], []
    for target in (True, False):
        account = counted.target if target else counted.source
        mask = counted.target_mask if target else counted.source_mask
        keep = np.isin(account, [A[name] for name in CONTAMINATED]) & in_scope(mask, treaty)
        codes.append([side_codes(columns, counted, name, target=target)[keep] for name in by])
        area.append(_area(counted, target=target)[keep])
        known.append((account == A[Account.CONFIRMED])[keep])
        m2.append((counted.m2 if target else -counted.m2)[keep])
    confirmed = np.concatenate(known)
    split = [np.concatenate(both) for both in zip(*codes, strict=True)]
    keys, row = grouped([*split, np.concatenate(area)], len(confirmed))
    amounts = np.zeros((len(keys), 2), np.int64)
    np.add.at(amounts, (row, confirmed.astype(np.int64)), np.concatenate(m2))
    groups, group = grouped(list(keys[:, :-1].T), len(keys))
    sums = np.zeros((len(groups), 4), np.int64)
    known_open, suspected_open = amounts[:, 1] > 0, amounts[:, 0] > 0
    for column, values in enumerate((known_open, suspected_open & ~known_open, amounts[:, 1], amounts[:, 0])):
        np.add.at(sums[:, column], group, values.astype(np.int64))
    names = [namer(columns, name) for name in by]
    found = [
        OpenAreas(tuple(name(int(code)) for name, code in zip(names, key, strict=True)), *cells)
        for key, cells in zip(groups, sums.tolist(), strict=True)
        if any(cells)
    ]
    return sorted(found, key=lambda areas: areas.key) or ([] if by else [OpenAreas((), 0, 0, 0, 0)])


def _area(postings: Postings, *, target: bool) -> Ints:
    """The hazardous area as one number: its code, or minus the record where no area is named."""
    hazard = postings.target_hazard if target else postings.source_hazard
    record = postings.placed_by
    return np.where(hazard != 0, hazard, NOBODY - record)
