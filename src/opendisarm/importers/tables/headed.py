"""The sheet of a file that holds the table, and the row in it that holds the headers."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from opendisarm.core.catalogue import table as codes
from opendisarm.core.findings import Finding, Severity
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.mapping import Wanted
from opendisarm.importers.tables import grids
from opendisarm.importers.tables.grids import HEADER_WITHIN, Grid


class Headed(NamedTuple):
    """A sheet and its header row, 0-based.  notes: which sheets were not read."""

    grid: Grid
    header: int
    notes: tuple[Finding, ...] = ()


def headed(file: FieldFile, wanted: Wanted, header_of: Callable[[Grid], int | None]) -> Headed | Finding:
    """The sheet that the mapping names, else the first one with a header; or why there is none.

    header_of   the header row of a sheet where the mapping does not say it; None when it has none.
    """
    named = wanted.said("sheet")
    names = grids.sheet_names(file) if grids.is_book(file) else ()
    if isinstance(names, Finding):
        return names
    if named and names and named not in names:
        return codes.SHEET_ABSENT.at(file.source, sheet=named, sheets=", ".join(names))
    told = wanted.said("header_row")
    for grid in [grids.sheet(file, named)] if named and names else grids.grids(file):
        if isinstance(grid, Finding):
            return grid
        if broken := next((note for note in grid.findings if note.severity is Severity.ERROR), None):
            return broken
        header = _told(told, grid) if told else header_of(grid)
        if header is not None:
            others = ", ".join(name for name in names if name != grid.sheet)
            left = (codes.SHEETS_NOT_READ.at(file.source, sheet=grid.sheet, others=others),) if others else ()
            return Headed(grid, header, left)
    return codes.NO_TABLE.at(file.source, rows=HEADER_WITHIN)


def _told(row: str, grid: Grid) -> int | None:
    return int(row) - 1 if row.isdigit() and 0 < int(row) <= len(grid.rows) else None
