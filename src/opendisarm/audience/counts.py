"""Counts of persons in a full cross classification, and the figures that a table of them shows: cells and margins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

ALL: Final = "*"
"""Stands in a key for "over all values of this dimension": the figure is a margin."""

Key = tuple[str, ...]
"""One value, or `ALL`, for each dimension, in the order of the dimensions."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Persons counted by several dimensions at once.

    dims    names of the dimensions; () is one grand total.
    cells   a value of each dimension, in the order of `dims` -> persons; a cell that is absent counts 0.
    values  every value that a dimension shows, in the order shown, "unknown" included: so that empty rows exist.
    Errors  ValueError for a dimension twice, values missing or twice, `ALL` as a value, a key outside the values,
            a count below 0 or not whole.
    """

    dims: tuple[str, ...]
    cells: Mapping[Key, int]
    values: Mapping[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        check_classification(self.dims, self.values)
        listed = [frozenset(self.values[dim]) for dim in self.dims]
        for key, count in self.cells.items():
            if len(key) != len(self.dims) or any(value not in known for value, known in zip(key, listed, strict=True)):
                raise ValueError(f"The cell {key} is not one value of each of {self.dims}.")
            if isinstance(count, bool) or not isinstance(count, int) or count < 0:
                raise ValueError(f"The cell {key} counts {count!r}: persons are counted in whole numbers from 0.")

    def every_key(self) -> Iterator[Key]:
        """Every figure of the table, cells and margins, each dimension in the order of its values with `ALL` last."""
        return figure_keys(self.dims, self.values)

    def figure(self, key: Key) -> int:
        """Persons of a cell or a margin.  Errors  KeyError when the key is no figure of this table."""
        for dim, value in zip(self.dims, key, strict=True):
            if value != ALL and value not in self.values[dim]:
                raise KeyError(key)
        return sum(count for cell, count in self.cells.items() if _within(cell, key))

    def over(self, dims: Sequence[str]) -> Counts:
        """The same persons by fewer dimensions, in the order given.  Errors  ValueError for one that is not here."""
        missing = [dim for dim in dims if dim not in self.dims]
        if missing:
            raise ValueError(f"These counts are by {self.dims}; they know nothing of {missing}.")
        at = [self.dims.index(dim) for dim in dims]
        folded: dict[Key, int] = {}
        for cell, count in self.cells.items():
            key = tuple(cell[i] for i in at)
            folded[key] = folded.get(key, 0) + count
        return Counts(tuple(dims), folded, {dim: self.values[dim] for dim in dims})


def check_classification(dims: Sequence[str], values: Mapping[str, tuple[str, ...]]) -> None:
    """Errors  ValueError unless every dimension is named once and lists each of its values once, never `ALL`."""
    if len(set(dims)) != len(dims) or set(dims) != set(values):
        raise ValueError(
            f"Each of the dimensions {tuple(dims)} needs its list of values, and no other: {list(values)}."
        )
    for dim in dims:
        if len(set(values[dim])) != len(values[dim]) or ALL in values[dim]:
            raise ValueError(f"The values of {dim} must differ and cannot be {ALL!r}: {values[dim]}.")


def figure_keys(dims: Sequence[str], values: Mapping[str, tuple[str, ...]]) -> Iterator[Key]:
    """The keys of every cell and margin of a classification; `ALL` comes last in each dimension."""
    return product(*((*values[dim], ALL) for dim in dims))


def _within(cell: Key, key: Key) -> bool:
    return all(wanted in (ALL, value) for value, wanted in zip(cell, key, strict=True))
