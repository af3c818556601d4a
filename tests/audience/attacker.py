"""An attacker of our own, who shares nothing with the package: bounds, then guesses, then the next guess.

A puzzle is a number of unknown cells, whole and at least 0, and groups of cells whose sum is known.  The attacker
finds tables that fit all sums.  A figure is computable when no fitting table gives it another value than the truth.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

UNLIMITED = 10**6
"""More persons than any table of a test holds."""

Cell = tuple[str, ...]


class TooHard(RuntimeError):  # noqa: N818 - about the puzzle
    """The puzzle took more guesses than a test can wait for."""


@dataclass
class Puzzle:
    """What somebody who reads the tables knows: cells by name, and the sum of groups of them."""

    cells: tuple[Cell, ...]
    sums: list[tuple[frozenset[int], int]] = field(default_factory=list)
    guesses: int = 200_000

    def learn(self, group: Iterable[Cell], total: int) -> None:
        """These cells add up to this total."""
        self.sums.append((frozenset(self.cells.index(cell) for cell in group), total))

    def fits(self, table: Sequence[int]) -> bool:
        return all(sum(table[i] for i in group) == total for group, total in self.sums)

    def other_value(self, group: Iterable[Cell], near: Sequence[int]) -> tuple[int, ...] | None:
        """A fitting table in which the group sums to something else than in the table `near`; None: computable.

        First it is seen whether the sums add up to the group; then tables close to `near` are tried.  Both are only
        ways to be quick: the last try looks at all tables.
        """
        members = frozenset(self.cells.index(cell) for cell in group)
        if self._adds_up(members):
            return None
        value = sum(near[i] for i in members)
        for reach in (1, 2, UNLIMITED):
            for ends in ((value + 1, UNLIMITED * 100), (0, value - 1)):
                if ends[0] > ends[1]:
                    continue
                rules = [(group, total, total) for group, total in self.sums] + [(members, *ends)]
                low, high = [max(0, n - reach) for n in near], [n + reach for n in near]
                found = _first(low, high, rules, near, [self.guesses])
                if found is not None:
                    return tuple(found)
        return None

    def _adds_up(self, members: frozenset[int]) -> bool:
        """Whether the group is a sum of multiples of the known sums, leaving out cells that can have one value only."""
        low, high = [0] * len(self.cells), [UNLIMITED] * len(self.cells)
        assert _narrowed(low, high, [(group, total, total) for group, total in self.sums])
        free = [i for i in range(len(low)) if low[i] < high[i]]
        rows: list[list[Fraction]] = []
        for group in (*(group for group, _ in self.sums), members):
            row = _without([Fraction(i in group) for i in free], rows)
            if not any(row):
                if group is members:
                    return True
                continue
            rows.append(row)
        return False


def _without(row: list[Fraction], others: Sequence[list[Fraction]]) -> list[Fraction]:
    """What is left of a row when the others are taken off where they begin."""
    for other in others:
        start = next(i for i, factor in enumerate(other) if factor)
        share = row[start] / other[start]
        row = [mine - share * theirs for mine, theirs in zip(row, other, strict=True)]
    return row


def _first(
    low: list[int], high: list[int], rules: list[tuple[frozenset[int], int, int]], near: Sequence[int], left: list[int]
) -> list[int] | None:
    if not _narrowed(low, high, rules):
        return None
    open_cells = [i for i in range(len(low)) if low[i] < high[i]]
    if not open_cells:
        return low
    left[0] -= 1
    if left[0] < 0:
        raise TooHard
    cell = min(open_cells, key=lambda i: high[i] - low[i])
    for guess in _guesses(low[cell], high[cell], near[cell]):
        lower, higher = low.copy(), high.copy()
        lower[cell] = higher[cell] = guess
        found = _first(lower, higher, rules, near, left)
        if found is not None:
            return found
    return None


def _guesses(low: int, high: int, near: int) -> Iterator[int]:
    """From `near` outwards; far beyond everything else it makes no difference, so it stops at some distance."""
    yield from sorted(range(low, min(high, near + 60) + 1), key=lambda n: abs(n - near))


def _narrowed(low: list[int], high: list[int], rules: list[tuple[frozenset[int], int, int]]) -> bool:
    """Bounds as tight as the sums make them, in place; False when they cross."""
    again = True
    while again:
        again = False
        for group, least, most in rules:
            lows, highs = sum(low[i] for i in group), sum(high[i] for i in group)
            if lows > most or highs < least:
                return False
            for i in group:
                top, bottom = most - lows + low[i], least - highs + high[i]
                if top < high[i]:
                    highs -= high[i] - top
                    high[i], again = top, True
                if bottom > low[i]:
                    lows += bottom - low[i]
                    low[i], again = bottom, True
                if low[i] > high[i]:
                    return False
    return True


def every_figure(values: Sequence[Sequence[str]]) -> Iterator[tuple[Cell, tuple[Cell, ...]]]:
    """Each cell and margin of a classification ("*" over all values), with the cells that it adds up."""
    for key in product(*((*listed, "*") for listed in values)):
        parts = [listed if value == "*" else (value,) for value, listed in zip(key, values, strict=True)]
        yield key, tuple(product(*parts))


def all_cells(values: Sequence[Sequence[str]]) -> tuple[Cell, ...]:
    return tuple(product(*values))


def figure_of(table: Mapping[Cell, int], group: Iterable[Cell]) -> int:
    return sum(table.get(cell, 0) for cell in group)


def computable_figures(
    values: Sequence[Sequence[str]], truth: Mapping[Cell, int], puzzle: Puzzle, wanted: Iterable[Cell]
) -> dict[Cell, int]:
    """Those of the wanted figures that follow from the puzzle, with their value."""
    near = [truth.get(cell, 0) for cell in puzzle.cells]
    assert puzzle.fits(near), "What is shown is not true."
    groups = dict(every_figure(values))
    left = list(wanted)
    found: dict[Cell, int] = {}
    while left:
        key = left.pop(0)
        other = puzzle.other_value(groups[key], near)
        if other is None:
            found[key] = figure_of(truth, groups[key])
            continue
        told = dict(zip(puzzle.cells, other, strict=True))
        left = [k for k in left if figure_of(told, groups[k]) == figure_of(truth, groups[k])]
    return found
