"""How the writer of a file writes numbers and dates, as the file itself shows it beyond doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from opendisarm.core.catalogue import table as codes
from opendisarm.core.findings import Finding
from opendisarm.core.sources import Source
from opendisarm.importers.values.dates import ORDERS, order_in
from opendisarm.importers.values.numbers import decimal_mark_in

_ENOUGH = 5_000


class Habits(NamedTuple):
    """decimal: "." or ",", date_order: "dmy" or "mdy"; "" where the file shows neither, or both."""

    decimal: str = ""
    date_order: str = ""


def seen(numbers: Iterable[object], dates: Iterable[object], where: Source) -> tuple[Habits, tuple[Finding, ...]]:
    """The habits that the first texts of the number and date columns show, and an info for each."""
    notes: list[Finding] = []
    marks = _examples(numbers, decimal_mark_in)
    orders = _examples(dates, order_in)
    mark = next(iter(marks)) if len(marks) == 1 else ""
    order = next(iter(orders)) if len(orders) == 1 else ""
    # A point in "12.5" is what everybody expects; only the other habit is worth a word.
    if mark == ",":
        notes.append(codes.DECIMAL_MARK_SEEN.at(where, example=marks[mark], mark=mark))
    if order:
        notes.append(codes.DATE_ORDER_SEEN.at(where, example=orders[order], order=ORDERS[order]))
    return Habits(mark, order), tuple(notes)


def _examples(cells: Iterable[object], shows: Callable[[str], str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for count, cell in enumerate(cells):
        if count >= _ENOUGH:
            break
        if isinstance(cell, str) and (what := shows(cell)):
            found.setdefault(what, cell)
    return found
