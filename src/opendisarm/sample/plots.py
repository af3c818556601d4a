"""Where contamination lies: square plots of about 1.2 km, taken from the front lines outwards.

A plot holds one group of hazards and lies in one district. Groups never touch across plots, so chains of touching
shapes stay short however many records are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

from opendisarm.core.records import AdminUnit
from opendisarm.sample.draws import Draws
from opendisarm.sample.rings import UNITS_PER_DEGREE, Point
from opendisarm.sample.samplia import Country

WIDE_DEG: Final = 0.0125
HIGH_DEG: Final = 0.0110
CORNER_M: Final = 540.0
"""East and north of the middle: a corner that no group reaches (each stays within 560 m of the middle)."""

_LATITUDE_SHRINKS: Final = 0.88
_SCATTERED: Final = 0.03
_AT_A_TIME: Final = 2048

_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Plot:
    """A place for one group of hazards.

    middle    grid point.            along  unit vector east, north of the front line that passes here.
    front     whether the nearest line of war is a front (else the ring around a base).
    """

    middle: Point
    along: tuple[float, float]
    front: bool
    district: AdminUnit


def plots(land: Country, draws: Draws) -> Iterator[Plot]:
    """Every plot of the country once, the near and the unlucky first."""
    west, south, east, north = land.box
    columns, rows = round((east - west) / WIDE_DEG), int((north - south) / HIGH_DEG)
    grid_x, grid_y = np.meshgrid(np.arange(columns), np.arange(rows))
    x = np.asarray(west + (grid_x.ravel() + 0.5) * WIDE_DEG, dtype=np.float64)
    y = np.asarray(south + (grid_y.ravel() + 0.5) * HIGH_DEG, dtype=np.float64)
    distance2, east_way, north_way, front = _nearest(land, x, y)
    luck = draws.units(len(x))
    score = (distance2 + 0.0005) * (0.02 + luck)
    stray = draws.units(len(x)) < _SCATTERED
    score[stray] = np.quantile(score, 0.5) * draws.units(int(stray.sum()))
    order = np.argsort(score, kind="stable")
    tree = shapely.STRtree([shapely.from_wkb(unit.shape.wkb) for unit in land.districts if unit.shape])
    for start in range(0, len(order), _AT_A_TIME):
        chosen = order[start : start + _AT_A_TIME]
        for number, district in _within(tree, x[chosen], y[chosen]):
            plot = chosen[number]
            along = _direction(float(east_way[plot]), float(north_way[plot]), draws)
            middle = round(float(x[plot]) * UNITS_PER_DEGREE), round(float(y[plot]) * UNITS_PER_DEGREE)
            yield Plot(middle, along, bool(front[plot]), land.districts[district])


def _within(tree: Any, x: _Floats, y: _Floats) -> Iterator[tuple[int, int]]:
    """Plots that lie wholly in a district: (number of the plot, number of the district), in the order given."""
    boxes = shapely.box(x - WIDE_DEG / 2, y - HIGH_DEG / 2, x + WIDE_DEG / 2, y + HIGH_DEG / 2)
    pairs = tree.query(boxes, predicate="within")
    yield from sorted(zip(*pairs.tolist(), strict=True))


def _nearest(land: Country, x: _Floats, y: _Floats) -> tuple[_Floats, _Floats, _Floats, npt.NDArray[np.bool_]]:
    """Squared distance to the nearest line of war, the direction of that line, and whether it is a front."""
    best = np.full(len(x), np.inf)
    east_way, north_way = np.ones(len(x)), np.zeros(len(x))
    front = np.zeros(len(x), dtype=bool)
    for line in land.fronts:
        for (ax, ay), (bx, by) in pairwise(line):
            wide, high = (bx - ax) * _LATITUDE_SHRINKS, by - ay
            dx, dy = (x - ax) * _LATITUDE_SHRINKS, y - ay
            share = np.clip((dx * wide + dy * high) / (wide * wide + high * high), 0.0, 1.0)
            off_x, off_y = dx - share * wide, dy - share * high
            distance2 = off_x * off_x + off_y * off_y
            nearer = distance2 < best
            best[nearer], front[nearer] = distance2[nearer], True
            east_way[nearer], north_way[nearer] = wide, high
    for base_x, base_y in land.bases:
        dx, dy = (x - base_x) * _LATITUDE_SHRINKS, y - base_y
        # Mines lie around a base: the direction is the tangent. Fewer bases than front, hence the factor.
        distance2 = (dx * dx + dy * dy) * 4.0
        nearer = distance2 < best
        best[nearer], front[nearer] = distance2[nearer], False
        east_way[nearer], north_way[nearer] = -dy[nearer], dx[nearer]
    return best, east_way, north_way, front


def _direction(east: float, north: float, draws: Draws) -> tuple[float, float]:
    """The direction of the line, turned a little; a unit vector."""
    aside = draws.between(-0.5, 0.5)
    east, north = east - north * aside, north + east * aside
    length = sqrt(east * east + north * north)
    return (east / length, north / length) if length > 0 else (1.0, 0.0)
