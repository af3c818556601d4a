"""Which paint lies over which, and how much of each stroke is left on any day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

import numpy as np

from opendisarm.core.plane import SLIVER_M2, Shapes, area_m2
from opendisarm.ledgers.land.overlay import cut, turns
from opendisarm.ledgers.land.sites import touching
from opendisarm.ledgers.words import Flags, Floats, Ints


@dataclass(frozen=True, slots=True)
class Covering:
    """Pairs of strokes of which the later covers a part of the earlier, in the order in which it was covered.

    under, over  positions of strokes; sorted by under, then over.
    left_m2      what is left of `under` after that.
    first        where the pairs of each stroke begin in these arrays, and where those of the last one end.
    """

    under: Ints
    over: Ints
    left_m2: Floats
    first: Ints

    def seen_m2(self, days: Ints, area: Floats, on: date) -> Floats:
        """What is on top of each stroke's land at the end of a day: 0 for one that is covered, or not painted yet."""
        last = on.toordinal()
        counts = days[self.over] <= last
        seen = area.copy()
        # Later pairs of a stroke overwrite earlier ones: what is left after the last that counts stands.
        seen[self.under[counts]] = self.left_m2[counts]
        seen[(days > last) | (seen <= SLIVER_M2)] = 0.0
        return seen

    def over_each(self, strokes: Ints) -> tuple[Ints, Ints]:
        """(position in `strokes`, stroke over it) of every pair under which these strokes lie."""
        sizes = self.first[strokes + 1] - self.first[strokes]
        which = np.repeat(np.arange(len(strokes)), sizes)
        within = np.arange(len(which)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return which, self.over[self.first[strokes[which]] + within]


def covering(shapes: Shapes) -> Covering:
    """What covers what.  shapes: in the plane, in the order in which they are painted."""
    pairs = touching(shapes)
    order = np.lexsort((pairs.later, pairs.earlier))
    under, over = pairs.earlier[order], pairs.later[order]
    left, real = np.zeros(len(under)), np.zeros(len(under), dtype=bool)
    bounds = np.searchsorted(under, np.arange(0, len(shapes) + _SLICE, _SLICE))
    for start, stop in pairwise(bounds.tolist()):
        left[start:stop], real[start:stop] = _left(shapes, under[start:stop], over[start:stop])
    under, over, left = under[real], over[real], left[real]
    first = np.r_[0, np.cumsum(np.bincount(under, minlength=len(shapes)))]
    return Covering(under, over, left, first)


def _left(shapes: Shapes, under: Ints, over: Ints) -> tuple[Floats, Flags]:
    """(m2 left of the lower stroke after each pair, whether that pair covered anything)."""
    strokes, target = np.unique(under, return_inverse=True)
    rest = shapes[strokes]
    area = area_m2(rest)
    left, real = np.zeros(len(under)), np.zeros(len(under), dtype=bool)
    for turn in turns(target):
        at = target[turn]
        before = area[at]
        cut(rest, shapes[over[turn]], at, area)
        area[at] = np.where(before > SLIVER_M2, area_m2(rest[at]), 0.0)
        left[turn], real[turn] = area[at], before - area[at] > SLIVER_M2
    return left, real


_SLICE: Final = 20_000
"""Strokes whose rests stand in memory at once."""
