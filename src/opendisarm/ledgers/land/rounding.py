"""Whole square metres for postings that were overlaid exactly (docs/ledger.md, "Rounding").

Done after the overlays, record by record in their order: which records can be overlaid at once depends on what comes
later, and a figure of an earlier day must not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from opendisarm.ledgers.land.postings import NOBODY, Postings, joined
from opendisarm.ledgers.words import Floats, Ints

_ENOUGH_TO_ROUND_M2: Final = 2.0


@dataclass(frozen=True, slots=True)
class Exact:
    """Postings without their whole m2.  Shape  one element a posting.

    piece  number of the piece of ground that the land was taken from; NOBODY for unrecorded land.
    made   number of the piece that it became; NOBODY where it moved nowhere.
    """

    postings: Postings
    piece: Ints
    made: Ints


def rounded(parts: Sequence[Exact], area_m2: Floats) -> Postings:
    """The postings with their whole m2, sorted by record.

    area_m2  of each record: what its postings sum to, as far as it has land that no record had named.
    Method   a piece rounds the running total of what has left it, so that a piece used up has passed on what it got; a
             record is rounded once, as a whole, and its new land is what the pieces that it met leave of that.
    """
    whole = joined([part.postings for part in parts])
    if not parts:
        return whole
    order = np.argsort(np.concatenate([part.postings.by for part in parts]), kind="stable")
    piece = np.concatenate([part.piece for part in parts])[order]
    made = np.concatenate([part.made for part in parts])[order]
    return replace(whole, m2=_whole_m2(whole, piece, made, area_m2))


def _whole_m2(postings: Postings, piece: Ints, made: Ints, area_m2: Floats) -> Ints:
    count = int(max(piece.max(initial=NOBODY), made.max(initial=NOBODY))) + 1
    got, given = [0] * count, [0] * count
    got_m2, given_m2 = [0.0] * count, [0.0] * count
    result: list[int] = []
    record, covered, met = NOBODY, 0, 0
    exact = postings.exact_m2.tolist()
    rows = zip(postings.by.tolist(), piece.tolist(), made.tolist(), exact, postings.moved.tolist(), strict=True)
    for by, source, target, m2, moved in rows:
        if by != record:
            record, covered, met = by, 0, 0
        if source == NOBODY:
            balanced = m2 > _ENOUGH_TO_ROUND_M2 + met
            whole = round(float(area_m2[by])) - covered if balanced else round(m2)
        elif moved:
            given_m2[source] += m2
            used = given_m2[source] / got_m2[source] if got_m2[source] > 0 else 1.0
            out = round(given_m2[source] + (got[source] - got_m2[source]) * min(max(used, 0.0), 1.0))
            whole, given[source] = out - given[source], out
        else:
            whole = round(m2)
        if source != NOBODY:
            covered, met = covered + whole, met + 1
        if target != NOBODY:
            got[target], got_m2[target] = whole, m2
        result.append(whole)
    return np.array(result, np.int64)
