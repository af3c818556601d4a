"""A table of one kind of record about states, instruments, duties or incidents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from opendisarm.core.catalogue import norm
from opendisarm.core.catalogue import table as codes
from opendisarm.core.findings import Finding
from opendisarm.core.records import NORM_KINDS, class_of
from opendisarm.core.rows import Reading, Row
from opendisarm.core.sources import Source
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.mapping import Wanted
from opendisarm.importers.norms.columns import COORDINATES, placed, required
from opendisarm.importers.norms.harm import harm_columns, harmed
from opendisarm.importers.norms.values import Dated, readers
from opendisarm.importers.tables import grids
from opendisarm.importers.tables.columns import letter
from opendisarm.importers.tables.grids import Cells, Grid
from opendisarm.importers.values.words import fold, plain

NAME = "norms"

KINDS: Final = frozenset({*NORM_KINDS, "incident.use"})
DEFAULTS: Final[Mapping[str, Mapping[str, str]]] = {
    "norm.endorsement": {"instrument": "ewipa", "status": "endorsed"},
    "norm.vote": {"instrument": "aws"},
    "norm.position": {"instrument": "aws"},
    "incident.use": {"certainty": "reported"},
}
"""What a file of a kind means when it does not say."""


def kind_of(wanted: Wanted) -> str:
    """The kind said at the door, or in the mapping."""
    return wanted.kind or wanted.said("kind") or str(wanted.section("constants").get("kind", ""))


def recognises(file: FieldFile, wanted: Wanted) -> bool:
    """Any table, once a person has said that its rows are of one of these kinds."""
    return grids.is_table(file) and kind_of(wanted) in KINDS


def read(file: FieldFile, wanted: Wanted) -> Reading:
    """One record for each row that is not blank."""
    kind = kind_of(wanted)
    for grid in grids.grids(file):
        if isinstance(grid, Finding):
            return Reading(iter(()), 0, (grid,))
        header = grids.header_where(grid, lambda names: bool(placed(kind, sorted(names), wanted.section("columns"))))
        if header is not None:
            headers = [plain(cell) for cell in grid.rows[header]]
            layout = _Layout(kind, headers, placed(kind, headers, wanted.section("columns")), _constants(kind, wanted))
            columns = {field: headers[at] for field, at in layout.columns.items()}
            mapping: dict[str, object] = {"kind": kind, "header_row": header + 1, "columns": columns}
            notes = (*grid.findings, *layout.notes(grid))
            return Reading(_rows(grid, header, layout), len(grid.rows) - header - 1, notes, mapping)
    return Reading(iter(()), 0, (codes.NO_TABLE.at(file.source, rows=grids.HEADER_WITHIN),))


def _constants(kind: str, wanted: Wanted) -> dict[str, str]:
    said = {name: str(value) for name, value in wanted.section("constants").items()}
    return dict(DEFAULTS.get(kind, {})) | {("on" if name == "date" else name): value for name, value in said.items()}


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the columns of one table are read."""

    kind: str
    headers: Sequence[str]
    columns: Mapping[str, int]
    constants: Mapping[str, str]

    def notes(self, grid: Grid) -> Iterator[Finding]:
        """About the table as a whole."""
        where = Source(grid.source.file, grid.source.digest, grid.sheet)
        for header in self.headers:
            if self.kind == "incident.use" and fold(header) in COORDINATES:
                yield norm.COORDINATES_LEFT_OUT.at(where.at(header), header=header)

    def said(self, field: str, cells: Cells) -> str:
        """What a row says under a field, "" when nothing."""
        at = self.columns.get(field)
        return plain(cells[at]) if at is not None and at < len(cells) else ""

    def extra(self, cells: Cells) -> tuple[tuple[str, str], ...]:
        """Columns without a field of ours, kept as they are; coordinates of incidents are not."""
        used = {*self.columns.values(), *(harm_columns(self.headers).values() if self.kind == "incident.use" else ())}
        return tuple(
            (header, word)
            for at, header in enumerate(self.headers)
            if header and at not in used and at < len(cells) and (word := plain(cells[at]))
            if not (self.kind == "incident.use" and fold(header) in COORDINATES)
        )


def _rows(grid: Grid, header: int, layout: _Layout) -> Iterator[Row]:
    for index in range(header + 1, len(grid.rows)):
        cells, source = grid.rows[index], grid.at(index)
        yield Row(source, skipped="blank") if grids.blank(cells) else _row(cells, source, layout)


def _row(cells: Cells, source: Source, layout: _Layout) -> Row:
    findings: list[Finding] = []
    values: dict[str, Any] = {"extra": layout.extra(cells)}
    of = readers(layout.kind)
    for field in {**layout.constants, **layout.columns}:
        if field not in of:
            continue
        at = layout.columns.get(field)
        cell = cells[at] if at is not None and at < len(cells) else ""
        if not plain(cell):
            cell = layout.constants.get(field, "")
        if not plain(cell):
            continue
        place = source.at(layout.headers[at], f"{letter(at)}{source.row}") if at is not None else source
        value, remarks = of[field](cell)
        findings += [note.at(place) for note in remarks]
        if isinstance(value, Dated):
            if field == "on":
                values["precision"] = value.precision
            value = value.on
        if value is not None:
            values[field] = value
    for field in required(layout.kind):
        if field not in values and not any(finding.source.field == field for finding in findings):
            unread = field in layout.columns and plain(
                cells[layout.columns[field]] if layout.columns[field] < len(cells) else ""
            )
            if not unread:
                findings.append(codes.FIELD_MISSING.at(source, field=field, kind=layout.kind))
    if layout.kind == "incident.use":
        values["harmed"], wrong = harmed(cells, harm_columns(layout.headers), source, layout.headers)
        findings += wrong
    if values.get("until") and values.get("on") and values["until"] < values["on"]:
        findings.append(norm.UNTIL_BEFORE_START.at(source, until=values["until"], on=values["on"]))
    if any(field not in values for field in required(layout.kind)):
        return Row(source, (), tuple(findings))
    return Row(source, (class_of(layout.kind)(**values),), tuple(findings))
