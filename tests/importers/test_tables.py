import zipfile
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from opendisarm.core.findings import Finding
from opendisarm.core.sources import Source
from opendisarm.importers import pick
from opendisarm.importers.mapping import Wanted
from opendisarm.importers.tables.delimited import rows, separator_of
from tests.importers.tables_on_disk import field_file, read, read_text, workbook

CLEARED = Wanted(kind="land.cleared", state="COL")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_seen(separator):
    text = "\n".join(separator.join(row) for row in (["ref", "date", "area"], ["A-1", "2021-04-25", "12"]))
    assert separator_of(text) == separator


def test_commas_inside_quotes_do_not_fool_the_separator():
    assert separator_of('ref;note\nA;"x, y, z"\nB;"u, v, w"\n') == ";"


def test_a_first_line_with_the_separator_is_obeyed_and_not_counted():
    assert rows("sep=;\nref;date\nA;B\n", Source("a.csv")) == ([["ref", "date"], ["A", "B"]], ())


def test_a_quotation_mark_that_never_closes_is_an_error_and_not_one_huge_cell():
    found, [finding] = rows('ref,note\nA,"open\nB,x\nC,y\n', Source("a.csv"))
    assert found == []
    assert finding.message == (
        "A quotation mark opened in line 2 is never closed, so the rest of the file would be one cell."
    )


def test_a_quotation_mark_inside_a_cell_is_a_warning():
    found, [finding] = rows('ref,note\nA,"12" pipe\nB,x\n', Source("a.csv"))
    assert found == [["ref", "note"], ["A", "12 pipe"], ["B", "x"]]
    assert finding.message == (
        "A quotation mark stands in the middle of a cell (first in line 2); the cell is read without it."
    )


def test_a_polygon_longer_than_the_usual_limit_of_a_cell_is_read(tmp_path):
    ring = ", ".join(f"{9 + i / 1e6:.6f} {5 + (i % 2) / 1e6:.6f}" for i in range(9_000))
    text = f'ref,date,wkt\nA,2021-04-25,"POLYGON (({ring}, 9.000000 5.000000))"\n'
    assert len(text) > 131_072
    assert read_text(tmp_path, text, CLEARED).rows[0].records[0].shape is not None


def test_rows_are_numbered_as_the_spreadsheet_program_does(tmp_path):
    result = read_text(tmp_path, '\ufeffref,date,Notes\nA,2021-04-25,"two\nlines"\n\nB,soon,\n', CLEARED)
    assert [(row.source.row, row.skipped, row.accepted) for row in result.rows] == [
        (2, "", True), (3, "blank", False), (4, "", False),
    ]  # fmt: skip
    assert str(result.rows[2].findings[0]).startswith('table.csv, row 4, date (B4): "soon" is not a date.')


def test_a_header_below_title_rows_is_found(tmp_path):
    result = read_text(tmp_path, "Report of April;;\n;;\nref;date;area (ha)\nA;2021-04-25;1,5\n", CLEARED)
    assert result.reading.mapping["header_row"] == 3
    assert result.records[0].area_m2 == 15_000


def test_a_file_without_a_header_is_one_finding(tmp_path):
    result = read_text(tmp_path, "1,2,3\n4,5,6\n", CLEARED)
    assert result.words("NO_TABLE") == [
        "table.csv: No table is found: none of the first 30 rows names two columns that are known. "
        "Name the columns as in the template, or give a mapping with header_row and columns. [NO_TABLE]"
    ]


def test_a_header_alone_is_a_warning(tmp_path):
    assert [str(finding) for finding in read_text(tmp_path, "ref,date\n", CLEARED).findings] == [
        "table.csv: The table has a header and no rows. Check that this is the right file and the right sheet. "
        "[NO_ROWS]"
    ]


def test_decimal_commas_are_seen_in_the_file_itself(tmp_path):
    result = read_text(tmp_path, "ref;date;area_m2\nA;2021-04-25;12,5\nB;2021-04-25;1.250\n", CLEARED)
    assert [record.area_m2 for record in result.records] == [12.5, 1250]
    assert [finding.message for finding in result.findings] == [
        'Numbers such as 12,5 show that "," is the decimal mark; all numbers written as text are read so.'
    ]


