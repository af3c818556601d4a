from __future__ import annotations

import pytest

from opendisarm.audience import ALL, Counts
from opendisarm.audience.counts import figure_keys

BY_SEX = Counts(
    ("place", "sex"),
    {("north", "female"): 3, ("north", "male"): 7, ("south", "unknown"): 2},
    {"place": ("north", "south", "east"), "sex": ("female", "male", "unknown")},
)


def test_a_margin_adds_up_its_cells() -> None:
    assert BY_SEX.figure(("north", "female")) == 3
    assert BY_SEX.figure(("north", ALL)) == 10
    assert BY_SEX.figure((ALL, "unknown")) == 2
    assert BY_SEX.figure((ALL, ALL)) == 12


def test_a_row_without_persons_counts_nobody() -> None:
    assert BY_SEX.figure(("east", ALL)) == 0


def test_a_figure_of_another_table_is_an_error() -> None:
    with pytest.raises(KeyError):
        BY_SEX.figure(("west", ALL))


def test_every_cell_and_margin_has_its_key_with_margins_last() -> None:
    keys = list(figure_keys(("sex",), {"sex": ("female", "male")}))
    assert keys == [("female",), ("male",), (ALL,)]
    assert len(list(BY_SEX.every_key())) == 4 * 4


def test_a_table_without_dimensions_is_one_total() -> None:
    total = BY_SEX.over(())
    assert list(total.every_key()) == [()]
    assert total.figure(()) == 12


def test_folding_to_fewer_dimensions_keeps_the_persons_and_the_order_asked_for() -> None:
    assert BY_SEX.over(("sex",)).cells == {("female",): 3, ("male",): 7, ("unknown",): 2}
    assert BY_SEX.over(("sex", "place")).figure(("male", "north")) == 7


def test_folding_by_a_dimension_that_was_not_counted_is_an_error() -> None:
    with pytest.raises(ValueError, match="know nothing of \\['age'\\]"):
        BY_SEX.over(("age",))


@pytest.mark.parametrize(
    ("dims", "cells", "values", "words"),
    [
        (("a", "a"), {}, {"a": ("x",)}, "needs its list of values"),
        (("a",), {}, {}, "needs its list of values"),
        (("a",), {}, {"a": ("x",), "b": ("y",)}, "needs its list of values"),
        (("a",), {}, {"a": ("x", "x")}, "must differ"),
        (("a",), {}, {"a": ("x", "*")}, "cannot be '*'"),
        (("a",), {("y",): 1}, {"a": ("x",)}, "not one value of each"),
        (("a",), {("x", "x"): 1}, {"a": ("x",)}, "not one value of each"),
        (("a",), {("x",): -1}, {"a": ("x",)}, "whole numbers from 0"),
        (("a",), {("x",): 1.5}, {"a": ("x",)}, "whole numbers from 0"),
        (("a",), {("x",): True}, {"a": ("x",)}, "whole numbers from 0"),
    ],
)
def test_what_is_no_classification_is_refused(dims, cells, values, words) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=words.replace("*", "\\*")):
        Counts(dims, cells, values)
