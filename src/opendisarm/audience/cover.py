"""From the figures that could be shown to those that can: withhold until every guarded figure has cover.

A guarded figure has cover when a change of the true table moves it and no figure that is known.  Which figures a
change moves is all that is remembered of it: while none of those is shown, the cover holds.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from opendisarm.audience.attack import Attack, Moves
from opendisarm.audience.complement import Complement
from opendisarm.audience.programme import Floats
from opendisarm.audience.published import Published
from opendisarm.audience.sums import Flags

_TRIES: Final = 60
"""Withheld figures that are tried to be shown after all, the dearest first."""


def covered(public: Published, known: Flags, shown: Flags, guarded: Flags, costs: Floats) -> Flags:
    """Those of `shown` that can be shown without giving a guarded figure away.

    known    figures that the public can read already.
    shown    figures of the new table that may be shown for themselves.
    guarded  figures that must not become computable; those that are so by `known` alone are past help.
    costs    the harm of withholding each figure.
    Errors   AssertionError when the answer does not hold, which is a mistake in this package.
    """
    sums, cells = public.sums, public.cells
    covers = Attack(Moves(sums, cells, known | shown)).alternatives(guarded, branch=False)
    left = guarded & ~_any(covers, guarded)
    if not np.any(left):
        return shown
    complement = Complement(Moves(sums, cells, known), shown & ~known, costs)
    now = shown.copy()
    guarded = guarded.copy()
    for figure in _dearest_last(left, costs):
        if not left[figure]:
            continue
        change = complement.change(figure)
        if change is None and not complement.past_help(figure):
            # Nothing was found and nothing is proven: a table that says nothing new gives nothing away.
            return shown & known
        if change is None:
            guarded[figure] = False
            continue
        moved = sums.figures(change) != 0
        complement.withhold(moved)
        now &= ~moved
        left &= ~moved
        covers.append(moved)
    return _shown_again(public, known, now, shown & ~now, guarded, covers, costs)


def _shown_again(
    public: Published, known: Flags, now: Flags, gone: Flags, guarded: Flags, covers: list[Flags], costs: Floats
) -> Flags:
    """Figures taken as cover for one that have become needless by what was withheld for another."""
    now = now.copy()
    tried = _dearest_last(gone, costs)[::-1][:_TRIES]
    attack = Attack(Moves(public.sums, public.cells, known | now), held=tried)
    for figure in tried:
        kept = [moved for moved in covers if not moved[figure]]
        attack.hold(figure, still=True)
        more = attack.cover(guarded & ~_any(kept, guarded))
        if more is None:
            attack.hold(figure, still=False)
        else:
            now[figure] = True
            covers = [*kept, *more]
    if any(np.any(moved & (known | now)) for moved in covers) or np.any(guarded & ~_any(covers, guarded)):
        raise AssertionError("A guarded figure has lost its cover.")
    return now


def _any(covers: list[Flags], like: Flags) -> Flags:
    return np.asarray(np.logical_or.reduce([np.zeros_like(like), *covers]), dtype=np.bool_)


def _dearest_last(figures: Flags, costs: Floats) -> list[int]:
    at = np.flatnonzero(figures)
    return [int(figure) for figure in at[np.argsort(costs[at], kind="stable")]]
