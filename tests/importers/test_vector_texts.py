"""Texts of GIS files in encodings that they do not name."""

from __future__ import annotations

from pathlib import Path

from opendisarm.core.records import LandRecord
from opendisarm.core.rows import Row
from tests.importers.gis_files import CLEARED, codes_of, counted, geojson_text, read, write

SQUARE_JSON = '{"type":"Polygon","coordinates":[[[69.1,34.5],[69.11,34.5],[69.11,34.51],[69.1,34.5]]]}'


def land(row: Row) -> LandRecord:
    [record] = row.records
    assert isinstance(record, LandRecord)
    return record


def test_columns_of_a_shapefile_in_an_arabic_code_page_are_read_and_named_as_a_guess(tmp_path: Path) -> None:
    path = write(tmp_path / "areas.shp", columns={**CLEARED, "team": ["فريق التطهير", "نينوى"]})
    for part in (".dbf", ".cpg"):
        (tmp_path / f"areas{part}").unlink()
    latin = write(tmp_path / "latin.shp", columns={**CLEARED, "team": ["x" * 40, "y" * 40]})
    table = bytearray(latin.with_suffix(".dbf").read_bytes())
    for mark, word in ((b"x" * 40, "فريق التطهير"), (b"y" * 40, "نينوى")):
        at = table.index(mark)
        table[at : at + 40] = word.encode("cp1256").ljust(40)
    table[29] = 0
    (tmp_path / "areas.dbf").write_bytes(table)
    reading, rows = read(path)
    assert "it was read as cp1256" in reading.findings[0].message
    assert [dict(land(row).extra)["team"] for row in rows] == ["فريق التطهير", "نينوى"]


def test_a_letter_cut_off_at_the_width_of_a_column_is_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "areas.shp", columns={**CLEARED, "team": ["فريق", "نينوى"]})
    table = bytearray((tmp_path / "areas.dbf").read_bytes())
    at = table.index("نينوى".encode())
    table[at + 9 : at + 10] = b" "  # the second half of the last letter
    (tmp_path / "areas.dbf").write_bytes(table)
    reading, rows = read(path)
    assert counted(reading, rows) == (2, 0, 0)
    [finding] = [finding for finding in rows[1].findings if finding.code == "TEXT_LOST"]
    assert finding.source.field == "team"
    assert finding.message == "Letters were lost before the file reached us: the value reads 'نينو\ufffd'."


def test_question_marks_in_place_of_letters_are_reported(tmp_path: Path) -> None:
    _, rows = read(write(tmp_path / "areas.gpkg", columns={**CLEARED, "team": ["???? ????", "Where is it?"]}))
    assert codes_of(rows[0].findings) == ["TEXT_LOST"]
    assert codes_of(rows[1].findings) == []


def test_geojson_in_a_code_page_is_read_and_named_as_a_guess(tmp_path: Path) -> None:
    text = geojson_text(SQUARE_JSON, first='"Société de déminage"')
    (tmp_path / "a.geojson").write_bytes(text.encode("cp1252"))
    reading, rows = read(tmp_path / "a.geojson")
    assert "it was read as cp1252" in reading.findings[0].message
    assert land(rows[0]).ref == "Société de déminage"


def test_geojson_in_utf16_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.geojson").write_bytes(geojson_text(SQUARE_JSON).encode("utf-16"))
    reading, rows = read(tmp_path / "a.geojson")
    assert (codes_of(reading.findings), rows) == (["GIS_UNKNOWN"], [])
