"""For which land an extract is signed at all, so that nobody draws the map of uncleared land from many small ones.

An answer tells how much of a parcel is uncleared. With parcels as small, narrow or alike as one likes, somebody could
follow a boundary to the metre. So every parcel, and whatever two parcels differ by, must be land of some size and
width; what can be drawn from all answers together is then no finer than that (docs/decisions/0013-status-extracts.md).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

import numpy as np
import shapely
from shapely import affinity

from opendisarm.core.plane import onto_earth
from opendisarm.desk.errors import DeskError

LEAST_M2: Final = 2_500
LEAST_WIDTH_M: Final = 25.0
NEAR_M: Final = 100.0
SAME_M2: Final = 1.0
"""Outlines that differ by less are the same parcel, drawn twice."""

_KEPT: Final = 0.75
_STANDARD_PARALLEL: Final = 30.0


def refuse_small(plane: shapely.Geometry) -> None:
    """Errors  DeskError when a parcel is too small or too narrow to be told of.  plane: its outline there."""
    if not is_land_of_some_size(plane):
        raise DeskError(
            f"Extracts are signed for land of at least {LEAST_M2} m2 that is {LEAST_WIDTH_M:.0f} m wide, or for a "
            "hazardous area that is released; this land is smaller or narrower.",
            "Ask for the whole holding that it belongs to.",
        )


def refuse_differences(plane: shapely.Geometry, earlier: Iterable[tuple[str, shapely.Geometry]]) -> None:
    """Errors  DeskError when a parcel differs from an earlier one by a strip.  earlier: (serial, outline in the plane).

    Each of what both have, what only the new one has, and what only the old one has is nothing, or land of some size.
    """
    for serial, other in earlier:
        if not plane.intersects(other):
            continue
        parts = (plane.difference(other), other.difference(plane), plane.intersection(other))
        if parts[0].area < SAME_M2 and parts[1].area < SAME_M2:
            continue
        if not all(part.area < SAME_M2 or is_land_of_some_size(part) for part in parts):
            raise DeskError(
                f"This outline and that of extract {serial} differ by a strip, which two extracts would give away.",
                f"Use the outline of {serial}, or ask for land that does not cut it.",
            )


def is_land_of_some_size(plane: shapely.Geometry) -> bool:
    """Whether most of it is left when everything narrower than the least width is taken away."""
    if plane.area < LEAST_M2:
        return False
    true = _true_to_scale(plane)
    half = LEAST_WIDTH_M / 2
    kept = true.buffer(-half).buffer(half)
    return bool(kept.area >= LEAST_M2 * _KEPT and kept.area >= true.area * _KEPT)


def around(plane: shapely.Geometry) -> shapely.Geometry:
    """The land outside a parcel, within 100 m of it, in the plane."""
    stretch = _stretch(plane)
    true = _true_to_scale(plane)
    return affinity.scale(true.buffer(NEAR_M), stretch, 1 / stretch, origin=(0, 0)).difference(plane)


def _true_to_scale(plane: shapely.Geometry) -> shapely.Geometry:
    """As long as it is wide on the ground: the plane keeps areas, and stretches everything from west to east."""
    stretch = _stretch(plane)
    return affinity.scale(plane, 1 / stretch, stretch, origin=(0, 0))


def _stretch(plane: shapely.Geometry) -> float:
    """How much longer west-east is in the plane than on the ground, at the middle of a shape."""
    [middle] = onto_earth(np.array([shapely.centroid(plane)], dtype=object))
    latitude = float(shapely.get_y(middle))
    return math.cos(math.radians(_STANDARD_PARALLEL)) / max(math.cos(math.radians(latitude)), 0.01)
