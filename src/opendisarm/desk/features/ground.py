"""Layers of the state of the land: what of each record's ground is on top at the end of a day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

import numpy as np
import shapely

from opendisarm.access.scope import Reader
from opendisarm.desk.features.asked import Asked, Box, Found, cut, meets, no_such_page
from opendisarm.desk.features.layers import Layer
from opendisarm.desk.features.records import as_of
from opendisarm.desk.ground_map.index import GroundIndex, valid
from opendisarm.desk.ground_map.painted import painted_ground
from opendisarm.desk.workspace import Workspace
from opendisarm.exports.table import Column, Row, Table, Type
from opendisarm.ledgers.land.rules import ACCOUNTS
from opendisarm.ledgers.words import Flags, Floats, Ints
from opendisarm.tiles.grid import NORTHERNMOST, in_degrees, on_mercator

_COLUMNS: Final = (
    ("state", Type.TEXT), ("entry", Type.TEXT), ("kind", Type.TEXT), ("ref", Type.TEXT), ("org", Type.TEXT),
    ("hazard", Type.TEXT), ("since", Type.DATE), ("admin1", Type.TEXT), ("area_m2", Type.NUMBER),
)  # fmt: skip
_AT_ONCE: Final = 1_000
_NEAR_M: Final = 0.001
"""Corners lie in another plane here: what only touches a box must still meet it."""


def page_of_ground(workspace: Workspace, reader: Reader, layer: Layer, asked: Asked, moment: datetime) -> Found:
    """A page of a layer of ground, in the order of field dates.  Errors  DeskError, as `finding.page` says."""
    index = painted_ground(workspace, asked.known)
    seen = index.seen_m2(index.last_change(asked.on), reader)
    chosen = np.flatnonzero(_fitting(index, layer, asked) & (seen > 0))
    chosen = _within(index, chosen, asked)
    position = 0
    if asked.after:
        here = np.flatnonzero(chosen == _stroke(index, asked.after))
        if not len(here):
            raise no_such_page(asked.after)
        position = int(here[0]) + 1
    part, before, more = cut(position, len(chosen), asked.limit)
    shown = chosen[part]
    return Found(
        _table(index, layer, shown, seen, asked, moment), len(chosen), len(shown),
        None if before is None else _name(index, int(chosen[before - 1])) if before else "",
        _name(index, int(shown[-1])) if more else None,
    )  # fmt: skip


def ground_feature(
    workspace: Workspace, reader: Reader, layer: Layer, name: str, asked: Asked, moment: datetime
) -> Table | None:
    """The piece of ground of this name as a table of one row; None when the layer has none for this reader."""
    index = painted_ground(workspace, asked.known)
    stroke = _stroke(index, name)
    if stroke < 0:
        return None
    seen = index.seen_m2(index.last_change(asked.on), reader)
    if not (_fitting(index, layer, asked)[stroke] and seen[stroke] > 0):
        return None
    return _table(index, layer, np.array([stroke]), seen, asked, moment)


def _fitting(index: GroundIndex, layer: Layer, asked: Asked) -> Flags:
    """Which strokes fit all that is asked, boxes excepted, seen or not."""
    account = next(at for at, account in enumerate(ACCOUNTS) if account.value == layer.word)
    fits: Flags = (index.account == account) & (index.on <= asked.on.toordinal())
    if asked.first is not None:
        fits &= index.on >= asked.first.toordinal()
    if asked.last is not None:
        fits &= index.on <= asked.last.toordinal()
    for column, name in ((index.hazard, asked.hazard), (index.org, asked.org), (index.admin1, asked.admin1)):
        if name:
            wanted = np.array([word == name for word in column.names], dtype=bool)
            fits &= wanted[column.codes[index.record]]
    return fits


def _within(index: GroundIndex, chosen: Ints, asked: Asked) -> Ints:
    """Those of which something that is on top meets one of the boxes."""
    if not asked.boxes:
        return chosen
    windows = [_mercator(box) for box in asked.boxes]
    some, whole = meets(index.boxes[chosen], tuple(windows))
    doubtful = np.flatnonzero(some & ~whole)
    for start in range(0, len(doubtful), _AT_ONCE):
        part = doubtful[start : start + _AT_ONCE]
        shapes = index.seen(chosen[part], asked.on)
        some[part] = np.logical_or.reduce([shapely.intersects(shapes, shapely.box(*window)) for window in windows])
    within: Ints = chosen[some]
    return within


def _mercator(box: Box) -> Box:
    south, north = (max(-NORTHERNMOST, min(NORTHERNMOST, lat)) for lat in (box[1], box[3]))
    (west, low), (east, high) = on_mercator(np.array([[box[0], south], [box[2], north]])).tolist()
    return west - _NEAR_M, low - _NEAR_M, east + _NEAR_M, high + _NEAR_M


def _name(index: GroundIndex, stroke: int) -> str:
    """Which record painted it, and the how manieth of its pieces it is: the same as long as the same records count."""
    record = int(index.record[stroke])
    first = int(np.searchsorted(index.record, record))
    return f"{index.ids[record]}.{stroke - first}"


def _stroke(index: GroundIndex, name: str) -> int:
    """The stroke of a name, -1 when there is none."""
    entry, _, piece = name.partition(".")
    if entry not in index.ids or not (piece.isascii() and piece.isdecimal() and len(piece) < 6):
        return -1
    record = index.ids.index(entry)
    stroke = int(np.searchsorted(index.record, record)) + int(piece)
    return stroke if stroke < len(index) and index.record[stroke] == record else -1


def _table(index: GroundIndex, layer: Layer, chosen: Ints, seen: Floats, asked: Asked, moment: datetime) -> Table:
    shapes = index.seen(chosen, asked.on) if len(chosen) else np.zeros(0, dtype=object)
    wkb = shapely.to_wkb(valid(shapely.transform(shapes, in_degrees))) if len(shapes) else []
    rows = [
        Row(_name(index, stroke), _cells(index, stroke, float(seen[stroke])), bytes(shape))
        for stroke, shape in zip(chosen.tolist(), wkb, strict=True)
    ]
    columns = [Column(name, name, type_) for name, type_ in _COLUMNS]
    return Table(layer.id, layer.title, columns, rows, as_of(asked, index.head.chain, moment), moment)


def _cells(index: GroundIndex, stroke: int, m2: float) -> tuple[str | float | date | None, ...]:
    """In the order of `_COLUMNS`."""
    facts, record = index.facts(stroke), int(index.record[stroke])
    return (
        str(facts["state"]), str(facts["entry"]), str(facts["kind"]), str(facts["ref"]) or None,
        index.org[record] or None, str(facts["hazard"]) or None, date.fromordinal(int(index.on[stroke])),
        index.admin1[record] or None, round(m2, 2),
    )  # fmt: skip
