from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from opendisarm.forms.rows import Sheet
from opendisarm.forms.workbook import workbook
from tests.forms.forms_read import CODES, files


@pytest.mark.parametrize("lang", CODES)
def test_a_file_has_the_three_sheets_of_xlsform(lang: str | None) -> None:
    for xlsx in files(lang).values():
        assert load_workbook(BytesIO(xlsx)).sheetnames == ["survey", "choices", "settings"]


@pytest.mark.parametrize("lang", CODES)
def test_only_arabic_sheets_begin_at_the_right(lang: str | None) -> None:
    for xlsx in files(lang).values():
        sheets = load_workbook(BytesIO(xlsx)).worksheets
        assert [bool(sheet.sheet_view.rightToLeft) for sheet in sheets] == [lang == "ar"] * 3


def test_a_cell_is_text_even_when_it_looks_like_a_formula_or_a_number() -> None:
    row = {"type": "=1+1", "name": "007"}
    cells = load_workbook(BytesIO(workbook([Sheet("survey", ("type", "name"), (row,))])))["survey"]
    assert [(cell.data_type, cell.value) for cell in cells[2]] == [("s", "=1+1"), ("s", "007")]
