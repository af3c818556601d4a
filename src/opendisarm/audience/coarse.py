"""What is coarse enough for the public: months instead of days, the middle of a grid cell instead of a point.

Source  standards 7.1, 7.3: no admin level below admin2 for casualties, dates to the month, coordinates coarsened.
"""

from __future__ import annotations

from datetime import date
from math import floor
from typing import Final

import numpy as np
import shapely

from opendisarm.core import plane

GRID_KM: Final = 10.0
"""Side of a grid cell, unless the programme asks for larger ones."""
LEAST_KM: Final = 1.0
"""A smaller cell would point at a village."""
FINEST_LEVEL: Final = 2
"""The finest admin level that casualties are published by."""


def month_of(day: date) -> str:
    """The month of a day, "2024-03"."""
    return f"{day.year:04d}-{day.month:02d}"


def coarse_point(lon: float, lat: float, km: float = GRID_KM) -> tuple[float, float]:
    """The middle of the grid cell that a point lies in; the middle of a cell stays where it is.

    Unit    WGS 84 degrees in and out, rounded to the millionth; km, the side of a square of the equal-area plane,
            so that a cell has km * km of land everywhere (away from 30 degrees of latitude it is longer one way).
    Errors  ValueError below `LEAST_KM`, or for a point that is not on the earth.
    """
    if not km >= LEAST_KM:
        raise ValueError(f"A grid of {km} km is too fine for the public; take at least {LEAST_KM:g} km.")
    if not (-180.0 <= lon <= 180.0 and -90.0 <= lat <= 90.0):
        raise ValueError(f"Longitude {lon}, latitude {lat} is not on the earth.")
    point, corner = plane.into_plane(np.array([shapely.Point(lon, lat), shapely.Point(180.0, 90.0)]))
    side = km * 1_000.0
    x, y = (_middle(metres, side, edge) for metres, edge in ((point.x, corner.x), (point.y, corner.y)))
    [back] = plane.onto_earth(np.array([shapely.Point(x, y)]))
    return round(float(back.x), 6), round(float(back.y), 6)


def _middle(metres: float, side: float, edge: float) -> float:
    """The middle of a step of the grid; of the last step, which hangs over the edge of the plane, at most the edge."""
    return min(edge, max(-edge, (floor(metres / side) + 0.5) * side))


def allowed_place(level: int) -> bool:
    """Whether casualties may be published by this admin level: 0 country, 1 province, 2 district, 3 and more finer.

    Errors  ValueError below 0.
    """
    if level < 0:
        raise ValueError(f"There is no admin level {level}.")
    return level <= FINEST_LEVEL
