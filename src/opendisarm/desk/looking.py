"""A file from the field before anything is checked: how it would be read, and its first rows beside our fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

from opendisarm.core.findings import Finding, Severity
from opendisarm.core.identity import IDENTIFYING, NAME, NOTE, SENDERS_ID
from opendisarm.core.records import PEOPLE_KINDS
from opendisarm.desk.workspace import Workspace
from opendisarm.importers import mapping as mappings
from opendisarm.importers import pick
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.files.opening import opened
from opendisarm.importers.gis import formats
from opendisarm.importers.gis.attributes import plain_column
from opendisarm.importers.gis.gdal_door import GdalRefusal, block, described
from opendisarm.importers.gis.layers import chosen
from opendisarm.importers.mapping import Wanted
from opendisarm.importers.people import submissions
from opendisarm.importers.people import tables as people
from opendisarm.importers.people.fields import AGE_YEARS, FAMILY_NAME, GIVEN_NAME
from opendisarm.importers.tables import grids
from opendisarm.importers.tables.grids import HEADER_WITHIN, Grid
from opendisarm.importers.tables.headers import match_of
from opendisarm.importers.values.words import fold, plain

ROWS: Final = 8
"""How many rows are shown."""
_LONGEST: Final = 120
_MAPPED: Final = frozenset({"tables", "vector", people.NAME, "norms"})
"""Readers whose columns a person may assign; the others know their files."""


@dataclass(frozen=True, slots=True)
class Look:
    """How one file would be read.

    importer  the reader's name; "" when there is none.
    mapped    whether a person may say which column is which field.
    headers   the sender's own, as they stand in the file; rows: the first ones, as text, in the order of the headers.
    columns   our field -> their header, as far as it was said or recognised.
    mapping   the whole of it, as it can be saved; persons: whether the file may tell of persons.
    fields    our fields that a column may be given to.
    """

    name: str
    importer: str = ""
    mapped: bool = False
    persons: bool = True
    sheet: str = ""
    total: int | None = None
    headers: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    mapping: Mapping[str, Any] = field(default_factory=dict)
    fields: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Everything, findings in their published shape."""
        words = {name: getattr(self, name) for name in self.__slots__ if name != "findings"}
        return words | {"findings": [finding.as_json() for finding in self.findings]}


def look(workspace: Workspace, path: Path, wanted: Wanted) -> Look:
    """How a file would be read with what was said of it; nothing is checked, nothing is kept."""
    file = opened(path)
    if isinstance(file, Finding):
        return Look(file.source.file, persons=False, findings=(file,))
    reader = pick(file, wanted)
    if isinstance(reader, Finding):
        return Look(file.name, findings=(reader,))
    wanted = replace(wanted, state=wanted.state or workspace.state)
    reading = reader.read(file, wanted)
    used: dict[str, Any] = dict(reading.mapping or {})
    told = {str(name): str(header) for name, header in (used.get("columns") or {}).items() if header}
    seen = _Seen()
    if reader.NAME in _MAPPED:
        at_home = dict(wanted.mapping or {}) | used
        seen = (
            _of_layer(file, at_home) if formats.is_gis(file) and not grids.is_table(file) else _of_table(file, at_home)
        )
    guessed = {match.field: name for name in reversed(seen.headers) if (match := match_of(name))}
    kind = str(used.get("kind") or wanted.kind or wanted.said("kind"))
    return Look(
        name=file.name,
        importer=reader.NAME,
        mapped=reader.NAME in _MAPPED and bool(seen.headers),
        persons=reader.NAME in (people.NAME, submissions.NAME)
        or kind in PEOPLE_KINDS
        or _tell_of_persons(seen.headers),
        sheet=seen.sheet,
        total=reading.total,
        headers=seen.headers,
        rows=seen.rows,
        columns=told if reading.mapping is not None else guessed,
        mapping=used or dict(wanted.mapping or {}),
        fields=fields_for(kind),
        findings=reading.findings,
    )


def _tell_of_persons(headers: Sequence[str]) -> bool:
    """Whether columns are called as those that identify somebody, whatever kind of record the file is said to hold.

    "Name" alone is what a hazardous area has, too: it needs a sex or an age beside it.
    """
    called = {fold(header) for header in headers}

    def any_of(names: Iterable[str]) -> bool:
        return any(fold(word) in called for name in names for word in mappings.people_synonyms().get(name, ()))

    theirs = {*IDENTIFYING, GIVEN_NAME, FAMILY_NAME} - {NAME, NOTE, SENDERS_ID}
    return any_of(theirs) or (any_of([NAME]) and any_of(("sex", "age", AGE_YEARS)))


