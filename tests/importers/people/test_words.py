"""The words of findings about people, as they are read: where, what, what to do; never the cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importers.people.exports import table, told_outside_the_vault

CASES = {
    "PERSON_DATE_UNREADABLE": (
        "person.harmed", "date,outcome\nZubaida,killed\n",
        "table.csv, row 2, date (A2): The cell holds no date. Write it as 2025-04-30; 2025-04 or 2025 if only the "
        "month or the year is known. [PERSON_DATE_UNREADABLE]",
    ),
    "PERSON_DATE_DOUBTFUL": (
        "person.harmed", "date,outcome\n03/04/2021,killed\n",
        "table.csv, row 2, date (A2): The date is written so that it can be two dates; it is read day first. Write "
        "dates as 2025-04-30, or say date_order in the mapping. [PERSON_DATE_DOUBTFUL]",
    ),
    "PERSON_DATE_CONVERTED": (
        "person.harmed", "date,outcome\n44311,killed\n",
        "table.csv, row 2, date (A2): The date is written as a number (days as spreadsheets count them) and was "
        "converted. Nothing to do if that is right. [PERSON_DATE_CONVERTED]",
    ),
    "PERSON_NUMBER_UNREADABLE": (
        "accident", "date,killed\n2021-01-02,Zubaida\n",
        "table.csv, row 2, killed (B2): The cell holds no whole number from 0 to 10000000. Type digits only; leave the "
        "cell empty if nobody counted. [PERSON_NUMBER_UNREADABLE]",
    ),
    "PERSON_PLACE_UNREADABLE": (
        "accident", "date,lat,lon\n2021-01-02,Zubaida,8.5\n",
        "table.csv, row 2, lat (B2): The cell holds no latitude that can be read. Write decimal degrees; a point of a "
        "form is latitude, longitude, altitude, accuracy, in this order. [PERSON_PLACE_UNREADABLE]",
    ),
    "PERSON_PLACE_DOUBTFUL": (
        "accident", "date,lat\n2021-01-02,9.51234\n",
        "table.csv, row 2, lat (B2): The place is doubtful: the latitude has no longitude beside it, so no place is "
        "known. Look at it on the map, and correct it if it lies elsewhere. [PERSON_PLACE_DOUBTFUL]",
    ),
    "AGE_GROUP_WIDE": (
        "person.harmed", "date,outcome,age\n2021-01-02,killed,15-25\n",
        "table.csv, row 2, age (C2): The age group reaches from children to adults; the age is taken as unknown. Give "
        "the age in years, or say child (under 18) or adult. [AGE_GROUP_WIDE]",
    ),
    "SEX_LETTERS": (
        "person.harmed", "date,outcome,sex\n2021-01-02,killed,H\n2021-01-02,killed,M\n",
        "table.csv, sex: The column says H and M, and never F; they are read as hombre and mujer, male and female. If "
        "M means male here, write the words in full, or say under values in the mapping what they mean. [SEX_LETTERS]",
    ),
    "TOTAL_BELOW_PARTS": (
        "education.session", "date,women,men,total\n2021-01-02,5,6,7\n",
        "table.csv, row 2, women (B2): The total is smaller than the columns that it should sum; the parts are used. "
        "Ask the sender which of them is right. [TOTAL_BELOW_PARTS]",
    ),
    "COUNTED_TWICE": (
        "education.session", "date,female,male,children,adults\n2021-01-02,5,6,7,4\n",
        "table.csv, row 2, female (B2): The same persons are counted once by sex and once by age; the columns by sex "
        "are used, and more than they have are of unknown sex and age. Count women, girls, men and boys in a column "
        "each. [COUNTED_TWICE]",
    ),
    "PERSON_COLUMN_TWICE": (
        "person.harmed", "date,outcome,sex,gender\n2021-01-02,killed,F,F\n",
        'table.csv, gender: Columns "sex" and "gender" both look like sex; "sex" is read, the vault keeps the other. '
        "Remove or rename one of them, or say in the mapping which is sex. [PERSON_COLUMN_TWICE]",
    ),
    "PERSON_ROW_TOO_LONG": (
        "person.harmed", "date,outcome\n2021-01-02,killed,Zubaida\n",
        "table.csv, row 2: The row has 1 filled cells beyond the last header, so its values may stand in the wrong "
        "columns. Look for a separator inside a text that is not in quotes, or give the extra columns a header. "
        "[PERSON_ROW_TOO_LONG]",
    ),
}  # fmt: skip


@pytest.mark.parametrize("code", CASES)
def test_a_finding_says_where_what_and_what_to_do(tmp_path: Path, code: str) -> None:
    kind, text, words = CASES[code]
    result = table(tmp_path, kind, text)
    assert result.words(code) == [words]
    assert "Zubaida" not in told_outside_the_vault(result)


def test_a_year_of_two_digits_is_read_aloud(tmp_path: Path) -> None:
    result = table(tmp_path, "person.harmed", "date,outcome\n25/04/21,killed\n")
    assert str(result.records[0].on) == "2021-04-25"
    assert "The date is written with a year of two digits; it is read as of 1970 to 2069." in result.words(
        "PERSON_DATE_DOUBTFUL"
    )[0]  # fmt: skip


def test_the_solar_hijri_calendar_is_read_where_it_is_used(tmp_path: Path) -> None:
    from opendisarm.importers.mapping import Wanted
    from tests.importers.tables_on_disk import read_text

    text = "date,birth_date,outcome\n1400-02-05,1370-01-01,killed\n"
    result = read_text(tmp_path, text, Wanted("person.harmed", state="AFG"))
    assert str(result.records[0].on) == "2021-04-25"
    assert "in the Solar Hijri calendar" in result.words("PERSON_DATE_CONVERTED")[0]
