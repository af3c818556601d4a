from __future__ import annotations

import numpy as np
import pytest

from opendisarm.audience import ALL, Counts, TooFine
from opendisarm.audience.sums import Sums, named

VALUES = {"a": ("a0", "a1"), "b": ("b0", "b1", "b2")}
COUNTS = Counts(("a", "b"), {("a0", "b0"): 1, ("a0", "b2"): 4, ("a1", "b1"): 10}, VALUES)
SUMS = Sums(("a", "b"), VALUES)


def test_figures_lie_in_the_order_of_their_keys() -> None:
    figures = SUMS.figures(SUMS.cells(COUNTS))
    assert figures.tolist() == [COUNTS.figure(key) for key in COUNTS.every_key()]
    assert [SUMS.figure_at(named(("a", "b"), key)) for key in COUNTS.every_key()] == list(range(12))


def test_a_figure_is_the_sum_of_its_cells() -> None:
    cells = SUMS.cells(COUNTS)
    figures = SUMS.figures(cells)
    for figure in range(SUMS.figure_count):
        assert cells[SUMS.cells_of(figure)].sum() == figures[figure]


def test_a_dimension_that_is_left_out_is_a_margin() -> None:
    assert SUMS.figure_at({"a": "a1"}) == SUMS.figure_at({"a": "a1", "b": ALL})


@pytest.mark.parametrize("key", [{"c": "c0"}, {"a": "a9"}])
def test_a_figure_that_is_not_there_is_an_error(key: dict[str, str]) -> None:
    with pytest.raises(KeyError):
        SUMS.figure_at(key)


def test_counts_may_have_their_dimensions_in_another_order() -> None:
    assert SUMS.cells(COUNTS.over(("b", "a"))).tolist() == SUMS.cells(COUNTS).tolist()


def test_every_figure_knows_over_how_many_dimensions_it_is_a_margin() -> None:
    assert SUMS.margins_over().tolist() == [0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1, 2]


def test_no_dimension_is_one_cell_that_is_its_own_figure() -> None:
    alone = Sums((), {})
    assert alone.cell_count == alone.figure_count == 1
    assert alone.figures(np.array([7])).tolist() == [7]
    assert alone.cells_of(0).tolist() == [0]


def test_too_many_cells_are_refused_with_their_number() -> None:
    values = {dim: tuple(f"{dim}{i}" for i in range(15)) for dim in "abc"}
    with pytest.raises(TooFine, match="By a, b, c there are 3375 cells; at most 3000 can be protected") as caught:
        Sums(("a", "b", "c"), values)
    assert (caught.value.dims, caught.value.cells) == (("a", "b", "c"), 3375)
