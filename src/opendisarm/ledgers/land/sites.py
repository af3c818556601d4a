"""Which shapes touch, in what order they must be applied, and which groups of them are independent of each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from opendisarm.core.plane import Shapes
from opendisarm.ledgers.land.columns import Ints


@dataclass(frozen=True, slots=True)
class Touching:
    """Pairs of touching shapes, earlier < later, sorted by later.  Positions are those of the shapes given."""

    earlier: Ints
    later: Ints


def touching(shapes: Shapes) -> Touching:
    """All pairs of shapes that have a point in common: one spatial join."""
    tree = shapely.STRtree(shapes)
    left, right = tree.query(shapes, predicate="intersects")
    keep = left < right
    earlier, later = left[keep], right[keep]
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


def sites(count: int, pairs: Touching) -> Ints:
    """The site of each shape: the lowest position among all shapes connected to it by touching."""
    label = np.arange(count, dtype=np.int64)
    while True:
        lowest = label.copy()
        np.minimum.at(lowest, pairs.later, label[pairs.earlier])
        np.minimum.at(lowest, pairs.earlier, label[pairs.later])
        lowest = lowest[lowest]
        if (lowest == label).all():
            return label
        label = lowest
