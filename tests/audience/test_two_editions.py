"""Five hundred tables shown at two pairs of clocks: no difference of 1 to 4 persons can be computed from both.

Nothing ties the counts of one pair of clocks to those of another except what is shown, so a difference can be
computed exactly when both of its figures can.
"""

from __future__ import annotations

import pytest

from opendisarm.audience import Published, protected
from tests.audience.attacker import Cell, computable_figures, every_figure, figure_of
from tests.audience.tables import (
    SHAPES,
    counts_of,
    few,
    later_table,
    puzzle_of,
    random_table,
    small_figures,
    values_of,
)

DIMS = "abcd"


@pytest.mark.parametrize("block", range(10))
def test_no_small_difference_can_be_computed(block: int) -> None:
    for seed in range(block * 50, block * 50 + 50):
        shape = SHAPES[seed % len(SHAPES)]
        values, dims = values_of(shape), DIMS[: len(shape)]
        before = random_table(seed, shape)
        after = later_table(seed, before)
        counts = counts_of(before, dims, values)
        first = protected(counts)
        second = protected(counts_of(after, dims, values), others=[Published(counts, (first,))])
        groups = dict(every_figure(values))
        assert all(figure_of(after, groups[key]) == count for key, count in second.shown.items()), seed
        puzzle = puzzle_of(values, dims, [second])
        assert not computable_figures(values, after, puzzle, small_figures(values, after)), seed
        close = [key for key, group in groups.items() if few(figure_of(after, group) - figure_of(before, group))]
        old = computable_figures(values, before, puzzle_of(values, dims, [first]), close)
        assert not computable_figures(values, after, puzzle, old), seed


@pytest.mark.parametrize("block", range(3))
def test_a_third_edition_keeps_its_distance_from_both(block: int) -> None:
    for seed in range(block * 20, block * 20 + 20):
        values, dims = values_of((3, 3)), "ab"
        tables: list[dict[Cell, int]] = [random_table(seed, (3, 3))]
        tables += [later_table(seed, tables[0]), later_table(seed + 1_000, tables[0])]
        public: list[Published] = []
        for table in tables:
            counts = counts_of(table, dims, values)
            public.append(Published(counts, (protected(counts, others=public),)))
        groups = dict(every_figure(values))
        puzzles = [puzzle_of(values, dims, published.editions) for published in public]
        for earlier in (0, 1):
            before, after = tables[earlier], tables[2]
            close = [key for key, group in groups.items() if few(figure_of(after, group) - figure_of(before, group))]
            old = computable_figures(values, before, puzzles[earlier], close)
            assert not computable_figures(values, after, puzzles[2], old), seed


def test_an_edition_of_other_dimensions_is_compared_where_both_meet() -> None:
    values = values_of((3, 3))
    for seed in range(100):
        before = random_table(seed, (3, 3))
        after = later_table(seed, before)
        rows_before = counts_of(before, "ab", values).over("a")
        first = protected(rows_before)
        second = protected(counts_of(after, "ab", values), others=[Published(rows_before, (first,))])
        groups = dict(every_figure(values))
        rows = {(value,): groups[value, "*"] for value in (*values[0], "*")}
        close = [key for key, group in rows.items() if few(figure_of(after, group) - figure_of(before, group))]
        by_row = {key: figure_of(before, group) for key, group in rows.items() if key != ("*",)}
        old = computable_figures(values[:1], by_row, puzzle_of(values[:1], "a", [first]), close)
        known = [(value, "*") for (value,) in old]
        assert not computable_figures(values, after, puzzle_of(values, "ab", [second]), known), seed
