"""Samples of files with what they must be read as.  `python -m tests.importers.golden` writes the expectations anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import shapely

from opendisarm.core.canonical import canonical_json
from opendisarm.core.records import Record, payload_of
from opendisarm.importers import IMPORTERS, Importer
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.files.opening import opened
from opendisarm.importers.mapping import Wanted

FOLDER = Path(__file__).parents[1] / "golden"
TABLE_SAMPLES = sorted(path for path in FOLDER.glob("*") if path.suffix in {".csv", ".xlsx", ".ods", ".tsv"})
WANTED = Wanted(kind="land.cleared", state="XAA", org="Invented Demining Organisation")


def expected_beside(sample: Path) -> Path:
    return sample.with_name(f"{sample.stem}.expected.txt")


def recognised_by(file: FieldFile) -> list[Importer]:
    return [importer for importer in IMPORTERS if importer.recognises(file)]


def as_lines(sample: Path) -> Iterator[str]:
    file = opened(sample)
    assert isinstance(file, FieldFile), file
    for importer in recognised_by(file):
        reading = importer.read(file, WANTED)
        yield f"reader {importer.NAME}, {reading.total} rows"
        yield from (f"  {finding}" for finding in reading.findings)
        for row in reading.rows:
            state = f"skipped ({row.skipped})" if row.skipped else "rejected" if row.rejected else "accepted"
            yield f"row {row.source.row}, {row.span} rows: {state}"
            yield from (f"  {record.kind} {_shown(record)}" for record in row.records)
            yield from (f"  {finding}" for finding in row.findings)


def _shown(record: Record) -> str:
    payload = payload_of(record)
    shape = getattr(record, "shape", None)
    if shape:
        payload["shape"] = (
            shapely.to_wkt(shapely.from_wkb(shape.wkb), rounding_precision=5) + f" from {shape.given_crs}"
        )
    return canonical_json(payload)


if __name__ == "__main__":
    for table in TABLE_SAMPLES:
        expected_beside(table).write_text("\n".join(as_lines(table)) + "\n", encoding="utf-8")
        print(expected_beside(table).name)
