"""Overlays at full precision, over whole arrays of plane shapes."""

from __future__ import annotations

import numpy as np
import shapely

from opendisarm.core.plane import SLIVER_M2, SNAP_M, Shapes
from opendisarm.core.slices import sliced
from opendisarm.ledgers.words import Floats, Ints

_COLLECTION = 7
_NOTHING = shapely.Polygon()


def common(left: Shapes, right: Shapes) -> Shapes:
    """The polygonal part that each pair has in common."""
    return sliced(_common, left, right)


def _common(left: Shapes, right: Shapes) -> Shapes:
    return _polygons(_overlaid(shapely.intersection, left, right))


def cut(shapes: Shapes, cutters: Shapes, which: Ints, left_m2: Floats) -> None:
    """Take every cutter's area away from the shape aimed at, in place; cutter k cuts the shape at `which[k]`.

    left_m2  what will be left of each shape: where that is nothing, nothing is computed.
    """
    gone = left_m2[which] <= SLIVER_M2
    shapes[which[gone]] = _NOTHING
    cutters, which = cutters[~gone], which[~gone]
    for turn in turns(which):
        target = which[turn]
        shapes[target] = sliced(_less, shapes[target], cutters[turn])


def _less(shapes: Shapes, cutters: Shapes) -> Shapes:
    return _polygons(_overlaid(shapely.difference, shapes, cutters))


def turns(targets: Ints) -> list[Ints]:
    """Positions of `targets` in rounds: no round holds a target twice, and each target keeps its order."""
    order = np.argsort(targets, kind="stable")
    ordered = targets[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(order) else order
    turn = np.arange(len(order)) - np.repeat(starts, np.diff(np.r_[starts, len(order)]))
    return [order[turn == number] for number in range(int(turn.max()) + 1)] if len(order) else []


def _overlaid(operation: np.ufunc, left: Shapes, right: Shapes) -> Shapes:
    try:
        return np.asarray(operation(left, right), dtype=object)
    except shapely.GEOSException:
        # A rare pair defeats full precision; those alone are overlaid on the grid to which they were snapped.
        return np.array([_one(operation, a, b) for a, b in zip(left, right, strict=True)], dtype=object)


def _one(operation: np.ufunc, left: shapely.Geometry, right: shapely.Geometry) -> shapely.Geometry:
    try:
        return operation(left, right)
    except shapely.GEOSException:
        return operation(left, right, grid_size=SNAP_M)


def _polygons(shapes: Shapes) -> Shapes:
    """Without the lines and points that shapes leave where they only touch."""
    for position in np.flatnonzero(shapely.get_type_id(shapes) == _COLLECTION):
        parts = shapely.get_parts(shapes[position])
        shapes[position] = shapely.union_all(parts[np.isin(shapely.get_type_id(parts), (3, 6))])
    return shapes
