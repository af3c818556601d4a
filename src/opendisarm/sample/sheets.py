"""A file that grows row by row: comma-separated text, a workbook, a GeoPackage layer."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Set
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Protocol, Self

import numpy as np

from opendisarm.sample.rings import wkt_of

_AT_A_TIME: Final = 50_000
_INVENTED_DAY: Final = datetime(2025, 1, 1, tzinfo=UTC)

Cells = Mapping[str, Any]


class Sheet(Protocol):
    """An open file of rows; finished when its context ends."""

    path: Path

    def write(self, cells: Cells, wkb: bytes | None) -> int:
        """Add a row; what has no column is left out.  Gives  the row as the reader of the file counts it."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, why: BaseException | None, where: TracebackType | None
    ) -> None:
        """Finish the file."""


class CsvSheet:
    """UTF-8 text with a header; a shape goes as well-known text into the column "wkt" where there is one."""

    def __init__(self, path: Path, columns: tuple[str, ...], numbers: Set[str]) -> None:
        del numbers
        self.path = path
        self._columns = columns

    def __enter__(self) -> Self:
        self._file = self.path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file, lineterminator="\r\n")
        self._writer.writerow(self._columns)
        self._row = 1
        return self

    def write(self, cells: Cells, wkb: bytes | None) -> int:
        """Rows start at 2, below the header."""
        self._writer.writerow([_text(cells, column, wkb) for column in self._columns])
        self._row += 1
        return self._row

    def __exit__(self, *_: object) -> None:
        self._file.close()


class XlsxSheet:
    """A workbook with one sheet, written in constant memory."""

    def __init__(self, path: Path, columns: tuple[str, ...], numbers: Set[str]) -> None:
        del numbers
        self.path = path
        self._columns = columns

    def __enter__(self) -> Self:
        import xlsxwriter

        self._book = xlsxwriter.Workbook(self.path, {"constant_memory": True, "strings_to_formulas": False})
        self._book.set_properties({"title": "Invented records of Samplia", "created": _INVENTED_DAY})
        self._sheet = self._book.add_worksheet(self.path.stem)
        self._sheet.write_row(0, 0, self._columns)
        self._row = 1
        return self

    def write(self, cells: Cells, wkb: bytes | None) -> int:
        """Rows start at 2, below the header."""
        for number, column in enumerate(self._columns):
            value = (wkt_of(wkb) if wkb else None) if column == "wkt" else cells.get(column)
            if isinstance(value, float | int):
                self._sheet.write_number(self._row, number, value)
            elif value:
                self._sheet.write_string(self._row, number, value)
        self._row += 1
        return self._row

    def __exit__(self, *_: object) -> None:
        self._book.close()


class LayerSheet:
    """A GeoPackage with one layer of polygons, WGS 84; written a block of rows at a time."""

    def __init__(self, path: Path, columns: tuple[str, ...], numbers: Set[str]) -> None:
        self.path = path
        self._columns = columns
        self._numbers = numbers

    def __enter__(self) -> Self:
        self.path.unlink(missing_ok=True)
        self._cells: list[Cells] = []
        self._shapes: list[bytes | None] = []
        self._written = 0
        return self

    def write(self, cells: Cells, wkb: bytes | None) -> int:
        """Features start at 1."""
        self._cells.append(cells)
        self._shapes.append(wkb)
        if len(self._cells) == _AT_A_TIME:
            self._flush()
        return self._written + len(self._cells)

    def _flush(self) -> None:
        from pyogrio.raw import write

        write(
            self.path, np.array(self._shapes, dtype=object), [self._column(name) for name in self._columns],
            list(self._columns), layer=self.path.stem, driver="GPKG", geometry_type="Polygon", crs="EPSG:4326",
            append=self._written > 0,
        )  # fmt: skip
        self._written += len(self._cells)
        self._cells, self._shapes = [], []

    def _column(self, name: str) -> Any:
        values = [cells.get(name) for cells in self._cells]
        if name in self._numbers:
            return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
        return np.array(values, dtype=object)

    def __exit__(
        self, kind: type[BaseException] | None, why: BaseException | None, where: TracebackType | None
    ) -> None:
        if kind is None and (self._cells or not self._written):
            self._flush()


def _text(cells: Cells, column: str, wkb: bytes | None) -> Any:
    if column == "wkt":
        return wkt_of(wkb) if wkb else ""
    value = cells.get(column)
    return int(value) if isinstance(value, float) and value.is_integer() else value
