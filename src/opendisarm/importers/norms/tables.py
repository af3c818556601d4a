"""A table of records about states, instruments, duties or incidents: their kind is said, or has a column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from opendisarm.core.catalogue import table as codes
from opendisarm.core.findings import Finding
from opendisarm.core.rows import Reading, Row
from opendisarm.core.sources import Source
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.mapping import Wanted
from opendisarm.importers.norms.columns import Layout, laid_out, placed
from opendisarm.importers.norms.drafts import row_of
from opendisarm.importers.norms.fields import KINDS
from opendisarm.importers.norms.values import DATES
from opendisarm.importers.tables import grids, habits
from opendisarm.importers.tables.grids import HEADER_WITHIN, Grid
from opendisarm.importers.tables.headed import headed
from opendisarm.importers.tables.kinded import Kinded, kind_in, kinded
from opendisarm.importers.values.states import state
from opendisarm.importers.values.words import like, plain
from opendisarm.world import names

NAME = "norms"

_FAMILIES: Final = ("norm.", "incident.")
_LIST_OF_STATES: Final = "norm.endorsement"
"""The one kind that a bare list of states can be."""


def kind_of(wanted: Wanted) -> str:
    """The kind said at the door, or in the mapping."""
    return wanted.kind or wanted.said("kind") or str(wanted.section("constants").get("kind", ""))


def recognises(file: FieldFile, wanted: Wanted) -> bool:
    """A table whose rows a person, or a column named kind, says to be of one of these kinds."""
    if not grids.is_table(file):
        return False
    return kind_of(wanted).startswith(_FAMILIES) or kind_in(file) in KINDS


def read(file: FieldFile, wanted: Wanted) -> Reading:
    """One record for each row that is not blank, from the sheet that the mapping names, else the first that fits."""
    table = _found(file, wanted)
    if isinstance(table, Finding):
        return Reading(iter(()), 0, (table,))
    found, sheet_notes = table
    where = Source(file.name, file.digest, found.grid.sheet)
    order, habit_notes = _date_order(found, wanted, where)
    layouts: dict[str, Layout] = {}
    notes: list[Finding] = [*found.grid.findings, *sheet_notes, *habit_notes]
    for kind in found.kinds:
        layout = laid_out(kind, found.headers, found.below, wanted, where, order)
        if not isinstance(layout, Layout):
            return Reading(iter(()), 0, (*notes, *layout))
        layouts[kind] = layout
        notes += [note for note in layout.findings if note not in notes]
    if not found.below:
        notes.append(codes.NO_ROWS.at(where))
    ours = {column.field: column.header for layout in layouts.values() for column in layout.columns}
    mapping = found.mapping(wanted, ours, order)
    places = {
        column.field: (column.header, column.place(Source(row=1)).cell[:-1])
        for layout in layouts.values()
        for column in layout.columns
    }
    return Reading(_rows(found, layouts), len(found.below), tuple(notes), mapping, places)


def _found(file: FieldFile, wanted: Wanted) -> tuple[Kinded, tuple[Finding, ...]] | Finding:
    told, kinds = kind_of(wanted), ", ".join(KINDS)
    if told.startswith(_FAMILIES) and told not in KINDS:
        return codes.KIND_UNKNOWN.at(file.source, value=told, like=like(told, KINDS), kinds=kinds)
    told = told if told in KINDS else ""
    found = headed(file, wanted, lambda grid: _header(grid, told, wanted))
    if isinstance(found, Finding):
        return found
    return kinded(found.grid, found.header, told, KINDS, instead=("state",)), found.notes


def _header(grid: Grid, told: str, wanted: Wanted) -> int | None:
    """The row (0-based) with the most names that are known; -1 when the sheet is a list of states from its top."""
    said = wanted.section("columns")
    best, at = 0, None
    for index, cells in enumerate(grid.rows[:HEADER_WITHIN]):
        headers = [plain(cell) for cell in cells]
        score = max(
            (sum(map(len, placed(kind, headers, said).values())) for kind in ([told] if told else KINDS)), default=0
        )
        if score > best:
            best, at = score, index
    if told == _LIST_OF_STATES and best <= 1 and _is_list_of_states(grid.rows):
        return -1
    return at


def _is_list_of_states(rows: Iterable[grids.Cells]) -> bool:
    filled = [[word for cell in cells if (word := plain(cell))] for cells in rows]
    filled = [words for words in filled if words]
    return bool(filled) and all(len(words) == 1 for words in filled) and _is_state(filled[0][0])


def _is_state(word: str) -> bool:
    return names.found(word) is not None or not state(word)[1]


def _date_order(found: Kinded, wanted: Wanted, where: Source) -> tuple[str, tuple[Finding, ...]]:
    if said := wanted.said("date_order"):
        return said, ()
    said_columns = wanted.section("columns")
    ours = [placed(kind, found.headers, said_columns) for kind in found.kinds]
    dates = {columns[0] for one in ours for field, columns in one.items() if field in DATES}
    cells = (row[at] for row in found.below for at in dates if at < len(row))
    seen, notes = habits.seen((), cells, where)
    return seen.date_order, notes


def _rows(found: Kinded, layouts: Mapping[str, Layout]) -> Iterator[Row]:
    width = len(found.headers)
    for index, cells in enumerate(found.below, start=found.header + 1):
        source = found.grid.at(index)
        if grids.blank(cells):
            yield Row(source, skipped="blank")
            continue
        word = found.kind_of(cells)
        layout = layouts.get(word or found.kind)
        if layout is not None:
            yield row_of(cells, source, layout, width)
        elif word:
            facts = {"value": word, "like": like(word, KINDS), "kinds": ", ".join(KINDS)}
            yield Row(source, (), (codes.KIND_UNKNOWN.at(source.at("kind"), **facts),))
        else:
            yield Row(source, (), (codes.FIELD_MISSING.at(source.at("kind"), field="kind", kind="table"),))
