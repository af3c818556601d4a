import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from opendisarm.core.catalogue.table import TEMPLATE_ROW
from opendisarm.core.sources import Source
from opendisarm.importers import corrected_workbook
from opendisarm.importers.mapping import Wanted
from tests.importers.tables_on_disk import read, workbook

CLEARED = Wanted(kind="land.cleared", state="COL")


@pytest.fixture
def hers(tmp_path):
    path = workbook(
        tmp_path / "hers.xlsx",
        [
            ["ref", "date", "area_m2", "Notes"],
            ["A", "soon", 5, "=not a formula"],
            ["B", "2021-04-25", 7, None],
            ["Total", None, 12, None],
        ],
    )
    book = openpyxl.load_workbook(path)
    sheet = book.active
    sheet["D2"].data_type = "s"
    sheet["A1"].font = Font(bold=True, color="FFFF0000")
    sheet["B2"].comment = Comment("ask the team", "she")
    sheet.column_dimensions["A"].width = 33
    sheet.sheet_view.rightToLeft = True
    book.create_sheet("Lists")["A1"] = "kept"
    book.save(path)
    return path


def given_back(path, out):
    corrected_workbook.write(path, out, read(path, CLEARED).findings)
    return openpyxl.load_workbook(out)


def test_faulty_cells_are_filled_and_carry_message_and_remedy(hers, tmp_path):
    sheet = given_back(hers, tmp_path / "out.xlsx")["Areas"]
    assert sheet["B2"].fill.fgColor.rgb == "FFF4B6AE"
    assert '"soon" is not a date.\nWrite it as 2025-04-30;' in sheet["B2"].comment.text
    assert sheet["B3"].fill.fill_type is None
    assert sheet["B3"].comment is None


def test_a_finding_about_a_whole_row_stands_on_its_first_cell(hers, tmp_path):
    assert "looks like a total" in given_back(hers, tmp_path / "out.xlsx")["Areas"]["A4"].comment.text


def test_her_formats_widths_and_other_sheets_stay(hers, tmp_path):
    book = given_back(hers, tmp_path / "out.xlsx")
    sheet = book["Areas"]
    assert sheet["A1"].font.color.rgb == "FFFF0000"
    assert sheet.column_dimensions["A"].width == 33
    assert book["Lists"]["A1"].value == "kept"
    assert sheet["B2"].comment.text.startswith("ask the team")


def test_the_findings_are_listed_with_links(hers, tmp_path):
    sheet = given_back(hers, tmp_path / "out.xlsx")["Findings"]
    lines = list(sheet.iter_rows(values_only=True))
    assert lines[0] == ("severity", "code", "sheet", "row", "cell", "what", "what to do")
    assert lines[1][:6] == ("error", "DATE_UNREADABLE", "Areas", 2, "B2", '"soon" is not a date.')
    assert sheet["E2"].hyperlink.location == "'Areas'!B2" or sheet["E2"].hyperlink.target == "#'Areas'!B2"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:G{len(lines)}"
    assert sheet.sheet_view.rightToLeft


def test_she_corrects_it_and_imports_it_again(hers, tmp_path):
    out = tmp_path / "out.xlsx"
    book = given_back(hers, out)
    book["Areas"]["B2"] = "2021-04-24"
    book.save(out)
    result = read(out, CLEARED)
    assert [record.ref for record in result.records] == ["A", "B"]
    assert "DATE_UNREADABLE" not in result.codes
    again = given_back(out, tmp_path / "again.xlsx")
    assert again.sheetnames == ["Areas", "Lists", "Findings"]
    assert again["Areas"]["B2"].comment.text == "ask the team"
    assert again["Areas"]["B2"].fill.fill_type is None
    assert "looks like a total" in again["Areas"]["A4"].comment.text


def test_giving_back_twice_changes_nothing(hers, tmp_path):
    first, second = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    given_back(hers, first)
    given_back(first, second)
    for name in ("Areas", "Findings"):
        one, two = (openpyxl.load_workbook(path)[name] for path in (first, second))
        assert list(one.iter_rows(values_only=True)) == list(two.iter_rows(values_only=True))
    assert openpyxl.load_workbook(second)["Areas"]["B2"].comment.text.count("is not a date") == 1


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_text_that_looks_like_a_formula_is_neutralised(tmp_path, start):
    path = tmp_path / "a.csv"
    path.write_text(f'ref,date\n"{start}",2021\n', encoding="utf-8")
    finding = TEMPLATE_ROW.at(Source("a.csv", row=2), text=start)
    finding = type(finding)(finding.code, finding.severity, finding.source, start, start)
    corrected_workbook.write(path, tmp_path / "out.xlsx", [finding])
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book["Findings"]["F2"].value == f"'{start}"
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert book["Sheet1"]["A2"].value == start
    assert book["Sheet1"]["A2"].quotePrefix


def test_a_text_table_comes_back_as_a_workbook_with_the_same_values(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("ref;date;area_m2\nA;soon;1,5\nB;2021-04-25;007\n", encoding="utf-8")
    book = given_back(path, tmp_path / "out.xlsx")
    values = list(book["Sheet1"].iter_rows(values_only=True))
    assert values == [("ref", "date", "area_m2"), ("A", "soon", "1,5"), ("B", "2021-04-25", "007")]
    assert book["Sheet1"]["B2"].fill.fgColor.rgb == "FFF4B6AE"


def test_what_is_no_table_cannot_be_given_back(tmp_path):
    path = tmp_path / "empty.csv"
    path.write_text("")
    with pytest.raises(ValueError, match="holds nothing"):
        corrected_workbook.write(path, tmp_path / "out.xlsx", [])
