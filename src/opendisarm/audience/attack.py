"""What can be computed from everything shown, by somebody who knows that persons are whole and never fewer than none.

Method  the true table plus a change that leaves every known figure as it is: if there is such a change in which a
        figure differs, that figure cannot be computed.  Every change is checked in whole numbers before it counts,
        so the solver can only err towards withholding more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from opendisarm.audience.counts import Key
from opendisarm.audience.cubes import cheapest_cube
from opendisarm.audience.programme import INFINITE, Floats, Programme, Row
from opendisarm.audience.published import Published
from opendisarm.audience.sums import Flags, Sums, Whole, named

_SWEEPS: Final = 12
"""Tries at many figures at once, before each is tried alone."""
_REACH: Final = 3.0
"""How far a cell may move in such a try: short moves leave room for many."""

UP_OR_DOWN: Final = ((1.0, INFINITE), (-INFINITE, -1.0))
"""Bounds of a figure's change that make it another figure."""


class Moves:
    """Which cells can move, and the rows that keep known figures as they are.

    Shape  columns are the cells that can move, in order; a change is one whole number for every cell.
    """

    def __init__(self, sums: Sums, cells: Whole, known: Flags) -> None:
        self.sums, self.cells, self.known = sums, cells, known
        figures = sums.figures(cells)
        highest = np.full(sums.cell_count, INFINITE)
        lowest = -cells.astype(np.float64)
        members = [(figure, sums.cells_of(figure)) for figure in map(int, np.flatnonzero(known))]
        for figure, at in members:
            highest[at] = np.minimum(highest[at], figures[figure] - cells[at])
            if len(at) == 1:
                lowest[at] = highest[at] = 0
        self.at: Whole = np.flatnonzero((lowest < 0) | (highest > 0))
        self.lowest: Floats = lowest[self.at]
        self.highest: Floats = highest[self.at]
        self._column = np.full(sums.cell_count, -1, dtype=np.int64)
        self._column[self.at] = np.arange(len(self.at))
        self.rows: list[Row] = [row for row in (self.row(at, 0.0) for _, at in members) if len(row[0])]

    def columns(self, cells: Whole) -> Whole:
        """The columns of those of these cells that can move."""
        found = self._column[cells]
        return found[found >= 0]

    def row(self, cells: Whole, bound: float) -> Row:
        """The sum of cells, between -bound and bound."""
        columns = self.columns(cells)
        return columns, np.ones(len(columns)), -bound, bound

    def change(self, columns: Whole | None) -> Whole | None:
        """The change of every cell, if it is one that fits all that is known."""
        if columns is None:
            return None
        change = np.zeros(self.sums.cell_count, dtype=np.int64)
        change[self.at] = columns[: len(self.at)]
        fits = np.all(self.cells + change >= 0) and not np.any(self.sums.figures(change)[self.known])
        return change if fits else None


