"""Tables as files: types kept, text never a formula, every script, and as of when."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from opendisarm.exports import csv_file, geojson_file, xlsx_file
from opendisarm.exports.harmless import harmless
from opendisarm.exports.table import Column, Row, Table, Type

MOMENT = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
COLUMNS = (
    Column("entry", "Entry"), Column("place", "مكان"), Column("area_m2", "Area, m2", Type.NUMBER),
    Column("items", "Items", Type.WHOLE), Column("on", "Date", Type.DATE), Column("at_utc", "At", Type.MOMENT),
)  # fmt: skip
SQUARE = shapely.to_wkb(shapely.Polygon([(10, 5), (10, 5.1), (10.1, 5.1), (10.1, 5)]))
ROWS = (
    Row("E-1", ("E-1", "حقل ٧ «Ñ»", 12.5, 3, date(2024, 2, 29), MOMENT), SQUARE),
    Row("E-2", ("E-2", None, None, 0, None, None)),
    Row("E-3", ("E-3", "a;b,\"c\"\nd", -4.0, None, date(1899, 1, 2), MOMENT), shapely.to_wkb(shapely.Point(1, 2))),
)  # fmt: skip
EVIL = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u200f=1", "\uff1d1", "'=1", "\n=1")


def table(rows: Iterable[Row] = ROWS, **facts: object) -> Table:
    about = {"as_of_on": ("Up to", "2026-06-01"), "journal_head": ("Head", "ab12")}
    return replace(Table("records", "Records: =office", COLUMNS, rows, about, MOMENT), **facts)  # type: ignore[arg-type]


def written(module: object, of: Table) -> bytes:
    out = io.BytesIO()
    module.write(of, out)  # type: ignore[attr-defined]
    return out.getvalue()


def test_csv_begins_with_its_mark_and_says_in_each_row_as_of_when() -> None:
    told = written(csv_file, table())
    assert told.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(told.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["entry", "place", "area_m2", "items", "on", "at_utc", "as_of_on", "journal_head"]
    assert rows[1] == ["E-1", "حقل ٧ «Ñ»", "12.5", "3", "2024-02-29", "2026-11-24T08:30:00Z", "2026-06-01", "ab12"]
    assert rows[2] == ["E-2", "", "", "0", "", "", "2026-06-01", "ab12"], "unknown is empty, none is 0"
    assert rows[3][1:3] == ["a;b,\"c\"\nd", "-4.0"], "a negative number stays a number"  # fmt: skip


def test_a_workbook_keeps_types_and_freezes_its_header() -> None:
    book = load_workbook(io.BytesIO(written(xlsx_file, table())))
    sheet = book["records"]
    assert [cell.value for cell in sheet[1]] == [column.label for column in COLUMNS]
    assert [cell.value for cell in sheet[2]] == [
        "E-1", "حقل ٧ «Ñ»", 12.5, 3, datetime(2024, 2, 29), datetime(2026, 11, 24, 8, 30)]  # noqa: DTZ001  # fmt: skip
    assert [cell.value for cell in sheet[3]] == ["E-2", None, None, 0, None, None]
    assert sheet["E4"].value == "1899-01-02", "before the calendar of workbooks begins"
    assert [sheet[name].number_format for name in ("A2", "C2", "D2", "E2", "F2")] == [
        "@", "#,##0.00", "#,##0", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"]  # fmt: skip
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.sheet_view.rightToLeft) == ("B2", "A1:F4", None)
    assert [[cell.value for cell in row] for row in book["As of"].iter_rows(min_row=2)] == [
        ["Up to", "2026-06-01"], ["Head", "ab12"]]  # fmt: skip
    assert book.properties.created == MOMENT.replace(tzinfo=None)


def test_a_workbook_for_readers_of_arabic_runs_from_right_to_left() -> None:
    book = load_workbook(io.BytesIO(written(xlsx_file, table(right_to_left=True))))
    assert [sheet.sheet_view.rightToLeft for sheet in book] == [True, True]


@pytest.mark.parametrize("text", EVIL)
def test_no_text_becomes_a_formula_in_what_a_spreadsheet_opens(text: str) -> None:
    rows = [Row("E-1", ("E-1", text, None, None, None, None))]
    told = written(csv_file, table(rows)).decode("utf-8-sig")
    [_, row] = csv.reader(io.StringIO(told, newline=""))
    assert row[1].startswith("'")
    cell = load_workbook(io.BytesIO(written(xlsx_file, table(rows))))["records"]["B2"]
    assert (cell.data_type, str(cell.value)[0]) == ("s", "'")


@given(st.text())
def test_harmless_text_never_begins_a_formula_and_loses_nothing_that_shows(text: str) -> None:
    told = harmless(text)
    assert not told.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert told in (kept := "".join(sign for sign in text if sign >= " " or sign in "\t\n\r"), f"'{kept}")


def test_geojson_has_stable_ids_right_hand_rings_and_null_for_no_shape() -> None:
    told = json.loads(written(geojson_file, table()))
    assert (told["type"], told["as_of"]) == ("FeatureCollection", {"as_of_on": "2026-06-01", "journal_head": "ab12"})
    assert [feature["id"] for feature in told["features"]] == ["E-1", "E-2", "E-3"]
    polygon, nothing, point = (feature["geometry"] for feature in told["features"])
    assert shapely.LinearRing(polygon["coordinates"][0]).is_ccw, "RFC 7946, 3.1.6"
    assert (nothing, point) == (None, {"type": "Point", "coordinates": [1, 2]})
    assert told["features"][0]["properties"] == {
        "entry": "E-1", "place": "حقل ٧ «Ñ»", "area_m2": 12.5, "items": 3, "on": "2024-02-29",
        "at_utc": "2026-11-24T08:30:00Z"}  # fmt: skip
    assert told["features"][1]["properties"]["area_m2"] is None
    assert "crs" not in told, "RFC 7946, 4"


@pytest.mark.parametrize("module", [csv_file, xlsx_file, geojson_file])
def test_a_file_of_no_records_is_whole(module: object) -> None:
    told = written(module, table([]))
    if module is geojson_file:
        assert json.loads(told)["features"] == []
    elif module is csv_file:
        assert told.count(b"\r\n") == 1
    else:
        assert load_workbook(io.BytesIO(told))["records"].max_row == 1


def test_the_same_table_gives_the_same_bytes() -> None:
    for module in (csv_file, xlsx_file, geojson_file):
        assert written(module, table()) == written(module, table())
