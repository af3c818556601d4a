"""Invented exports of ODK Central and KoboToolbox, and what is read from them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from opendisarm.core.identity import Identity
from opendisarm.core.records import payload_of
from opendisarm.importers.mapping import Wanted
from tests.importers.tables_on_disk import Result, read, read_text

FIRST = "11111111-2222-4333-8444-555555555501"
SECOND = "11111111-2222-4333-8444-555555555502"


def table(folder: Path, kind: str, text: str, **mapping: object) -> Result:
    """A CSV of one kind, read."""
    return read_text(folder, text, Wanted(kind, mapping or None, state="XAA"))


def export_json(folder: Path, content: object, name: str = "export.json") -> Result:
    path = folder / name
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return read(path, Wanted(state="XAA"))


def export_csv(folder: Path, rows: Sequence[Sequence[object]], delimiter: str = ",", kind: str = "") -> Result:
    path = folder / "export.csv"
    path.write_text(as_csv(rows, delimiter), encoding="utf-8-sig")
    return read(path, Wanted(kind, state="XAA"))


def export_zip(folder: Path, tables: Mapping[str, Sequence[Sequence[object]]]) -> Result:
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, rows in tables.items():
            archive.writestr(name, as_csv(rows))
        archive.writestr("media/picture.jpg", b"\xff\xd8")
    return read(path, Wanted(state="XAA"))


def export_xlsx(folder: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Result:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    path = folder / "export.xlsx"
    book.save(path)
    return read(path, Wanted(state="XAA"))


def as_csv(rows: Sequence[Sequence[object]], delimiter: str = ",") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def people(result: Result) -> list[Identity]:
    """The identities of rows that are accepted, in order, without gaps."""
    return [one for row in result.rows if row.accepted for one in row.identities if one]


def told_outside_the_vault(result: Result) -> str:
    """All that a file leaves in the journal, on screens and in logs, as one text."""
    reading = result.reading
    findings = [(str(finding), repr(finding), json.dumps(finding.as_json())) for finding in result.findings]
    records = [(repr(record), json.dumps(payload_of(record))) for row in result.rows for record in row.records]
    rows = [repr(row.identities) for row in result.rows]
    skipped = [row.skipped for row in result.rows]
    text = repr((findings, records, rows, skipped, reading.mapping, dict(reading.places)))
    return text + json.dumps([finding.as_json() for finding in result.findings], ensure_ascii=False)
