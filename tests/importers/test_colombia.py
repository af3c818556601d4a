import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import shapely

from tests.importers.tables_on_disk import read, read_text

FOLDER = Path(__file__).parents[3] / "shared/data/colombia"
HEADER = (
    "departamento,codigodanedepartamento,municipio,codigodanemunicipio,anio,mes,tipodesminado,areadespejada,map,muse,aei,"
    "totalartefactosdestruidos,organizacion,estudiosnotecnicos,estudiostecnicos,operacionesdespeje\n"
)
EVENTS = "anio,tipo_evento_codigo,tipo_evento,departamento,municipio,tipo_area,lon,lat\n"


def published(name: str) -> Path:
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"the published table is not beside this checkout (../shared/data/colombia/{name})")
    return path


def test_one_row_is_land_cleared_and_the_devices_found_there(tmp_path):
    result = read_text(tmp_path, HEADER + "VALLE,5,UNO,5999,2018,2,Comunidades,1234,2,1,0,3,BRIGADA,1,0,1\n")
    land, mines, ordnance = result.records
    assert (land.area_m2, land.on, land.precision.value, land.operator) == (1234, date(2018, 2, 28), "month", "BRIGADA")
    assert (land.place.admin1_code, land.place.admin2_code) == ("05", "05999")
    assert [(found.category, found.quantity, found.fate) for found in (mines, ordnance)] == [
        ("ap_mine", 2, "destroyed"), ("uxo", 1, "destroyed"),
    ]  # fmt: skip
    assert dict(land.extra)["estudiosnotecnicos"] == "1"
    assert result.codes == []


def test_no_area_cleared_is_a_figure_and_not_unknown(tmp_path):
    [land] = read_text(tmp_path, HEADER + "VALLE,5,UNO,5999,2018,2,Comunidades,0,0,0,0,0,BRIGADA,1,0,1\n").records
    assert land.area_m2 == 0


def test_a_total_that_differs_from_its_parts_is_a_warning_with_the_figures(tmp_path):
    result = read_text(tmp_path, HEADER + "VALLE,5,UNO,5999,2018,2,Comunidades,0,1,0,2,7,BRIGADA,1,0,0\n")
    assert [str(finding) for finding in result.findings] == [
        "table.csv, row 2, totalartefactosdestruidos (L2): The parts (map 1 + muse 0 + aei 2) sum to 3, but the total "
        "column says 7; the parts are used. Ask the sender which of them is right. [DEVICE_TOTAL_DIFFERS]"
    ]
    assert result.rows[0].accepted


def test_a_month_that_does_not_exist_is_an_error(tmp_path):
    result = read_text(tmp_path, HEADER + "VALLE,5,UNO,5999,2018,13,Comunidades,0,0,0,0,0,BRIGADA,1,0,1\n")
    assert result.words("NUMBER_IMPOSSIBLE")[0].startswith("table.csv, row 2, mes (F2): 13 is outside 1 to 12.")


def test_an_event_has_a_year_and_a_point(tmp_path):
    [event] = read_text(tmp_path, EVENTS + "1999,1,Accidente por MAP,VALLE,UNO,Rural,-74.512345,4.512345\n").records
    assert (event.category, event.on, event.precision.value) == ("accident", date(1999, 12, 31), "year")
    assert shapely.from_wkb(event.shape.wkb).equals(shapely.Point(-74.512345, 4.512345))


def test_equal_events_are_all_kept(tmp_path):
    row = "1999,1,Accidente por MAP,VALLE,UNO,Rural,-74.512345,4.512345\n"
    assert len(read_text(tmp_path, EVENTS + row * 3).records) == 3


def test_a_longitude_east_of_greenwich_is_a_warning(tmp_path):
    result = read_text(tmp_path, EVENTS + "1999,1,Accidente por MAP,VALLE,UNO,Rural,74.512345,4.512345\n")
    assert result.words("SIGN_OPPOSITE")[0].startswith(
        "table.csv, row 2, lon (G2): The longitude 74.512345 is east of Greenwich;"
    )


@pytest.mark.data
def test_the_published_operations_sum_to_the_published_area_by_operator_and_year():
    path = published("desminado_v1.csv")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    by_operator: Counter[str] = Counter()
    by_year: Counter[int] = Counter()
    for row in rows:
        by_operator[row["organizacion"]] += int(row["areadespejada"])
        by_year[int(row["anio"])] += int(row["areadespejada"])
    land = [record for record in read(path).records if record.kind == "land.cleared"]
    assert len(land) == 3129
    assert sum(record.area_m2 for record in land) == 6_008_612
    ours_by_operator: Counter[str] = Counter()
    ours_by_year: Counter[int] = Counter()
    for record in land:
        ours_by_operator[record.operator] += record.area_m2
        ours_by_year[record.on.year] += record.area_m2
    assert ours_by_operator == by_operator
    assert ours_by_year == by_year


@pytest.mark.data
def test_every_device_of_the_published_operations_is_found_again():
    path = published("desminado_v1.csv")
    result = read(path)
    found: Counter[str] = Counter()
    for record in result.records:
        if record.kind == "device.found":
            found[record.category] += record.quantity
    assert found == {"ap_mine": 5705, "uxo": 924, "ied": 233}


@pytest.mark.data
def test_exactly_the_published_rows_whose_total_differs_are_told():
    path = published("desminado_v1.csv")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        differing = [
            number
            for number, row in enumerate(csv.DictReader(stream), start=2)
            if int(row["map"]) + int(row["muse"]) + int(row["aei"]) != int(row["totalartefactosdestruidos"])
        ]
    told = [finding.source.row for finding in read(path).findings if finding.code == "DEVICE_TOTAL_DIFFERS"]
    assert told == differing


def test_clearance_operations_without_an_area_are_a_warning(tmp_path):
    result = read_text(tmp_path, HEADER + "VALLE,5,UNO,5999,2018,2,Comunidades,0,0,0,0,0,BRIGADA,1,0,2\n")
    assert [str(finding) for finding in result.findings] == [
        "table.csv, row 2, areadespejada (H2): The row reports 2 clearance operations, but 0 m2 cleared. "
        "Ask the sender for the area; until then the row counts as 0 m2. [OPERATIONS_WITHOUT_AREA]"
    ]


@pytest.mark.data
def test_exactly_three_published_rows_report_operations_without_an_area():
    found = read(published("desminado_v1.csv")).findings
    assert [finding.code for finding in found].count("OPERATIONS_WITHOUT_AREA") == 3


@pytest.mark.data
def test_the_published_events_are_all_read_and_the_wrong_sign_is_seen():
    result = read(published("eventos_1990_2019.csv"))
    assert len(result.records) == result.reading.total == 36_527
    assert [finding.source.row for finding in result.findings if finding.code == "SIGN_OPPOSITE"] == [5780]
    assert {finding.code for finding in result.findings} <= {"SIGN_OPPOSITE", "COORDINATE_COARSE"}
