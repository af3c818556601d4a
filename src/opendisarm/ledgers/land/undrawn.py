"""Records that have only an area: they take from their hazardous area's square metres without knowing which ones.

Old hazards and many reports have no polygon. Their land is kept as *lots* of square metres of a hazardous area. A lot
is *drawn* when shapes say where it lies, *floating* when an area-only record put it there. Hazardous areas that no
area-only record names never come here (docs/ledger.md, "Areas without a shape").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

import numpy as np

from opendisarm.core.vocabulary import Account, Cause, LandKind
from opendisarm.ledgers.land.columns import MOVES, LandColumns
from opendisarm.ledgers.land.postings import NOBODY, Postings, joined
from opendisarm.ledgers.land.rules import IS_CONTAMINATED, IS_FINDING, IS_RELEASE, UNRECORDED, A, C, outcome
from opendisarm.ledgers.words import Flags, Ints

_CLEARS_FIRST: Final = (A[Account.CONFIRMED], A[Account.SUSPECTED])
_SURVEYS_FIRST: Final = (A[Account.SUSPECTED], A[Account.CONFIRMED])
_RELEASED: Final = (A[Account.CANCELLED], A[Account.REDUCED], A[Account.CLEARED])


FLOATING: Final = -1


class Key(NamedTuple):
    """What tells one lot from another.

    holder  the record that put it into its account; under: the record whose shape covers it, or FLOATING.
    """

    holder: int
    placed_by: int
    hazard: int
    state: int
    mask: int
    under: int

    @property
    def floating(self) -> bool:
        """Whether no shape says where it lies."""
        return self.under == FLOATING


class Move(NamedTuple):
    """One posting in the making; field by field as in `Postings`."""

    by: int
    held_by: int
    placed_by: int
    source: int
    target: int
    source_mask: int
    target_mask: int
    source_hazard: int
    target_hazard: int
    cause: int
    m2: int


@dataclass(frozen=True, slots=True)
class _Result:
    state: int
    mask: int
    cause: int
    moved: bool


@cache
def _outcome(state: int, mask: int, move: int, record_mask: int, same_hazard: bool) -> _Result:
    one = [np.array([value]) for value in (state, mask, move, record_mask, same_hazard)]
    after = outcome(*one)
    return _Result(int(after.state[0]), int(after.mask[0]), int(after.cause[0]), bool(after.moved[0]))


def with_areas(columns: LandColumns, drawn: Postings, area_only: Ints) -> Postings:
    """The whole ledger: postings of shapes, corrected for what area-only records took, and those records' own.

    area_only  positions of the records without a shape, ascending.
    """
    named = _tracked(columns, drawn, area_only)
    concerned = named[drawn.source_hazard] | named[drawn.target_hazard]
    books = _Books(columns, named)
    moves: list[Move] = []
    shaped = _by_record(drawn.only(concerned))
    alone = area_only.tolist()
    for record in sorted({*alone, *shaped}):
        if record in shaped:
            for posting in shaped[record]:
                moves.extend(books.drawn(posting))
        else:
            moves.extend(books.area_only(record))
    return joined([drawn.only(~concerned), _postings(moves)])


def _tracked(columns: LandColumns, drawn: Postings, area_only: Ints) -> Flags:
    """Hazardous areas that an area-only record names, and those to which their land passed on."""
    tracked: Flags = np.zeros(len(columns.hazard.names), dtype=bool)
    tracked[columns.hazard.codes[area_only]] = True
    tracked[0] = False
    passed = np.flatnonzero(drawn.source_hazard != drawn.target_hazard)
    source, target = drawn.source_hazard[passed], drawn.target_hazard[passed]
    while (tracked[source] & ~tracked[target]).any():
        tracked[target[tracked[source]]] = True
    return tracked


def _by_record(postings: Postings) -> dict[int, list[Move]]:
    columns = [getattr(postings, name).tolist() for name in Move._fields]
    grouped: dict[int, list[Move]] = {}
    for values in zip(*columns, strict=True):
        move = Move(*values)
        grouped.setdefault(move.by, []).append(move)
    return grouped


def _postings(moves: list[Move]) -> Postings:
    values = np.array(moves, dtype=np.int64).reshape(len(moves), len(Move._fields))
    arrays = {name: values[:, position] for position, name in enumerate(Move._fields)}
    return Postings(**arrays, exact_m2=arrays["m2"].astype(np.float64))


class _Books:
    """Lots by hazardous area, while records are applied in their order."""

    def __init__(self, columns: LandColumns, tracked: Flags) -> None:
        self.columns = columns
        self.tracked = tracked
        self.m2: dict[Key, int] = {}
        self.of_hazard: dict[int, dict[Key, None]] = {}
        self.recorded: set[int] = set()

    def area_only(self, record: int) -> Iterator[Move]:
        """A record with only an area: it takes from the lots of its hazardous area, then from unrecorded land."""
        columns = self.columns
        hazard, left = int(columns.hazard.codes[record]), int(np.rint(columns.area_m2[record]))
        known = hazard in self.recorded
        for key in self._preferred(hazard, int(columns.move[record])) if hazard else ():
            if left == 0:
                break
            m2 = min(left, self.m2[key])
            if m2:
                yield self._shift(record, key, m2, under=FLOATING)
                left -= m2
        if left or not known:
            yield self._from_unrecorded(record, left, over=known)

    def drawn(self, move: Move) -> Iterator[Move]:
        """A posting that shapes made: its land may be less than they think, or stand in lots that were never drawn."""
        if move.source == UNRECORDED:
            yield from self._onto_floating(move)
            return
        if not self.tracked[move.source_hazard]:
            if self.tracked[move.target_hazard]:
                self._put(
                    Key(move.by, move.placed_by, move.target_hazard, move.target, move.target_mask, move.by), move.m2
                )
            yield move
            return
        short = move.m2
        for key in self._behind(move):
            m2 = min(short, self.m2[key])
            if m2 or not move.m2:
                yield self._shift(move.by, key, m2, under=move.by)
            short -= m2
            if not short:
                return
        released = bool(IS_RELEASE[self.columns.move[move.by]])
        why = Cause.ALREADY_RELEASED if released else Cause.ALREADY_RECORDED
        yield move._replace(target=move.source, target_mask=move.source_mask, cause=C[why], m2=short)

    def _behind(self, move: Move) -> list[Key]:
        """The lots that may stand behind a piece of drawn land, in the order in which they are believed to.

        Its own lot; others under the same shape; then what of the hazardous area is still open, since an area-only
        release may have taken from the wrong one of its lots; what was released without a shape comes last.
        """
        own = Key(move.held_by, move.placed_by, move.source_hazard, move.source, move.source_mask, move.held_by)
        lots = [key for key in self.of_hazard.get(move.source_hazard, ()) if self.m2[key]]

        def belief(key: Key) -> int:
            if key == own:
                return 0
            if key.under == move.held_by:
                return 1
            if IS_CONTAMINATED[key.state]:
                return 2 if key.floating else 3
            return 4 if key.floating else 5

        return sorted((key for key in lots if belief(key) < 5), key=belief)

    def _onto_floating(self, move: Move) -> Iterator[Move]:
        """New shapes of a hazardous area first draw what stood there without a shape."""
        left, hazard = move.m2, move.target_hazard
        lots = list(self.of_hazard.get(hazard, ()))
        for key in [key for key in lots if key.floating and IS_CONTAMINATED[key.state] and self.m2[key]]:
            if not left:
                return
            m2 = min(left, self.m2[key])
            yield self._shift(move.by, key, m2, under=move.by)
            left -= m2
        if left or not move.m2:
            over = hazard in self.recorded and bool(IS_RELEASE[self.columns.move[move.by]])
            self._put(Key(move.by, move.placed_by, hazard, move.target, move.target_mask, move.by), left)
            yield move._replace(m2=left, cause=C[Cause.OVER_RELEASE] if over else move.cause)

    def _from_unrecorded(self, record: int, m2: int, *, over: bool) -> Move:
        columns = self.columns
        mask, hazard, move = (int(a[record]) for a in (columns.mask, columns.hazard.codes, columns.move))
        after = _outcome(UNRECORDED, 0, move, mask, False)
        cause = C[Cause.OVER_RELEASE] if over and IS_RELEASE[move] else after.cause
        if after.moved and hazard:
            self._put(Key(record, record, hazard, after.state, mask, FLOATING), m2)
        return Move(record, NOBODY, record, UNRECORDED, after.state, mask, mask, hazard, hazard, cause, m2)

    def _shift(self, record: int, key: Key, m2: int, *, under: int) -> Move:
        """Move m2 of a lot as the record's kind demands; where it demands nothing, say why it stays."""
        columns = self.columns
        named = int(columns.hazard.codes[record])
        move, mask = int(columns.move[record]), int(columns.mask[record])
        after = _outcome(key.state, key.mask, move, mask, named == key.hazard and named != 0)
        hazard = named if after.moved and IS_FINDING[move] and named else key.hazard
        if after.moved or (key.floating and under != FLOATING):
            self._take(key, m2)
            holder = record if after.moved else key.holder
            self._put(Key(holder, key.placed_by, hazard, after.state, after.mask, under), m2)
        return Move(
            record, key.holder, key.placed_by, key.state, after.state, key.mask, after.mask, key.hazard, hazard,
            after.cause, m2,
        )  # fmt: skip

    def _preferred(self, hazard: int, move: int) -> list[Key]:
        """Lots of a hazardous area that a record may touch, in the order in which it takes them."""
        kind = MOVES[move][0]
        if IS_FINDING[move]:
            states: tuple[int, ...] = (*_SURVEYS_FIRST, *_RELEASED)
        elif kind is LandKind.CLEARED:
            states = _CLEARS_FIRST
        elif kind is LandKind.CORRECTION and MOVES[move][1] is not Account.CORRECTION:
            states = tuple(s for s in (*_SURVEYS_FIRST, *_RELEASED) if s != A[MOVES[move][1] or Account.CORRECTION])
        else:
            states = _SURVEYS_FIRST
        lots = [key for key in self.of_hazard.get(hazard, ()) if key.state in states and self.m2[key]]
        return sorted(lots, key=lambda key: (states.index(key.state), not key.floating))

    def _take(self, key: Key, m2: int) -> None:
        self.m2[key] -= m2

    def _put(self, key: Key, m2: int) -> None:
        self.m2[key] = self.m2.get(key, 0) + m2
        self.of_hazard.setdefault(key.hazard, {})[key] = None
        if IS_CONTAMINATED[key.state]:
            self.recorded.add(key.hazard)
