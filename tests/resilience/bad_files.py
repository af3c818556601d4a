"""Files as they really arrive: broken, cut off, hostile, swapped, half filled in."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import shapely

from tests.importers import gis_files
from tests.importers.tables_on_disk import workbook

HEADER = "kind,ref,hazard,date,area_m2,contamination"
GOOD = "CHA,S-1,,2020-01-01,1000,AP mine"

Make = Callable[[Path], Path]


@dataclass(frozen=True, slots=True)
class Bad:
    """A file, and what must be said about it.

    codes   findings that it must have.      counts   rows accepted, rejected, skipped.
    """

    make: Make
    codes: frozenset[str]
    counts: tuple[int, int, int] = (0, 0, 0)


def text(content: str, name: str = "field.csv", encoding: str = "utf-8") -> Make:
    return lambda folder: _put(folder / name, content.encode(encoding))


def raw(content: bytes, name: str) -> Make:
    return lambda folder: _put(folder / name, content)


def table(*rows: str) -> Make:
    """A CSV of hazardous areas with these rows below the header."""
    return text("\n".join((HEADER, *rows)) + "\n")


def layer(*geometries: str) -> Make:
    """A GeoJSON of cleared areas with these geometries."""
    return text(gis_files.geojson_text(*geometries), "layer.geojson")


def cut(whole: Make, share: float) -> Make:
    """A file of which only a first part arrived."""

    def make(folder: Path) -> Path:
        path = whole(folder)
        content = path.read_bytes()
        return _put(path, content[: int(len(content) * share)])

    return make


def renamed(whole: Make, name: str) -> Make:
    """A file under another name."""
    return lambda folder: whole(folder).rename(folder / name)


def survey_workbook(folder: Path) -> Path:
    return workbook(folder / "survey.xlsx", [HEADER.split(","), GOOD.split(",")])


def geopackage(folder: Path) -> Path:
    return gis_files.write(folder / "layer.gpkg")


def merged_header(folder: Path) -> Path:
    path = workbook(
        folder / "merged.xlsx",
        [["Area", "", "Date", ""], ["kind", "ref", "date", "area_m2"], ["CHA", "S-1", "2020-01-01", 1000]],
    )
    book = openpyxl.load_workbook(path)
    book.worksheets[0].merge_cells("C2:D2")
    book.save(path)
    return path


def formulas(folder: Path) -> Path:
    """A formula whose result was never saved (openpyxl saves none), and an error of the spreadsheet program."""
    path = workbook(
        folder / "formulas.xlsx",
        [HEADER.split(","), ["CHA", "S-1", "", "2020-01-01", "=10*100", "AP mine"],
         ["CHA", "S-2", "", "2020-01-01", 2000, "AP mine"], ["CHA", "S-3", "", "2020-01-01", "#REF!", "AP mine"]],
    )  # fmt: skip
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["E4"].data_type = "e"
    book.save(path)
    return path


def zip_bomb(folder: Path) -> Path:
    """A workbook whose one sheet unpacks to a gigabyte of zeros."""
    path = folder / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(b"<worksheet>")
            for _ in range(150):
                sheet.write(bytes(1 << 20))
    return path


def entity_bomb(folder: Path) -> Path:
    """A KML whose first name would grow to a thousand million letters."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return _put(
        folder / "bomb.kml",
        f'<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY e0 "boom">{levels}]>'
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>&e9;</name></Document></kml>'.encode(),
    )


def outside_entity(folder: Path) -> Path:
    """A KML that wants to read a file of this machine."""
    return _put(
        folder / "thief.kml",
        b'<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY stolen SYSTEM "file:///etc/hostname">]>'
        b'<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>&stolen;</name></Document></kml>',
    )


def two_point_ring(folder: Path) -> Path:
    ring = [(69.1, 34.5), (69.11, 34.5)]
    return gis_files.write(folder / "layer.gpkg", [gis_files.polygon_wkb(ring), gis_files.SQUARE])


def broken_shapes(folder: Path) -> Path:
    """Shapes with coordinates that are no numbers, beside a good one."""
    nan = struct.unpack("<d", b"\xff" * 8)[0]
    ring = [(69.1, 34.5), (nan, 34.5), (69.11, 34.51), (69.1, 34.5)]
    return gis_files.write(folder / "layer.gpkg", [gis_files.polygon_wkb(ring), gis_files.SQUARE])


def zip_slip(folder: Path) -> Path:
    path = folder / "slip.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../outside.geojson", gis_files.geojson_text("null"))
    return path


