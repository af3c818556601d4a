"""The list as a file: the same records as on the page, as of both clocks, and nothing of what a reader cannot see."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pyogrio
import pytest
from openpyxl import load_workbook

from opendisarm.access.roles import Role
from opendisarm.access.scope import Reader, Scope
from opendisarm.desk.errors import DeskError
from opendisarm.desk.records.area import LISTED_KINDS
from opendisarm.desk.records.export_words import LANGUAGES, label, legend
from opendisarm.desk.records.exporting import Exported, Format, export
from opendisarm.desk.records.listing import records
from opendisarm.desk.records.query import Query, Sort
from tests.desk.office import Office, at, square

OFFICER = Reader("Amal", Role.DATA_OFFICER)
NPA = Reader("Nadia", Role.OPERATOR_OFFICER, Scope("NPA"))
NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)


@pytest.fixture
def national(office: Office) -> Office:
    office.enter(
        f"CHA,=S-1,H-1,2020-03-01,12000,AP mine,North,NPA,{square(10.0)}",
        "Cleared,C-1,H-1,2021-05-01,400,AP mine,Ñorte,NPA,", name="npa.csv", hours=1, org="NPA",
    )  # fmt: skip
    office.enter(
        f"SHA,X-1,H-9,2022-03-01,,AP mine,South,HALO,{square(11.0)}", name="halo.csv", hours=2, org="HALO"
    )  # fmt: skip
    return office


def told(office: Office, format: Format, reader: Reader = OFFICER, lang: str = "en", **asked: object) -> Exported:
    return export(office.workspace, reader, Query(**asked), format, lang, NOW)  # type: ignore[arg-type]


def rows(exported: Exported) -> list[dict[str, str]]:
    with exported.file as file:
        return list(csv.DictReader(io.StringIO(file.read().decode("utf-8-sig"), newline="")))


def test_a_file_has_all_pages_in_the_order_of_the_list(national: Office) -> None:
    asked: dict[str, object] = {"sort": Sort.AREA, "descending": False}
    listed = [line.entry for line in records(national.workspace, OFFICER, Query(**asked)).rows]  # type: ignore[arg-type]
    assert [row["entry"] for row in rows(told(national, Format.CSV, page=2, size=1, **asked))] == listed
    assert len(listed) == 3


def test_a_row_says_what_the_record_says_and_as_of_when(national: Office) -> None:
    exported = told(national, Format.CSV, on=date(2020, 12, 31), known=at(1))
    assert exported.name == "records-on-2020-12-31-known-20260601T100000Z.csv"
    assert exported.media_type == "text/csv; charset=utf-8"
    [row] = rows(exported)
    expected = {
        "kind": "land.confirmed", "ref": "'=S-1", "org": "NPA", "hazard": "H-1", "on": "2020-03-01",
        "date_precision": "day", "country": "XSA", "admin1": "North", "area_m2": "12000.0", "area_source": "reported",
        "contamination": "ap_mine_factory", "operator": "NPA", "standing": "counts", "file": "npa.csv", "row": "2",
        "entered_utc": "2026-06-01T10:00:00Z", "entered_by": "Amal", "as_of_on": "2020-12-31",
        "as_of_known": "2026-06-01T10:00:00.000000Z", "journal_head": national.store.head(at(1)).chain,
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert (row["quantity_items"], row["method"]) == ("", "")


def test_the_same_question_as_known_then_gives_the_same_bytes_later(national: Office) -> None:
    def sent(format: Format) -> bytes:
        with told(national, format, known=at(2)).file as file:
            return file.read()

    before = {format: sent(format) for format in Format if format is not Format.GEOPACKAGE}
    national.enter("CHA,Z-1,H-0,2024-01-01,5,AP mine,North,Third,", name="third.csv", hours=6, org="Third")
    assert {format: sent(format) for format in before} == before


def test_a_workbook_in_arabic_has_arabic_headers_from_right_to_left(national: Office) -> None:
    with told(national, Format.XLSX, lang="ar").file as file:
        sheet = load_workbook(file)["records"]
    assert (sheet.sheet_view.rightToLeft, sheet["A1"].value, sheet.max_row) == (True, "القيد", 4)


def test_geojson_features_are_named_by_their_entries(national: Office) -> None:
    with told(national, Format.GEOJSON).file as file:
        features = json.load(file)["features"]
    assert {feature["id"] for feature in features} == {
        line.entry for line in records(national.workspace, OFFICER, Query()).rows
    }
    assert sum(feature["geometry"] is None for feature in features) == 1


def test_a_geopackage_has_a_layer_of_polygons_and_a_table_of_the_rest(national: Office, tmp_path: Path) -> None:
    exported = told(national, Format.GEOPACKAGE)
    path = tmp_path / exported.name
    with exported.file as file:
        path.write_bytes(file.read())
    assert path.stat().st_size == exported.size
    sizes = {name: pyogrio.read_info(path, layer=name)["features"] for name, _ in pyogrio.list_layers(path)}
    assert sizes == {
        "records_polygons": 2, "records_without_shape": 1, "records_as_of": 3, "layer_styles": 1}  # fmt: skip


def test_a_language_without_words_is_refused(national: Office) -> None:
    with pytest.raises(DeskError) as error:
        told(national, Format.CSV, lang="tlh")
    assert str(error.value) == "There are no words in 'tlh'. Ask for en, ar, es, fr."


def test_every_column_and_kind_has_a_word_in_every_language() -> None:
    names = [name for name in rows_header() if name]
    assert all(label(name, lang).strip() for name in names for lang in LANGUAGES)
    assert all({kind for kind, _ in legend(lang)} <= set(LISTED_KINDS) for lang in LANGUAGES)
    assert len({tuple(legend(lang)) for lang in LANGUAGES}) == len(LANGUAGES)


def rows_header() -> list[str]:
    from opendisarm.desk.records import exporting

    return [name for name, *_ in exporting.COLUMNS] + ["as_of_on", "as_of_known", "journal_head"]


# --- what others must not learn --------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", list(Format))
@pytest.mark.parametrize(
    "asked",
    [{}, {"text": "X-1"}, {"hazard": "H-9"}, {"orgs": frozenset({"HALO"})}, {"file": "halo.csv"}, {"sort": Sort.AREA}],
)
def test_no_file_holds_what_its_reader_does_not_reach(
    national: Office, format: Format, asked: dict[str, object]
) -> None:
    theirs = [national.ids("X-1")[0], "X-1", "H-9", "halo.csv", "HALO", "South"]
    with told(national, format, NPA, **asked).file as file:
        if format is Format.XLSX:
            book = load_workbook(file)
            sent = "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
        else:
            sent = file.read().decode("utf-8", "replace")
    assert not [word for word in theirs if word in sent]
    with told(national, Format.CSV, OFFICER, **asked).file as file:
        assert national.ids("X-1")[0].encode() in file.read(), "the question does find it for who may see it"
