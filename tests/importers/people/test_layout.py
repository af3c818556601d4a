"""Which kind, which mapping, which row is the header; rows that are none; codes and dates as programs leave them."""

from __future__ import annotations

from pathlib import Path

import pytest

from opendisarm.core.persons import (
    Outcome,
)
from opendisarm.importers import pick
from opendisarm.importers.mapping import Wanted, load, save
from tests.importers.people.exports import people, table
from tests.importers.tables_on_disk import field_file, read, read_text, workbook

HARMED = "person.harmed"


def test_a_column_may_say_the_kind_of_each_row(tmp_path: Path) -> None:
    text = "kind,accident id,date,outcome,killed\naccident,A-1,2021-01-02,,2\nperson.harmed,A-1,2021-01-02,killed,\n"
    result = read_text(tmp_path, text + "person.harm,A-1,2021-01-02,killed,\n,A-1,2021-01-02,killed,\n")
    assert [(record.kind, getattr(record, "accident", record.ref)) for record in result.records] == [
        ("accident", "A-1"), ("person.harmed", "A-1"),
    ]  # fmt: skip
    assert result.words("PERSON_WORD_UNKNOWN")[0].startswith("table.csv, row 4, kind: The cell holds no kind")
    assert result.words("FIELD_MISSING")[0].startswith("table.csv, row 5, kind: kind is missing")


def test_a_kind_that_is_said_wrong_names_the_nearest(tmp_path: Path) -> None:
    result = table(tmp_path, "person.harmd", "date,outcome\n2021-01-02,killed\n")
    assert result.words("KIND_UNKNOWN")[0].startswith(
        'table.csv: "person.harmd" is not a kind of record that a table can hold. Did you mean "person.harmed"?'
    )


def test_other_tables_are_left_to_their_readers(tmp_path: Path) -> None:
    path = tmp_path / "land.csv"
    path.write_text("kind,ref,date,area_m2\nland.cleared,C-1,2021-01-01,400\n", encoding="utf-8")
    assert getattr(pick(field_file(path), Wanted()), "NAME", "") == "tables"


def test_a_mapping_names_columns_and_words_and_can_be_replayed(tmp_path: Path) -> None:
    text = "Datum,Ausgang,Wer\n02.01.2021,tot,Invented Person\n"
    mapping = {
        "kind": HARMED,
        "columns": {"date": "Datum", "outcome": "Ausgang", "name": "Wer"},
        "values": {"outcome": {"tot": "killed"}},
        "date_order": "dmy",
    }
    save(mapping, tmp_path / "office.yaml")
    loaded = load(tmp_path / "office.yaml")
    assert isinstance(loaded, dict)
    first = read_text(tmp_path, text, Wanted(mapping=loaded))
    assert first.records[0].outcome is Outcome.KILLED
    assert people(first)[0].fields == {"name": "Invented Person"}
    assert first.reading.mapping is not None
    save(first.reading.mapping, tmp_path / "again.yaml")
    again = load(tmp_path / "again.yaml")
    assert isinstance(again, dict)
    assert read_text(tmp_path, text, Wanted(mapping=again)).records == first.records


def test_a_mapping_may_not_say_who_somebody_is(tmp_path: Path) -> None:
    result = table(tmp_path, HARMED, "date,outcome\n2021-01-02,killed\n", constants={"name": "Invented"})
    assert result.words("CONSTANT_IDENTIFIES") == [
        "table.csv: The mapping gives name a fixed value; a mapping is kept in the journal and must not tell who a "
        "person is. Put it into a column of the table. [CONSTANT_IDENTIFIES]"
    ]
    assert result.rows == []


def test_a_mapping_that_names_no_column_says_so(tmp_path: Path) -> None:
    result = table(tmp_path, HARMED, "date,outcome\n2021-01-02,killed\n", columns={"sex": "Geschlecht"})
    assert result.words("COLUMN_ABSENT")[0].startswith(
        'table.csv: The mapping reads sex from column "Geschlecht", which the table does not have.'
    )


