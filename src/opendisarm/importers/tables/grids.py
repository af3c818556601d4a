"""A sheet of a workbook, or a text with separators, as rows of cells: the same for every reader of tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from opendisarm.core.catalogue import table as codes
from opendisarm.core.findings import Finding
from opendisarm.core.sources import Source
from opendisarm.importers.files import opening
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.tables import delimited
from opendisarm.importers.values.words import fold, plain

FINDINGS_SHEET: Final = "Findings"
"""The sheet that we add to a workbook that goes back; never read as a table."""

HEADER_WITHIN: Final = 30
"""The header stands within so many rows."""

_TEXT: Final = frozenset({".csv", ".tsv", ".tab", ".txt"})
_BOOK: Final = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})

Cells = Sequence[object]
Area = tuple[tuple[int, int], tuple[int, int]]
"""((first row, first column), (last row, last column)), 0-based."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet.  rows: from row 1 of the sheet on; blank cells are "".  sheet: "" in a text file."""

    source: Source
    sheet: str
    rows: Sequence[Cells]
    merged: tuple[Area, ...] = ()
    findings: tuple[Finding, ...] = ()

    def at(self, index: int) -> Source:
        """The place of row `index` (0-based), numbered as the spreadsheet program does."""
        return Source(self.source.file, self.source.digest, self.sheet, index + 1)


def is_table(file: FieldFile) -> bool:
    """Whether the name says that this is a workbook or a text with separators."""
    return file.path.suffix.lower() in _TEXT | _BOOK


def is_book(file: FieldFile) -> bool:
    """Whether it is a workbook, with sheets."""
    return file.path.suffix.lower() in _BOOK


def grids(file: FieldFile) -> Iterator[Grid | Finding]:
    """The sheets of a file in order, ours and hidden ones left out, each loaded when it is asked for."""
    if not is_book(file):
        yield _of_text(file)
        return
    names = sheet_names(file)
    if isinstance(names, Finding):
        yield names
        return
    for name in names:
        yield sheet(file, name)


@lru_cache(maxsize=8)
def sheet_names(file: FieldFile) -> tuple[str, ...] | Finding:
    """The visible worksheets, without the sheet of findings that we wrote."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_path(str(file.path)) as book:
            return tuple(
                about.name
                for about in book.sheets_metadata
                if about.typ == SheetTypeEnum.WorkSheet
                and about.visible == SheetVisibleEnum.Visible
                and about.name != FINDINGS_SHEET
            )
    except (CalamineError, OSError, ValueError) as why:
        return codes.TABLE_UNREADABLE.at(file.source, why=_short(why))


@lru_cache(maxsize=2)
def sheet(file: FieldFile, name: str) -> Grid | Finding:
    """One worksheet.  Kept for a moment, because several readers look at the same file."""
    from python_calamine import CalamineError, CalamineWorkbook

    where = Source(file.name, file.digest, name)
    try:
        with CalamineWorkbook.from_path(str(file.path)) as book:
            found = book.get_sheet_by_name(name)
            rows = found.to_python(skip_empty_area=False)
            return Grid(where, name, rows, tuple(found.merged_cell_ranges or ()))
    except (CalamineError, OSError, ValueError) as why:
        return codes.TABLE_UNREADABLE.at(where, why=_short(why))


def header_where(grid: Grid, wanted: Callable[[frozenset[str]], bool]) -> int | None:
    """The first of the leading rows whose folded cells satisfy `wanted`; None when none does."""
    for index, row in enumerate(grid.rows[:HEADER_WITHIN]):
        if wanted(frozenset(fold(plain(cell)) for cell in row)):
            return index
    return None


def first_where(file: FieldFile, wanted: Callable[[frozenset[str]], bool]) -> tuple[Grid, int] | None:
    """The first sheet, and the row in it, that has a wanted header; None when there is none or the file is no table."""
    if not is_table(file):
        return None
    for grid in grids(file):
        if isinstance(grid, Grid) and (index := header_where(grid, wanted)) is not None:
            return grid, index
    return None


def blank(row: Cells) -> bool:
    """Whether a row has nothing in it."""
    return not any(cell is not None and cell != "" and (not isinstance(cell, str) or cell.strip()) for cell in row)


@lru_cache(maxsize=2)
def _of_text(file: FieldFile) -> Grid | Finding:
    read = opening.text(file)
    if isinstance(read, Finding):
        return read
    text, guesses = read
    rows, notes = delimited.rows(text, file.source)
    return Grid(file.source, "", rows, (), (*guesses, *notes))


def _short(why: Exception) -> str:
    return " ".join(str(why).split())[:120] or type(why).__name__
