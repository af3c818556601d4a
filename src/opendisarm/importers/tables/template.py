"""Rows that are no records: examples and instructions left in from a template, repeated headers, totals."""

from __future__ import annotations

import re
from typing import Final

from opendisarm.core.catalogue import table as codes
from opendisarm.core.rows import Row
from opendisarm.core.sources import Source
from opendisarm.importers.tables.columns import Layout
from opendisarm.importers.tables.grids import Cells
from opendisarm.importers.values.words import fold, plain

_EXAMPLE: Final = re.compile(
    r"(e g|examples?|exemples?|par exemple|ejemplos?|por ejemplo|p ej|مثال|مثلا|instructions?|instrucciones|تعليمات"
    r"|delete this row|do not delete)\b"
)
_TOTAL: Final = re.compile(
    r"(totals?|grand total|sub ?total|totaux|sous total|المجموع|الاجمالي|اجمالي)\b|(sum|somme|suma)$"
)
_HINT: Final = frozenset(
    fold(word)
    for word in (
        "text", "string", "number", "integer", "decimal", "date", "free text", "select one", "select from list", "list",
        "required", "optional", "mandatory", "dd/mm/yyyy", "mm/dd/yyyy", "yyyy-mm-dd", "yyyy", "m2", "ha", "texte",
        "nombre", "texto", "número", "fecha", "obligatoire", "facultatif", "obligatorio", "opcional",
        "نص", "رقم", "تاريخ",
    )
)  # fmt: skip
_TAG: Final = re.compile(r"#[a-z]\w*([\s+][\s\w+]*)?$")
_NOTE_LENGTH: Final = 30
_SHOWN: Final = 60


class Look:
    """Looks at the rows of one table before they are read."""

    def __init__(self, layout: Layout) -> None:
        self._headers = [fold(header) for header in layout.headers]
        self._date = column.at if (column := layout.columns.get("date")) else -1
        self._wide = len(layout.columns) > 2

    def skipped(self, cells: Cells, source: Source) -> Row | None:
        """The row as skipped, with the finding that says so; None when it is to be read."""
        first = next((cell for cell in cells if cell is not None and cell != ""), "")
        if not isinstance(first, str):
            return None
        word = fold(first)
        if _TOTAL.match(word) and not self._has_date(cells):
            finding = codes.TOTAL_ROW.at(source, text=_cut(first))
            return Row(source, findings=(finding,), skipped="a total, not a record")
        if _EXAMPLE.match(word) or self._is_note(cells, first, word):
            finding = codes.TEMPLATE_ROW.at(source, text=_cut(first))
            return Row(source, findings=(finding,), skipped="a row of the template, not a record")
        return None

    def _is_note(self, cells: Cells, text: str, first: str) -> bool:
        """A long text alone in its row, a hint under the header, a row of tags, or the header once more."""
        if len(text) > _NOTE_LENGTH and self._wide and sum(1 for cell in cells if plain(cell)) == 1:
            return True
        if first in self._headers and [fold(plain(cell)) for cell in cells[: len(self._headers)]] == self._headers:
            return True
        words = [word for cell in cells if (word := plain(cell))] if first in _HINT or text[:1] == "#" else []
        return bool(words) and (all(fold(word) in _HINT for word in words) or all(map(_TAG.match, words)))

    def _has_date(self, cells: Cells) -> bool:
        return 0 <= self._date < len(cells) and plain(cells[self._date]) != ""


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 4] + " ..."
