"""The states of the world on tiles: land under everything else, and the lines between states.

Contested land is drawn as docs/decisions/0010 says: the shapes are those of `world.shapes`, brought back from their
page onto the earth.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

import numpy as np
import shapely

from opendisarm.tiles.drawing import drawn, on_tile
from opendisarm.tiles.encoding import Facts, Layer, Shapes, encoded
from opendisarm.tiles.grid import Points, Tile, on_mercator
from opendisarm.world.projection import CENTRE, forward
from opendisarm.world.shapes import shapes

DEEPEST: Final = 6
"""A browser stretches the tiles of this level for all deeper ones: the shapes are no finer (1:50 000 000)."""

_HALVINGS: Final = 60
_KEPT: Final = 6_000
"""More than there are tiles down to `DEEPEST`."""
_EDGE_DEG: Final = 1e-6
_CUT_DEG: Final = CENTRE - 180.0
"""Longitude at which the page of `world.projection` ends."""


@lru_cache(maxsize=_KEPT)
def states_tile(z: int, x: int, y: int) -> bytes:
    """Layers `states` (iso3; "" for a territory without a status) and `borders`; made once.  b"" in the open sea.

    Errors  ValueError, in words, beyond zoom level `DEEPEST` or off the grid.
    """
    tile = Tile(z, x, y)
    if z > DEEPEST:
        raise ValueError(f"The states are drawn down to zoom level {DEEPEST}, not {z}.")
    codes, land, boxes = _land()
    lines, line_boxes = _borders()
    seen, crossed = np.flatnonzero(on_tile(tile, boxes)), np.flatnonzero(on_tile(tile, line_boxes))
    facts: list[Facts] = [{"iso3": codes[position]} for position in seen.tolist()]
    no_facts: list[Facts] = [{} for _ in crossed]
    return encoded(
        tile,
        [
            Layer("states", *_told(drawn(tile, land[seen]), facts)),
            Layer("borders", *_told(drawn(tile, lines[crossed]), no_facts)),
        ],
    )


@cache
def states_on_earth() -> tuple[tuple[str, shapely.Geometry], ...]:
    """(code, polygon) of every piece of land, in WGS 84 degrees between -180 and 180; "" without a status."""
    found: list[tuple[str, shapely.Geometry]] = []
    for shape in shapes():
        for polygon in shape.polygons:
            outer, *holes = map(_on_earth, polygon)
            whole = shapely.Polygon(outer, holes)
            found += [(shape.iso3, part) for part in _within(whole)]
    return tuple(found)


def _told(shapes: Shapes, facts: list[Facts]) -> tuple[Shapes, list[Facts]]:
    """Without what is empty."""
    full = ~shapely.is_empty(shapes) if len(shapes) else np.zeros(0, dtype=bool)
    return shapes[full], [fact for fact, kept in zip(facts, full.tolist(), strict=True) if kept]


@cache
def _land() -> tuple[tuple[str, ...], Shapes, Points]:
    told = states_on_earth()
    moved = np.asarray(shapely.transform(np.array([land for _, land in told]), on_mercator), dtype=object)
    return tuple(code for code, _ in told), moved, shapely.bounds(moved)


@cache
def _borders() -> tuple[Shapes, Points]:
    """The outlines of states; not the line along which the map itself is cut."""
    outlines = shapely.boundary(np.array([land for _, land in states_on_earth()]))
    runs = [run for outline in shapely.get_parts(outlines) for run in _off_the_edge(shapely.get_coordinates(outline))]
    lines = np.asarray(shapely.transform(np.array(runs), on_mercator), dtype=object)
    return lines, shapely.bounds(lines)


def _off_the_edge(points: Points) -> list[shapely.Geometry]:
    """A line without the steps on which both ends lie at longitude 180 or at the cut of the page."""
    on_cut = (180.0 - np.abs(points[:, 0]) < _EDGE_DEG) | (np.abs(points[:, 0] - _CUT_DEG) < _EDGE_DEG)
    breaks = np.flatnonzero(on_cut[1:] & on_cut[:-1])
    runs = np.split(points, breaks + 1)
    return [shapely.LineString(run) for run in runs if len(run) > 1]


def _within(land: shapely.Geometry) -> list[shapely.Geometry]:
    """What lies east of 180 stands west of it."""
    if land.bounds[2] <= 180.0 + _EDGE_DEG:
        return [land]
    east = shapely.clip_by_rect(land, 180.0, -90.0, 540.0, 90.0)
    west = shapely.clip_by_rect(land, -180.0, -90.0, 180.0, 90.0)
    moved = shapely.transform(east, lambda points: points - (360.0, 0.0))
    return [part for whole in (west, moved) for part in shapely.get_parts(whole) if part.geom_type == "Polygon"]


def _on_earth(page: Points) -> Points:
    """Equal Earth -> degrees: latitude by halving, since y grows with it and x is proportional to longitude."""
    low, high = np.full(len(page), -90.0), np.full(len(page), 90.0)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        above = forward(np.column_stack((np.zeros(len(page)), middle)))[:, 1] < page[:, 1]
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    lat = (low + high) / 2
    a_degree = forward(np.column_stack((np.full(len(page), CENTRE + 1.0), lat)))[:, 0]
    return np.column_stack((CENTRE + page[:, 0] / a_degree, lat))
