"""The workbook: real numbers, real words, and the entries behind them."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from opendisarm.reports.render import render
from opendisarm.reports.render.sources import sources
from opendisarm.reports.render.xlsx import harmless
from tests.reports.office import CHAIN, report


def book(lang: str = "en") -> Workbook:
    return load_workbook(BytesIO(render(report(), "xlsx", lang)))


def rows(sheet: Worksheet) -> dict[object, list[object]]:
    """First cell of a row -> the other cells."""
    return {first: rest for first, *rest in sheet.iter_rows(values_only=True) if first is not None}


def test_there_is_a_sheet_for_the_cover_each_table_and_the_sources() -> None:
    assert book().sheetnames == [
        "Cover page", "Form C1", "Form C2", "Form C", "Form F2", "Form G2", "Table 1", "Table 2", "Table 3", "Table 4",
        "Note", "Form I, Risk education", "Form J, Casualties", "Form J, Status", "Form J, Device",
        "Form J, Provinces", "Form J, Services", "Form J, Survivors", "Form J, Measures", "Sources",
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["ar", "es", "fr"])
def test_in_every_language_sheets_have_names_of_their_own(lang: str) -> None:
    names = [sheet.title for sheet in book(lang).worksheets]
    assert len(set(names)) == len(names) == 20


def test_figures_are_numbers_and_totals_are_their_sums() -> None:
    table = rows(book()["Table 2"])
    assert table["Total"][:5] == [4_000, 2_000, 4_500, 10_500, 5]
    assert [north + south for north, south in zip(table["North"], table["South"], strict=True)] == table["Total"]


def test_a_figure_that_is_only_reported_carries_its_mark_in_the_format() -> None:
    sheet = book()["Table 1"]
    formats = {
        cell.value: cell.number_format for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int)
    }
    assert formats[2_900] == '#,##0"ʳ"'
    assert formats[8_600] == "#,##0"


def test_what_is_no_figure_is_a_word() -> None:
    sheet = load_workbook(BytesIO(render(report(year=2023, devices=""), "xlsx")))["Table 2"]
    assert rows(sheet)["Total"] == ["unknown"] * 5


def test_the_cover_says_as_of_when_and_from_which_journal() -> None:
    cover = rows(book()["Cover page"])
    assert cover["Figures"] == ["as of 31 December 2024, as known on 30 April 2025, 12:00 UTC"]
    assert cover["Reporting period"] == ["1 January 2024 to 31 December 2024"]
    assert cover["Journal head (SHA-256)"] == [CHAIN]
    assert cover["National point of contact"] == ["unknown"]


def test_every_sheet_is_set_up_for_the_printer() -> None:
    for sheet in book().worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.oddHeader.left.text == "Samplia, Article 7, 2024"
        assert sheet.oddFooter.center.text.strip() == CHAIN
        assert sheet.oddFooter.right.text.strip() == "Page &P of &N"
    assert book()["Table 4"].freeze_panes == "B7"
    assert book()["Table 4"].print_title_rows == "$5:$6"


def test_the_sources_list_the_entries_behind_a_cell() -> None:
    listed = [row for row in book()["Sources"].iter_rows(min_row=5, values_only=True) if row[0] == "T2/total/cleared"]
    assert [(row[1], row[2], row[3], row[4].date().isoformat(), *row[5:]) for row in listed] == [
        (4_500, "N-7", "land.cleared", "2024-05-01", 3_000, "m²", "drawn", "clearance.xlsx", None, 12),
        (4_500, "N-8", "land.cleared", "2024-05-02", 500, "m²", "drawn", "clearance.xlsx", None, 13),
        (4_500, "S-5", "land.cleared", "2024-06-01", 1_000, "m²", "reported", "clearance.xlsx", None, 14),
    ]


def test_too_many_sources_are_cut_off_and_counted() -> None:
    found = sources(report(), most=10)
    assert len(found.lines) == 10
    assert found.count == len(sources(report()).lines) > 10


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_text_that_would_be_a_formula_is_neutralised(text: str) -> None:
    assert harmless(text) == f"'{text}"


def test_a_province_that_looks_like_a_formula_stays_text() -> None:
    land = "2024-01-01  A  suspects  10x10 at 0,0  holds ap_mine_factory  in =HYPERLINK(1)"
    sheet = load_workbook(BytesIO(render(report(land, devices=""), "xlsx")))["Table 1"]
    assert "'=HYPERLINK(1)" in rows(sheet)


def test_arabic_sheets_run_from_right_to_left() -> None:
    assert all(sheet.sheet_view.rightToLeft for sheet in book("ar").worksheets)
    assert not any(sheet.sheet_view.rightToLeft for sheet in book("fr").worksheets)
    assert book("ar")["الجدول 2"]["A2"].value == "الأراضي المفرج عنها خلال الفترة، حسب الطريقة"


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render(report(), "xlsx", "ar") == render(report(), "xlsx", "ar")
