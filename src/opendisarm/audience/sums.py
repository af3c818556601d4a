"""Cells of a classification and the figures that they add up to, by position in two flat arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Final

import numpy as np
import numpy.typing as npt

from opendisarm.audience.counts import ALL, Counts, Key, check_classification

Whole = npt.NDArray[np.int64]
"""Whole numbers, one for each cell or each figure."""
Flags = npt.NDArray[np.bool_]
"""Yes or no for each cell or each figure."""

MOST_CELLS: Final = 3_000
"""Cells of one classification that an attack on it can still be tried out exactly."""


class TooFine(ValueError):  # noqa: N818 - says what is wrong with the question
    """The classification has more than `MOST_CELLS` cells: ask for fewer dimensions, or for fewer values."""

    def __init__(self, dims: Sequence[str], cells: int) -> None:
        super().__init__(f"By {', '.join(dims)} there are {cells} cells; at most {MOST_CELLS} can be protected.")
        self.dims = tuple(dims)
        self.cells = cells


@dataclass(frozen=True)
class Sums:
    """A classification as arrays.  Cells run over the values of `dims`, figures over the values and then `ALL`.

    Errors  TooFine above `MOST_CELLS` cells; ValueError as `Counts`.
    """

    dims: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        check_classification(self.dims, self.values)
        if self.cell_count > MOST_CELLS:
            raise TooFine(self.dims, self.cell_count)

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """Values of each dimension, counted."""
        return tuple(len(self.values[dim]) for dim in self.dims)

    @cached_property
    def cell_count(self) -> int:
        """Cells."""
        return prod(self.shape)

    @cached_property
    def figure_count(self) -> int:
        """Cells and margins."""
        return prod(n + 1 for n in self.shape)

    def figure_at(self, key: Mapping[str, str]) -> int:
        """The position of a figure by dimension -> value; a dimension that is left out counts over all its values.

        Errors  KeyError for a dimension or a value that is not here.
        """
        unknown = key.keys() - set(self.dims)
        if unknown:
            raise KeyError(*unknown)
        at = 0
        for dim, places in zip(self.dims, self._places, strict=True):
            at = at * len(places) + places[key.get(dim, ALL)]
        return at

    def cells_of(self, figure: int) -> Whole:
        """Positions of the cells that add up to a figure."""
        at = np.unravel_index(figure, tuple(n + 1 for n in self.shape)) if self.shape else ()
        index = tuple(slice(None) if i == n else slice(int(i), int(i) + 1) for i, n in zip(at, self.shape, strict=True))
        return np.asarray(self._cells[index].ravel(), dtype=np.int64)

    def figures(self, cells: Whole) -> Whole:
        """Every figure of these cells.  Shape  one number a cell in, one a figure out."""
        table = cells.reshape(self.shape)
        for axis in range(len(self.shape)):
            table = np.concatenate([table, table.sum(axis=axis, keepdims=True)], axis=axis)
        return table.ravel()

    def cells(self, counts: Counts) -> Whole:
        """The counts by position.  Errors  KeyError, ValueError when they are not by exactly these dimensions."""
        table = np.zeros(self.shape, dtype=np.int64)
        at = [counts.dims.index(dim) for dim in self.dims]
        for key, count in counts.cells.items():
            table[tuple(places[key[i]] for i, places in zip(at, self._places, strict=True))] = count
        return table.ravel()

    def margins_over(self) -> Whole:
        """For each figure, over how many dimensions it is a margin."""
        level = np.zeros((1,) * len(self.shape), dtype=np.int64)
        for axis, n in enumerate(self.shape):
            steps = np.array([0] * n + [1], dtype=np.int64)
            level = level + steps.reshape(tuple(-1 if i == axis else 1 for i in range(len(self.shape))))
        return level.ravel()

    @cached_property
    def _cells(self) -> Whole:
        return np.arange(self.cell_count, dtype=np.int64).reshape(self.shape)

    @cached_property
    def _places(self) -> tuple[dict[str, int], ...]:
        return tuple({value: i for i, value in enumerate((*self.values[dim], ALL))} for dim in self.dims)


def named(dims: Sequence[str], key: Key) -> dict[str, str]:
    """Dimension -> value of a key, without the dimensions that it counts over."""
    return {dim: value for dim, value in zip(dims, key, strict=True) if value != ALL}
