"""Records with shapes -> postings: who takes which land from whom (docs/ledger.md, "The fold").

Records apply in their order. Shapes that do not touch cannot take from each other, so the records are applied in
waves of shapes that do not touch: each wave is a handful of vectorised overlays, whatever its size.
"""

from __future__ import annotations

import numpy as np

from opendisarm.core.plane import SLIVER_M2, Shapes, area_m2
from opendisarm.ledgers.land import overlay, sites
from opendisarm.ledgers.land.columns import LandColumns
from opendisarm.ledgers.land.ground import Ground, NewPieces
from opendisarm.ledgers.land.postings import NOBODY, Postings, joined
from opendisarm.ledgers.land.rounding import Exact, rounded
from opendisarm.ledgers.land.rules import IS_FINDING, UNRECORDED, outcome
from opendisarm.ledgers.words import Floats, Ints


def fold_shapes(columns: LandColumns, records: Ints, pairs: sites.Touching) -> Postings:
    """Postings of records that have shapes.

    records  their positions in `columns`, ascending; pairs: which touch, as positions in `records`.
    """
    ground = Ground(len(columns))
    wave = sites.waves(len(records), pairs)
    order = np.argsort(wave, kind="stable")
    pair_wave = wave[pairs.later]
    pair_order = np.argsort(pair_wave, kind="stable")
    last = int(wave.max()) if len(wave) else -1
    record_bounds = np.searchsorted(wave[order], np.arange(last + 2))
    pair_bounds = np.searchsorted(pair_wave[pair_order], np.arange(last + 2))
    parts: list[Exact] = []
    for number in range(last + 1):
        these = records[np.sort(order[record_bounds[number] : record_bounds[number + 1]])]
        met = pair_order[pair_bounds[number] : pair_bounds[number + 1]]
        parts.append(_apply(columns, ground, these, records[pairs.earlier[met]], records[pairs.later[met]]))
    return rounded(parts, columns.area_m2)


def _apply(columns: LandColumns, ground: Ground, these: Ints, earlier: Ints, later: Ints) -> Exact:
    """Apply one wave of records to the ground; `earlier`, `later` are the touching pairs that it takes part in."""
    piece, pair = ground.pieces_of(earlier)
    by = later[pair]
    shared = overlay.common(ground.shape[piece], columns.shapes[by])
    m2 = area_m2(shared)
    keep = m2 > SLIVER_M2
    piece, by, shared, m2 = piece[keep], by[keep], shared[keep], m2[keep]
    order = np.lexsort((piece, by))
    piece, by, shared, m2 = piece[order], by[order], shared[order], m2[order]

    taken = _take(columns, ground, piece, by, m2)
    moved = taken.moved
    ground.take(piece[moved], m2[moved])
    at = np.searchsorted(these, by)
    rest = columns.shapes[these]
    overlay.cut(rest, ground.shape[piece], at, columns.area_m2[these] - np.bincount(at, m2, len(these)))
    overlay.cut(ground.shape, columns.shapes[by[moved]], piece[moved], ground.left_m2)
    fresh, whose = _rest(columns, these, rest)
    grown = fresh.source != fresh.target
    both = [taken, fresh]
    came_from = np.concatenate([piece, np.full(len(fresh), NOBODY, np.int64)])
    made = np.full(len(came_from), NOBODY, np.int64)
    new = _pieces(taken.only(moved), shared[moved], m2[moved], fresh.only(grown), rest[whose][grown])
    made[np.concatenate([moved, grown])] = ground.add(new)
    order = np.argsort(np.concatenate([part.by for part in both]), kind="stable")
    return Exact(joined(both), came_from[order], made[order])


def _take(columns: LandColumns, ground: Ground, piece: Ints, by: Ints, m2: Floats) -> Postings:
    """What records of a wave do to the pieces that they cover."""
    state, mask = ground.numbers["state"][piece], ground.numbers["mask"][piece]
    hazard, named = ground.numbers["hazard"][piece], columns.hazard.codes[by]
    after = outcome(state, mask, columns.move[by], columns.mask[by], (hazard == named) & (named != 0))
    return Postings(
        by=by, held_by=ground.numbers["holder"][piece], placed_by=ground.numbers["placed_by"][piece],
        source=state, target=after.state, source_mask=mask, target_mask=after.mask, source_hazard=hazard,
        target_hazard=np.where(after.moved & IS_FINDING[columns.move[by]] & (named != 0), named, hazard),
        cause=after.cause, m2=np.zeros(len(m2), np.int64), exact_m2=m2,
    )  # fmt: skip


def _rest(columns: LandColumns, these: Ints, rest: Shapes) -> tuple[Postings, Ints]:
    """What is left of each record's shape lies on unrecorded land.  Returns the postings and whose they are."""
    exact = area_m2(rest)
    which = np.flatnonzero(exact > SLIVER_M2)
    by = these[which]
    return from_unrecorded(columns, by, exact[which]), which


def from_unrecorded(columns: LandColumns, by: Ints, exact: Floats) -> Postings:
    """Postings of records onto land that no record has named before."""
    nothing = np.full(len(by), UNRECORDED, np.int64)
    after = outcome(nothing, nothing * 0, columns.move[by], columns.mask[by], nothing == NOBODY)
    return Postings(
        by=by, held_by=np.full(len(by), NOBODY, np.int64), placed_by=by, source=nothing, target=after.state,
        source_mask=columns.mask[by], target_mask=columns.mask[by], source_hazard=columns.hazard.codes[by],
        target_hazard=columns.hazard.codes[by], cause=after.cause, m2=nothing * 0, exact_m2=exact,
    )  # fmt: skip


def _pieces(taken: Postings, shared: Shapes, shared_m2: Floats, fresh: Postings, rest: Shapes) -> NewPieces:
    both = [taken, fresh]

    def of(name: str) -> Ints:
        return np.concatenate([getattr(part, name) for part in both])

    return NewPieces(
        shape=np.concatenate([shared, rest]), holder=of("by"), placed_by=of("placed_by"), hazard=of("target_hazard"),
        state=of("target"), mask=of("target_mask"), got_m2=np.concatenate([shared_m2, fresh.exact_m2]),
    )  # fmt: skip