def test_an_order_of_dates_is_seen_in_the_file_itself(tmp_path):
    result = read_text(tmp_path, "ref,date\nA,25/04/2021\nB,03/04/2021\n", CLEARED)
    assert [str(record.on) for record in result.records] == ["2021-04-25", "2021-04-03"]
    assert result.codes == ["DATE_ORDER_SEEN"]


def test_dates_in_both_orders_leave_the_doubt(tmp_path):
    result = read_text(tmp_path, "ref,date\nA,25/04/2021\nB,03/04/2021\nC,04/25/2021\n", CLEARED)
    assert result.codes == ["DATE_AMBIGUOUS"]


@pytest.mark.parametrize("first", ["Example", "e.g. C-1", "Ejemplo 1", "Exemple :", "مثال"])
def test_an_example_left_in_is_skipped_and_told(tmp_path, first):
    result = read_text(tmp_path, f"ref,date,area_m2\n{first},2021-04-25,5\nC-1,2021-04-25,7\n", CLEARED)
    assert result.codes == ["TEMPLATE_ROW"]
    assert [record.area_m2 for record in result.records] == [7]


@pytest.mark.parametrize(
    "line",
    [
        "text,dd/mm/yyyy,number",
        "ref,date,area_m2",
        "#meta+id,#date,#indicator+area",
        "One row for every area that was finished in this month,,",
    ],
)
def test_hints_tags_notes_and_repeated_headers_are_skipped_and_told(tmp_path, line):
    result = read_text(tmp_path, f"ref,date,area_m2\n{line}\nC-1,2021-04-25,7\n", CLEARED)
    assert result.codes == ["TEMPLATE_ROW"]
    assert len(result.records) == 1


def test_a_total_is_skipped_and_told(tmp_path):
    result = read_text(tmp_path, "ref,date,area_m2\nC-1,2021-04-25,7\nTotal,,7\n", CLEARED)
    assert result.words("TOTAL_ROW") == [
        'table.csv, row 3: The row looks like a total ("Total") and is skipped; totals are computed from the records. '
        "Delete it; if it is a real record, give it a date and change that text. [TOTAL_ROW]"
    ]


def test_a_place_called_total_with_a_date_is_a_record(tmp_path):
    assert len(read_text(tmp_path, "admin2,date,area_m2\nTotal Village,2021-04-25,7\n", CLEARED).records) == 1


def test_every_row_of_a_file_is_counted_once(tmp_path):
    text = "ref,date,area_m2\nExample,2021,1\nA,2021,2\n,,\n,,\nB,soon,3\nTotal,,5\n,,\n"
    result = read_text(tmp_path, text, CLEARED)
    assert sum(row.span for row in result.rows) == result.reading.total == 7
    assert [(row.skipped[:5], row.span) for row in result.rows if row.skipped] == [
        ("a row", 1),
        ("blank", 2),
        ("a tot", 1),
        ("blank", 1),
    ]


def test_a_workbook_is_read_with_its_own_dates_and_numbers(tmp_path):
    day = datetime(2021, 4, 25, tzinfo=UTC).replace(tzinfo=None)
    path = workbook(tmp_path / "a.xlsx", [["ref", "date", "area_m2"], ["A", day, 1234.5], [7, day, 0]])
    result = read(path, CLEARED)
    assert [(r.ref, str(r.on), r.area_m2) for r in result.records] == [
        ("A", "2021-04-25", 1234.5),
        ("7", "2021-04-25", 0),
    ]
    assert result.codes == []
    assert result.reading.mapping["sheet"] == "Areas"


def test_the_first_sheet_that_looks_like_a_table_is_read_and_the_others_are_named(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["How to fill in"]], "Read me")
    book = openpyxl.load_workbook(path)
    for name in ("April", "May"):
        book.create_sheet(name).append(["ref", "date"])
        book[name].append([f"{name}-1", "2021-04-25"])
    book.save(path)
    result = read(path, CLEARED)
    assert [record.ref for record in result.records] == ["April-1"]
    assert result.words("SHEETS_NOT_READ") == [
        "a.xlsx: Only sheet April was read; not read: Read me, May. "
        "If another sheet was meant, name it in the mapping (sheet). [SHEETS_NOT_READ]"
    ]
    named = Wanted(kind="land.cleared", mapping={"sheet": "May"})
    assert [record.ref for record in read(path, named).records] == ["May-1"]
    absent = Wanted(kind="land.cleared", mapping={"sheet": "June"})
    assert (
        read(path, absent)
        .words("SHEET_ABSENT")[0]
        .startswith('a.xlsx: There is no sheet "June"; the file has: Read me, April, May.')
    )


