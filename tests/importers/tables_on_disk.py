"""Small files for tests of the readers, written from the text in the test, and read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

from opendisarm.core.findings import Finding
from opendisarm.core.rows import Reading, Row
from opendisarm.importers import Reader, pick
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.files.opening import opened
from opendisarm.importers.mapping import Wanted


class Result(NamedTuple):
    reading: Reading
    rows: list[Row]

    @property
    def findings(self) -> list[Finding]:
        return [*self.reading.findings, *(finding for row in self.rows for finding in row.findings)]

    @property
    def codes(self) -> list[str]:
        return [finding.code for finding in self.findings]

    def words(self, code: str) -> list[str]:
        return [str(finding) for finding in self.findings if finding.code == code]

    @property
    def records(self) -> list[Any]:
        return [record for row in self.rows if row.accepted for record in row.records]


def field_file(path: Path) -> FieldFile:
    file = opened(path)
    assert isinstance(file, FieldFile), file
    return file


def read(path: Path, wanted: Wanted = Wanted()) -> Result:  # noqa: B008
    file = field_file(path)
    importer: Reader | Finding = pick(file, wanted)
    assert not isinstance(importer, Finding), importer
    reading = importer.read(file, wanted)
    return Result(reading, list(reading.rows))


def read_text(folder: Path, text: str, wanted: Wanted = Wanted(), name: str = "table.csv") -> Result:  # noqa: B008
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read(path, wanted)


def workbook(path: Path, rows: Iterable[Sequence[Any]], sheet: str = "Areas") -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path
