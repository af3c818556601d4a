"""The simplest changes of a table: one person moves between the corners of a cube, and most sums do not notice.

A cube lies between two figures that differ in every dimension; its corners mix both.  A margin counts as one more
value, so that an edge may run to "over all" and a person may come or go.  Most cover that a table can give is a
cube, and the cheapest one is found by adding up arrays.
"""

from __future__ import annotations

from itertools import product

import numpy as np

from opendisarm.audience.programme import INFINITE, Floats
from opendisarm.audience.sums import Sums, Whole


def cheapest_cube(sums: Sums, cells: Whole, costs: Floats, figure: int) -> Whole | None:
    """The change of every cell by the cheapest cube at a figure that leaves no cell below nobody.

    costs   of moving each figure; infinite for one that must not move.
    None    when every cube moves a figure that must not move.
    """
    extended = tuple(n + 1 for n in sums.shape)
    corner = tuple(map(int, np.unravel_index(figure, extended))) if extended else ()
    price = costs.reshape(extended)
    empty = _empty(sums, cells)
    total: Floats = np.zeros(extended)
    down = {sign: np.zeros(extended) for sign in (1, -1)}
    for ends in product((False, True), repeat=len(corner)):
        index = tuple(slice(None) if far else slice(at, at + 1) for far, at in zip(ends, corner, strict=True))
        total = total + price[index]
        loser = -_sign(ends, corner, sums.shape)
        down[loser] = down[loser] + empty[index]
    for axis, at in enumerate(corner):
        total[tuple(at if i == axis else slice(None) for i in range(len(corner)))] = INFINITE
    sign = min((1, -1), key=lambda sign: float(np.min(total + down[sign], initial=INFINITE)))
    best = total + down[sign]
    if not best.size or not np.isfinite(best.min()):
        return None
    opposite = tuple(map(int, np.unravel_index(int(best.argmin()), extended))) if extended else ()
    return _change(sums, corner, opposite, sign)


def _change(sums: Sums, corner: tuple[int, ...], opposite: tuple[int, ...], sign: int) -> Whole:
    change = np.zeros(sums.shape, dtype=np.int64)
    for ends in product((False, True), repeat=len(corner)):
        at = tuple(b if far else a for far, a, b in zip(ends, corner, opposite, strict=True))
        if all(i < n for i, n in zip(at, sums.shape, strict=True)):
            change[at] += sign * _sign(ends, corner, sums.shape)
    return change.ravel()


def _sign(ends: tuple[bool, ...], corner: tuple[int, ...], shape: tuple[int, ...]) -> int:
    """Whether a corner gains (1) or loses (-1): each edge that leaves a value turns it; one that leaves "all" not."""
    turns = sum(far and at < n for far, at, n in zip(ends, corner, shape, strict=True))
    return -1 if turns % 2 else 1


def _empty(sums: Sums, cells: Whole) -> Floats:
    """Infinite for a cell that has nobody to lose, 0 for others and for margins, which are no cells."""
    people = np.ones(tuple(n + 1 for n in sums.shape), dtype=np.int64)
    people[tuple(slice(0, n) for n in sums.shape)] = cells.reshape(sums.shape)
    return np.where(people < 1, INFINITE, 0.0)
