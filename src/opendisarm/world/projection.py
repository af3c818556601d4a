"""The Equal Earth projection of the sphere: every state as large on the page as it is on the ground.

Lengths are in radii of the sphere; y grows to the north.  Source  Šavrič, Patterson and Jenny, "The Equal Earth map
projection", International Journal of Geographical Information Science 33 (2019), equations 1 to 4.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
"""Rows of (longitude, latitude) in degrees, or of (x, y) in radii."""

CENTRE: Final = 11.0
"""Longitude of the middle of the map: the cut then runs through the Bering Strait and divides no mainland."""

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M: Final = np.sqrt(3.0) / 2.0


def forward(degrees: Points, centre: float = CENTRE) -> Points:
    """(x, y) of each (longitude, latitude); a longitude is never wrapped: 190 lies east of 180."""
    theta = np.arcsin(_M * np.sin(np.radians(degrees[:, 1])))
    square = theta * theta
    sixth = square**3
    slope = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = np.radians(degrees[:, 0] - centre) * np.cos(theta) / (_M * slope)
    y = theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return np.column_stack((x, y))


def wrapped(longitude: float, centre: float = CENTRE) -> float:
    """The same meridian between centre - 180 and centre + 180."""
    west = centre - 180.0
    return west + (longitude - west) % 360.0


def outline(south: float, north: float, centre: float = CENTRE) -> Points:
    """The edge of the map between two parallels, as a closed ring of (x, y)."""
    up = np.linspace(south, north, 91)
    west = np.column_stack((np.full(91, centre - 180.0), up))
    east = np.column_stack((np.full(91, centre + 180.0), up[::-1]))
    return forward(np.concatenate((west, east, west[:1])), centre)