class Attack:
    """Changes of the true table that fit what is known.

    held  figures that are not known; `hold` asks for changes that leave them as they are too.
    """

    def __init__(self, moves: Moves, held: Sequence[int] = ()) -> None:
        self._moves = moves
        self._held = {figure: len(moves.rows) + i for i, figure in enumerate(held)}
        self._still: set[int] = set()
        rows = [*moves.rows, *(moves.row(moves.sums.cells_of(figure), INFINITE) for figure in held)]
        self._programme = Programme(moves.lowest, moves.highest, rows)

    def hold(self, figure: int, *, still: bool) -> None:
        """Let one of the held figures move no more, or move again."""
        self._programme.set_row(self._held[figure], 0.0 if still else INFINITE)
        self._still = self._still | {figure} if still else self._still - {figure}

    def alternative(self, figure: int, *, branch: bool = True) -> Flags | None:
        """The figures that move in a change that moves this one; None when there is none: it can be computed.

        branch  whether to search on when the solver's first answer is broken; else None may only mean "not found".
        """
        columns = self._moves.columns(self._moves.sums.cells_of(figure))
        if not len(columns):
            return None
        cube = cheapest_cube(self._moves.sums, self._moves.cells, np.where(self._fixed(), INFINITE, 0.0), figure)
        if cube is not None:
            return np.asarray(self._moves.sums.figures(cube) != 0)
        for low, high in UP_OR_DOWN:
            moved = self._moved(self._programme.answer(columns, low, high, branch=branch))
            if moved is not None:
                return moved
        return None

    def _fixed(self) -> Flags:
        fixed = self._moves.known.copy()
        fixed[list(self._still)] = True
        return fixed

    def alternatives(self, wanted: Flags, *, branch: bool = True) -> list[Flags]:
        """What moves in some changes; each wanted figure that cannot be computed moves in one of them.

        branch  as in `alternative`.
        """
        left = wanted.copy()
        found = []
        for moved in self._sweeps(left):
            found.append(moved)
            left &= ~moved
        for figure in map(int, np.flatnonzero(left)):
            other = self.alternative(figure, branch=branch) if left[figure] else None
            if other is not None:
                found.append(other)
                left &= ~other
        return found

    def cover(self, wanted: Flags) -> list[Flags] | None:
        """As `alternatives`; None as soon as no change is found for one of them, without much of a search."""
        left = wanted.copy()
        found = []
        for figure in map(int, np.flatnonzero(left)):
            if left[figure]:
                moved = self.alternative(figure, branch=False)
                if moved is None:
                    return None
                found.append(moved)
                left &= ~moved
        return found

    def _moved(self, columns: Whole | None) -> Flags | None:
        change = self._moves.change(columns)
        if change is None:
            return None
        moved = self._moves.sums.figures(change) != 0
        return None if any(moved[figure] for figure in self._still) else moved

    def _sweeps(self, left: Flags) -> Iterator[Flags]:
        """Changes that move many of the figures that are still left; the caller strikes them out of `left`."""
        moves, programme = self._moves, self._programme
        everything = np.arange(len(moves.at))
        programme.set_bounds(everything, np.maximum(moves.lowest, -_REACH), np.minimum(moves.highest, _REACH))
        for sweep in range(_SWEEPS):
            figures = np.flatnonzero(left)
            if not len(figures):
                break
            costs = np.zeros(len(moves.at))
            for figure, sign in zip(figures, _signs(figures, sweep), strict=True):
                costs[moves.columns(moves.sums.cells_of(int(figure)))] += sign
            programme.set_costs(costs)
            moved = self._moved(programme.corner())
            if moved is not None and np.any(moved[figures]):
                yield moved
        programme.set_costs(np.zeros(len(moves.at)))
        programme.set_bounds(everything, moves.lowest, moves.highest)


def _signs(figures: Whole, sweep: int) -> Floats:
    """Up or down for each figure, mixed up but the same on every machine."""
    return np.where((figures + 1) * 2_654_435_761 >> (sweep + 8) & 1, 1.0, -1.0)


def computable(published: Published, wanted: Flags) -> Flags:
    """Which of the wanted figures follow from what is published.  Shape  one flag a figure of `published.sums`."""
    known = wanted & published.known
    moves = Moves(published.sums, published.cells, published.known)
    left = wanted & ~published.known
    for moved in Attack(moves).alternatives(left):
        left &= ~moved
    return known | left


def bounds(published: Published, dims: Sequence[str], key: Key) -> tuple[int, int | None]:
    """The least and the greatest value that a figure can have by all that is published; None when without limit.

    Unit    persons.        Errors  KeyError when the figure is not in `published.fine`.
    """
    moves = Moves(published.sums, published.cells, published.known)
    cells = published.sums.cells_of(published.sums.figure_at(named(dims, key)))
    columns = moves.columns(cells)
    if not len(columns):
        value = int(published.cells[cells].sum())
        return value, value
    programme = Programme(moves.lowest, moves.highest, moves.rows, exact=True)
    costs = np.zeros(len(moves.at))
    ends: list[int | None] = []
    for sign in (1.0, -1.0):
        if sign < 0 and np.any(np.isinf(moves.highest[columns])):
            ends.append(None)
            continue
        costs[columns] = sign
        programme.set_costs(costs)
        change = moves.change(programme.answer(columns, -INFINITE, INFINITE))
        if change is None:
            raise ArithmeticError(f"The solver found no table at all for {key}, though the true one fits.")
        ends.append(int((published.cells + change)[cells].sum()))
    least, greatest = ends
    assert least is not None
    return least, greatest
