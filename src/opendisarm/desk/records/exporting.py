"""The list as a file: the same records in the same order, all pages of it, as of both clocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import BinaryIO, Final

from opendisarm.access.scope import Reader
from opendisarm.desk.errors import DeskError
from opendisarm.desk.records import export_words as words
from opendisarm.desk.records.area import place_of
from opendisarm.desk.records.listing import RecordLine, Selection
from opendisarm.desk.records.query import Query
from opendisarm.desk.workspace import Workspace
from opendisarm.exports import csv_file, geojson_file, geopackage, xlsx_file
from opendisarm.exports.table import Column, Row, Table, Type, Value


class Format(StrEnum):
    """What a list can be exported as; the value is the ending of the file's name."""

    CSV = "csv"
    XLSX = "xlsx"
    GEOJSON = "geojson"
    GEOPACKAGE = "gpkg"


MEDIA_TYPES: Final = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.GEOJSON: "application/geo+json",
    Format.GEOPACKAGE: "application/geopackage+sqlite3",
}

COLUMNS: Final[tuple[tuple[str, Type, int], ...]] = (
    ("entry", Type.TEXT, 26), ("kind", Type.TEXT, 16), ("ref", Type.TEXT, 18), ("org", Type.TEXT, 24),
    ("hazard", Type.TEXT, 16), ("on", Type.DATE, 12), ("date_precision", Type.TEXT, 10), ("country", Type.TEXT, 9),
    ("admin1", Type.TEXT, 18), ("admin2", Type.TEXT, 18), ("area_m2", Type.NUMBER, 14),
    ("area_source", Type.TEXT, 12), ("contamination", Type.TEXT, 26), ("operator", Type.TEXT, 24),
    ("method", Type.TEXT, 12), ("category", Type.TEXT, 18), ("quantity_items", Type.WHOLE, 10),
    ("standing", Type.TEXT, 12), ("batch", Type.TEXT, 24), ("file", Type.TEXT, 28), ("sheet", Type.TEXT, 14),
    ("row", Type.WHOLE, 8), ("entered_utc", Type.MOMENT, 19), ("entered_by", Type.TEXT, 16),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Exported:
    """A file to send.  file: open at its beginning, gone when it is closed; size: bytes."""

    file: BinaryIO
    size: int
    media_type: str
    name: str


def export(workspace: Workspace, reader: Reader, query: Query, format: Format, lang: str, moment: datetime) -> Exported:
    """All records that the reader reaches and that fit the query, whatever its page, as a file on disk.

    lang     en, ar, es or fr: labels of the workbook and words of the legend; names of columns are the same in all.
    moment   of asking, UTC: what the file is known as of where the query names no moment, so that the same can be
             asked again. The file names the last link of the journal's chain and not its length, which would tell a
             reader how much others have entered.
    Errors   DeskError when the query cannot be answered, the language is not there, or a workbook cannot hold so many;
             OSError on a full disk.
    """
    if lang not in words.LANGUAGES:
        raise DeskError(f"There are no words in '{lang}'.", f"Ask for {', '.join(words.LANGUAGES)}.")
    found = Selection.of(workspace, reader, query)
    if format is Format.XLSX and len(found.rows) > xlsx_file.MOST_ROWS:
        raise DeskError(f"A workbook holds {xlsx_file.MOST_ROWS} records.", "Narrow the list, or export it as CSV.")
    known = (query.known or moment).astimezone(UTC)
    table = _table(workspace, found, query, lang, known)
    file = _written(table, format, lang)
    size = file.seek(0, 2)
    file.seek(0)
    on = f"-on-{query.on.isoformat()}" if query.on else ""
    return Exported(file, size, MEDIA_TYPES[format], f"records{on}-known-{known:%Y%m%dT%H%M%SZ}.{format.value}")


def _written(table: Table, format: Format, lang: str) -> BinaryIO:
    if format is Format.GEOPACKAGE:
        with TemporaryDirectory(prefix="opendisarm-") as folder:
            path = Path(folder) / "records.gpkg"
            geopackage.write(table, path, words.legend(lang))
            return path.open("rb")  # the system keeps an open file until it is closed
    out: BinaryIO = TemporaryFile("w+b")  # noqa: SIM115 - whoever sends it closes it
    writers = {Format.CSV: csv_file.write, Format.XLSX: xlsx_file.write, Format.GEOJSON: geojson_file.write}
    try:
        writers[format](table, out)
    except BaseException:
        out.close()
        raise
    return out


def _table(workspace: Workspace, found: Selection, query: Query, lang: str, known: datetime) -> Table:
    about = {
        "as_of_on": query.on.isoformat() if query.on else "",
        "as_of_known": known.isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "journal_head": found.seen.head.chain,
    }
    return Table(
        name="records",
        title=f"{words.label('records', lang)}: {workspace.name}",
        columns=[Column(name, words.label(name, lang), type_, width) for name, type_, width in COLUMNS],
        rows=_rows(workspace, found),
        about={name: (words.label(name, lang), value) for name, value in about.items()},
        moment=known,
        right_to_left=lang in words.RIGHT_TO_LEFT,
    )


def _rows(workspace: Workspace, found: Selection) -> Iterator[Row]:
    for line in found.lines(workspace):
        yield Row(line.entry, cells(line), line.said.shape)


def cells(line: RecordLine) -> tuple[Value, ...]:
    """In the order of `COLUMNS`; what the record does not tell is None, and never 0."""
    said, source = line.said.payload, line.said.source
    quantity = said.get("quantity")
    area_source = None if line.area_m2 is None else "reported" if line.reported else "computed"
    texts = said.get("contamination")
    return (
        line.entry, line.kind, line.ref or None, line.org or None, line.hazard or None, line.on,
        str(said.get("precision", "day")) if line.on else None, place_of(said).get("state"), line.admin1 or None,
        line.admin2 or None, round(line.area_m2, 2) if line.area_m2 is not None else None, area_source,
        "+".join(texts) if texts else None, _text(said.get("operator")), _text(said.get("method")),
        _text(said.get("category")), quantity if isinstance(quantity, int) else None, line.standing.value, line.batch,
        source.file or None, source.sheet or None, source.row or None, line.entered, line.by,
    )  # fmt: skip


def _text(value: object) -> str | None:
    return str(value) if value not in (None, "") else None