def test_merged_cells_are_told(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["ref", "date", "admin1"], ["A", "2021", "North"], ["B", "2021", None]])
    book = openpyxl.load_workbook(path)
    book.active.merge_cells("C2:C3")
    book.active["D1"] = "Who"
    book.active.merge_cells("D1:E1")
    book.save(path)
    result = read(path, CLEARED)
    assert result.words("MERGED_HEADER")[0].startswith("a.xlsx, sheet Areas: The header has merged cells (D1:E1);")
    assert result.words("MERGED_CELLS")[0].startswith(
        "a.xlsx, sheet Areas: 1 groups of cells under the header are merged (first: C2:C3);"
    )


def test_a_formula_without_a_saved_result_is_an_error_at_its_cell(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx", [["ref", "date", "area_m2"], ["A", "2021-04-25", "=1+1"], ["B", "2021-04-25", 5]]
    )
    result = read(path, CLEARED)
    assert [row.accepted for row in result.rows] == [False, True]
    assert result.words("FORMULA_EMPTY") == [
        "a.xlsx, sheet Areas, row 2, area_m2 (C2): The cell holds a formula whose result was never saved. Open the "
        "file in a spreadsheet program and save it again, or paste the column as values. [FORMULA_EMPTY]"
    ]


def test_a_formula_with_its_result_is_read_and_told_once_a_column(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx", [["ref", "date", "area_m2"], ["A", "2021-04-25", "=1+1"], ["B", "2021-04-25", "=2+2"]]
    )
    replaced_in_sheet(path, "<v></v>", "<v>2</v>", "<v />", "<v>2</v>", "<v/>", "<v>2</v>")
    result = read(path, CLEARED)
    assert [record.area_m2 for record in result.records] == [2, 2]
    assert result.words("FORMULA_CELL") == [
        "a.xlsx, sheet Areas, area_m2: 2 cells of this column hold formulas (first: C2); the results saved with the "
        "file are used. If in doubt, open the file, let it recalculate, and save it again. [FORMULA_CELL]"
    ]


def test_an_error_of_the_spreadsheet_program_is_an_error_at_its_cell_and_never_a_blank(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["ref", "date", "area_m2"], ["A", "2021-04-25", "#REF!"]])
    result = read(path, CLEARED)
    assert result.words("CELL_ERROR")[0].startswith(
        "a.xlsx, sheet Areas, row 2, area_m2 (C2): The cell holds an error of the spreadsheet program (#REF!)."
    )


def test_a_broken_workbook_is_one_finding(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
    file = field_file(path)
    importer = pick(file)
    assert not isinstance(importer, Finding)
    [finding] = importer.read(file, CLEARED).findings
    assert finding.code == "TABLE_UNREADABLE"
    assert finding.message.startswith("The workbook cannot be opened: ")


def test_an_open_document_sheet_is_read(tmp_path):
    path = tmp_path / "a.ods"
    cells = [["ref", "date", "area_m2"], ["A", "2021-04-25", "12"]]
    rows_xml = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in cells
    )
    namespaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {namespaces} office:version="1.2"><office:body>'
            f'<office:spreadsheet><table:table table:name="Areas">{rows_xml}</table:table></office:spreadsheet>'
            "</office:body></office:document-content>",
        )
        book.writestr("META-INF/manifest.xml", "<manifest/>")
    assert [record.area_m2 for record in read(path, CLEARED).records] == [12]


def test_what_no_reader_knows_is_a_finding(tmp_path):
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n0000")
    finding = pick(field_file(path))
    assert isinstance(finding, Finding)
    assert finding.message == "No reader knows this kind of file."


def replaced_in_sheet(path: Path, *pairs: str) -> None:
    """Edits the XML of the first sheet, as another program might have written it."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        sheet = sheet.replace(old, new)
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    with zipfile.ZipFile(path, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)
