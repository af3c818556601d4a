"""Small tables of persons made from a seed, and what somebody who reads their editions knows."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping

from opendisarm.audience import ALL, Counts, Edition
from tests.audience.attacker import Cell, Puzzle, all_cells, every_figure, figure_of

SHAPES = ((2, 2), (2, 3), (3, 3), (3, 4), (4, 4), (3, 3, 2), (5,), (2, 2, 2))


def counts_of(table: Mapping[Cell, int], dims: str, values: Iterable[Iterable[str]]) -> Counts:
    listed = tuple(tuple(v) for v in values)
    return Counts(tuple(dims), dict(table), dict(zip(dims, listed, strict=True)))


def values_of(shape: Iterable[int], dims: str = "abcd") -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(f"{dim}{i}" for i in range(n)) for dim, n in zip(dims, shape, strict=False))


def random_table(seed: int, shape: tuple[int, ...]) -> dict[Cell, int]:
    """Sparse, middling or full, as the seed falls: some cells nobody, some a few, some many."""
    luck = random.Random(seed)
    none, few = luck.choice(((0.5, 0.4), (0.3, 0.3), (0.1, 0.1), (0.0, 0.9)))
    table: dict[Cell, int] = {}
    for cell in all_cells(values_of(shape)):
        fall = luck.random()
        table[cell] = 0 if fall < none else luck.randint(1, 4) if fall < none + few else luck.randint(5, 40)
    return table


def later_table(seed: int, earlier: Mapping[Cell, int]) -> dict[Cell, int]:
    """Late records in some cells, corrections in a few, some persons gone again."""
    luck = random.Random(f"later {seed}")
    share = luck.choice((0.1, 0.3, 0.7))
    return {
        cell: max(0, count + luck.choice((1, 1, 2, 3, 5, 9, -1, -2, -6))) if luck.random() < share else count
        for cell, count in earlier.items()
    }


def few(persons: int) -> bool:
    return 1 <= abs(persons) <= 4


def small_figures(values: tuple[tuple[str, ...], ...], table: Mapping[Cell, int]) -> list[Cell]:
    return [key for key, group in every_figure(values) if few(figure_of(table, group))]


def puzzle_of(values: tuple[tuple[str, ...], ...], dims: str, editions: Iterable[Edition]) -> Puzzle:
    """Everything that tables over the same persons show, as one puzzle over the finest cells."""
    puzzle = Puzzle(all_cells(values))
    groups = dict(every_figure(values))
    for edition in editions:
        for key, count in edition.shown.items():
            told = dict(zip(edition.dims, key, strict=True))
            puzzle.learn(groups[tuple(told.get(dim, ALL) for dim in dims)], count)
    return puzzle
