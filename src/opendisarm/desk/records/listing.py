"""A page of the records that a reader reaches, how many there are, and what there is to choose from.

What a reader does not reach is taken away before anything is counted, ordered or searched, so that neither a total nor
an order nor a choice tells of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import numpy as np

from opendisarm.access.scope import Reader
from opendisarm.core.journal import Entry, Head
from opendisarm.desk.records.area import area_of, place_of
from opendisarm.desk.records.columns import RecordColumns, entry_id
from opendisarm.desk.records.held import Rows, View, view
from opendisarm.desk.records.query import Query
from opendisarm.desk.records.searching import Coded, Flags, asked_words
from opendisarm.desk.records.standing import STANDINGS, Standing
from opendisarm.desk.workspace import Workspace

_AT_ONCE: Final = 1_000


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record in a list.

    area_m2   as reported; where nothing was, computed from the shape (`reported` is False then); None where there is
              neither.        said  the entry itself, for whoever shows more of it.
    """

    entry: str
    kind: str
    ref: str
    org: str
    hazard: str
    on: date | None
    admin1: str
    admin2: str
    area_m2: float | None
    reported: bool
    standing: Standing
    batch: str
    entered: datetime
    by: str
    said: Entry


@dataclass(frozen=True, slots=True)
class Page:
    """One page.  total: records on all pages together; head: where the journal ended at the moment of knowledge."""

    rows: tuple[RecordLine, ...]
    total: int
    page: int
    size: int
    head: Head

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))


@dataclass(frozen=True, slots=True)
class Choices:
    """What a reader can choose from: name -> number of records that she reaches; names in alphabetical order."""

    kinds: dict[str, int]
    orgs: dict[str, int]
    admin1: dict[str, int]
    standing: dict[Standing, int]


def records(workspace: Workspace, reader: Reader, query: Query) -> Page:
    """A page of the records that the reader reaches and that fit the query; empty after the last page.

    Errors  DeskError when the query cannot be answered (`Query.refuse`).
    """
    found = Selection.of(workspace, reader, query)
    start = (query.page - 1) * query.size
    rows = found.rows[start : start + query.size]
    return Page(tuple(found.lines(workspace, rows)), len(found.rows), query.page, query.size, found.seen.head)


def choices(workspace: Workspace, reader: Reader, known: datetime | None = None) -> Choices:
    """What there is to filter by, of the records that the reader reaches as known at a moment."""
    seen = view(workspace, workspace.store.head(known))
    columns, mask = seen.held.columns, reached(seen, reader)
    standing = np.bincount(seen.standing[mask[: seen.count]], minlength=len(STANDINGS)).tolist()
    return Choices(
        _counted(columns.kind, mask), _counted(columns.org, mask), _counted(columns.admin1, mask),
        {name: number for name, number in zip(STANDINGS, standing, strict=True) if number},
    )  # fmt: skip


def reached(seen: View, reader: Reader) -> Flags:
    """Which of the records held the reader reaches, of those that were known.  The scope is asked once for each pair
    of organisation and area."""
    columns = seen.held.columns
    may = np.fromiter((reader.reaches(org, area) for org, area in columns.pairs), np.bool_, len(columns.pair.names))
    mask: Flags = may[columns.pair.codes]
    mask[seen.count :] = False
    return mask


@dataclass(frozen=True, slots=True)
class Selection:
    """All records that fit a query, in its order.  rows: into the columns of `seen`."""

    seen: View
    rows: Rows

    @classmethod
    def of(cls, workspace: Workspace, reader: Reader, query: Query) -> Selection:
        """What fits.  Errors  DeskError when the query cannot be answered."""
        query.refuse()
        seen = view(workspace, workspace.store.head(query.known))
        mask = reached(seen, reader)
        if mask.any():
            mask &= _fitting(seen, query)
        order = seen.held.order(query.sort, descending=query.descending)
        return cls(seen, order[mask[order]])

    def lines(self, workspace: Workspace, rows: Rows | None = None) -> Iterator[RecordLine]:
        """The records in these rows (all of them when none are given), read from the journal some at a time."""
        columns = self.seen.held.columns
        wanted = self.rows if rows is None else rows
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE].tolist()
            names = [entry_id(columns, row) for row in part]
            entries = {entry.id: entry for entry in workspace.store.load(ids=names)}
            yield from (self._line(row, entries[name]) for row, name in zip(part, names, strict=True))

    def _line(self, row: int, entry: Entry) -> RecordLine:
        columns = self.seen.held.columns
        area_m2 = float(columns.area_m2[row])
        return RecordLine(
            entry.id, entry.kind, entry.ref, entry.org, str(entry.payload.get("hazard", "")), entry.on,
            area_of(entry.kind, entry.payload), place_of(entry.payload).get("admin2", ""),
            area_m2 if np.isfinite(area_m2) else None, bool(columns.reported[row]),
            STANDINGS[self.seen.standing[row]], entry.batch, entry.entered, entry.by, entry,
        )  # fmt: skip


def _fitting(seen: View, query: Query) -> Flags:
    """Which records fit all filters, reached or not."""
    columns = seen.held.columns
    mask = np.ones(len(columns), np.bool_)
    for column, wanted in ((columns.kind, query.kinds), (columns.org, query.orgs), (columns.admin1, query.admin1)):
        if wanted:
            mask &= _one_of(column, wanted)
    for column, name in ((columns.hazard, query.hazard), (columns.batch, query.batch), (columns.file, query.file)):
        if name:
            mask &= column.codes == column.code(name)
    mask &= _in_time(columns, query)
    if query.standing:
        wanted_codes = np.array([standing in query.standing for standing in STANDINGS])
        mask[: seen.count] &= wanted_codes[seen.standing]
    for word in asked_words(query.text):
        mask &= seen.held.holding(word)
    return mask


def _in_time(columns: RecordColumns, query: Query) -> Flags:
    mask = np.ones(len(columns), np.bool_)
    if query.on is not None:
        mask &= columns.on <= query.on.toordinal()
    if query.first is not None:
        mask &= columns.on >= query.first.toordinal()
    if query.last is not None:
        mask &= (columns.on <= query.last.toordinal()) & (columns.on > 0)
    return mask


def _one_of(column: Coded, names: Collection[str]) -> Flags:
    wanted = np.array([name in names for name in column.names])
    found: Flags = wanted[column.codes]
    return found


def _counted(column: Coded, mask: Flags) -> dict[str, int]:
    numbers: Sequence[int] = np.bincount(column.codes[mask], minlength=len(column.names)).tolist()
    pairs = zip(column.names, numbers, strict=True)
    return dict(sorted(((name, number) for name, number in pairs if number), key=lambda pair: pair[0].casefold()))
