"""The land ledger as paint: for every record the part of its shape that it moved, in the order in which it applied.

Painted one over the other up to a day, what is on top is what the ledger says of that day.  Most records move all
that they cover, and their stroke is their shape.  A record that leaves some land as it was (released before, confirmed
before, mines remain, nothing to correct) must not cover it: where that can happen, the rules of the ledger are applied
to the shapes here.

Not on the map: records without a polygon, and what they took from a hazardous area, for nobody knows where it lies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np
import shapely

from opendisarm.core.plane import SLIVER_M2, SNAP_M, Shapes, area_m2
from opendisarm.core.vocabulary import MINES_MASK, Cause
from opendisarm.ledgers.land.columns import LandColumns
from opendisarm.ledgers.land.overlay import common
from opendisarm.ledgers.land.rules import (
    BECAUSE,
    GOES_TO,
    IS_CONTAMINATED,
    IS_FINDING,
    IS_RELEASE,
    UNRECORDED,
    C,
    outcome,
)
from opendisarm.ledgers.land.sites import Touching, touching
from opendisarm.ledgers.words import Flags, Ints

_COLLECTION: Final = 7
_AREAS: Final = (3, 6)
_NOTHING: Final = shapely.Polygon()
_SLICE: Final = 20_000


@dataclass(frozen=True, slots=True)
class Strokes:
    """Paint, in the order in which it goes on.  Shape  every array has one element a stroke.

    by        position of the record in `LandColumns`, ascending.
    account   where its land stands, as a position in `rules.ACCOUNTS`.
    reopened  whether it is open land that had been released before.
    shape     in the plane; strokes of one record do not overlap.
    """

    by: Ints
    account: Ints
    reopened: Flags
    shape: Shapes

    def __len__(self) -> int:
        return len(self.by)


class _Paint(NamedTuple):
    """What a piece of ground carries while records are applied to it."""

    state: int
    mask: int
    hazard: int
    reopened: bool


class _Stroke(NamedTuple):
    by: int
    paint: _Paint
    shape: shapely.Geometry


def strokes(columns: LandColumns) -> Strokes:
    """The paint of all records that have a polygon of their own."""
    shaped = np.flatnonzero(columns.drawn)
    pairs = _overlapping(columns.shapes[shaped])
    site = _sites(len(shaped), pairs)
    moves = columns.move[shaped]
    applied = np.zeros(len(shaped), dtype=bool)
    applied[_never_whole(moves)] = True
    leaves = ~_takes_whole(columns, shaped, pairs)
    applied[pairs.later[leaves]] = True
    by_rules = np.isin(site, np.unique(site[applied]))
    whole = np.flatnonzero(~by_rules)
    painted = _by_the_rules(columns, shaped, np.flatnonzero(by_rules), pairs, by_rules)
    by = np.r_[shaped[whole], np.array([stroke.by for stroke in painted], np.int64)]
    account = np.r_[GOES_TO[UNRECORDED, moves[whole]], np.array([stroke.paint.state for stroke in painted], np.int64)]
    reopened = np.r_[np.zeros(len(whole), dtype=bool), np.array([stroke.paint.reopened for stroke in painted], bool)]
    shape = np.empty(len(by), dtype=object)
    shape[: len(whole)] = columns.shapes[shaped[whole]]
    shape[len(whole) :] = [stroke.shape for stroke in painted]
    order = np.argsort(by, kind="stable")
    return Strokes(by[order], account[order], reopened[order], shape[order])


def _overlapping(shapes: Shapes) -> Touching:
    """Without the many pairs that only share a border."""
    pairs = touching(shapes)
    real = np.zeros(len(pairs.earlier), dtype=bool)
    for start in range(0, len(real), _SLICE):  # what two shapes share is a shape as well: never all at once
        part = slice(start, start + _SLICE)
        real[part] = area_m2(common(shapes[pairs.earlier[part]], shapes[pairs.later[part]])) > SLIVER_M2
    return Touching(pairs.earlier[real], pairs.later[real])


def _never_whole(moves: Ints) -> Flags:
    """Records that leave unrecorded land as it is."""
    stays: Flags = GOES_TO[UNRECORDED, moves] == UNRECORDED
    return stays


def _takes_whole(columns: LandColumns, shaped: Ints, pairs: Touching) -> Flags:
    """Whether the later record of a pair takes all land of the earlier, to the account where it puts new land.

    Only where the earlier record put all its land into one account is the answer of use; `strokes` sees to that.
    """
    moves, masks = columns.move[shaped], columns.mask[shaped]
    state, move = GOES_TO[UNRECORDED, moves[pairs.earlier]], moves[pairs.later]
    to = GOES_TO[state, move]
    lets_mines = IS_RELEASE[move] & (masks[pairs.later] != 0) & (masks[pairs.later] & MINES_MASK == 0)
    moved: Flags = (
        (to != state) & (to == GOES_TO[UNRECORDED, move]) & (BECAUSE[state, move] != C[Cause.REOPENED]) & ~lets_mines
    )
    return moved


def _sites(count: int, pairs: Touching) -> Ints:
    """A number for every group of shapes that overlap."""
    root = list(range(count))

    def top(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    for one, other in zip(pairs.earlier.tolist(), pairs.later.tolist(), strict=True):
        first, second = top(one), top(other)
        if first != second:
            root[max(first, second)] = min(first, second)
    return np.array([top(number) for number in range(count)], np.int64)


def _by_the_rules(columns: LandColumns, shaped: Ints, records: Ints, pairs: Touching, by_rules: Flags) -> list[_Stroke]:
    """Strokes of the records of some sites, one record after the other."""
    before: dict[int, list[int]] = defaultdict(list)
    inside = by_rules[pairs.later]
    for earlier, later in zip(pairs.earlier[inside].tolist(), pairs.later[inside].tolist(), strict=True):
        before[later].append(earlier)
    made: dict[int, list[_Stroke]] = {}
    for number in records.tolist():
        record = int(shaped[number])
        met = [stroke for earlier in sorted(before[number], reverse=True) for stroke in made[earlier]]
        made[number] = list(_painted(columns, record, met))
    return [stroke for number in records.tolist() for stroke in made[number]]


def _painted(columns: LandColumns, record: int, met: list[_Stroke]) -> Iterator[_Stroke]:
    """What a record paints, given the strokes that it may meet, the newest first."""
    rest, whole = columns.shapes[record], columns.shapes[record]
    parts: dict[_Paint, list[shapely.Geometry]] = defaultdict(list)
    left_alone = False
    for stroke in met:
        shared = _common(rest, stroke.shape)
        if shared.area <= SLIVER_M2:
            continue
        rest = _less(rest, stroke.shape) if rest.area - shared.area > SLIVER_M2 else _NOTHING
        after = _after(columns, record, stroke.paint)
        if after is None:
            left_alone = True
        else:
            parts[after].append(shared)
        if rest.area <= SLIVER_M2:
            break
    if rest.area > SLIVER_M2:
        state = int(GOES_TO[UNRECORDED, columns.move[record]])
        if state == UNRECORDED:
            left_alone = True
        else:
            fresh = _Paint(state, int(columns.mask[record]), int(columns.hazard.codes[record]), False)
            parts[fresh].append(rest)
    for paint, shapes in parts.items():
        alone = len(parts) == 1 and not left_alone
        yield _Stroke(record, paint, whole if alone else shapely.union_all(shapes))


def _after(columns: LandColumns, record: int, paint: _Paint) -> _Paint | None:
    """The ground after a record; None where nothing moved."""
    named, move = int(columns.hazard.codes[record]), int(columns.move[record])
    same = named == paint.hazard and named != 0
    state, mask, cause, moved = _outcome(paint.state, paint.mask, move, int(columns.mask[record]), same)
    if not moved:
        return None
    hazard = named if IS_FINDING[move] and named else paint.hazard
    again = cause == C[Cause.REOPENED] or (paint.reopened and bool(IS_CONTAMINATED[state]))
    return _Paint(state, mask, hazard, again)


@cache
def _outcome(state: int, mask: int, move: int, record_mask: int, same: bool) -> tuple[int, int, int, bool]:
    after = outcome(*(np.array([value]) for value in (state, mask, move, record_mask, same)))
    return int(after.state[0]), int(after.mask[0]), int(after.cause[0]), bool(after.moved[0])


def _common(one: shapely.Geometry, other: shapely.Geometry) -> shapely.Geometry:
    return _polygons(_overlaid(shapely.intersection, one, other))


def _less(one: shapely.Geometry, other: shapely.Geometry) -> shapely.Geometry:
    return _polygons(_overlaid(shapely.difference, one, other))


def _overlaid(operation: Any, one: shapely.Geometry, other: shapely.Geometry) -> shapely.Geometry:
    """As `ledgers.land.overlay` does it over arrays; shape by shape that would take three times as long."""
    try:
        return operation(one, other)
    except shapely.GEOSException:
        return operation(one, other, grid_size=SNAP_M)


def _polygons(shape: shapely.Geometry) -> shapely.Geometry:
    if shapely.get_type_id(shape) != _COLLECTION:
        return shape
    return shapely.union_all([part for part in shapely.get_parts(shape) if shapely.get_type_id(part) in _AREAS])
