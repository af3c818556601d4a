"""The rings of many polygons as flat arrays, so that no check walks vertices one by one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

Floats = npt.NDArray[np.float64]
Indexes = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Rings:
    """All rings of an array of polygons and multipolygons, one after the other, closing points included.

    x, y       coordinates, degrees.         ring      which ring each vertex belongs to.
    start      index of each ring's first vertex.      count  vertices of each ring.
    shape      which shape each ring belongs to (index into the array given to `rings_of`).
    shape_rings  how many rings each ring's shape has.
    """

    x: Floats
    y: Floats
    ring: Indexes
    start: Indexes
    count: Indexes
    shape: Indexes

    @cached_property
    def shape_rings(self) -> Indexes:
        """How many rings the shape of each ring has."""
        return np.bincount(self.shape)[self.shape] if len(self.shape) else self.shape

    @cached_property
    def side(self) -> Indexes:
        """Index of the first vertex of every side (pairs of consecutive vertices of one ring)."""
        return np.flatnonzero(self.ring[1:] == self.ring[:-1])

    @property
    def side_ring(self) -> Indexes:
        """Which ring each side belongs to."""
        return self.ring[self.side]

    @property
    def last(self) -> Indexes:
        """Index of each ring's closing vertex."""
        return self.start + self.count - 1

    def near(self, one: Indexes, other: Indexes, within_deg: float) -> Flags:
        """Whether vertices lie at the same place, pair by pair."""
        flags: Flags = (np.abs(self.x[one] - self.x[other]) <= within_deg) & (
            np.abs(self.y[one] - self.y[other]) <= within_deg
        )
        return flags


def rings_of(shapes: npt.NDArray[Any]) -> Rings:
    """The rings of polygons and multipolygons; other geometries have none."""
    parts, shape_of_part = shapely.get_parts(shapes, return_index=True)
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    count = np.bincount(ring, minlength=len(rings)).astype(np.intp)
    start = np.concatenate([[0], np.cumsum(count)[:-1]]).astype(np.intp) if len(rings) else count
    return Rings(points[:, 0], points[:, 1], ring, start, count, shape_of_part[part_of_ring])


def metres_per_degree(latitude: Floats) -> tuple[Floats, Floats]:
    """Length of a degree of longitude and of latitude on the WGS 84 ellipsoid.  Unit  m."""
    major, squared = 6_378_137.0, 0.006_694_379_990_14
    sine = np.sin(np.radians(latitude))
    root = np.sqrt(1 - squared * sine**2)
    across = np.radians(1.0) * major * np.cos(np.radians(latitude)) / root
    along = np.radians(1.0) * major * (1 - squared) / root**3
    return across, along


def circular(rings: Rings, vertices: int, within_percent: float) -> tuple[Indexes, Floats]:
    """Rings that are circles on the ground, or in degrees, each the only ring of its shape; and their radii, m.

    vertices        distinct vertices that a ring must have at least.
    within_percent  how far a vertex may lie from the circle, percent of its radius.
    Method          centre = mean of the vertices, which a buffer tool spaces evenly.
    """
    picked = np.flatnonzero((rings.count > vertices) & (rings.shape_rings == 1))
    if len(picked) == 0:
        return picked, np.empty(0)
    inside = np.isin(rings.ring, picked)
    inside[rings.last] = False
    x, y = rings.x[inside], rings.y[inside]
    each = np.searchsorted(picked, rings.ring[inside])
    number = np.bincount(each)
    centre_x, centre_y = np.bincount(each, x) / number, np.bincount(each, y) / number
    across, along = metres_per_degree(centre_y)
    dx, dy = x - centre_x[each], y - centre_y[each]
    on_ground = np.hypot(dx * across[each], dy * along[each])
    radius = np.bincount(each, on_ground) / number
    round_ = _even(on_ground, radius, each, within_percent)
    in_degrees = np.hypot(dx, dy)
    round_ |= _even(in_degrees, np.bincount(each, in_degrees) / number, each, within_percent)
    return picked[round_], radius[round_]


def _even(distance: Floats, radius: Floats, each: Indexes, within_percent: float) -> Flags:
    off = np.zeros(len(radius))
    np.maximum.at(off, each, np.abs(distance - radius[each]))
    flags: Flags = (radius > 0) & (off <= radius * within_percent / 100)
    return flags
