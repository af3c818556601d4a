"""A table as CSV: UTF-8 with a byte order mark, so that spreadsheet programs read every script; RFC 4180.

What the table is as of stands in the last columns of each row. A note beside the file is lost when the file is sent on,
and lines above the header are rows to every program that reads tables; a row that was copied out still tells its date.
"""

from __future__ import annotations

import codecs
import csv
import io
from typing import BinaryIO

from opendisarm.exports.harmless import harmless
from opendisarm.exports.table import Table, iso


def write(table: Table, out: BinaryIO) -> None:
    """Write the table.  The header has the names of the columns, which are the same in every language."""
    out.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="", write_through=False)
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow([*(column.name for column in table.columns), *table.about])
    about = [harmless(value) for _, value in table.about.values()]
    for row in table.rows:
        cells = [harmless(cell) if isinstance(cell, str) else iso(cell) for cell in row.cells]
        rows.writerow([*cells, *about])
    text.flush()
    text.detach()