def fields_for(kind: str) -> tuple[str, ...]:
    """Our fields that a column may be given to in a file of this kind; those of land records when none is said."""
    about_people = tuple(name for name in mappings.people_synonyms() if "." not in name)
    if kind in PEOPLE_KINDS:
        return tuple(dict.fromkeys((mappings.DATE, *about_people)))
    if kind.startswith(("norm.", "incident.")):
        return tuple(dict.fromkeys((mappings.DATE, *mappings.norm_synonyms())))
    return tuple(mappings.synonyms())


def cells(path: Path, findings: Sequence[Finding]) -> list[str]:
    """What stands in the cell that each finding points to, as text; "" where it points to no cell of a table.

    Only for files that tell of no persons.
    """
    file = opened(path)
    if isinstance(file, Finding) or not grids.is_table(file):
        return [""] * len(findings)
    sheets: dict[str, Grid | None] = {}
    found = []
    for finding in findings:
        source = finding.source
        if not source.row or not source.cell:
            found.append("")
            continue
        if source.sheet not in sheets:
            grid = next((one for one in _grids(file) if one.sheet == source.sheet), None)
            sheets[source.sheet] = grid
        found.append(_cell(sheets[source.sheet], source.row, source.cell))
    return found


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a person would see on opening the file."""

    headers: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    sheet: str = ""


def _grids(file: FieldFile) -> Iterator[Grid]:
    return (grid for grid in grids.grids(file) if not isinstance(grid, Finding))


def _of_table(file: FieldFile, said: Mapping[str, Any]) -> _Seen:
    sheet, told = str(said.get("sheet", "")), str(said.get("header_row", ""))
    for grid in _grids(file):
        if sheet and grid.sheet and grid.sheet != sheet:
            continue
        if any(finding.severity is Severity.ERROR for finding in grid.findings):
            continue
        header = int(told) - 1 if told.isdigit() and 0 < int(told) <= len(grid.rows) else _likely_header(grid)
        if header is None:
            continue
        headers = [plain(cell) for cell in grid.rows[header]]
        while headers and not headers[-1]:
            headers.pop()
        below = (row for row in grid.rows[header + 1 :] if not grids.blank(row))
        rows = tuple(tuple(_shown(cell) for cell in row[: len(headers)]) for row in islice(below, ROWS))
        return _Seen(tuple(headers), rows, grid.sheet)
    return _Seen()


def _likely_header(grid: Grid) -> int | None:
    """The first row that is mostly words, for tables none of whose columns is known."""
    for index, row in enumerate(grid.rows[:HEADER_WITHIN]):
        words = [cell for cell in row if isinstance(cell, str) and plain(cell)]
        if len(words) >= 2:
            return index
    return None


def _of_layer(file: FieldFile, said: Mapping[str, Any]) -> _Seen:
    found = formats.datasets(file)
    if isinstance(found, Finding):
        return _Seen()
    try:
        layer, _notes = chosen(found, str(said.get("layer", "")), file.source)
        if layer is None:
            return _Seen()
        told = described(layer)
        first = block(layer, 0, min(ROWS, told.count))
    except GdalRefusal:
        return _Seen()
    columns = [plain_column(column, kind) for column, kind in zip(first.columns, first.kinds, strict=True)]
    rows = tuple(tuple(_shown(cell) for cell in row) for row in zip(*columns, strict=True)) if columns else ()
    return _Seen(told.headers, rows, layer.name)


def _cell(grid: Grid | None, row: int, address: str) -> str:
    letters = "".join(sign for sign in address if sign.isalpha()).upper()
    column = 0
    for sign in letters:
        column = column * 26 + ord(sign) - 64
    if grid is None or not 0 < row <= len(grid.rows) or not 0 < column <= len(grid.rows[row - 1]):
        return ""
    return _shown(grid.rows[row - 1][column - 1])


def _shown(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes") if cell.hour or cell.minute else cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:g}" if abs(cell) < 1e6 or cell != int(cell) else f"{cell:.0f}"
    text = plain(str(cell))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
