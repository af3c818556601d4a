"""Outlines on a grid of 1e-7 degrees: whole numbers until they are written, so that neighbours share edges exactly."""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from typing import Final

Point = tuple[int, int]
"""Longitude, latitude in units of 1e-7 degrees."""

Ring = list[Point]
"""Corners, anticlockwise, the first not repeated."""

UNITS_PER_DEGREE: Final = 10_000_000

_SEMI_MAJOR_M: Final = 6_378_137.0
_ECCENTRICITY_2: Final = 0.0066943799901413165
_POLYGON, _POINT = 3, 1


@dataclass(frozen=True, slots=True)
class Frame:
    """Metres along and across a line on the ground -> the grid.

    origin  where along = across = 0.          along   unit vector east, north.
    east    grid units a metre eastwards.      north   grid units a metre northwards.
    """

    origin: Point
    along: tuple[float, float]
    east: float
    north: float

    def at(self, along_m: float, across_m: float) -> Point:
        """The grid point; `across_m` counts to the left of the line."""
        ux, uy = self.along
        east_m, north_m = along_m * ux - across_m * uy, along_m * uy + across_m * ux
        return self.origin[0] + round(east_m * self.east), self.origin[1] + round(north_m * self.north)

    def area_m2(self, ring: Ring) -> int:
        """Area on the ellipsoid to a part in ten thousand, whole m2 (at least 1)."""
        return max(1, round(doubled_area(ring) / (2 * self.east * self.north)))


def frame_at(origin: Point, along: tuple[float, float]) -> Frame:
    """The frame at a point of the WGS 84 ellipsoid."""
    latitude = math.radians(origin[1] / UNITS_PER_DEGREE)
    # Rounded, because the last digit of a sine is not the same on every machine.
    sine, cosine = round(math.sin(latitude), 12), round(math.cos(latitude), 12)
    squash = math.sqrt(1 - _ECCENTRICITY_2 * sine * sine)
    degree = math.radians(1)
    east_m = degree * _SEMI_MAJOR_M / squash * cosine
    north_m = degree * _SEMI_MAJOR_M * (1 - _ECCENTRICITY_2) / (squash * squash * squash)
    return Frame(origin, along, UNITS_PER_DEGREE / east_m, UNITS_PER_DEGREE / north_m)


def doubled_area(ring: Ring) -> int:
    """Twice the area in square grid units; negative for a clockwise ring."""
    x0, y0 = ring[0]
    total = 0
    px, py = ring[-1][0] - x0, ring[-1][1] - y0
    for x, y in ring:
        qx, qy = x - x0, y - y0
        total += px * qy - qx * py
        px, py = qx, qy
    return total


def polygon_wkb(ring: Ring) -> bytes:
    """The ring, closed, as the WKB of a polygon in degrees.  Two corners make the broken ring that some files hold."""
    numbers = [part / UNITS_PER_DEGREE for corner in (*ring, ring[0]) for part in corner]
    return struct.pack(f"<BIII{len(numbers)}d", 1, _POLYGON, 1, len(ring) + 1, *numbers)


def point_wkb(point: Point) -> bytes:
    """The point as WKB in degrees."""
    return struct.pack("<BI2d", 1, _POINT, point[0] / UNITS_PER_DEGREE, point[1] / UNITS_PER_DEGREE)


def ring_of(wkb: bytes) -> Ring:
    """The corners of what `polygon_wkb` wrote, unclosed."""
    (corners,) = struct.unpack_from("<I", wkb, 9)
    numbers = struct.unpack_from(f"<{2 * corners}d", wkb, 13)
    points = [round(number * UNITS_PER_DEGREE) for number in numbers]
    return list(zip(points[:-2:2], points[1:-2:2], strict=True))


def wkt_of(wkb: bytes) -> str:
    """Well-known text of what `polygon_wkb` or `point_wkb` wrote, broken rings included."""
    if wkb[1] == _POINT:
        return "POINT ({!r} {!r})".format(*struct.unpack_from("<2d", wkb, 5))
    ring = ring_of(wkb)
    corners = ", ".join(f"{x / UNITS_PER_DEGREE!r} {y / UNITS_PER_DEGREE!r}" for x, y in (*ring, ring[0]))
    return f"POLYGON (({corners}))"
