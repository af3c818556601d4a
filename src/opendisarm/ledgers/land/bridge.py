"""From the opening to the closing of a period: what was found, released and corrected in between, in whole m2.

closing = opening + newly found + boundary growth + reopened - cancelled - reduced - cleared +- corrections
+- reclassified (standards 1.2; "reclassified": a survey changed the contamination, and with it the treaty scope).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from opendisarm.core.clocks import Span
from opendisarm.core.vocabulary import RELEASED, Account, Cause, Treaty
from opendisarm.ledgers.grouping import grouped
from opendisarm.ledgers.land.balances import PLACES, WORKERS, in_scope, namer, side_codes
from opendisarm.ledgers.land.columns import LandColumns
from opendisarm.ledgers.land.postings import Postings
from opendisarm.ledgers.land.rules import ACCOUNTS, CAUSES, IS_CONTAMINATED, A, C
from opendisarm.ledgers.words import Flags, Ints

FLOWS: Final = (
    Cause.NEWLY_FOUND, Cause.BOUNDARY_GROWTH, Cause.REOPENED, Cause.CANCELLED, Cause.REDUCED, Cause.CLEARED,
    Cause.CORRECTION, Cause.RECLASSIFIED,
)  # fmt: skip
"""What may change contaminated land, in the order in which a bridge shows it."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """Contaminated land (suspected and confirmed) through a period.  Unit  whole m2.

    flows      signed: releases are negative.
    released   everything released in the period, by account; `outside` is the part of it that lay outside every
               recorded hazardous area and so lowered nothing (or went over what was left).
    """

    key: tuple[str, ...]
    opening: int
    flows: dict[Cause, int]
    closing: int
    released: dict[Account, int]
    outside: dict[Account, int]

    @property
    def moved(self) -> bool:
        """Whether any figure in it is other than zero."""
        return any((self.opening, self.closing, *self.flows.values(), *self.released.values()))

    @property
    def ties(self) -> bool:
        """Whether opening and flows give the closing, and releases are what the flows and `outside` say."""
        by_flow = {account: -self.flows[Cause(account.value)] for account in RELEASED}
        return self.opening + sum(self.flows.values()) == self.closing and all(
            self.released[account] == by_flow[account] + self.outside[account] for account in RELEASED
        )


BY: Final = (*PLACES, "contamination", *WORKERS, "hazard")
"""What a bridge can be split by. Land keeps its place; by operator or method, what leaves an account leaves the one
who had put it there, and what is `released` is credited to the one who released it, so that only the sums tie."""

_OPENING, _CLOSING = len(FLOWS), len(FLOWS) + 1
_RELEASED, _OUTSIDE = len(FLOWS) + 2, len(FLOWS) + 2 + len(RELEASED)
_WIDTH = len(FLOWS) + 2 + 2 * len(RELEASED)
# A confirmation that changes the contamination changes the scope; every other cause that is no flow moves nothing.
_FLOW: Final = np.array([FLOWS.index(cause if cause in FLOWS else Cause.RECLASSIFIED) for cause in CAUSES])
_WHICH_RELEASE: Final = np.array([RELEASED.index(account) if account in RELEASED else 0 for account in ACCOUNTS])


def bridges(
    columns: LandColumns, postings: Postings, span: Span, by: Sequence[str] = (), treaty: Treaty | None = None
) -> list[Bridge]:
    """The bridge of a period for each combination of dimensions (see BY); exactly one when none is asked for."""
    postings = postings.only((columns.on[postings.by] <= span.last.toordinal()) & postings.moved)
    within = columns.on[postings.by] >= span.first.toordinal()
    open_after = IS_CONTAMINATED[postings.target] & in_scope(postings.target_mask, treaty)
    open_before = IS_CONTAMINATED[postings.source] & in_scope(postings.source_mask, treaty)
    released = within & release_flags(postings) & in_scope(postings.source_mask | postings.target_mask, treaty)
    column = np.where(within, _FLOW[postings.cause], _OPENING)
    release = _WHICH_RELEASE[postings.target]

    entering, leaving = (_codes(columns, postings, by, target=target) for target in (True, False))
    codes = [np.concatenate(both) for both in zip(entering, leaving, strict=True)]
    keys, row = grouped(codes, 2 * len(postings))
    enters, leaves = row[: len(postings)], row[len(postings) :]
    table = np.zeros((max(len(keys), 1), _WIDTH), np.int64)

    def put(which: Flags, rows: Ints, into: Ints | int, m2: Ints) -> None:
        np.add.at(table, (rows[which], np.broadcast_to(into, len(rows))[which]), m2[which])

    put(open_after, enters, column, postings.m2)
    put(open_before, leaves, column, -postings.m2)
    put(open_after, enters, _CLOSING, postings.m2)
    put(open_before, leaves, _CLOSING, -postings.m2)
    put(released, enters, _RELEASED + release, postings.m2)
    put(released & ~open_before, enters, _OUTSIDE + release, postings.m2)

    names = [namer(columns, name) for name in by]
    shown = keys if len(keys) else np.zeros((1, len(by)), np.int64)
    found = [
        _bridge(tuple(name(int(code)) for name, code in zip(names, key, strict=True)), cells)
        for key, cells in zip(shown, table.tolist(), strict=True)
    ]
    return sorted((bridge for bridge in found if not by or bridge.moved), key=lambda bridge: bridge.key)


def release_flags(postings: Postings) -> Flags:
    """Postings that released land, within a hazardous area or outside."""
    into = np.isin(postings.target, [A[account] for account in RELEASED])
    released: Flags = into & (postings.source != postings.target) & (postings.cause != C[Cause.CORRECTION])
    return released


def _bridge(key: tuple[str, ...], cells: list[int]) -> Bridge:
    return Bridge(
        key=key,
        opening=cells[_OPENING],
        flows=dict(zip(FLOWS, cells, strict=False)),
        closing=cells[_CLOSING],
        released=dict(zip(RELEASED, cells[_RELEASED:], strict=False)),
        outside=dict(zip(RELEASED, cells[_OUTSIDE:], strict=False)),
    )


def _codes(columns: LandColumns, postings: Postings, by: Sequence[str], *, target: bool) -> list[Ints]:
    if unknown := set(by) - set(BY):
        raise ValueError(f"A bridge can be split by {', '.join(BY)}, not by {', '.join(sorted(unknown))}.")
    return [side_codes(columns, postings, name, target=target) for name in by]
