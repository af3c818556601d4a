"""Which shapes touch, and in what order they must be applied."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from opendisarm.core.plane import Shapes
from opendisarm.core.slices import sliced
from opendisarm.ledgers.words import Ints


@dataclass(frozen=True, slots=True)
class Touching:
    """Pairs of touching shapes, earlier < later, sorted by later.  Positions are those of the shapes given."""

    earlier: Ints
    later: Ints


def touching(shapes: Shapes) -> Touching:
    """All pairs of shapes that have a point in common: one spatial join."""
    left, right = shapely.STRtree(shapes).query(shapes)
    once = left < right
    left, right = left[once], right[once]
    touch = sliced(shapely.intersects, shapes[left], shapes[right])
    earlier, later = left[touch], right[touch]
    order = np.lexsort((earlier, later))
    return Touching(earlier[order], later[order])


def waves(count: int, pairs: Touching) -> Ints:
    """The wave of each shape: one more than the highest wave among earlier shapes that it touches.

    Shapes of one wave never touch each other, so a whole wave can be applied to the ground at once.
    """
    wave = [0] * count
    for earlier, later in zip(pairs.earlier.tolist(), pairs.later.tolist(), strict=True):
        if wave[earlier] >= wave[later]:
            wave[later] = wave[earlier] + 1
    return np.array(wave, dtype=np.int64)
