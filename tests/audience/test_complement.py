from __future__ import annotations

import numpy as np

from opendisarm.audience.attack import Moves
from opendisarm.audience.complement import Complement, harm
from opendisarm.audience.sums import Flags, Sums

SUMS = Sums(("a",), {"a": ("a0", "a1", "a2")})
CELLS = np.array([3, 20, 8])
TOTAL = 3


def flags(*at: int) -> Flags:
    return np.isin(np.arange(SUMS.figure_count), at)


def costs(*figures: int) -> list[float]:
    return list(harm(SUMS, np.array(figures), 5))


def test_a_large_figure_is_dearer_to_withhold_than_a_small_one() -> None:
    small, middle, large, _ = costs(8, 20, 900, 928)
    assert small < middle < large


def test_below_the_threshold_all_are_alike_and_nobody_is_a_poorer_cover_than_somebody() -> None:
    none, one, five, _ = costs(0, 1, 5, 6)
    assert abs(one - five) < 0.01
    assert none > five


def test_the_grand_total_is_dearer_than_everything_else_together() -> None:
    *cells, total = costs(900, 900, 900, 2_700)
    assert total > 10 * sum(cells)


def test_a_row_is_dearer_than_its_only_cell() -> None:
    sums = Sums(("a", "b"), {"a": ("a0",), "b": ("b0",)})
    cell, row, column, total = harm(sums, np.array([9, 9, 9, 9]), 5)
    assert cell < row < total
    assert cell < column < total


def test_the_cheapest_cover_is_found_and_costs_nothing_the_second_time() -> None:
    complement = Complement(Moves(SUMS, CELLS, flags()), flags(1, 2, TOTAL), harm(SUMS, SUMS.figures(CELLS), 5))
    change = complement.change(0)
    assert change is not None
    assert np.flatnonzero(SUMS.figures(change)).tolist() == [0, 2]
    complement.withhold(flags(0, 2))
    again = complement.change(2)
    assert again is not None
    assert not SUMS.figures(again)[[1, TOTAL]].any()


def test_a_figure_that_follows_already_is_past_help() -> None:
    complement = Complement(Moves(SUMS, CELLS, flags(1, 2, TOTAL)), flags(), harm(SUMS, SUMS.figures(CELLS), 5))
    assert complement.change(0) is None
    assert complement.past_help(0)


def test_a_figure_with_cover_is_not_past_help() -> None:
    complement = Complement(Moves(SUMS, CELLS, flags(1)), flags(2, TOTAL), harm(SUMS, SUMS.figures(CELLS), 5))
    assert not complement.past_help(0)
