"""A table as a workbook: a sheet of rows with a frozen header, and a sheet that says as of when."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, BinaryIO, Final

from xlsxwriter import Workbook

from opendisarm.exports.harmless import harmless
from opendisarm.exports.table import Table, Type, Value

MOST_ROWS: Final = 1_048_575
"""Of a sheet, besides its header."""

_LONGEST_CELL: Final = 32_767
_FORMATS: Final = {
    Type.TEXT: "@",
    Type.WHOLE: "#,##0",
    Type.NUMBER: "#,##0.00",
    Type.DATE: "yyyy-mm-dd",
    Type.MOMENT: "yyyy-mm-dd hh:mm:ss",
}
_FIRST_DAY: Final = date(1900, 3, 1)
"""Before it the calendar of workbooks is a day off; earlier dates are written as text."""


def write(table: Table, out: BinaryIO) -> None:
    """Write the workbook.  Text stays text; numbers, dates and moments (UTC) have their types.

    Errors  ValueError on more rows than a sheet can hold.
    Method  rows go to a file beside as they come, so that memory does not grow with them.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(out, options | {"strings_to_numbers": False})
    book.set_properties({"title": table.title, "created": table.moment.astimezone(UTC).replace(tzinfo=None)})
    _rows(book, table)
    _about(book, table)
    book.close()


def _rows(book: Workbook, table: Table) -> None:
    sheet = book.add_worksheet(table.name[:31])
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    looks = [book.add_format({"num_format": _FORMATS[column.type]}) for column in table.columns]
    if table.right_to_left:
        sheet.right_to_left()
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, harmless(column.label), head)
    last = 0
    for last, row in enumerate(table.rows, start=1):
        if last > MOST_ROWS:
            raise ValueError(f"A sheet holds {MOST_ROWS} rows; ask for fewer records, or for CSV.")
        for at, value in enumerate(row.cells):
            if value is not None and value != "":
                _cell(sheet, last, at, value, looks[at])
    sheet.autofilter(0, 0, last, len(table.columns) - 1)


def _cell(sheet: Any, row: int, column: int, value: Value, look: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, harmless(value)[:_LONGEST_CELL], look)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value.astimezone(UTC).replace(tzinfo=None), look)
    elif isinstance(value, date):
        if value < _FIRST_DAY:
            sheet.write_string(row, column, value.isoformat(), look)
        else:
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), look)  # noqa: DTZ001
    else:
        sheet.write_number(row, column, value, look)


def _about(book: Workbook, table: Table) -> None:
    sheet = book.add_worksheet("As of")
    bold = book.add_format({"bold": True})
    if table.right_to_left:
        sheet.right_to_left()
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 72)
    sheet.write_string(0, 0, harmless(table.title), bold)
    for at, (label, value) in enumerate(table.about.values(), start=1):
        sheet.write_string(at, 0, harmless(label))
        sheet.write_string(at, 1, harmless(value))
