"""Accidents on the map: how many, by cells of the grid that the public tables use; never where one happened."""

from __future__ import annotations

from collections import Counter
from datetime import date
from threading import Lock
from typing import Final

import numpy as np
import shapely

from opendisarm.access.roles import Permission
from opendisarm.access.scope import Reader
from opendisarm.audience.coarse import GRID_KM, coarse_point
from opendisarm.core.journal import Head, counting
from opendisarm.core.records import Accident, record_of
from opendisarm.desk.workspace import Workspace
from opendisarm.tiles.drawing import on_tile
from opendisarm.tiles.encoding import Facts, Layer
from opendisarm.tiles.grid import Tile, on_mercator

NEEDS: Final = Permission.SEE_PERSON_COUNTS
"""Numbers of accidents in a cell are not suppressed below five."""

_KINDS: Final = ("accident",)
_Told = tuple[tuple[int, str, str, tuple[float, float]], ...]
"""(field date, organisation, area, middle of the cell in degrees) of each."""
_kept: dict[tuple[str, str], _Told] = {}
_lock = Lock()


def accidents_on(tile: Tile, workspace: Workspace, reader: Reader, head: Head, on: date) -> Layer | None:
    """Layer `accidents`: one point in the middle of each cell, with how many; None for who may not see numbers.

    Only accidents with a point of their own, in the reader's scope; places are coarsened before anything is counted.
    """
    if not reader.may(NEEDS):
        return None
    cells = Counter(
        cell
        for day, org, area, cell in _told(workspace, head)
        if day <= on.toordinal() and reader.scope.holds(org, area)
    )
    if not cells:
        return None
    points = on_mercator(np.array(list(cells)))
    seen = on_tile(tile, np.column_stack((points, points)))
    counts: list[Facts] = [{"count": count, "cell_km": int(GRID_KM)} for count in cells.values()]
    shown = [fact for fact, here in zip(counts, seen.tolist(), strict=True) if here]
    return Layer("accidents", np.asarray(shapely.points(points[seen]), dtype=object).reshape(-1), shown)


def _told(workspace: Workspace, head: Head) -> _Told:
    key = (str(workspace.folder.resolve()), head.chain)
    with _lock:
        if key not in _kept:
            _kept.clear()
            _kept[key] = tuple(_read(workspace, head))
        return _kept[key]


def _read(workspace: Workspace, head: Head) -> list[tuple[int, str, str, tuple[float, float]]]:
    counted = counting(workspace.store.marks(head))
    found = []
    for entry in workspace.store.load(head, kinds=_KINDS):
        if entry.id not in counted:
            continue
        record = record_of(entry.kind, entry.payload, entry.shape, entry.given_shape)
        assert isinstance(record, Accident)
        if record.shape is not None:
            point = shapely.from_wkb(record.shape.wkb).centroid
            cell = coarse_point(point.x, point.y)
            found.append((record.on.toordinal(), entry.org, record.place.admin1, cell))
    return found
