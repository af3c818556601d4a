"""The part of a land ledger that lies in one state."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from opendisarm.ledgers.land.columns import LandColumns
from opendisarm.ledgers.land.postings import NOBODY, Postings
from opendisarm.ledgers.words import Ints


def of_state(columns: LandColumns, postings: Postings, state: str) -> tuple[LandColumns, Postings]:
    """Land placed in a state, with the records that moved it; empty when the ledger holds none."""
    code = columns.state.names.index(state) if state in columns.state.names[1:] else -1
    mine = postings.only(columns.state.codes[postings.placed_by] == code)
    own = np.flatnonzero(columns.state.codes == code)
    records = np.unique(np.concatenate([own, mine.by, mine.placed_by, mine.held_by[mine.held_by != NOBODY]]))

    def position(of: Ints) -> Ints:
        return np.where(of == NOBODY, NOBODY, np.searchsorted(records, of))

    moved = replace(mine, by=position(mine.by), held_by=position(mine.held_by), placed_by=position(mine.placed_by))
    return columns.only(records), moved
