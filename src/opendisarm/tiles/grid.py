"""The grid of tiles: which part of the earth a tile shows, and how large one of its pixels is on the ground.

Lengths are metres of the web's Mercator plane (EPSG:3857): true at the equator, longer towards the poles. For
pictures only; areas belong in `core.plane`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import pi
from typing import Final

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
"""Rows of (x, y)."""
Box = tuple[float, float, float, float]
"""West, south, east, north."""

DEEPEST: Final = 22
"""The last level of zoom; a pixel there is 2 cm wide."""
EXTENT: Final = 4096
"""Steps across a tile."""
PIXELS: Final = 512
"""Pixels across a tile on the screen."""
MARGIN_PX: Final = 8
"""How far shapes go on beyond the edge, so that no outline is drawn along it."""
NORTHERNMOST: Final = 85.0511287798066
"""Latitude at which the Mercator plane is cut into a square."""

_RADIUS_M: Final = 6_378_137.0
HALF_M: Final = pi * _RADIUS_M


@dataclass(frozen=True, slots=True)
class Tile:
    """A square of the map: level of zoom, column from the west, row from the north.

    Errors  ValueError, in words, when there is no such square.
    """

    z: int
    x: int
    y: int

    def __post_init__(self) -> None:
        if not 0 <= self.z <= DEEPEST:
            raise ValueError(f"There is no zoom level {self.z}; use 0 to {DEEPEST}.")
        last = 2**self.z - 1
        if not (0 <= self.x <= last and 0 <= self.y <= last):
            raise ValueError(
                f"There is no tile {self.x}/{self.y} at zoom level {self.z}; columns and rows go from 0 to {last}."
            )

    @property
    def side_m(self) -> float:
        """Its width and height."""
        return 2 * HALF_M / float(2**self.z)

    @property
    def pixel_m(self) -> float:
        """Width of a pixel of the screen."""
        return self.side_m / PIXELS

    @property
    def box(self) -> Box:
        """Its edges."""
        west, north = self.x * self.side_m - HALF_M, HALF_M - self.y * self.side_m
        return west, north - self.side_m, west + self.side_m, north

    @property
    def around(self) -> Box:
        """Its edges with the margin."""
        west, south, east, north = self.box
        margin = MARGIN_PX * self.pixel_m
        return west - margin, south - margin, east + margin, north + margin

    def steps(self, points: Points) -> npt.NDArray[np.int64]:
        """Places in the tile, in whole steps from its north-western corner; y grows to the south."""
        west, _, _, north = self.box
        step = self.side_m / EXTENT
        steps = np.column_stack(((points[:, 0] - west) / step, (north - points[:, 1]) / step))
        return np.rint(steps).astype(np.int64)


def tile_at(lon: float, lat: float, z: int) -> Tile:
    """The tile that shows a point.  Errors  ValueError as of `Tile`."""
    [(x, y)] = on_mercator(np.array([(lon, lat)]))
    side, last = 2 * HALF_M / 2**z, 2**z - 1
    return Tile(z, min(last, int((x + HALF_M) // side)), min(last, int((HALF_M - y) // side)))


def on_mercator(degrees: Points) -> Points:
    """WGS 84 longitude, latitude -> Mercator metres; what lies beyond the edge of the square stands on the edge."""
    lat = np.radians(np.clip(degrees[:, 1], -NORTHERNMOST, NORTHERNMOST))
    return np.column_stack((_RADIUS_M * np.radians(degrees[:, 0]), _RADIUS_M * np.arcsinh(np.tan(lat))))


def in_degrees(metres: Points) -> Points:
    """Mercator metres -> WGS 84 longitude, latitude."""
    lat = np.degrees(np.arctan(np.sinh(metres[:, 1] / _RADIUS_M)))
    return np.column_stack((np.degrees(metres[:, 0] / _RADIUS_M), lat))