def _put(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


SQUARE = shapely.to_geojson(shapely.box(69.1, 34.5, 69.101, 34.501))

BAD: dict[str, Bad] = {
    "empty file": Bad(raw(b"", "field.csv"), frozenset({"FILE_EMPTY"})),
    "only a header": Bad(table(), frozenset({"NO_ROWS"})),
    "no header": Bad(text("1,2,3\n4,5,6\n"), frozenset({"NO_TABLE"})),
    "broken zip": Bad(raw(b"PK\x03\x04 and nothing more", "layer.zip"), frozenset({"ARCHIVE_BROKEN"})),
    "workbook cut off": Bad(cut(survey_workbook, 0.7), frozenset({"ARCHIVE_BROKEN"})),
    "text called a workbook": Bad(raw(b"kind,ref\n", "survey.xlsx"), frozenset({"ARCHIVE_BROKEN"})),
    "workbook called a text": Bad(renamed(survey_workbook, "survey.csv"), frozenset({"TEXT_IS_BINARY"})),
    "geopackage cut off": Bad(cut(geopackage, 0.5), frozenset({"GIS_UNREADABLE"})),
    "geojson cut off": Bad(cut(layer(SQUARE), 0.8), frozenset({"GIS_UNREADABLE"})),
    "unknown kind of file": Bad(raw(b"%PDF-1.7", "report.pdf"), frozenset({"NO_READER"})),
    "pictures called a layer": Bad(raw(b"\x89PNG\r\n\x1a\n" * 9, "layer.gpkg"), frozenset({"GIS_UNKNOWN"})),
    "quotes never closed": Bad(text(f'{HEADER}\nCHA,"S-1,,2020-01-01,1000,\n'), frozenset({"QUOTES_UNCLOSED"})),
    "zip bomb": Bad(zip_bomb, frozenset({"ARCHIVE_SWELLS"})),
    "zip that writes elsewhere": Bad(zip_slip, frozenset({"ARCHIVE_UNSAFE_NAME"})),
    "entity bomb": Bad(entity_bomb, frozenset({"XML_DECLARES"})),
    "entity from outside": Bad(outside_entity, frozenset({"XML_DECLARES"})),
    "old code page": Bad(
        text(f"{HEADER},province\n{GOOD},بغداد\n", encoding="cp1256"), frozenset({"ENCODING_GUESSED"}), (1, 0, 0)
    ),
    "wide text": Bad(text(f"{HEADER}\n{GOOD}\n", encoding="utf-16"), frozenset(), (1, 0, 0)),
    "mixed encodings": Bad(
        raw(f"{HEADER},province\n{GOOD},Bogotá\n".encode() + b"CHA,S-2,,2020-01-01,5,AP mine,\xe9\n", "field.csv"),
        frozenset({"ENCODING_GUESSED"}), (2, 0, 0),
    ),
    "merged header": Bad(merged_header, frozenset({"MERGED_HEADER"}), (0, 1, 0)),
    "formulas": Bad(formulas, frozenset({"FORMULA_EMPTY", "CELL_ERROR"}), (1, 2, 0)),
    "arabic digits": Bad(table("CHA,S-1,,٢٠٢٠-٠١-٠١,١٠٠٠,AP mine"), frozenset(), (1, 0, 0)),
    "null shape": Bad(layer("null", SQUARE), frozenset({"SHAPE_MISSING"}), (2, 0, 0)),
    "two-point ring": Bad(two_point_ring, frozenset({"SHAPE_UNREADABLE"}), (1, 1, 0)),
    "coordinates that are no numbers": Bad(broken_shapes, frozenset({"SHAPE_UNREADABLE"}), (1, 1, 0)),
    "across the antimeridian": Bad(
        layer('{"type":"Polygon","coordinates":[[[179.9,5],[-179.9,5],[-179.9,5.1],[179.9,5.1],[179.9,5]]]}'),
        frozenset({"ANTIMERIDIAN", "EXTENT_TOO_WIDE"}), (0, 1, 0),
    ),
    "zero zero": Bad(
        layer('{"type":"Polygon","coordinates":[[[0,0],[0.001,0],[0.001,0.001],[0,0.001],[0,0]]]}'),
        frozenset({"NULL_ISLAND"}), (0, 1, 0),
    ),
    "off the earth": Bad(
        layer('{"type":"Polygon","coordinates":[[[10,500],[11,500],[11,501],[10,500]]]}'),
        frozenset({"COORDINATES_OUT_OF_RANGE"}), (0, 1, 0),
    ),
    "bow tie": Bad(
        layer('{"type":"Polygon","coordinates":[[[69,34],[69.001,34.001],[69.001,34],[69,34.001],[69,34]]]}'),
        frozenset({"GEOMETRY_INVALID"}), (0, 1, 0),
    ),
    "future date": Bad(table("CHA,S-2,,2090-01-01,1000,AP mine", GOOD), frozenset({"DATE_IN_FUTURE"}), (1, 1, 0)),
    "empty date cell": Bad(table("CHA,S-1,,1899-12-30,1000,AP mine"), frozenset({"DATE_UNREADABLE"}), (0, 1, 0)),
    "negative and endless areas": Bad(
        table("CHA,S-1,,2020-01-01,-5,AP mine", "CHA,S-2,,2020-01-01,1e400,AP mine", "CHA,S-3,,2020-01-01,NaN,AP mine"),
        frozenset({"AREA_INVALID", "UNIT_UNKNOWN", "NO_AREA"}), (0, 3, 0),
    ),
    "same id twice": Bad(table(GOOD, GOOD.replace("1000", "2000")), frozenset({"DUPLICATE_ID"}), (1, 1, 0)),
    "template rows left in": Bad(
        table("Example: CHA,S-0,,2020-01-01,1,AP mine", GOOD, "Total,,,,1000,", ",,,,,"),
        frozenset({"TEMPLATE_ROW", "TOTAL_ROW"}), (1, 0, 3),
    ),
    "row too long": Bad(table(f"{GOOD},and,more"), frozenset({"ROW_TOO_LONG"}), (0, 1, 0)),
    "words for a terminal": Bad(
        text(gis_files.geojson_text(SQUARE, first='"\\u001b[31m\\u202eC-1"'), "layer.geojson"),
        frozenset(), (1, 0, 0),
    ),
}  # fmt: skip
