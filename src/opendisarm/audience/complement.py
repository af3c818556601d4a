"""Which further figures to withhold so that one of them cannot be computed: those with the least harm together.

Method  the cheapest change of the true table in which the guarded figure differs, where each shown figure that
        moves costs its harm once for every person that it moves by; the figures that move are withheld.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from opendisarm.audience.attack import UP_OR_DOWN, Moves
from opendisarm.audience.cubes import cheapest_cube
from opendisarm.audience.programme import INFINITE, Floats, Programme, Row
from opendisarm.audience.sums import Flags, Sums, Whole

_GRAND_TOTAL: Final = 1_000.0
"""The grand total goes last: its harm is that of many other figures."""
_MOST_COLUMNS: Final = 2_000
"""Beyond, the solver takes too long for the little that it withholds less than the cheapest cube."""
_MARGIN: Final = 2.0
"""Each dimension that a figure counts over doubles its harm: readers look for totals first."""


def harm(sums: Sums, figures: Whole, threshold: int) -> Floats:
    """What withholding a figure costs the reader: more for larger figures, more for margins, most for the total.

    A zero costs a little more than a figure of the threshold: as a cover, persons hide persons better than nobody.
    """
    over = sums.margins_over()
    size = 1.0 + np.log2(1.0 + np.maximum(figures, threshold))
    costs = size * _MARGIN**over * np.where(figures == 0, 1.05, 1.0)
    costs[(over == len(sums.dims)) & (over > 0)] *= _GRAND_TOTAL
    # Figures of equal harm are taken in their order, so that the same counts give the same table everywhere.
    return np.asarray(costs + 1e-4 * np.arange(len(costs)) / max(1, len(costs)), dtype=np.float64)


class Complement:
    """The search for cover.

    moves  what can move while what the public already has stays.
    shown  figures that only the new table shows; what is found among them is struck out by `withhold`.
    """

    def __init__(self, moves: Moves, shown: Flags, costs: Floats) -> None:
        self._moves = moves
        self._shown: Whole = np.flatnonzero(shown)
        cells, figures = len(moves.at), len(self._shown)
        up = np.arange(cells, cells + figures)
        down = up + figures
        linked: list[Row] = []
        for i, figure in enumerate(map(int, self._shown)):
            columns = moves.columns(moves.sums.cells_of(figure))
            factors = np.concatenate([np.ones(len(columns)), [-1.0, 1.0]])
            linked.append((np.concatenate([columns, [up[i], down[i]]]), factors, 0.0, 0.0))
        lowest = np.concatenate([moves.lowest, np.zeros(2 * figures)])
        highest = np.concatenate([moves.highest, np.full(2 * figures, INFINITE)])
        self._programme = Programme(lowest, highest, [*moves.rows, *linked], whole=cells)
        self._costs = np.concatenate([np.zeros(cells), costs[self._shown], costs[self._shown]])
        self._programme.set_costs(self._costs)

    def withhold(self, figures: Flags) -> None:
        """These figures are withheld from now on: moving them costs nothing."""
        gone = np.flatnonzero(figures[self._shown])
        self._costs[len(self._moves.at) + gone] = 0.0
        self._costs[len(self._moves.at) + len(self._shown) + gone] = 0.0
        self._programme.set_costs(self._costs)

    def change(self, figure: int) -> Whole | None:
        """The cheapest change in which the figure differs; None when none is found."""
        columns = self._moves.columns(self._moves.sums.cells_of(figure))
        if not len(columns):
            return None
        found = [cube] if (cube := self._cube(figure)) is not None else []
        if len(self._costs) <= _MOST_COLUMNS:
            found += self._answers(columns, branch=False)
        return min(found or self._answers(columns, branch=True), key=self._cost, default=None)

    def past_help(self, figure: int) -> bool:
        """Whether it is proven that the public can compute the figure without the new table."""
        columns = self._moves.columns(self._moves.sums.cells_of(figure))
        return not len(columns) or all(self._programme.refuses(columns, low, high) for low, high in UP_OR_DOWN)

    def _cube(self, figure: int) -> Whole | None:
        costs = np.where(self._moves.known, INFINITE, 0.0)
        costs[self._shown] = self._shown_costs()
        return cheapest_cube(self._moves.sums, self._moves.cells, costs, figure)

    def _answers(self, columns: Whole, *, branch: bool) -> list[Whole]:
        answers = (self._programme.answer(columns, low, high, branch=branch) for low, high in UP_OR_DOWN)
        return [change for answer in answers if (change := self._moves.change(answer)) is not None]

    def _shown_costs(self) -> Floats:
        return self._costs[len(self._moves.at) : len(self._moves.at) + len(self._shown)]

    def _cost(self, change: Whole) -> float:
        moved = np.abs(self._moves.sums.figures(change)[self._shown])
        return float((np.minimum(moved, 1) * self._shown_costs()).sum())
