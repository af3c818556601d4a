"""What is written: columns with their types and units, rows one after the other, as of when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Value = str | int | float | date | datetime | None
"""A cell; None is what nobody told, and stays empty."""


class Type(StrEnum):
    """What a column holds.  Moments are UTC."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Column:
    """A column.  name: stable, with its unit ("area_m2"); label: as people read it, in their language."""

    name: str
    label: str
    type: Type = Type.TEXT
    width: int = 14


@dataclass(frozen=True, slots=True)
class Row:
    """Cells in the order of the columns.  id: never changes; shape: WGS 84 WKB, None where there is none."""

    id: str
    cells: Sequence[Value]
    shape: bytes | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is written once, from its first row to its last: rows may come from a generator.

    name     of the sheet, and of the layers.        title   one line, in the reader's language.
    about    as of when, and from what: name -> (label, value); the same for all rows.
    moment   of the file: no clock is read here.
    """

    name: str
    title: str
    columns: Sequence[Column]
    rows: Iterable[Row]
    about: Mapping[str, tuple[str, str]]
    moment: datetime
    right_to_left: bool = False


def iso(value: Value) -> str | int | float | None:
    """A cell for formats without dates of their own: dates and moments as ISO 8601 text, moments in UTC with Z."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds").replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value
