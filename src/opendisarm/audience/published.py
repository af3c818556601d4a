"""What the public already has about one set of persons, and what anybody can read from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from opendisarm.audience.counts import Counts, Key
from opendisarm.audience.edition import Edition
from opendisarm.audience.sums import Flags, Sums, Whole, named


@dataclass(frozen=True)
class Published:
    """Everything published about the persons counted at one pair of clocks, beside their true counts.

    fine        the true counts by the dimensions of all the editions together, and of any table still to come.
    editions    tables of these persons that the public has.
    impossible  keys of `fine` that everybody knows to be empty, such as a district under another province, or a
                child of sixty: dimensions that hang together must be declared so, else they are taken as free.
    Errors      ValueError, when first read, if an edition denies the true counts or is by what `fine` lacks;
                TooFine as `Sums`.
    """

    fine: Counts
    editions: tuple[Edition, ...] = ()
    impossible: frozenset[Key] = field(default_factory=frozenset)

    @cached_property
    def sums(self) -> Sums:
        """The common classification."""
        return Sums(self.fine.dims, self.fine.values)

    @cached_property
    def cells(self) -> Whole:
        """True counts of its cells."""
        return self.sums.cells(self.fine)

    @cached_property
    def figures(self) -> Whole:
        """True counts of its cells and margins."""
        return self.sums.figures(self.cells)

    @cached_property
    def known(self) -> Flags:
        """Which figures anybody can read: shown, empty because a table does not list the value, or impossible."""
        known = np.zeros(self.sums.figure_count, dtype=np.bool_)
        for key in self.impossible:
            self._learn(known, named(self.fine.dims, key), 0)
        for edition in self.editions:
            for key, count in edition.shown.items():
                self._learn(known, named(edition.dims, key), count)
            for key in edition.withheld:
                self._place(named(edition.dims, key))
            for at in self.unlisted(edition.values):
                known[at] = True
        return known

    def unlisted(self, values: Mapping[str, tuple[str, ...]]) -> Iterator[int]:
        """Margins that a table with these values says to be empty, since it has no row for them.

        Errors  ValueError when they are not empty.
        """
        for dim, listed in values.items():
            for value in self.fine.values.get(dim, ()):
                if value not in listed:
                    at = self._place({dim: value})
                    self._must_be(at, {dim: value}, 0)
                    yield at

    def _learn(self, known: Flags, key: Mapping[str, str], count: int) -> None:
        at = self._place(key)
        self._must_be(at, key, count)
        known[at] = True

    def _place(self, key: Mapping[str, str]) -> int:
        try:
            return self.sums.figure_at(key)
        except KeyError as error:
            raise ValueError(f"An edition has {dict(key)}, and the common counts have no {error}.") from error

    def _must_be(self, at: int, key: Mapping[str, str], count: int) -> None:
        if self.figures[at] != count:
            raise ValueError(f"An edition has {count} persons for {dict(key)}; the counts say {self.figures[at]}.")
