"""Counts of persons in, the table that the public may see out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from opendisarm.audience.attack import computable
from opendisarm.audience.complement import harm
from opendisarm.audience.counts import Counts, Key, figure_keys
from opendisarm.audience.cover import covered
from opendisarm.audience.edition import Edition
from opendisarm.audience.published import Published
from opendisarm.audience.sums import Flags, Whole, named

THRESHOLD: Final = 5
"""Fewer persons than this are never shown, unless there are none."""


def protected(
    counts: Counts, same: Published | None = None, others: Sequence[Published] = (), threshold: int = THRESHOLD
) -> Edition:
    """The table of these counts that may be shown to anybody.

    counts     the table asked for, true.
    same       what the public has about the same persons at the same clocks; `fine` holds every dimension of it and
               of `counts`.
    others     what the public has at each other pair of clocks, whichever clock moved.
    Promise    no figure from 1 to threshold - 1 of the common classification of `same` and `counts`, and no
               difference of that size to a figure of `others`, can be computed by somebody who knows everything
               shown, that persons are whole and at least none, and that withheld means nothing more; unless it
               could be computed before.  What is shown is true.
    Errors     TooFine when a common classification has too many cells; ValueError when `counts` and `same` differ.
    """
    public = same if same is not None else Published(counts)
    table = _places(counts, public)
    asked = _flags(public, table)
    known = public.known.copy()
    for at in public.unlisted(counts.values):
        known[at] = True
    guarded = _small(public.figures, threshold)
    for other in others:
        guarded |= _moved_a_little(public, other, threshold)
    shown = covered(public, known, asked & ~guarded, guarded, harm(public.sums, public.figures, threshold))
    figures = dict(zip(counts.every_key(), table, strict=True))
    return Edition(
        counts.dims,
        {dim: counts.values[dim] for dim in counts.dims},
        {key: int(public.figures[at]) for key, at in figures.items() if shown[at]},
        frozenset(key for key, at in figures.items() if not shown[at]),
    )


def _places(counts: Counts, public: Published) -> Whole:
    """The position of each figure of the table in the common classification."""
    if _persons(public.fine.over(counts.dims)) != _persons(counts):
        raise ValueError("The counts and the common counts of the same persons differ.")
    return np.array([public.sums.figure_at(named(counts.dims, key)) for key in counts.every_key()], dtype=np.int64)


def _persons(counts: Counts) -> dict[Key, int]:
    return {key: count for key, count in counts.cells.items() if count}


def _flags(public: Published, at: Whole) -> Flags:
    flags = np.zeros(public.sums.figure_count, dtype=np.bool_)
    flags[at] = True
    return flags


def _small(persons: Whole, threshold: int) -> Flags:
    return (np.abs(persons) > 0) & (np.abs(persons) < threshold)


def _moved_a_little(public: Published, other: Published, threshold: int) -> Flags:
    """Figures that differ by less than the threshold from what the public can compute of another pair of clocks."""
    here, there = _common(public, other)
    close = np.zeros(other.sums.figure_count, dtype=np.bool_)
    close[there[_small(public.figures[here] - other.figures[there], threshold)]] = True
    computed = computable(other, close)
    return _flags(public, here[computed[there]])


def _common(public: Published, other: Published) -> tuple[Whole, Whole]:
    """Positions of the figures that both classifications have, in each of them."""
    dims = tuple(dim for dim in public.fine.dims if dim in other.fine.dims)
    shared = {dim: tuple(v for v in public.fine.values[dim] if v in other.fine.values[dim]) for dim in dims}
    keys = [named(dims, key) for key in figure_keys(dims, shared)]
    here = np.array([public.sums.figure_at(key) for key in keys], dtype=np.int64)
    return here, np.array([other.sums.figure_at(key) for key in keys], dtype=np.int64)
