"""The land ledger: land records in, postings out.  Pure; the same records give the same postings, in any order."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from opendisarm.core.vocabulary import Cause
from opendisarm.ledgers.land import sites
from opendisarm.ledgers.land.columns import Flags, Ints, LandColumns
from opendisarm.ledgers.land.fold import fold_shapes
from opendisarm.ledgers.land.postings import NOBODY, Postings, joined
from opendisarm.ledgers.land.rules import IS_CONTAMINATED, IS_FINDING, C
from opendisarm.ledgers.land.undrawn import with_areas

FOLD_VERSION: Final = 1
"""Raised when the same records would give other postings: ledgers kept from an earlier version are thrown away."""

_WORTH_A_PROCESS: Final = 20_000


def fold(columns: LandColumns, workers: int = 1) -> Postings:
    """Postings of every record, sorted by the record that moved the land.

    workers  processes to use for large ledgers; sites (groups of touching shapes) are independent of each other.
    """
    drawn = _fold_sites(columns, np.flatnonzero(columns.drawn), workers)
    area_only = np.flatnonzero(~columns.drawn)
    whole = with_areas(columns, drawn, area_only) if len(area_only) else drawn
    return _with_growth(columns, whole)


def _fold_sites(columns: LandColumns, records: Ints, workers: int) -> Postings:
    pairs = sites.touching(columns.shapes[records])
    if workers <= 1 or len(records) < _WORTH_A_PROCESS:
        return fold_shapes(columns, records, pairs)
    share = _shares(sites.sites(len(records), pairs), workers)
    parts = [_part(columns, records, pairs, share == number) for number in range(workers)]
    with ProcessPoolExecutor(workers) as pool:
        folded = pool.map(fold_shapes, *zip(*[part.arguments for part in parts], strict=True))
        return joined([part.home(postings) for part, postings in zip(parts, folded, strict=True)])


@dataclass(frozen=True, slots=True)
class _Part:
    """One worker's records as columns of their own, and the way back."""

    records: Ints
    arguments: tuple[LandColumns, Ints, sites.Touching]

    def home(self, postings: Postings) -> Postings:
        held_by = np.where(postings.held_by == NOBODY, NOBODY, self.records[postings.held_by])
        return replace(
            postings, by=self.records[postings.by], held_by=held_by, placed_by=self.records[postings.placed_by]
        )


def _part(columns: LandColumns, records: Ints, pairs: sites.Touching, mine: Flags) -> _Part:
    position = np.cumsum(mine) - 1
    of_mine = mine[pairs.later]
    touching = sites.Touching(position[pairs.earlier[of_mine]], position[pairs.later[of_mine]])
    own = records[mine]
    return _Part(own, (columns.only(own), np.arange(len(own)), touching))


def _shares(site: Ints, workers: int) -> Ints:
    """Which worker gets each record: whole sites, largest first, to the worker that has least."""
    names, sizes = np.unique(site, return_counts=True)
    load = [0] * workers
    worker = np.zeros(len(names), np.int64)
    for position in np.argsort(-sizes, kind="stable").tolist():
        least = load.index(min(load))
        worker[position] = least
        load[least] += int(sizes[position])
    return worker[np.searchsorted(names, site)]


def _with_growth(columns: LandColumns, postings: Postings) -> Postings:
    """New land of a hazardous area that an earlier survey had recorded is growth of its boundary, not a new find."""
    first = np.full(len(columns.hazard.names), len(columns), np.int64)
    findings = np.flatnonzero(IS_FINDING[columns.move])
    np.minimum.at(first, columns.hazard.codes[findings], findings)
    hazard = columns.hazard.codes[postings.by]
    grown = (
        (postings.cause == C[Cause.NEWLY_FOUND])
        & IS_CONTAMINATED[postings.target]
        & (hazard != 0)
        & (first[hazard] < postings.by)
    )
    return replace(postings, cause=np.where(grown, C[Cause.BOUNDARY_GROWTH], postings.cause))
