from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from opendisarm.audience.cubes import cheapest_cube
from opendisarm.audience.sums import Sums, Whole

FREE, NEVER = 0.0, float("inf")


def sums_of(*shape: int) -> Sums:
    dims = "abcd"[: len(shape)]
    return Sums(tuple(dims), {dim: tuple(f"{dim}{i}" for i in range(n)) for dim, n in zip(dims, shape, strict=True)})


def moved(sums: Sums, change: Whole) -> set[int]:
    return set(np.flatnonzero(sums.figures(change)).tolist())


def test_a_rectangle_leaves_all_margins_alone() -> None:
    sums = sums_of(2, 2)
    costs = np.where(sums.margins_over() > 0, NEVER, 1.0)
    change = cheapest_cube(sums, np.array([3, 8, 9, 20]), costs, 0)
    assert change is not None
    assert change.tolist() in ([1, -1, -1, 1], [-1, 1, 1, -1])


def test_nobody_is_taken_from_an_empty_cell() -> None:
    sums = sums_of(2, 2)
    costs = np.where(sums.margins_over() > 0, NEVER, 1.0)
    assert cheapest_cube(sums, np.array([3, 0, 9, 20]), costs, 0).tolist() == [-1, 1, 1, -1]  # type: ignore[union-attr]
    assert cheapest_cube(sums, np.array([3, 0, 9, 0]), costs, 0) is None


def test_a_person_may_leave_the_table_when_its_total_is_withheld() -> None:
    sums = sums_of(2)
    change = cheapest_cube(sums, np.array([3, 8]), np.array([FREE, NEVER, FREE]), 0)
    assert change is not None
    assert change.tolist() in ([1, 0], [-1, 0])


def test_the_cheaper_of_two_neighbours_gives_cover() -> None:
    sums = sums_of(3)
    change = cheapest_cube(sums, np.array([3, 8, 8]), np.array([1.0, 5.0, 2.0, 100.0]), 0)
    assert change is not None
    assert moved(sums, change) == {0, 2}


def test_one_total_alone_moves_by_itself() -> None:
    change = cheapest_cube(sums_of(), np.array([3]), np.array([FREE]), 0)
    assert change is not None
    assert abs(int(change[0])) == 1


@pytest.mark.parametrize("shape", [(3,), (2, 3), (2, 2, 3)])
def test_a_cube_moves_its_figure_and_as_many_as_it_has_corners(shape: tuple[int, ...]) -> None:
    sums = sums_of(*shape)
    cells = np.arange(1, sums.cell_count + 1)
    for figure in range(sums.figure_count):
        change = cheapest_cube(sums, cells, np.ones(sums.figure_count), figure)
        assert change is not None
        assert figure in moved(sums, change)
        assert len(moved(sums, change)) == 2 ** len(shape)
        assert (cells + change).min() >= 0


def test_no_cube_is_cheaper() -> None:
    sums = sums_of(3, 3)
    luck = np.random.default_rng(4)
    for _ in range(20):
        cells, costs = luck.integers(0, 3, 9), luck.uniform(1, 9, 16)
        change = cheapest_cube(sums, cells, costs, 0)
        assert change is not None
        assert costs[list(moved(sums, change))].sum() == pytest.approx(_least(cells.reshape(3, 3), costs.reshape(4, 4)))


def _least(cells: Whole, costs: np.ndarray) -> float:  # type: ignore[type-arg]
    """By looking at every rectangle at the first cell, the margin being row or column 3."""
    prices = []
    for row, column in product((1, 2, 3), repeat=2):
        losers = ([(0, 0), (row, column)], [(0, column), (row, 0)])
        if any(all(max(at) == 3 or cells[at] > 0 for at in side) for side in losers):
            prices.append(costs[0, 0] + costs[row, 0] + costs[0, column] + costs[row, column])
    return min(prices)
