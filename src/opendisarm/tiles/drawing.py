"""What of a shape can be seen on a tile: cut at its edge, without bends that nobody sees; the tiny ones as points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

from opendisarm.tiles.encoding import Shapes
from opendisarm.tiles.grid import PIXELS, Tile

SEEN_PX: Final = 4.0
"""Smaller shapes are drawn as points: a pattern would not be seen on them, and a thin one would vanish."""
CELL_PX: Final = 16
"""Points so close to each other stand as one, with their number."""

_BEND_PX: Final = 0.35
_POLYGONS: Final = (3, 6)
_LINES: Final = (1, 5)

Boxes = npt.NDArray[np.float64]
"""Rows of west, south, east, north, in Mercator metres."""


def on_tile(tile: Tile, boxes: Boxes) -> npt.NDArray[np.bool_]:
    """Which boxes reach into the tile or its margin."""
    west, south, east, north = tile.around
    seen: npt.NDArray[np.bool_] = (
        (boxes[:, 0] <= east) & (boxes[:, 2] >= west) & (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
    )
    return seen


def large(tile: Tile, boxes: Boxes) -> npt.NDArray[np.bool_]:
    """Which boxes are large enough on this tile for their shapes to be drawn."""
    extent = np.fmax(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    seen: npt.NDArray[np.bool_] = extent >= SEEN_PX * tile.pixel_m
    return seen


def drawn(tile: Tile, shapes: Shapes) -> Shapes:
    """Polygons or lines as this tile shows them; empty where nothing of one lies on it."""
    if not len(shapes):
        return shapes
    bends = np.asarray(shapely.simplify(shapes, _BEND_PX * tile.pixel_m, preserve_topology=False))
    # A narrow shape may be simplified to nothing; it is then drawn as it is.
    shapes = np.where(shapely.is_empty(bends), shapes, bends)
    west, south, east, north = tile.around
    bounds = shapely.bounds(shapes)
    out = (bounds[:, 0] < west) | (bounds[:, 1] < south) | (bounds[:, 2] > east) | (bounds[:, 3] > north)
    if out.any():
        shapes[out] = _cut(shapes[out], tile.around)
    return shapes


def _cut(shapes: Shapes, box: tuple[float, float, float, float]) -> Shapes:
    areas = np.isin(shapely.get_type_id(shapes), _POLYGONS)
    cut = np.asarray(shapely.clip_by_rect(shapes, *box), dtype=object)
    wrong = areas & ~shapely.is_valid(cut)
    if wrong.any():
        valid = shapely.make_valid(shapes[wrong])
        cut[wrong] = shapely.intersection(valid, shapely.box(*box))
    mixed = np.flatnonzero(shapely.get_type_id(cut) == 7)
    for position in mixed:
        wanted = _POLYGONS if areas[position] else _LINES
        parts = shapely.get_parts(cut[position])
        cut[position] = shapely.union_all(parts[np.isin(shapely.get_type_id(parts), wanted)])
    return cut


@dataclass(frozen=True, slots=True)
class Gathered:
    """Small shapes as points, those of a group that are close to each other as one.

    shapes  points, in Mercator metres.    group, count, m2  of each.    only  the shape that it stands for, -1 for
    several, by its position in what was gathered.
    """

    shapes: Shapes
    group: npt.NDArray[np.int64]
    count: npt.NDArray[np.int64]
    m2: npt.NDArray[np.int64]
    only: npt.NDArray[np.int64]


def gathered(tile: Tile, boxes: Boxes, group: npt.NDArray[np.int64], m2: npt.NDArray[Any]) -> Gathered:
    """One point for every cell of the tile and group that has any; a shape belongs where its middle lies.

    Shapes whose middle lies outside the tile itself are left to its neighbour.
    """
    middle = np.column_stack(((boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2))
    west, south, east, north = tile.box
    inside = (middle[:, 0] >= west) & (middle[:, 0] < east) & (middle[:, 1] > south) & (middle[:, 1] <= north)
    position = np.flatnonzero(inside)
    middle, group, m2 = middle[position], group[position], m2[position]
    across = PIXELS // CELL_PX
    cell = np.clip(((middle - (west, south)) / (CELL_PX * tile.pixel_m)).astype(np.int64), 0, across - 1)
    key = (group * across + cell[:, 1]) * across + cell[:, 0]
    keys, first, of, count = np.unique(key, return_index=True, return_inverse=True, return_counts=True)
    at = np.column_stack([np.bincount(of, middle[:, axis], len(keys)) for axis in (0, 1)]) / count[:, None]
    return Gathered(
        shapes=np.asarray(shapely.points(at), dtype=object).reshape(-1),
        group=group[first],
        count=count,
        m2=np.rint(np.bincount(of, m2, len(keys))).astype(np.int64),
        only=np.where(count == 1, position[first], -1),
    )
