"""Text with separators -> rows of cells: comma, semicolon, tab or bar, whichever the text itself shows."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Final

from opendisarm.core.catalogue import table as codes
from opendisarm.core.findings import Finding
from opendisarm.core.sources import Source

_SEPARATORS: Final = (",", ";", "\t", "|")
_SAMPLE: Final = 65_536
_LARGEST_CELL: Final = 1 << 30
"""The csv module stops at 131 072 signs, which one polygon can exceed."""


def rows(text: str, where: Source) -> tuple[list[list[str]], tuple[Finding, ...]]:
    """All records in order, blank ones too: record n is what a spreadsheet program shows as row n.

    Errors  as findings: a quotation mark that never closes gives no rows at all.
    """
    csv.field_size_limit(_LARGEST_CELL)
    if text[:4].lower() == "sep=" and len(text) > 5:  # a first line that spreadsheet programs obey and do not show
        separator, text = text[4], text.partition("\n")[2]
    else:
        separator = separator_of(text)
    found, last_line, why = _read(text, separator, strict=True)
    if not why:
        return found, ()
    if "end of data" in why:
        return [], (codes.QUOTES_UNCLOSED.at(where, line=last_line + 1),)
    found, _, _ = _read(text, separator, strict=False)
    return found, (codes.QUOTES_ODD.at(where, line=last_line + 1),)


def separator_of(text: str) -> str:
    """The separator that cuts the most lines into the same number of cells; a comma when none does."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample.rpartition("\n")[0] or sample
    return max(_SEPARATORS, key=lambda separator: _evenness(sample, separator))


def _evenness(sample: str, separator: str) -> tuple[int, int]:
    widths = Counter(len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if row)
    even = [(count, width) for width, count in widths.items() if width > 1]
    return max(even, default=(0, 0))


def _read(text: str, separator: str, *, strict: bool) -> tuple[list[list[str]], int, str]:
    """(rows, line where the last good row ended, why reading stopped)."""
    found: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    line = 0
    try:
        for row in reader:
            found.append(row)
            line = reader.line_num
    except csv.Error as why:
        return found, line, str(why)
    return found, line, ""
