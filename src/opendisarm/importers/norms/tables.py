"""A table of records about states, instruments, duties or incidents: their kind is said, or has a column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
from opendisarm.importers.values.states import state
from opendisarm.importers.values.words import fold, like, plain
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
    return kind_of(wanted).startswith(_FAMILIES) or _kind_in(file) in KINDS


def read(file: FieldFile, wanted: Wanted) -> Reading:
    """One record for each row that is not blank, from the sheet that the mapping names, else the first that fits."""
    found = _found(file, wanted)
    if isinstance(found, Finding):
        return Reading(iter(()), 0, (found,))
    where = Source(file.name, file.digest, found.grid.sheet)
    order, habit_notes = _date_order(found, wanted, where)
    layouts: dict[str, Layout] = {}
    notes: list[Finding] = [*found.grid.findings, *found.notes, *habit_notes]
    for kind in found.kinds:
        layout = laid_out(kind, found.headers, found.below, wanted, where, order)
        if not isinstance(layout, Layout):
            return Reading(iter(()), 0, (*notes, *layout))
        layouts[kind] = layout
        notes += [note for note in layout.findings if note not in notes]
    if not found.below:
        notes.append(codes.NO_ROWS.at(where))
    mapping = _mapping(found, layouts, wanted, order)
    places = {
        column.field: (column.header, column.place(Source(row=1)).cell[:-1])
        for layout in layouts.values()
        for column in layout.columns
    }
    return Reading(_rows(found, layouts), len(found.below), tuple(notes), mapping, places)


@dataclass(frozen=True, slots=True)
class _Table:
    """Where the table stands.  header: its row, 0-based, -1 for a list without one; kinds: those of its rows."""

    grid: Grid
    header: int
    headers: tuple[str, ...]
    kind: str
    kinds: tuple[str, ...]
    notes: tuple[Finding, ...]

    @property
    def below(self) -> Sequence[grids.Cells]:
        return self.grid.rows[self.header + 1 :]

    @property
    def kind_column(self) -> int | None:
        folded = [fold(header) for header in self.headers]
        return folded.index("kind") if "kind" in folded else None


def _found(file: FieldFile, wanted: Wanted) -> _Table | Finding:
    told, kinds = kind_of(wanted), ", ".join(KINDS)
    if told.startswith(_FAMILIES) and told not in KINDS:
        return codes.KIND_UNKNOWN.at(file.source, value=told, like=like(told, KINDS), kinds=kinds)
    told = told if told in KINDS else ""
    found = headed(file, wanted, lambda grid: _header(grid, told, wanted))
    return found if isinstance(found, Finding) else _table(found.grid, found.header, told, found.notes)


def _table(grid: Grid, header: int, told: str, notes: tuple[Finding, ...]) -> _Table:
    headers = [plain(cell) for cell in grid.rows[header]] if header >= 0 else ["state"]
    while headers and not headers[-1] and not grid.sheet:
        headers.pop()
    folded = [fold(name) for name in headers]
    kinds = {told} if told else set()
    if "kind" in folded:
        at = folded.index("kind")
        kinds |= {plain(cells[at]) for cells in grid.rows[header + 1 :] if at < len(cells)}
    return _Table(grid, header, tuple(headers), told, tuple(kind for kind in KINDS if kind in kinds), notes)


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


def _kind_in(file: FieldFile) -> str:
    """What the first row says in a column named kind; "" when there is none."""
    found = grids.first_where(file, lambda headers: "kind" in headers)
    if found is None:
        return ""
    grid, header = found
    at = [fold(plain(cell)) for cell in grid.rows[header]].index("kind")
    words = (plain(cells[at]) for cells in grid.rows[header + 1 :] if at < len(cells))
    return next((word for word in words if word), "")


def _date_order(found: _Table, wanted: Wanted, where: Source) -> tuple[str, tuple[Finding, ...]]:
    if said := wanted.said("date_order"):
        return said, ()
    said_columns = wanted.section("columns")
    ours = [placed(kind, found.headers, said_columns) for kind in found.kinds]
    dates = {columns[0] for one in ours for field, columns in one.items() if field in DATES}
    cells = (row[at] for row in found.below for at in dates if at < len(row))
    seen, notes = habits.seen((), cells, where)
    return seen.date_order, notes


def _mapping(found: _Table, layouts: Mapping[str, Layout], wanted: Wanted, order: str) -> dict[str, object]:
    """What can be saved and replayed."""
    said: dict[str, object] = dict(wanted.mapping or {})
    said |= {key: word for key, word in {"kind": found.kind, "date_order": order}.items() if word}
    if found.header >= 0:
        columns = {column.field: column.header for layout in layouts.values() for column in layout.columns}
        left_out = {name: "" for name, header in wanted.section("columns").items() if not header}
        said |= {"header_row": found.header + 1, "columns": columns | left_out}
    return said | ({"sheet": found.grid.sheet} if found.grid.sheet else {})


def _rows(found: _Table, layouts: Mapping[str, Layout]) -> Iterator[Row]:
    at, width = found.kind_column, len(found.headers)
    for index, cells in enumerate(found.below, start=found.header + 1):
        source = found.grid.at(index)
        if grids.blank(cells):
            yield Row(source, skipped="blank")
            continue
        word = plain(cells[at]) if at is not None and at < len(cells) else ""
        layout = layouts.get(word or found.kind)
        if layout is not None:
            yield row_of(cells, source, layout, width)
        elif word:
            facts = {"value": word, "like": like(word, KINDS), "kinds": ", ".join(KINDS)}
            yield Row(source, (), (codes.KIND_UNKNOWN.at(source.at("kind"), **facts),))
        else:
            yield Row(source, (), (codes.FIELD_MISSING.at(source.at("kind"), field="kind", kind="table"),))
