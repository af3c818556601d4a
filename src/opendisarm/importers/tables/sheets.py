"""Workbooks and texts with separators whose columns are named: the usual spreadsheet of an operator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from opendisarm.core.catalogue import table as codes
from opendisarm.core.findings import Finding
from opendisarm.core.rows import Reading, Row
from opendisarm.core.sources import Source
from opendisarm.importers.colombia import events as colombia_events
from opendisarm.importers.colombia import operations as colombia_operations
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.mapping import Wanted
from opendisarm.importers.tables import grids, habits, point_tables, published, template
from opendisarm.importers.tables.columns import Layout, letter
from opendisarm.importers.tables.flaws import Flaw, flaws
from opendisarm.importers.tables.grids import HEADER_WITHIN, Grid
from opendisarm.importers.tables.headed import headed
from opendisarm.importers.tables.headers import match_of
from opendisarm.importers.values.words import fold, plain

NAME = "tables"

_OTHERS: Final = (colombia_operations, colombia_events, published, point_tables)
_LEAST: Final = 2
"""A row is a header when it names so many columns that are known."""


def recognises(file: FieldFile) -> bool:
    """Any workbook or text with separators that no reader of a special table takes."""
    return grids.is_table(file) and not any(other.recognises(file) for other in _OTHERS)


def read(file: FieldFile, wanted: Wanted) -> Reading:
    """The rows of the table that the mapping names, else of the first sheet that looks like one."""
    found = headed(file, wanted, lambda grid: _header(grid, wanted))
    if isinstance(found, Finding):
        return Reading(iter(()), 0, (found,))
    grid, header = found.grid, found.header
    headers = _headers(grid, header)
    where = Source(file.name, file.digest, grid.sheet)
    seen, habit_notes = _habits(grid, header, headers, where)
    layout = Layout.of(headers, wanted, where, habits=seen)
    notes = (*grid.findings, *_merged(grid, header), *found.notes)
    if not isinstance(layout, Layout):
        return Reading(iter(()), 0, (*notes, *layout))
    odd = flaws(file.path, grid.sheet) if grid.sheet else {}
    odd = {place: flaw for place, flaw in odd.items() if place[0] > header}
    total = len(grid.rows) - header - 1
    notes = (*notes, *habit_notes, *layout.findings, *_formulas(odd, layout, where))
    if total <= 0:
        notes += (codes.NO_ROWS.at(where),)
    mapping = layout.as_mapping() | {"header_row": header + 1}
    if grid.sheet:
        mapping["sheet"] = grid.sheet
    return Reading(_rows(grid, header, layout, odd), max(total, 0), notes, mapping, layout.places())


def _header(grid: Grid, wanted: Wanted) -> int | None:
    theirs = {fold(header) for header in wanted.section("columns").values() if header}
    best, at = 0, None
    for index, row in enumerate(grid.rows[:HEADER_WITHIN]):
        names = [plain(cell) for cell in row if isinstance(cell, str)]
        fields = {match.field for name in names if (match := match_of(name))}
        score = len(fields) + sum(1 for name in names if fold(name) in theirs)
        if score > best:
            best, at = score, index
    return at if best >= min(_LEAST, len(theirs) or _LEAST) else None


def _headers(grid: Grid, header: int) -> list[str]:
    """The header cells; in a workbook, as wide as the sheet, so that a column without a name is kept too."""
    headers = [plain(cell) for cell in grid.rows[header]]
    while headers and not headers[-1] and not grid.sheet:
        headers.pop()
    return headers


def _habits(
    grid: Grid, header: int, headers: Sequence[str], where: Source
) -> tuple[habits.Habits, tuple[Finding, ...]]:
    fields = {index: match.field for index, name in enumerate(headers) if (match := match_of(name))}
    below = grid.rows[header + 1 :]

    def cells(*names: str) -> Iterator[object]:
        wanted = [index for index, name in fields.items() if name in names]
        return (row[index] for row in below for index in wanted if index < len(row)) if wanted else iter(())

    return habits.seen(cells("area_m2", "depth_cm", "quantity"), cells("date", "started"), where)


def _rows(grid: Grid, header: int, layout: Layout, odd: dict[tuple[int, int], Flaw]) -> Iterator[Row]:
    by_row: dict[int, list[tuple[int, Flaw]]] = {}
    for (index, column), flaw in odd.items():
        if flaw.error or not flaw.computed:
            by_row.setdefault(index, []).append((column, flaw))
    look = template.Look(layout)
    empty = 0
    for index in range(header + 1, len(grid.rows)):
        cells = grid.rows[index]
        if index not in by_row and grids.blank(cells):
            empty += 1
            continue
        if empty:
            yield Row(grid.at(index - empty), skipped="blank", span=empty)
            empty = 0
        source = grid.at(index)
        row = look.skipped(cells, source) or layout.row(cells, source)
        yield _with_flaws(row, layout, by_row[index]) if index in by_row else row
    if empty:
        yield Row(grid.at(len(grid.rows) - empty), skipped="blank", span=empty)


def _with_flaws(row: Row, layout: Layout, found: Sequence[tuple[int, Flaw]]) -> Row:
    used = {column.at: column for column in layout.columns.values()}
    findings = [
        codes.CELL_ERROR.at(used[at].place(row.source), value=flaw.error)
        if flaw.error
        else codes.FORMULA_EMPTY.at(used[at].place(row.source))
        for at, flaw in found
        if at in used
    ]
    return row.noting(*findings) if findings else row


def _formulas(odd: dict[tuple[int, int], Flaw], layout: Layout, where: Source) -> Iterator[Finding]:
    for column in layout.columns.values():
        rows = [row for (row, at), flaw in odd.items() if at == column.at and flaw.formula and flaw.computed]
        if rows:
            cell = f"{column.letter}{min(rows) + 1}"
            yield codes.FORMULA_CELL.at(where.at(column.header), count=len(rows), cell=cell)


def _merged(grid: Grid, header: int) -> Iterator[Finding]:
    where = Source(grid.source.file, grid.source.digest, grid.sheet)
    in_header = [
        _address(area) for area in grid.merged if area[0][0] <= header <= area[1][0] and area[0][1] < area[1][1]
    ]
    if in_header:
        yield codes.MERGED_HEADER.at(where, cells=", ".join(in_header))
    below = [_address(area) for area in grid.merged if area[1][0] > header]
    if below:
        yield codes.MERGED_CELLS.at(where, count=len(below), cells=below[0])


def _address(area: grids.Area) -> str:
    (top, left), (bottom, right) = area
    return f"{letter(left)}{top + 1}:{letter(right)}{bottom + 1}"
