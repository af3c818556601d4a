"""Tables of junk: whatever stands in the cells, every row is accounted for and nothing falls over."""

import csv
import io

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opendisarm.core.catalogue import CODES
from opendisarm.importers.mapping import Wanted, synonyms
from tests.importers.tables_on_disk import read

HEADERS = [
    *synonyms(),
    "Area (ha)",
    "Remarks",
    "",
    "pointno",
    "hazard_localid",
    "iso3",
    "weapon",
    "year",
    "figure",
    "value",
    "unit",
    "source",
]
WORDS = [
    "CHA",
    "cleared",
    "2021-04-25",
    "25/04/21",
    "1.234",
    "1 250,5",
    "n/a",
    "AP mine; ERW",
    "34°31'41\"N",
    "42SWC1875021350",
    "38S",
    "POLYGON ((9 5, 9.1 5, 9.1 5.1, 9 5))",
    "POINT (9 5)",
    "Total",
    "Example",
    "#REF!",
    "=1+1",
    "COL",
    "0",
    "-5",
    "1e400",
    "99999999999999999999",
    "\u200f٢٥",
    "'",
    '"',
]
CELLS = st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12) | st.just("")
KINDS = st.sampled_from(["", "land.cleared", "device.found", "place.admin", "event.reported"])
TABLES = st.lists(st.sampled_from(HEADERS), min_size=2, max_size=12, unique=True).flatmap(
    lambda headers: st.tuples(st.just(headers), st.lists(st.lists(CELLS, max_size=len(headers) + 1), max_size=8))
)


def accounted_for(path, wanted):
    result = read(path, wanted)
    for row in result.rows:
        assert row.accepted + row.rejected + bool(row.skipped) == 1
        assert row.records or row.rejected or row.skipped
    for finding in result.findings:
        assert finding.code in CODES
        assert str(finding)
    return result, sum(row.span for row in result.rows)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(TABLES, KINDS)
def test_rows_in_are_rows_accepted_rejected_or_skipped(tmp_path, table, kind):
    headers, cells = table
    text = io.StringIO(newline="")
    csv.writer(text).writerows([headers, *cells])
    path = tmp_path / "junk.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    constants = {"date": "2021-04", "quantity": "1", "level": "1", "code": "AF01", "name": "Kabul"} if kind else {}
    result, counted = accounted_for(path, Wanted(kind=kind, state="AFG", mapping={"constants": constants}))
    assert counted == (result.reading.total or 0)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    st.lists(
        st.lists(
            CELLS.filter(lambda text: text.isprintable())
            | st.floats(allow_nan=False, allow_infinity=False)
            | st.booleans()
            | st.datetimes(),
            max_size=6,
        ),
        max_size=5,
    )
)
def test_a_workbook_of_junk_is_accounted_for(tmp_path, cells):
    book = openpyxl.Workbook()
    for row in [["ref", "date", "area_m2", "contamination", "lat", "lon"], *cells]:
        book.active.append(row)
    path = tmp_path / "junk.xlsx"
    book.save(path)
    result, counted = accounted_for(path, Wanted(kind="land.cleared"))
    assert counted == (result.reading.total or 0)


@pytest.mark.parametrize(
    "text",
    ["", "\n\n\n", ",,,\n,,,", "\x00\x00", "ref", '"', "kind,date\n" + "x" * 100_000],
)
def test_odd_files_are_findings(tmp_path, text):
    from opendisarm.core.findings import Finding
    from opendisarm.importers.files.opening import opened

    path = tmp_path / "odd.csv"
    path.write_text(text)
    if isinstance(opened(path), Finding):
        return
    result = read(path, Wanted(kind="land.cleared"))
    assert result.records == []
    assert result.findings
