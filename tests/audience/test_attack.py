from __future__ import annotations

import random

import numpy as np
import pytest

from opendisarm.audience import Counts, Edition, Published, bounds, protected
from opendisarm.audience.attack import computable
from tests.audience.attacker import computable_figures, every_figure
from tests.audience.tables import counts_of, puzzle_of, random_table, values_of

VALUES = {"a": ("a0", "a1"), "b": ("b0", "b1")}
COUNTS = Counts(("a", "b"), {("a0", "b0"): 3, ("a0", "b1"): 20, ("a1", "b0"): 30, ("a1", "b1"): 40}, VALUES)


def edition(counts: Counts, *withheld: tuple[str, ...]) -> Edition:
    shown = {key: counts.figure(key) for key in counts.every_key() if key not in withheld}
    return Edition(counts.dims, dict(counts.values), shown, frozenset(withheld))


def test_a_single_gap_has_one_value() -> None:
    assert bounds(Published(COUNTS, (edition(COUNTS, ("a0", "b0")),)), ("a", "b"), ("a0", "b0")) == (3, 3)


def test_a_rectangle_of_gaps_leaves_as_much_as_its_smallest_margin() -> None:
    public = Published(COUNTS, (edition(COUNTS, *COUNTS.cells),))
    assert bounds(public, ("a", "b"), ("a0", "b0")) == (0, 23)
    assert bounds(public, ("a", "b"), ("a1", "b1")) == (37, 60)
    assert bounds(public, ("b", "a"), ("*", "a0")) == (23, 23)


def test_without_its_total_a_figure_has_no_limit() -> None:
    assert bounds(Published(COUNTS), ("a", "b"), ("a0", "b0")) == (0, None)
    assert bounds(Published(COUNTS), (), ()) == (0, None)


def test_a_margin_above_a_cell_is_known_at_least() -> None:
    total = edition(COUNTS.over(("a",)), ("*",), ("a1",))
    assert bounds(Published(COUNTS, (total,)), ("a", "b"), ("*", "*")) == (23, None)


def test_persons_are_whole() -> None:
    """Over the triangles of a 2x2x2 table, half persons would fit where whole ones do not."""
    values = {dim: (f"{dim}0", f"{dim}1") for dim in "abc"}
    cells = {("a0", "b0", "c0"): 1, ("a0", "b1", "c1"): 1, ("a1", "b0", "c1"): 1, ("a1", "b1", "c0"): 1}
    counts = Counts(("a", "b", "c"), cells, values)
    public = Published(counts, (edition(counts, *(key for key in counts.every_key() if "*" not in key)),))
    assert bounds(public, ("a", "b", "c"), ("a0", "b0", "c0")) == (0, 1)


def test_a_figure_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        bounds(Published(COUNTS), ("a",), ("a7",))


def test_both_attackers_find_the_same() -> None:
    for seed in range(60):
        shape = ((3, 3), (2, 2, 2), (3, 4))[seed % 3]
        values, dims, table = values_of(shape), "abc"[: len(shape)], random_table(seed, shape)
        counts = counts_of(table, dims, values)
        keys = list(counts.every_key())
        gaps = random.Random(seed).sample(keys, len(keys) // 2)
        shown = edition(counts, *gaps)
        public = Published(counts, (shown,))
        ours = computable(public, np.ones(public.sums.figure_count, dtype=np.bool_))
        theirs = computable_figures(values, table, puzzle_of(values, dims, [shown]), keys)
        assert {key for key, flag in zip(keys, ours, strict=True) if flag} == theirs.keys(), seed
        assert len(dict(every_figure(values))) == len(keys)


def test_a_figure_is_computable_exactly_when_its_bounds_meet() -> None:
    for seed in range(20):
        values = values_of((3, 3))
        counts = counts_of(random_table(seed, (3, 3)), "ab", values)
        public = Published(counts, (protected(counts),))
        flags = computable(public, np.ones(public.sums.figure_count, dtype=np.bool_))
        for key, flag in zip(counts.every_key(), flags, strict=True):
            least, greatest = bounds(public, ("a", "b"), key)
            assert (least == greatest) == flag, (seed, key)
            assert least <= counts.figure(key)
