"""Land on the sheet: shapes as paths, and dots for states too small to see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from opendisarm.world.projection import Points, forward, outline, wrapped
from opendisarm.world.shapes import Polygon, Shape, shapes
from opendisarm.world.states import State, states

SOUTH: Final = -57.0
NORTH: Final = 84.0
_EDGE: Final = outline(SOUTH, NORTH)
_WEST, _LOW = _EDGE.min(axis=0)
_EAST, _HIGH = _EDGE.max(axis=0)

_BEND: Final = 0.3
"""Size in pixels of bends that nobody sees."""
_TINY: Final = 5.0
_USUAL: Final = 1000.0
"""Width in pixels of a map on which a state of less than _TINY pixels is a dot; on smaller maps even smaller ones."""
_DOT: Final = 2.9
_GAP: Final = 0.8
_ROUNDS: Final = 200


@dataclass(frozen=True, slots=True)
class Dot:
    """A state too small to see, in pixels."""

    iso3: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Ground:
    """A map so many pixels wide, its left upper corner at (left, top)."""

    left: float
    top: float
    width: float

    @property
    def scale(self) -> float:
        """Pixels to a radius of the sphere."""
        return self.width / float(_EAST - _WEST)

    @property
    def height(self) -> float:
        """In pixels."""
        return self.scale * float(_HIGH - _LOW)

    @property
    def dot(self) -> float:
        """The radius of a dot."""
        return _DOT * self._smaller

    def shapes(self) -> tuple[Shape, ...]:
        """As fine as this map can show."""
        return shapes(_BEND / self.scale)

    def edge(self) -> str:
        """Path of the edge of the map."""
        return self.path(((_EDGE,),))

    def path(self, polygons: tuple[Polygon, ...]) -> str:
        """Steps of 0.1 pixel; a ring without any width is left out."""
        return "".join(_ring(self._tenths(ring)) for polygon in polygons for ring in polygon)

    def dots(self, drawn: tuple[Shape, ...]) -> tuple[Dot, ...]:
        """States that are too small here or that no shape shows; moved apart until none covers another."""
        large = {shape.iso3 for shape in drawn if self._is_seen(shape)}
        small = [state for state in states() if state.iso3 not in large]
        placed = _apart(self._pixels(_positions(small)), 2 * self.dot + _GAP * self._smaller)
        return tuple(Dot(state.iso3, float(x), float(y)) for state, (x, y) in zip(small, placed, strict=True))

    @property
    def _smaller(self) -> float:
        return min(1.0, max(0.5, self.width / _USUAL))

    def _is_seen(self, shape: Shape) -> bool:
        extent = np.ptp(shape.largest, axis=0).max()
        return bool(extent * self.scale >= _TINY * self._smaller)

    def _pixels(self, points: Points) -> Points:
        return np.column_stack(
            (self.left + (points[:, 0] - _WEST) * self.scale, self.top + (_HIGH - points[:, 1]) * self.scale)
        )

    def _tenths(self, ring: Points) -> list[list[int]]:
        whole = np.rint(self._pixels(ring) * 10).astype(np.int64)
        moved = np.any(np.diff(whole, axis=0, prepend=whole[:1] - 1), axis=1)
        tenths: list[list[int]] = whole[moved].tolist()
        return tenths


def _positions(small: list[State]) -> Points:
    return forward(np.array([(wrapped(state.longitude), state.latitude) for state in small]).reshape(-1, 2))


def _ring(tenths: list[list[int]]) -> str:
    if len(tenths) < 4:
        return ""
    (x, y), *rest = tenths[:-1]
    steps = [f"M{x / 10:g},{y / 10:g}l"]
    for to_x, to_y in rest:
        steps.append(f"{(to_x - x) / 10:g},{(to_y - y) / 10:g} ")
        x, y = to_x, to_y
    return "".join(steps).rstrip() + "z"


def _apart(points: Points, distance: float) -> Points:
    """Each pair that is closer than this moves apart, both by as much, until there is none (or nearly)."""
    points = points.copy()
    for _ in range(_ROUNDS):
        between = points[:, None, :] - points[None, :, :]
        far = np.hypot(between[..., 0], between[..., 1])
        np.fill_diagonal(far, np.inf)
        short = np.clip(distance - far, 0.0, None)
        if not (short > 0.01).any():
            break
        points += (between * (short / (2 * np.maximum(far, 1e-9)))[..., None]).sum(axis=1)
    return points
