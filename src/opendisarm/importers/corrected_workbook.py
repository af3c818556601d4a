"""The sender's own workbook, given back with its faulty cells marked and a sheet that lists the findings.

She corrects the marked cells and imports the same file again: old marks and the old list are taken away first.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from opendisarm.core.findings import Finding, Severity
from opendisarm.core.sources import Source
from opendisarm.importers.files import opening
from opendisarm.importers.tables import grids
from opendisarm.importers.tables.grids import FINDINGS_SHEET, Grid

AUTHOR: Final = "OpenDisarm"
_OURS_BELOW: Final = f"--- {AUTHOR} ---"
"""Between a comment of hers and ours below it."""

_HEADERS: Final = ("severity", "code", "sheet", "row", "cell", "what", "what to do")
_WIDTHS: Final = (10, 26, 16, 8, 8, 70, 70)
_FILLS: Final = {
    Severity.ERROR: PatternFill("solid", fgColor="FFF4B6AE"),
    Severity.WARNING: PatternFill("solid", fgColor="FFFCE8A6"),
    Severity.INFO: PatternFill("solid", fgColor="FFD6E6F5"),
}
_OURS: Final = frozenset(fill.fgColor.rgb for fill in _FILLS.values())
_ORDER: Final = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_LONGEST_CELL: Final = 32_767
_LONGEST_COMMENT: Final = 2_000
_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def write(original: Path, out: Path, findings: Sequence[Finding]) -> None:
    """Write the workbook that goes back to the sender.

    original   XLSX keeps its formats, widths, formulas and other sheets (results of formulas are computed again by the
               program that opens it; drawings and charts are lost); of other tables the values are copied.
    out        an .xlsx file; replaced when it exists.
    Errors     ValueError when the original can no longer be read as a table; OSError.
    """
    book = _her_book(original)
    sheets: dict[str, Worksheet] = {sheet.title: sheet for sheet in book.worksheets if sheet.title != FINDINGS_SHEET}
    if FINDINGS_SHEET in book.sheetnames:
        del book[FINDINGS_SHEET]
    for sheet in sheets.values():
        _unmark(sheet)
    first = next(iter(sheets.values()))
    places: list[tuple[Finding, Worksheet, str]] = []
    for finding in findings:
        sheet = sheets.get(finding.source.sheet, first)
        places.append((finding, sheet, _cell(finding.source, sheet)))
    by_cell: dict[tuple[str, str], list[Finding]] = {}
    for finding, sheet, cell in places:
        if cell:
            by_cell.setdefault((sheet.title, cell), []).append(finding)
    for (title, cell), told in by_cell.items():
        _mark(sheets[title], cell, told)
    _list(book, places, right_to_left=bool(first.sheet_view.rightToLeft))
    book.save(out)


def _her_book(original: Path) -> Workbook:
    file = opening.opened(original)
    if isinstance(file, Finding):
        raise ValueError(f"{file.message} {file.remedy}")
    if original.suffix.lower() in {".xlsx", ".xlsm"}:
        try:
            return load_workbook(original, keep_vba=False)
        except Exception as why:  # openpyxl fails in any way on parts that other readers pass over
            raise ValueError(f"Its formats cannot be kept ({type(why).__name__}). Save it anew as .xlsx.") from why
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for grid in grids.grids(file):
        if isinstance(grid, Finding):
            raise ValueError(f"{grid.message} {grid.remedy}")
        _copied(book, grid)
    return book


def _copied(book: Workbook, grid: Grid) -> None:
    """The values of a sheet; text that looks like a formula stays text."""
    sheet = book.create_sheet(grid.sheet or "Sheet1")
    for index, cells in enumerate(grid.rows, start=1):
        for column, value in enumerate(cells, start=1):
            if value is not None and value != "":
                _put(sheet.cell(index, column), value)
    words = "".join(str(cell) for row in grid.rows[:5] for cell in row)
    sheet.sheet_view.rightToLeft = sum("\u0590" <= sign <= "\u08ff" for sign in words) * 2 > len(words)


def _put(cell: Any, value: Any) -> None:
    if isinstance(value, str):
        cell.value = _cleaned(value)
        if len(cell.value) > _LONGEST_CELL:
            cell.value = f"[{len(value)} signs: too long for a cell of a workbook; correct the original file]"
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_STARTS_A_FORMULA)
    else:
        cell.value = value


def _cleaned(text: str) -> str:
    """Without the control characters that a workbook cannot hold."""
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n\r")


def _safe(text: str) -> str:
    """Text for our own cells and comments: an apostrophe before what a spreadsheet program would run as a formula."""
    shown = _cleaned(text)
    return f"'{shown}" if shown.startswith(_STARTS_A_FORMULA) else shown


def _cell(source: Source, sheet: Worksheet) -> str:
    """The cell of a finding: its own, else the first with something in it in its row; "" for the file as a whole."""
    if source.cell:
        return source.cell
    if not source.row:
        return ""
    filled = (cell.coordinate for cell in sheet[source.row] if cell.value not in (None, ""))
    return next(filled, f"A{source.row}")


def _mark(sheet: Worksheet, address: str, told: Sequence[Finding]) -> None:
    cell = sheet[address]
    if isinstance(cell, MergedCell):
        area = next(area for area in sheet.merged_cells.ranges if address in area)
        cell = sheet.cell(area.min_row, area.min_col)
    worst = min((finding.severity for finding in told), key=_ORDER.index)
    words = "\n\n".join(f"{finding.message}\n{finding.remedy} [{finding.code}]" for finding in told)
    hers = f"{cell.comment.text}\n\n{_OURS_BELOW}\n" if cell.comment else ""
    cell.fill = copy(_FILLS[worst])
    cell.comment = Comment(_safe(hers + words)[:_LONGEST_COMMENT], AUTHOR, height=160, width=320)


def _unmark(sheet: Worksheet) -> None:
    """Takes away what an earlier round marked: our comments, and fills in our colours on the same cells."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment is not None and cell.comment.author == AUTHOR:
                hers, mark, _ = cell.comment.text.partition(f"\n\n{_OURS_BELOW}\n")
                cell.comment = Comment(hers, "") if mark else None
                if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb in _OURS:
                    cell.fill = PatternFill()


def _list(book: Workbook, places: Sequence[tuple[Finding, Worksheet, str]], *, right_to_left: bool) -> None:
    sheet = book.create_sheet(FINDINGS_SHEET)
    sheet.sheet_view.rightToLeft = right_to_left
    sheet.append(list(_HEADERS))
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.cell(1, column).font = Font(bold=True)
    ordered = sorted(places, key=lambda place: (_ORDER.index(place[0].severity), place[0].source.row))
    for at, (finding, hers, cell) in enumerate(ordered, start=2):
        source = finding.source
        values = (
            finding.severity.value,
            finding.code,
            hers.title,
            source.row or None,
            cell,
            finding.message,
            finding.remedy,
        )
        for column, value in enumerate(values, start=1):
            place = sheet.cell(at, column)
            place.alignment = Alignment(wrap_text=True, vertical="top")
            if value is not None:
                _put(place, _safe(value) if isinstance(value, str) else value)
        sheet.cell(at, 1).fill = copy(_FILLS[finding.severity])
        if cell:
            link = sheet.cell(at, 5)
            quoted = hers.title.replace("'", "''")
            link.hyperlink = f"#'{quoted}'!{cell}"
            link.font = Font(color="FF0563C1", underline="single")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_HEADERS))}{max(len(ordered) + 1, 2)}"
