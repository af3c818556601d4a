"""Rows of a shipped table."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import NamedTuple

from opendisarm.core.canonical import digest_bytes
from opendisarm.core.clocks import last_day_of_month
from opendisarm.core.records import Grade, Precision
from opendisarm.core.sources import Source


class Moment(NamedTuple):
    """A day, and how exactly it is known."""

    on: date
    precision: Precision = Precision.DAY


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its cells by header, and where it stands."""

    cells: dict[str, str]
    source: Source

    def __getitem__(self, header: str) -> str:
        return self.cells.get(header, "")

    @property
    def grade(self) -> Grade:
        """How sure the row is; a table without grades holds what was seen.  A blank grade is a gap: from memory."""
        if "grade" not in self.cells:
            return Grade.SEEN
        return Grade(self["grade"]) if self["grade"] else Grade.MEMORY


def rows(name: str, folder: str = "norms") -> Iterator[TableRow]:
    """The rows of a shipped table, numbered as a spreadsheet shows them.  Errors  FileNotFoundError."""
    content = (files("opendisarm") / "data" / folder / name).read_bytes()
    digest = digest_bytes(content)
    for number, cells in enumerate(csv.DictReader(content.decode("utf-8").splitlines()), start=2):
        yield TableRow({header: text.strip() for header, text in cells.items()}, Source(name, digest, row=number))


def by(text: str) -> Moment:
    """The day by which something dated so is certain: a month or a year counts from its last day.

    Errors  ValueError when the text is no ISO date, month, year or pair of years.
    """
    return _read(text, last=True)


def since(text: str) -> Moment:
    """The first day of what is dated so."""
    return _read(text, last=False)


def _read(text: str, *, last: bool) -> Moment:
    if match := re.fullmatch(r"(\d{4})-(\d{4})", text):
        text = match[2 if last else 1]
    if re.fullmatch(r"\d{4}", text):
        return Moment(date(int(text), 12, 31) if last else date(int(text), 1, 1), Precision.YEAR)
    if re.fullmatch(r"\d{4}-\d{2}", text):
        year, month = map(int, text.split("-"))
        return Moment(last_day_of_month(year, month) if last else date(year, month, 1), Precision.MONTH)
    return Moment(date.fromisoformat(text))
