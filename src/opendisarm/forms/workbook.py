"""The sheets of a form as an XLSX file, the same bytes every time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Final

from opendisarm.forms.rows import Sheet

_MADE: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""XLSX wants a moment without a zone; a fixed one, or files would differ by it."""

_WIDTH: Final = 24
_WIDE: Final = 44
_WIDE_COLUMNS: Final = ("label", "hint", "constraint_message", "relevant", "constraint")


def workbook(sheets: Sequence[Sheet], *, right_to_left: bool = False) -> bytes:
    """XLSX; every cell is text, and none is a formula.  right_to_left: sheets begin at the right."""
    from xlsxwriter import Workbook

    out = BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _MADE})
    heading = book.add_format({"bold": True, "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.freeze_panes(1, 2)
        if right_to_left:
            page.right_to_left()
        for number, column in enumerate(sheet.columns):
            page.set_column(number, number, _WIDE if column.startswith(_WIDE_COLUMNS) else _WIDTH)
            page.write_string(0, number, column, heading)
        for line, row in enumerate(sheet.rows, 1):
            for number, column in enumerate(sheet.columns):
                if text := row.get(column):
                    page.write_string(line, number, text, wrapped)
    book.close()
    return out.getvalue()
