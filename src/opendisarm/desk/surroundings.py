"""What a workspace knows about the world outside a file: its administrative units, and the ids it has seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import shapely

from opendisarm.core.checks import Box, Surroundings
from opendisarm.core.journal import counting
from opendisarm.core.records import AdminUnit, record_of
from opendisarm.core.rows import Row
from opendisarm.core.vocabulary import FINDINGS_OF_CONTAMINATION
from opendisarm.desk.workspace import Workspace


def surroundings(workspace: Workspace, rows: Sequence[Row]) -> Surroundings:
    """What the checks may hold against these rows."""
    store = workspace.store
    head = store.head()
    if not head.seq:
        return Surroundings()
    counted = counting(store.marks(head))
    units = [
        record
        for entry in store.load(head, kinds=("place.admin",))
        if entry.id in counted
        and isinstance(record := record_of(entry.kind, entry.payload, entry.shape, entry.given_shape), AdminUnit)
    ]
    kinds = {str(record.kind) for row in rows for record in row.records} | set(FINDINGS_OF_CONTAMINATION)
    seen = {(kind, ref): name for kind, _, ref, _, name in store.refs(kinds) if name in counted}
    return Surroundings(units=tuple(units), seen=seen, boxes=dict(_boxes(units)))


def _boxes(units: Sequence[AdminUnit]) -> Iterator[tuple[str, Box]]:
    for state in {unit.state for unit in units}:
        shapes = [unit.shape.wkb for unit in units if unit.state == state and unit.shape is not None]
        if shapes:
            west, south, east, north = shapely.total_bounds(np.asarray(shapely.from_wkb(shapes)))
            yield state, (float(west), float(south), float(east), float(north))
