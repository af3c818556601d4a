"""The records behind square metres: which entry put how much land where it stands, or moved it in the period."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from opendisarm.core.clocks import Span
from opendisarm.core.vocabulary import CONTAMINATED, RELEASED, Account, Cause, Treaty
from opendisarm.ledgers.land.balances import in_scope
from opendisarm.ledgers.land.bridge import FLOWS, release_flags
from opendisarm.ledgers.land.columns import MOVES, LandColumns
from opendisarm.ledgers.land.postings import Postings
from opendisarm.ledgers.land.rules import CAUSES, IS_CONTAMINATED, A
from opendisarm.ledgers.words import Flags, Ints
from opendisarm.reports.figures import Share


@dataclass(frozen=True, slots=True)
class Moved:
    """Square metres with the record that answers for them and the place where they lie; sorted by place.

    record  position in `columns`.      place  code of the province times `width` plus code of the district.
    """

    columns: LandColumns
    record: Ints
    place: Ints
    m2: Ints

    @classmethod
    def of(cls, columns: LandColumns, record: Ints, placed_by: Ints, m2: Ints) -> Moved:
        """From the record whose place the land has."""
        width = len(columns.admin2.names)
        place = columns.admin1.codes[placed_by] * width + columns.admin2.codes[placed_by]
        order = np.argsort(place, kind="stable")
        return cls(columns, record[order], place[order], m2[order])

    @classmethod
    def joined(cls, parts: Sequence[Moved]) -> Moved:
        """Several of one ledger as one.  Errors  IndexError when there are none."""
        record, place, m2 = (
            np.concatenate([getattr(part, name) for part in parts]) for name in ("record", "place", "m2")
        )
        order = np.argsort(place, kind="stable")
        return cls(parts[0].columns, record[order], place[order], m2[order])

    def everywhere(self) -> Slice:
        """All of it."""
        return Slice(self, 0, len(self.m2))

    def within(self, admin1: str, admin2: str | None = None) -> Slice:
        """What lies in a province, or in one district of it; "" = not told."""
        province = _code(self.columns.admin1.names, admin1)
        if province < 0:
            return Slice(self, 0, 0)
        width = len(self.columns.admin2.names)
        low, high = province * width, (province + 1) * width
        if admin2 is not None:
            low += _code(self.columns.admin2.names, admin2)
            high = low + 1
        start, stop = np.searchsorted(self.place, [low, high]).tolist()
        return Slice(self, start, stop)


@dataclass(frozen=True, slots=True)
class Slice:
    """The part of `moved` in one place: the entries behind a cell."""

    moved: Moved
    start: int
    stop: int

    def shares(self) -> Sequence[Share]:
        """One a record, in the order in which records apply; records that net to 0 are left out."""
        columns = self.moved.columns
        records, m2 = self._summed()
        return tuple(
            Share(
                columns.ids[record], MOVES[int(columns.move[record])][0].value,
                date.fromordinal(int(columns.on[record])), amount, bool(columns.drawn[record]),
            )
            for record, amount in zip(records.tolist(), m2.tolist(), strict=True)
            if amount
        )  # fmt: skip

    def total(self) -> int:
        """Square metres."""
        return int(self.moved.m2[self.start : self.stop].sum())

    def reported(self) -> int:
        """Square metres of records that have no polygon."""
        drawn = self.moved.columns.drawn[self.moved.record[self.start : self.stop]]
        return int(self.moved.m2[self.start : self.stop][~drawn].sum())

    def record_count(self) -> int:
        """How many records moved at least one square metre."""
        return int(np.count_nonzero(self._summed()[1]))

    def _summed(self) -> tuple[Ints, Ints]:
        records, which = np.unique(self.moved.record[self.start : self.stop], return_inverse=True)
        m2 = np.zeros(len(records), np.int64)
        np.add.at(m2, which.reshape(-1), self.moved.m2[self.start : self.stop])
        return records, m2


_FLOW: Final = np.array([FLOWS.index(cause if cause in FLOWS else Cause.RECLASSIFIED) for cause in CAUSES])


def standing(
    columns: LandColumns,
    postings: Postings,
    on: date,
    accounts: Collection[Account] = CONTAMINATED,
    treaty: Treaty | None = None,
    holding: int = ~0,
) -> Moved:
    """Land in these accounts at the end of a day, by the record that put it there.

    holding  contamination bits of which the land must have one; 0: land whose contamination is unknown.
    """  # fmt: skip
    counted = postings.only((columns.on[postings.by] <= on.toordinal()) & postings.moved)
    codes = [A[account] for account in accounts]

    def holds(mask: Ints) -> Flags:
        some: Flags = mask == 0 if holding == 0 else np.ones(len(mask), bool) if holding == ~0 else mask & holding != 0
        return some & in_scope(mask, treaty)

    enters = np.isin(counted.target, codes) & holds(counted.target_mask)
    leaves = np.isin(counted.source, codes) & holds(counted.source_mask)
    return Moved.of(
        columns,
        np.concatenate([counted.by[enters], counted.held_by[leaves]]),
        np.concatenate([counted.placed_by[enters], counted.placed_by[leaves]]),
        np.concatenate([counted.m2[enters], -counted.m2[leaves]]),
    )


def flowing(columns: LandColumns, postings: Postings, span: Span, treaty: Treaty | None = None) -> dict[Cause, Moved]:
    """What each flow of a bridge added to (or took from) contaminated land in a period, by the record that did it."""
    inside = _inside(columns, postings, span)
    after = IS_CONTAMINATED[inside.target] & in_scope(inside.target_mask, treaty)
    before = IS_CONTAMINATED[inside.source] & in_scope(inside.source_mask, treaty)
    change = after.astype(np.int64) - before.astype(np.int64)
    found = {}
    for position, cause in enumerate(FLOWS):
        some = (_FLOW[inside.cause] == position) & (change != 0)
        found[cause] = Moved.of(columns, inside.by[some], inside.placed_by[some], (inside.m2 * change)[some])
    return found


@dataclass(frozen=True, slots=True)
class Released:
    """Land released in a period, by the record that released it; `outside`: outside recorded hazardous areas."""

    by_account: dict[Account, Moved]
    whole: Moved
    outside: Moved


def releasing(
    columns: LandColumns, postings: Postings, span: Span, treaty: Treaty | None = None, holding: int = ~0
) -> Released:
    """What was released in a period; holding=0: only land whose contamination is unknown."""
    inside = _inside(columns, postings, span)
    scope = in_scope(inside.source_mask | inside.target_mask, treaty)
    released = inside.only(release_flags(inside) & scope & ((inside.target_mask == 0) | (holding != 0)))
    within = IS_CONTAMINATED[released.source] & in_scope(released.source_mask, treaty)

    def moved(which: Flags) -> Moved:
        return Moved.of(columns, released.by[which], released.placed_by[which], released.m2[which])

    by_account = {account: moved(released.target == A[account]) for account in RELEASED}
    return Released(by_account, moved(np.ones(len(released), bool)), moved(~within))


def _inside(columns: LandColumns, postings: Postings, span: Span) -> Postings:
    on = columns.on[postings.by]
    return postings.only((on >= span.first.toordinal()) & (on <= span.last.toordinal()))


def _code(names: tuple[str, ...], name: str) -> int:
    """-1 for a name that no land record has."""
    return names.index(name) if name in names else -1
