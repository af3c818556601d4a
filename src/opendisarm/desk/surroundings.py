"""What a workspace knows about the world outside a file: its administrative units, and the ids it has seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

import numpy as np
import shapely

from opendisarm.core.checks import Box, Surroundings
from opendisarm.core.journal import Entry, Proposal, counting
from opendisarm.core.records import AdminUnit, record_of
from opendisarm.core.rows import Row
from opendisarm.core.vocabulary import FINDINGS_OF_CONTAMINATION
from opendisarm.desk.workspace import Workspace

_UNITS: Final = ("place.admin",)


def surroundings(workspace: Workspace, rows: Sequence[Row], coming: Sequence[Proposal] = ()) -> Surroundings:
    """What the checks may hold against these rows.  coming: proposals of files before, not in the journal yet."""
    store = workspace.store
    head = store.head()
    if not head.seq and not coming:
        return Surroundings()
    counted = counting(store.marks(head))
    there: Iterable[Entry | Proposal] = (entry for entry in store.load(head, kinds=_UNITS) if entry.id in counted)
    units = [
        record
        for held in chain(there, (proposal for proposal in coming if proposal.kind in _UNITS))
        if isinstance(record := record_of(held.kind, held.payload, held.shape, held.given_shape), AdminUnit)
    ]
    kinds = {str(record.kind) for row in rows for record in row.records} | {*FINDINGS_OF_CONTAMINATION, "accident"}
    seen = {(kind, ref): name for kind, _, ref, _, name in store.refs(kinds) if name in counted}
    seen |= {(new.kind, new.ref): new.id for new in coming if new.ref and new.kind in kinds}
    return Surroundings(units=tuple(units), seen=seen, boxes=dict(_boxes(units)))


def _boxes(units: Sequence[AdminUnit]) -> Iterator[tuple[str, Box]]:
    for state in {unit.state for unit in units}:
        shapes = [unit.shape.wkb for unit in units if unit.state == state and unit.shape is not None]
        if shapes:
            west, south, east, north = shapely.total_bounds(np.asarray(shapely.from_wkb(shapes)))
            yield state, (float(west), float(south), float(east), float(north))
