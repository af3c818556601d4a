"""Accidents as a layer: how many in each cell of 10 km, for who may see numbers of persons."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Final

import numpy as np
import shapely

from opendisarm.access.scope import Reader
from opendisarm.core.journal import Head
from opendisarm.desk.features.asked import Asked, Extent, Found, cut, no_such_page
from opendisarm.desk.features.layers import Layer
from opendisarm.desk.features.records import as_of
from opendisarm.desk.ground_map.accidents import accidents_on
from opendisarm.desk.workspace import Workspace
from opendisarm.exports.table import Column, Row, Table, Type
from opendisarm.tiles.grid import Tile, in_degrees

_WORLD: Final = Tile(0, 0, 0)
_Cell = tuple[float, float]
"""The middle of a cell in degrees."""


def page_of_accidents(workspace: Workspace, reader: Reader, layer: Layer, asked: Asked, moment: datetime) -> Found:
    """A page of cells, from south-west to north-east.  Errors  DeskError, as `finding.page` says."""
    head = workspace.store.head(asked.known)
    cells = _counted(workspace, reader, head, asked)
    names = [_name(cell) for cell in cells]
    position = 0
    if asked.after:
        if asked.after not in names:
            raise no_such_page(asked.after)
        position = names.index(asked.after) + 1
    part, before, more = cut(position, len(names), asked.limit)
    shown = dict(list(cells.items())[part])
    return Found(
        _table(layer, shown, head, asked, moment), len(names), len(shown),
        None if before is None else names[before - 1] if before else "",
        names[part][-1] if more else None,
    )  # fmt: skip


def cell_feature(
    workspace: Workspace, reader: Reader, layer: Layer, name: str, asked: Asked, moment: datetime
) -> Table | None:
    """The cell of this name as a table of one row; None when nothing happened in it, or no cell is called so."""
    head = workspace.store.head(asked.known)
    found = {cell: count for cell, count in _counted(workspace, reader, head, asked).items() if _name(cell) == name}
    return _table(layer, found, head, asked, moment) if found else None


def extent_of_accidents(workspace: Workspace, reader: Reader, asked: Asked) -> Extent:
    """The cells' own extent; their days are not told."""
    cells = np.array(list(_counted(workspace, reader, workspace.store.head(asked.known), asked)))
    if not len(cells):
        return Extent(None, None)
    (west, south), (east, north) = cells.min(axis=0).tolist(), cells.max(axis=0).tolist()
    return Extent((west, south, east, north), None)


def _counted(workspace: Workspace, reader: Reader, head: Head, asked: Asked) -> dict[_Cell, int]:
    """Cells in which something happened in the time asked for, and how often."""
    last = min(asked.on, asked.last or asked.on)
    counts = _until(workspace, reader, head, last)
    if asked.first is not None and asked.first > date.min:
        counts -= _until(workspace, reader, head, asked.first - timedelta(days=1))
    cells = {cell: count for cell, count in sorted(counts.items(), key=lambda one: one[0][::-1]) if count > 0}
    if not asked.boxes:
        return cells
    return {cell: count for cell, count in cells.items() if any(_in(cell, box) for box in asked.boxes)}


def _until(workspace: Workspace, reader: Reader, head: Head, on: date) -> Counter[_Cell]:
    layer = accidents_on(_WORLD, workspace, reader, head, on)
    if layer is None:
        return Counter()
    points = np.round(in_degrees(shapely.get_coordinates(layer.shapes)), 6).tolist()
    return Counter({(lon, lat): int(facts["count"]) for (lon, lat), facts in zip(points, layer.facts, strict=True)})


def _in(cell: _Cell, box: tuple[float, float, float, float]) -> bool:
    return box[0] <= cell[0] <= box[2] and box[1] <= cell[1] <= box[3]


def _name(cell: _Cell) -> str:
    return f"{cell[0]:.6f}_{cell[1]:.6f}"


def _table(layer: Layer, cells: dict[_Cell, int], head: Head, asked: Asked, moment: datetime) -> Table:
    rows = [Row(_name(cell), (count, 10), shapely.to_wkb(shapely.Point(cell))) for cell, count in cells.items()]
    columns = [Column("count", "count", Type.WHOLE), Column("cell_km", "cell_km", Type.WHOLE)]
    return Table(layer.id, layer.title, columns, rows, as_of(asked, head.chain, moment), moment)
