"""The land ledger: land records in, postings out.  Pure; the same records give the same postings, in any order."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from opendisarm.core.vocabulary import Cause
from opendisarm.ledgers.land.columns import LandColumns
from opendisarm.ledgers.land.fold import fold_shapes
from opendisarm.ledgers.land.postings import Postings
from opendisarm.ledgers.land.rules import IS_CONTAMINATED, IS_FINDING, C
from opendisarm.ledgers.land.sites import touching
from opendisarm.ledgers.land.undrawn import with_areas

FOLD_VERSION: Final = 2
"""Raised when the same records would give other postings: ledgers kept from an earlier version are thrown away."""


def fold(columns: LandColumns) -> Postings:
    """Postings of every record, sorted by the record that moved the land."""
    shaped = np.flatnonzero(columns.drawn)
    drawn = fold_shapes(columns, shaped, touching(columns.shapes[shaped]))
    area_only = np.flatnonzero(~columns.drawn)
    whole = with_areas(columns, drawn, area_only) if len(area_only) else drawn
    return _with_growth(columns, whole)


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
