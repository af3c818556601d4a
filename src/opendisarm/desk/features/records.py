"""Layers of land records as they were entered: the list of records, seen through a box."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

from opendisarm.access.scope import Reader
from opendisarm.desk.features.asked import Asked, Box, Boxes, Extent, Found, cut, meets, no_such_page
from opendisarm.desk.features.boxes import record_boxes
from opendisarm.desk.features.layers import Layer
from opendisarm.desk.records.columns import entry_id
from opendisarm.desk.records.exporting import COLUMNS, cells
from opendisarm.desk.records.held import Rows
from opendisarm.desk.records.listing import Selection
from opendisarm.desk.records.query import Query, Sort
from opendisarm.desk.records.standing import Standing
from opendisarm.desk.workspace import Workspace
from opendisarm.exports.table import Column, Row, Table

_AT_ONCE: Final = 1_000


def page_of_records(workspace: Workspace, reader: Reader, layer: Layer, asked: Asked, moment: datetime) -> Found:
    """A page of a layer of records, in the order of their entry.  Errors  DeskError, as `finding.page` says."""
    found = Selection.of(workspace, reader, _query(layer, asked))
    rows = _within(workspace, found, asked.boxes)
    position = 0
    if asked.after:
        here = np.flatnonzero(rows == found.seen.held.columns.row(asked.after))
        if not len(here):
            raise no_such_page(asked.after)
        position = int(here[0]) + 1
    part, before, more = cut(position, len(rows), asked.limit)
    shown = rows[part]
    columns = found.seen.held.columns
    return Found(
        _table(workspace, layer, found, shown, asked, moment), len(rows), len(shown),
        None if before is None else entry_id(columns, int(rows[before - 1])) if before else "",
        entry_id(columns, int(shown[-1])) if more else None,
    )  # fmt: skip


def record_feature(
    workspace: Workspace, reader: Reader, layer: Layer, name: str, asked: Asked, moment: datetime
) -> Table | None:
    """The record of this entry id as a table of one row; None when the layer has none for this reader."""
    found = Selection.of(workspace, reader, _query(layer, asked))
    row = found.seen.held.columns.row(name)
    rows = found.rows[found.rows == row] if row >= 0 else found.rows[:0]
    return _table(workspace, layer, found, rows, asked, moment) if len(rows) else None


def extent_of_records(workspace: Workspace, reader: Reader, kinds: frozenset[str], known: datetime | None) -> Extent:
    """Where the records that count and that the reader reaches lie, and their first and last day."""
    found = Selection.of(workspace, reader, Query(kinds=kinds, standing=frozenset({Standing.COUNTS}), known=known))
    columns = found.seen.held.columns
    box = _boxes(workspace, found, found.rows)
    box = box[np.isfinite(box).all(axis=1)]
    on = columns.on[found.rows]
    on = on[on > 0]
    days = (date.fromordinal(int(on.min())), date.fromordinal(int(on.max()))) if len(on) else None
    return Extent(_around(box) if len(box) else None, days)


def _around(box: Boxes) -> Box:
    west, south = box[:, :2].min(axis=0).tolist()
    east, north = box[:, 2:].max(axis=0).tolist()
    return west, south, east, north


def _query(layer: Layer, asked: Asked) -> Query:
    return Query(
        kinds=frozenset({layer.word}),
        orgs=frozenset({asked.org} if asked.org else ()),
        admin1=frozenset({asked.admin1} if asked.admin1 else ()),
        hazard=asked.hazard,
        first=asked.first,
        last=asked.last,
        standing=asked.standing,
        on=asked.on,
        known=asked.known,
        sort=Sort.ENTERED,  # what is entered later comes later, so that pages stay where they are
        descending=False,
    )


def _boxes(workspace: Workspace, found: Selection, rows: Rows) -> Boxes:
    return record_boxes(workspace, found.seen.head).of(found.seen.held.columns.seq[rows])


def _within(workspace: Workspace, found: Selection, asked: tuple[Box, ...]) -> Rows:
    """The rows whose shapes meet one of the boxes; where a box alone does not tell, the shape is read."""
    if not asked:
        return found.rows
    some, whole = meets(_boxes(workspace, found, found.rows), asked)
    doubtful = np.flatnonzero(some & ~whole)
    windows = [shapely.box(*box) for box in asked]
    for start in range(0, len(doubtful), _AT_ONCE):
        part = doubtful[start : start + _AT_ONCE]
        shapes = _shapes(workspace, found, found.rows[part])
        some[part] = np.logical_or.reduce([shapely.intersects(shapes, window) for window in windows])
    return found.rows[some]


def _shapes(workspace: Workspace, found: Selection, rows: Rows) -> npt.NDArray[Any]:
    names = [entry_id(found.seen.held.columns, row) for row in rows.tolist()]
    wkb = {entry.id: entry.shape for entry in workspace.store.load(ids=names)}
    told = np.empty(len(names), object)
    told[:] = [wkb[name] for name in names]
    return np.asarray(shapely.from_wkb(told, on_invalid="ignore"), dtype=object)


def _table(workspace: Workspace, layer: Layer, found: Selection, rows: Rows, asked: Asked, moment: datetime) -> Table:
    def lines() -> Iterator[Row]:
        for line in found.lines(workspace, rows):
            yield Row(line.entry, cells(line), line.said.shape)

    columns = [Column(name, name, type_, width) for name, type_, width in COLUMNS]
    return Table(layer.id, layer.title, columns, lines(), as_of(asked, found.seen.head.chain, moment), moment)


def as_of(asked: Asked, chain: str, moment: datetime) -> dict[str, tuple[str, str]]:
    """What stands on a page about its clocks and its journal; moment: of asking, where no moment of knowledge is."""
    known = (asked.known or moment).astimezone(UTC)
    said = {"on": asked.on.isoformat(), "known": known.isoformat().replace("+00:00", "Z"), "journal_head": chain}
    return {name: (name, text) for name, text in said.items()}
