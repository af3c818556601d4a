"""The document: an official form that an office program can edit."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from opendisarm.reports.render import render
from tests.reports.office import CHAIN, report


def opened(lang: str = "en") -> Any:
    return Document(BytesIO(render(report(), "docx", lang)))


def grid(document: Any, corner: str, width: int) -> Any:
    """The table with these words in its first cell and so many columns."""
    return next(t for t in document.tables if t.cell(0, 0).text == corner and len(t.columns) == width)


def test_forms_carry_their_letter_and_title() -> None:
    words = [paragraph.text for paragraph in opened().paragraphs]
    at = words.index("Form F2")
    assert words[at + 1] == "Status of programmes for the destruction of anti-personnel mines in mined areas"


def test_a_table_holds_the_figures_of_the_report() -> None:
    table = grid(opened(), "Province", 7)
    assert [cell.text for cell in table.rows[-1].cells] == ["Total", "4", "2", "6", "19,550", "10,900ʳ", "30,450ʳ"]


def test_header_rows_are_repeated_and_no_row_is_split() -> None:
    for table in opened().tables[1:-1]:
        rows = [row._tr.trPr for row in table.rows]
        assert all(row.find(qn("w:cantSplit")) is not None for row in rows)
        assert rows[0].find(qn("w:tblHeader")) is not None
        assert rows[-1].find(qn("w:tblHeader")) is None


def test_the_footer_holds_the_pages_and_the_head_of_the_journal() -> None:
    footer = opened().sections[0].footer
    fields = [node.text.strip() for node in footer._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert footer.paragraphs[0].text == "as of 31 December 2024, as known on 30 April 2025, 12:00 UTC · Page 1 of 1"
    assert footer.paragraphs[1].text == CHAIN


def test_the_picture_has_a_text_alternative() -> None:
    [picture] = list(opened().element.body.iter(qn("wp:docPr")))
    assert picture.get("descr").startswith("Opening: 36,000 m²; Newly found: +900 m²; Boundary growth: +2,500 m²;")
    assert picture.get("descr").endswith("Closing: 30,450 m²")


def test_without_a_whole_bridge_there_is_no_picture() -> None:
    document = Document(BytesIO(render(report(year=2023, devices=""), "docx")))
    assert not list(document.element.body.iter(qn("wp:docPr")))


def test_arabic_documents_run_from_right_to_left() -> None:
    document = opened("ar")
    assert all(table._tbl.tblPr.find(qn("w:bidiVisual")) is not None for table in document.tables)
    titles = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Heading 2"]
    assert all(paragraph._p.pPr.find(qn("w:bidi")) is not None for paragraph in titles)
    assert all(run.font.rtl for paragraph in titles for run in paragraph.runs)
    assert not any(table._tbl.tblPr.find(qn("w:bidiVisual")) is not None for table in opened("es").tables)


def test_pages_lie_across() -> None:
    section = opened().sections[0]
    assert section.page_width > section.page_height


def test_the_same_report_gives_the_same_bytes_and_no_moment_of_packing() -> None:
    made = render(report(), "docx", "ar")
    assert made == render(report(), "docx", "ar")
    assert {entry.date_time for entry in zipfile.ZipFile(BytesIO(made)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