def test_a_table_without_headers_is_refused_without_repeating_a_cell(tmp_path: Path) -> None:
    result = table(
        tmp_path, HARMED, "2021-01-02,injured,Invented Person,civilian\n2021-01-03,killed,Other Person,civilian\n"
    )
    assert result.codes == ["NO_TABLE"]


def test_a_header_that_is_repeated_in_the_body_is_skipped(tmp_path: Path) -> None:
    result = table(tmp_path, HARMED, "date,outcome\n2021-01-02,killed\ndate,outcome\n\n2021-01-03,injured\n")
    assert [row.skipped for row in result.rows] == ["", "the headers once more", "blank", ""]
    assert result.words("REPEATED_HEADER") == [
        "table.csv, row 3: The row repeats the headers and is skipped. Nothing to do; files that were put together "
        "often have it. [REPEATED_HEADER]"
    ]


def test_a_row_with_a_cell_too_many_is_refused(tmp_path: Path) -> None:
    result = table(tmp_path, HARMED, "date,outcome,sex\n2021-01-02,killed,F,Canary\n2021-01-02,killed,F\n")
    assert [row.accepted for row in result.rows] == [False, True]
    assert result.words("PERSON_ROW_TOO_LONG")[0].startswith(
        "table.csv, row 2: The row has 1 filled cells beyond the last header, so its values may stand in the wrong "
        "columns."
    )


@pytest.mark.parametrize("column", ["accident id", "victim id", "p-code"])
def test_a_thousands_separator_in_a_code_cannot_be_trusted(tmp_path: Path, column: str) -> None:
    result = table(tmp_path, HARMED, f'date,outcome,{column}\n2021-01-02,killed,"12,345"\n')
    assert result.records == []
    assert result.words("SEPARATOR_IN_CODE") == [
        f"table.csv, row 2, {column} (C2): The code is written with a thousands separator, so a program took it for a "
        "number; it cannot be trusted. Format the column as text and export it again: zeros at the beginning of codes "
        "are probably lost as well. [SEPARATOR_IN_CODE]"
    ]


def test_numbers_as_text_a_byte_order_mark_and_numbers_as_numbers_are_the_same(tmp_path: Path) -> None:
    path = tmp_path / "bom.csv"
    path.write_text("victim id,date,age,outcome\n0012,2021-01-02,34,killed\n", encoding="utf-8-sig")
    as_text = read(path, Wanted(HARMED))
    book = workbook(
        tmp_path / "book.xlsx", [["victim id", "date", "age", "outcome"], ["0012", "2021-01-02", 34.0, "killed"]]
    )
    as_number = read(book, Wanted(HARMED))
    assert as_text.records == as_number.records
    assert [who.key for who in people(as_text) + people(as_number)] == ["0012", "0012"]


def test_the_order_of_day_and_month_is_learnt_from_the_file_without_an_example(tmp_path: Path) -> None:
    result = table(tmp_path, HARMED, "date,outcome\n03/04/2023,killed\n25/04/2023,killed\n")
    assert [str(one.on) for one in result.records] == ["2023-04-03", "2023-04-25"]
    assert result.words("PERSON_ORDER_SEEN") == [
        "table.csv: Some dates can only be read day first; all dates written with digits are read so. If that is "
        "wrong, say date_order in the mapping. [PERSON_ORDER_SEEN]"
    ]


def test_two_columns_that_look_alike_are_said_and_the_second_goes_to_the_vault(tmp_path: Path) -> None:
    result = table(tmp_path, HARMED, "date,outcome,name,full name\n2021-01-02,killed,First,Second\n")
    assert people(result)[0].fields == {"name": "First", "full name": "Second"}
    assert 'Columns "name" and "full name" both look like name' in result.words("PERSON_COLUMN_TWICE")[0]
