"""Workbooks and texts with separators about people, one record a row; the kind is said, or has a column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from opendisarm.core.catalogue import person
from opendisarm.core.catalogue import table as codes
from opendisarm.core.findings import Finding
from opendisarm.core.rows import Reading, Row
from opendisarm.core.sources import Source
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.mapping import Wanted
from opendisarm.importers.people.columns import Layout, counting, laid_out, placed
from opendisarm.importers.people.drafts import drafted
from opendisarm.importers.people.fields import FAMILIES, KINDS, identifying
from opendisarm.importers.people.shifts import shifted
from opendisarm.importers.people.told import Told
from opendisarm.importers.people.values import DATES
from opendisarm.importers.tables import grids, habits
from opendisarm.importers.tables.columns import letter
from opendisarm.importers.tables.grids import HEADER_WITHIN, Cells, Grid
from opendisarm.importers.tables.headed import headed
from opendisarm.importers.tables.kinded import Kinded, kind_in, kinded
from opendisarm.importers.values.dates import ORDERS
from opendisarm.importers.values.words import fold, latin_digits, like, plain

NAME = "people"

_LEAST: Final = 2
"""A row is a header when it names so many columns that are known."""
_SHORT: Final = 5
"""Headers such as 12-17 are no longer than that."""


def kind_of(wanted: Wanted) -> str:
    """The kind said at the door, or in the mapping."""
    return wanted.kind or wanted.said("kind") or str(wanted.section("constants").get("kind", ""))


def recognises(file: FieldFile, wanted: Wanted) -> bool:
    """A table whose rows a person, or a column named kind, says to be of one of these kinds."""
    if not grids.is_table(file):
        return False
    return kind_of(wanted).startswith(FAMILIES) or kind_in(file) in KINDS


def read(file: FieldFile, wanted: Wanted) -> Reading:
    """One row for each that is not blank, from the sheet that the mapping names, else the first that fits."""
    told, kinds = kind_of(wanted), ", ".join(KINDS)
    if told.startswith(FAMILIES) and told not in KINDS:
        wrong = codes.KIND_UNKNOWN.at(file.source, value=told, like=like(told, KINDS), kinds=kinds)
        return Reading(iter(()), 0, (wrong,))
    told = told if told in KINDS else ""
    found = headed(file, wanted, lambda grid: _header(grid, told, wanted))
    if isinstance(found, Finding):
        return Reading(iter(()), 0, (found,))
    table = kinded(found.grid, found.header, told, KINDS)
    where = Source(file.name, file.digest, table.grid.sheet)
    order, notes = _order(table, wanted, where)
    notes = (*table.grid.findings, *found.notes, *notes)
    layouts: dict[str, Layout] = {}
    for kind in table.kinds:
        layout = laid_out(kind, table.headers, table.below, wanted, where, order)
        if not isinstance(layout, Layout):
            return Reading(iter(()), 0, (*notes, *layout))
        layouts[kind] = layout
        notes += tuple(note for note in layout.findings if note not in notes)
    if len(layouts) == 1:  # where a column says the kind, the rows of other kinds would be judged by the wrong lists
        [layout] = layouts.values()
        if beside := shifted(layout.kind, layout.columns, layout.reads, table.below, where):
            return Reading(iter(()), 0, (*notes, beside))
    if not table.below:
        notes += (codes.NO_ROWS.at(where),)
    ours = {column.field: column.header for layout in layouts.values() for column in layout.columns}
    mapping = table.mapping(wanted, ours, order)  # no header of a column that is none of ours
    return Reading(_rows(table, layouts), len(table.below), notes, mapping, _places(layouts))


def _header(grid: Grid, told: str, wanted: Wanted) -> int | None:
    """The row (0-based) with the most names that are known; one with as many numbers and dates is a row of data."""
    said = wanted.section("columns")
    least = min(_LEAST, len([header for header in said.values() if header]) or _LEAST)
    best, at = 0, None
    for index, cells in enumerate(grid.rows[:HEADER_WITHIN]):
        headers = [plain(cell) for cell in cells]
        figures = sum(_is_figure(cell) for cell in cells)
        score = max((_known(kind, headers, said) for kind in ([told] if told else KINDS)), default=0)
        if score > max(best, figures):
            best, at = score, index
    return at if best >= least else None


def _known(kind: str, headers: Sequence[str], said: Mapping[str, Any]) -> int:
    columns = [at for found in placed(kind, headers, said, ()).values() for at in found]
    return len(columns) + len(counting(kind, headers, columns))


def _is_figure(cell: object) -> bool:
    if isinstance(cell, str):
        shown = latin_digits(plain(cell))
        return len(shown) > _SHORT and re.sub(r"[-+./:\s]", "", shown).isdigit()
    return cell is not None


def _order(table: Kinded, wanted: Wanted, where: Source) -> tuple[str, tuple[Finding, ...]]:
    if said := wanted.said("date_order"):
        return said, ()
    ours = [placed(kind, table.headers, wanted.section("columns"), ()) for kind in table.kinds]
    dates = {columns[0] for one in ours for field, columns in one.items() if field in DATES}
    seen, _ = habits.seen((), (row[at] for row in table.below for at in dates if at < len(row)), where)
    if not seen.date_order:
        return "", ()
    return seen.date_order, (person.PERSON_ORDER_SEEN.at(where, order=ORDERS[seen.date_order]),)


def _places(layouts: Mapping[str, Layout]) -> dict[str, tuple[str, str]]:
    return {
        column.field: (column.header, letter(column.at))
        for kind, layout in layouts.items()
        for column in layout.columns
        if column.field not in identifying(kind)
    }


def _rows(table: Kinded, layouts: Mapping[str, Layout]) -> Iterator[Row]:
    width = len(table.headers)
    refs = {kind: _refs(layout, table.below) for kind, layout in layouts.items()}
    folded = [fold(header) for header in table.headers]
    for index, cells in enumerate(table.below, start=table.header + 1):
        source = table.grid.at(index)
        if grids.blank(cells):
            yield Row(source, skipped="blank")
            continue
        if [fold(plain(cell)) for cell in cells[:width]] == folded:
            yield Row(source, findings=(person.REPEATED_HEADER.at(source),), skipped="the headers once more")
            continue
        word = table.kind_of(cells)
        layout = layouts.get(word or table.kind)
        if layout is not None:
            yield _row(cells, source, layout, width, refs[layout.kind])
        elif word:
            yield Row(
                source, (), (person.PERSON_WORD_UNKNOWN.at(source.at("kind"), field="kind", known=", ".join(KINDS)),)
            )
        else:
            yield Row(source, (), (codes.FIELD_MISSING.at(source.at("kind"), field="kind", kind="table"),))


def _refs(layout: Layout, rows: Sequence[Cells]) -> Counter[str]:
    """How often each record id stands in the table: one that stands once tells its row apart in later files, too."""
    at = next((column.at for column in layout.columns if column.field == "ref"), None)
    return Counter(plain(cells[at]) for cells in rows if at is not None and at < len(cells))


def _row(cells: Cells, source: Source, layout: Layout, width: int, refs: Counter[str]) -> Row:
    told = _told(cells, source, layout)
    ref = plain(told.cells.get("ref"))
    key = f"{layout.kind}/{ref}" if ref and refs[ref] == 1 else f"{source.digest}/{source.sheet}/{source.row}"
    row = drafted(layout.kind, told, layout.reads, layout.constants, key, crs=layout.crs)
    beyond = sum(1 for cell in cells[width:] if plain(cell))
    notes = (person.PERSON_ROW_TOO_LONG.at(source, count=beyond),) if beyond else ()
    return row.row(source, *notes)


def _told(cells: Cells, source: Source, layout: Layout) -> Told:
    def filled(at: int) -> bool:
        return at < len(cells) and bool(plain(cells[at]))

    by_field = {column.field: column for column in layout.columns}

    def place(field: str) -> Source:
        column = by_field.get(field)
        return column.place(source) if column else source.at(field)

    others: dict[str, str] = {}
    for at, header in layout.others:
        if filled(at):
            others[f"{header} ({letter(at)})" if header in others else header] = plain(cells[at])
    return Told(
        {column.field: cells[column.at] for column in layout.columns if filled(column.at)},
        place,
        tuple((whom, column.place(source), cells[column.at]) for whom, column in layout.counts if filled(column.at)),
        others,
    )
