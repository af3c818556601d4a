"""The report under Article 7 of the Convention on Cluster Munitions, in every format and language."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from opendisarm.core.clocks import AsOf
from opendisarm.reports.ccm7 import Facts
from opendisarm.reports.render import render
from tests.reports.office import CHAIN, KNOWN, line
from tests.reports.people.crowd import article7_report, ccm_facts, ccm_report, whole_report
from tests.reports.render.test_html import Reader
from tests.reports.render.test_json import errors

LANGUAGES = ("en", "ar", "es", "fr")
GOLDEN = Path(__file__).parent / "golden"


def test_the_report_has_the_forms_of_risk_education_and_victim_assistance() -> None:
    made = whole_report()
    assert [(table.id, table.form.text) for table in made.tables] == [
        ("cover", "Cover page"), ("G1", "Form G"), *((f"H{number}", "Form H") for number in range(1, 9)),
    ]  # fmt: skip
    assert made.heading.text == "Convention on Cluster Munitions"
    assert [note.text for note in made.tables[0].notes] == [
        "Forms A to F, I and J come from other ledgers and are not in this file."
    ]


def test_both_treaties_print_the_same_figures() -> None:
    mines, clusters = article7_report(), whole_report()
    for one, other in (("I1", "G1"), ("J1", "H1"), ("J2", "H2"), ("J3", "H3"), ("J4", "H4"), ("J5", "H6"),
                       ("J6", "H7"), ("J7", "H8")):  # fmt: skip
        assert [line(mines, one, row.key) for row in mines.table(one).rows] == [
            line(clusters, other, row.key) for row in clusters.table(other).rows
        ]


def test_a_state_with_people_and_no_land_has_an_article_7_report_too() -> None:
    made = article7_report(land="", devices="")
    assert line(made, "C1", "total") == "unknown | unknown | unknown | unknown | unknown"
    assert line(made, "J1", "total") == "3 | 3 | 1 | 7 | 2 | 4"


def test_without_any_record_every_cell_is_unknown() -> None:
    cells = json.loads(render(ccm_report(), "json"))["cells"]
    assert {cell["type"] for cell in cells} == {"unknown"}


def test_a_report_cannot_be_as_of_a_day_before_its_year() -> None:
    small = ccm_facts()
    with pytest.raises(ValueError, match=r"A report on 2024 cannot be as of 2023-12-31; give a day in 2024 or later\."):
        Facts("XSA", "Samplia", 2024, AsOf(date(2023, 12, 31), KNOWN), small.head, small.people)


def test_json_is_what_it_was(golden: Callable[[Path, str | bytes], None]) -> None:
    golden(GOLDEN / "ccm7-XSA-2024.json", render(whole_report(), "json"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_json_follows_its_schema_and_cells_are_the_same_in_every_language(lang: str) -> None:
    shape = json.loads(render(whole_report(), "json", lang))
    assert errors(shape) == []
    assert shape["cells"] == json.loads(render(whole_report(), "json"))["cells"]


def test_json_tells_unit_and_entries_of_persons_and_of_words() -> None:
    cells: dict[str, Any] = {cell["address"]: cell for cell in json.loads(render(whole_report(), "json"))["cells"]}
    assert cells["H1/total/killed"] == {
        "address": "H1/total/killed", "unit": "persons", "type": "number", "value": 3, "because": ["E-0", "E-2", "E-4"],
    }  # fmt: skip
    assert cells["H6/total/services"]["unit"] == "services"
    assert cells["G1/total/sessions"]["unit"] == "sessions"
    assert cells["H8/budget/set_up"]["value"] == ["Budget 2024", "1 200 000 EUR"]
    assert cells["H8/budget/set_up"]["because"] == ["M-3"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_holds_the_figures(lang: str) -> None:
    book = load_workbook(BytesIO(render(whole_report(), "xlsx", lang)))
    assert len(set(book.sheetnames)) == 11
    totals = list(book.worksheets[2].iter_rows(values_only=True))
    assert next(row for row in totals if row[1:7] == (3, 3, 1, 7, 2, 4))
    assert all(sheet.oddFooter.center.text.strip() == CHAIN for sheet in book.worksheets)


def test_the_sources_list_persons_with_file_and_row() -> None:
    book = load_workbook(BytesIO(render(whole_report(), "xlsx")))
    listed = [row for row in book["Sources"].iter_rows(min_row=5, values_only=True) if row[0] == "H1/men/casualties"]
    assert [(row[2], row[3], row[5], row[6], row[8]) for row in listed] == [
        ("E-2", "killed", 1, "persons", "persons.xlsx"), ("E-3", "injured", 1, "persons", "persons.xlsx"),
    ]  # fmt: skip


def test_the_document_has_no_bridge_and_looks_like_the_form() -> None:
    document = Document(BytesIO(render(whole_report(), "docx")))
    words = [paragraph.text for paragraph in document.paragraphs]
    assert words[words.index("Form H") + 1] == "Casualties in the period, by sex and age"
    assert "Sex known for 5 of 7 casualties." in words
    assert "Forms A to F, I and J come from other ledgers and are not in this file." in words
    head = document.sections[0].header.paragraphs[0].text
    assert head.startswith("Samplia, Convention on Cluster Munitions, Article 7, 2024 ·")
    assert not list(document.inline_shapes)
    assert not any("polygon" in cell.text for cell in document.tables[-1].column_cells(1))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_holds_every_cell(lang: str) -> None:
    reader = Reader(render(whole_report(), "html", lang).decode())
    assert reader.cells["H1/total/casualties"] == "7"
    assert len(reader.all("caption")) == len(reader.all("table")) == 9
    assert reader.all("html")[0]["dir"] == ("rtl" if lang == "ar" else "ltr")


def test_nothing_of_the_page_stays_english_in_arabic() -> None:
    said = Document(BytesIO(render(whole_report(), "docx", "ar")))
    heads = {cell.text for table in said.tables[1:-1] for cell in table.rows[0].cells}
    assert not any(word.isascii() for word in heads)


@pytest.mark.parametrize("format", ["xlsx", "docx", "html", "json"])
def test_the_same_facts_give_the_same_bytes(format: Any) -> None:
    assert render(whole_report(), format, "ar") == render(whole_report(), format, "ar")
