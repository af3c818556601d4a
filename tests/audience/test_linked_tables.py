"""Five hundred times several tables over the same persons: nobody can compute a small figure from all together."""

from __future__ import annotations

import random

import pytest

from opendisarm.audience import Published, protected
from tests.audience.attacker import computable_figures, every_figure, figure_of
from tests.audience.tables import counts_of, few, later_table, puzzle_of, random_table, small_figures, values_of

SHAPES = ((3, 3), (2, 2, 2), (3, 2, 2), (3, 3, 2))
ASKED = ("a", "ab", "c", "bc", "b", "ca", "")


@pytest.mark.parametrize("block", range(10))
def test_no_small_figure_can_be_computed_from_all_tables_together(block: int) -> None:
    for seed in range(block * 50, block * 50 + 50):
        shape = SHAPES[seed % len(SHAPES)]
        values, dims, table = values_of(shape), "abc"[: len(shape)], random_table(seed, shape)
        fine = counts_of(table, dims, values)
        public = Published(fine)
        for asked in questions(seed, dims):
            edition = protected(fine.over(asked), public)
            public = Published(fine, (*public.editions, edition))
        puzzle = puzzle_of(values, dims, public.editions)
        assert not computable_figures(values, table, puzzle, small_figures(values, table)), seed


@pytest.mark.parametrize("block", range(5))
def test_no_small_difference_can_be_computed_from_linked_tables_of_two_clocks(block: int) -> None:
    for seed in range(block * 20, block * 20 + 20):
        values, dims = values_of((3, 2, 2)), "abc"
        before = random_table(seed, (3, 2, 2))
        after = later_table(seed, before)
        old = Published(counts_of(before, dims, values))
        for asked in ("a", "bc"):
            old = Published(old.fine, (*old.editions, protected(old.fine.over(asked), old)))
        new = Published(counts_of(after, dims, values))
        for asked in ("ab", "c", "bc"):
            new = Published(new.fine, (*new.editions, protected(new.fine.over(asked), new, [old])))
        groups = dict(every_figure(values))
        close = [key for key, group in groups.items() if few(figure_of(after, group) - figure_of(before, group))]
        known = computable_figures(values, before, puzzle_of(values, dims, old.editions), close)
        puzzle = puzzle_of(values, dims, new.editions)
        assert not computable_figures(values, after, puzzle, [*known, *small_figures(values, after)]), seed


def questions(seed: int, dims: str) -> list[str]:
    """By a; by a and b; by c; and the like, in some order."""
    asked = [question for question in ASKED if set(question) <= set(dims)]
    return random.Random(seed).sample(asked, 3)
