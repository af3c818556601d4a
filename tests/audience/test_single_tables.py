"""Five hundred tables, each shown once: nobody can compute a figure of 1 to 4 from what is shown."""

from __future__ import annotations

import pytest

from opendisarm.audience import protected
from tests.audience.attacker import computable_figures, every_figure, figure_of
from tests.audience.tables import SHAPES, counts_of, puzzle_of, random_table, small_figures, values_of

DIMS = "abcd"


@pytest.mark.parametrize("block", range(10))
def test_no_small_figure_can_be_computed(block: int) -> None:
    for seed in range(block * 50, block * 50 + 50):
        shape = SHAPES[seed % len(SHAPES)]
        values, dims, table = values_of(shape), DIMS[: len(shape)], random_table(seed, shape)
        edition = protected(counts_of(table, dims, values))
        groups = dict(every_figure(values))
        assert edition.shown.keys() | edition.withheld == groups.keys()
        assert all(figure_of(table, groups[key]) == count for key, count in edition.shown.items()), seed
        small = small_figures(values, table)
        assert not edition.shown.keys() & set(small), seed
        assert not computable_figures(values, table, puzzle_of(values, dims, [edition]), small), seed
