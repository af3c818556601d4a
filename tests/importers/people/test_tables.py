"""Tables about people: headers, words, ages, outcomes, what is refused and what is kept apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from opendisarm.core.persons import (
    Age,
    Disability,
    Doing,
    Outcome,
    Sex,
    Status,
    YesNo,
)
from opendisarm.core.records import Place, Reached
from tests.importers.people.exports import people, table

HARMED = "person.harmed"


def test_a_list_of_victims_is_read_with_everything_that_names_them_apart(tmp_path: Path) -> None:
    result = table(
        tmp_path, HARMED,
        "Victim ID,Full name,Sex,Age,Date of accident,Outcome,Civil status,Activity,Province,Village,Accident ID\n"
        "V-7,Invented Person,F,34,2021-04-25,injured,civilian,Herding,North,Upper Well,A-12\n",
    )  # fmt: skip
    [record] = result.records
    assert (record.on, record.sex, record.age, record.outcome) == (
        date(2021, 4, 25), Sex.FEMALE, Age.FROM_18, Outcome.INJURED,
    )  # fmt: skip
    assert (record.status, record.doing, record.accident) == (Status.CIVILIAN, Doing.HERDING, "A-12")
    assert record.place == Place("XAA", "North")
    assert (record.ref, record.person, record.extra) == ("", "", ())
    [who] = people(result)
    assert who.key == "V-7"
    assert who.person
    assert who.fields == {"senders_id": "V-7", "name": "Invented Person", "Village": "Upper Well"}


def test_arabic_headers_words_and_digits_are_read(tmp_path: Path) -> None:
    result = table(
        tmp_path, HARMED,
        "رقم الضحية,الاسم الكامل,الجنس,العمر,تاريخ الحادث,حالة الضحية,المحافظة\n"
        "٠١٢,اسم مخترع,أنثى,٣٤,٢٠٢١-٠٤-٢٥,جريحة,الشمال\n",
    )  # fmt: skip
    [record] = result.records
    assert (record.sex, record.age, record.outcome) == (Sex.FEMALE, Age.FROM_18, Outcome.INJURED)
    assert record.on == date(2021, 4, 25)
    assert people(result)[0].key == "012"
    assert people(result)[0].fields["name"] == "اسم مخترع"


def test_french_and_spanish_tables_are_read(tmp_path: Path) -> None:
    french = table(
        tmp_path, HARMED, "Nom,Prénom,Sexe,Âge,Date de l'accident,État\nX,Y,femme,12 ans,25/04/2021,blessée\n"
    )
    spanish = table(
        tmp_path, HARMED, "Nombres,Apellidos,Sexo,Edad,Fecha,Condición\nX,Y,hombre,60,25/04/2021,fallecido\n"
    )
    [one, other] = french.records + spanish.records
    assert (one.sex, one.age, one.outcome) == (Sex.FEMALE, Age.FROM_12, Outcome.INJURED)
    assert (other.sex, other.age, other.outcome) == (Sex.MALE, Age.FROM_60, Outcome.KILLED)
    assert [who.fields["name"] for who in people(french) + people(spanish)] == ["Y X", "X Y"]


def test_an_empty_cell_is_unknown_never_no_and_never_zero(tmp_path: Path) -> None:
    [person] = table(tmp_path, HARMED, "date,sex,age,outcome,disability,educated\n2021-01-02,,,,,\n").records
    assert (person.sex, person.age, person.outcome) == (Sex.UNKNOWN, Age.UNKNOWN, Outcome.UNKNOWN)
    assert (person.disability, person.educated) == (Disability.UNKNOWN, YesNo.UNKNOWN)
    [accident] = table(tmp_path, "accident", "accident id,date,killed,injured\nA-1,2021-01-02,0,\n").records
    assert (accident.killed, accident.injured, accident.unknown_outcome) == (0, None, None)
    [session] = table(
        tmp_path, "education.session", "date,women,men,first-time beneficiaries\n2021-01-02,0,,\n"
    ).records
    assert session.direct == (Reached("female", "adult", 0),)
    assert session.first_time is None


# --- age and birth ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "group"),
    [
        ("4", Age.UNDER_5), ("5", Age.FROM_5), ("17", Age.FROM_12), ("18", Age.FROM_18), ("60", Age.FROM_60),
        ("34 years", Age.FROM_18), ("8 months", Age.UNDER_5), ("12-17", Age.FROM_12), ("13–17", Age.FROM_12),
        ("5-12", Age.CHILD), ("18+", Age.ADULT), ("under 18", Age.CHILD), ("adulto", Age.ADULT), ("enfant", Age.CHILD),
        ("4.5", Age.UNDER_5), ("n/a", Age.UNKNOWN), ("unknown", Age.UNKNOWN),
    ],
)  # fmt: skip
def test_an_age_is_read_in_years_in_words_and_as_a_range(tmp_path: Path, written: str, group: Age) -> None:
    result = table(tmp_path, HARMED, f"date,age,outcome\n2021-01-02,{written},killed\n")
    assert [record.age for record in result.records] == [group]
    assert "AGE_IMPOSSIBLE" not in result.codes


@pytest.mark.parametrize("written", ["-3", "121", "1987"])
def test_an_impossible_age_is_said_and_the_row_stays(tmp_path: Path, written: str) -> None:
    result = table(tmp_path, HARMED, f"date,age,outcome\n2021-01-02,{written},killed\n")
    assert [record.age for record in result.records] == [Age.UNKNOWN]
    assert result.words("AGE_IMPOSSIBLE") == [
        "table.csv, row 2, age (B2): The age is not between 0 and 120 years; it is taken as unknown. Correct it, and "
        "look whether a year of birth stands in its place. [AGE_IMPOSSIBLE]"
    ]


def test_an_age_group_of_children_and_adults_is_unknown(tmp_path: Path) -> None:
    result = table(tmp_path, HARMED, "date,age,outcome\n2021-01-02,15-25,killed\n")
    assert [record.age for record in result.records] == [Age.UNKNOWN]
    assert "AGE_GROUP_WIDE" in result.codes


@pytest.mark.parametrize(
    ("column", "written", "on", "group"),
    [
        ("date of birth", "2003-04-26", "2021-04-25", Age.FROM_12),
        ("date of birth", "2003-04-25", "2021-04-25", Age.FROM_18),
        ("year of birth", "1990", "2021-04-25", Age.FROM_18),
        ("year of birth", "2003", "2021-04-25", Age.UNKNOWN),
        ("year of birth", "2009", "2021-04-25", Age.CHILD),
        ("date of birth", "2010-06", "2021-04-25", Age.FROM_5),
    ],
)  # fmt: skip
def test_a_birth_tells_the_age_where_no_age_is_told(
    tmp_path: Path, column: str, written: str, on: str, group: Age
) -> None:
    result = table(tmp_path, HARMED, f"date,{column},outcome\n{on},{written},killed\n")
    assert [record.age for record in result.records] == [group]


def test_the_age_that_is_told_goes_before_the_birth(tmp_path: Path) -> None:
    result = table(tmp_path, HARMED, "date,age,date of birth,outcome\n2021-01-02,12,1990-01-01,killed\n")
    assert result.records[0].age is Age.FROM_12


def test_a_birth_is_kept_as_an_iso_date_or_as_a_year_in_the_vault_only(tmp_path: Path) -> None:
    result = table(
        tmp_path, HARMED, "date,date of birth,outcome\n2021-01-02,30/04/1990,killed\n2021-01-03,1985,killed\n"
    )
    assert [dict(who.fields) for who in people(result)] == [{"birth_date": "1990-04-30"}, {"birth_year": "1985"}]


def test_a_birth_that_cannot_be_read_is_kept_as_it_is(tmp_path: Path) -> None:
    result = table(tmp_path, HARMED, "date,Date of birth,outcome\n2021-01-02,about the flood,killed\n")
    assert people(result)[0].fields == {"Date of birth": "about the flood"}
    assert result.words("BIRTH_UNREADABLE") == [
        "table.csv, row 2, Date of birth (B2): The birth_date cannot be read; the vault keeps it as it is, and no age "
        "is taken from it. Write a date as 1990-04-30, a year as 1990. [BIRTH_UNREADABLE]"
    ]


# --- outcome, sex, status ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "cells", "outcome"),
    [
        ("killed,injured", "yes,", Outcome.KILLED), ("killed,injured", ",x", Outcome.INJURED),
        ("killed,injured", "no,no", Outcome.UNKNOWN), ("killed,injured", "1,0", Outcome.KILLED),
        ("outcome", "décédé", Outcome.KILLED), ("outcome", "survivor", Outcome.INJURED),
    ],
)  # fmt: skip
def test_an_outcome_is_a_word_or_two_columns(tmp_path: Path, columns: str, cells: str, outcome: Outcome) -> None:
    result = table(tmp_path, HARMED, f"date,{columns}\n2021-01-02,{cells}\n")
    assert [record.outcome for record in result.records] == [outcome]
    assert "OUTCOME_TWICE" not in result.codes


@pytest.mark.parametrize(
    ("columns", "cells"),
    [("killed,injured", "yes,yes"), ("outcome", "killed/injured"), ("outcome", "killed and injured"),
     ("outcome,injured", "killed,yes"), ("outcome", "muerto y herido")],
)  # fmt: skip
def test_killed_and_injured_at_once_is_said_and_unknown(tmp_path: Path, columns: str, cells: str) -> None:
    result = table(tmp_path, HARMED, f"date,{columns}\n2021-01-02,{cells}\n")
    assert [record.outcome for record in result.records] == [Outcome.UNKNOWN]
    assert result.words("OUTCOME_TWICE")[0].endswith(
        "The row says that the person was killed and injured; the outcome is taken as unknown. Say one of both; for a "
        "person who died later, injured with the day of death in died. [OUTCOME_TWICE]"
    )


def test_a_table_that_says_no_outcome_says_so_once(tmp_path: Path) -> None:
    result = table(tmp_path, HARMED, "date,sex\n2021-01-02,F\n2021-01-03,M\n")
    assert [record.outcome for record in result.records] == [Outcome.UNKNOWN] * 2
    assert result.words("FIELD_TAKEN") == [
        'table.csv: No column says outcome; "unknown" is taken for every row. If it is another, add a column, or say '
        "it "
        "in the mapping under constants. [FIELD_TAKEN]"
    ]


def test_a_column_named_status_is_what_its_words_say(tmp_path: Path) -> None:
    injured = table(tmp_path, HARMED, "date,status\n2021-01-02,injured\n").records
    civilian = table(tmp_path, HARMED, "date,status\n2021-01-02,civilian\n").records
    assert injured[0].outcome is Outcome.INJURED
    assert civilian[0].status is Status.CIVILIAN


def test_h_and_m_without_f_are_hombre_and_mujer(tmp_path: Path) -> None:
    result = table(tmp_path, HARMED, "fecha,sexo\n2021-01-02,H\n2021-01-03,M\n")
    assert [record.sex for record in result.records] == [Sex.MALE, Sex.FEMALE]
    assert "SEX_LETTERS" in result.codes
    plain = table(tmp_path, HARMED, "date,sex\n2021-01-02,F\n2021-01-03,M\n")
    assert [record.sex for record in plain.records] == [Sex.FEMALE, Sex.MALE]
    assert "SEX_LETTERS" not in plain.codes


def test_an_unknown_word_is_an_error_that_lists_the_words_and_does_not_repeat_it(tmp_path: Path) -> None:
    result = table(tmp_path, HARMED, "date,sex,outcome\n2021-01-02,Zubaida,killed\n")
    assert result.records == []
    assert result.words("PERSON_WORD_UNKNOWN") == [
        "table.csv, row 2, sex (B2): The cell holds no sex that is known; its word is not repeated here, as it may be "
        "somebody's name. Use one of: female, male, other, unknown. If the word belongs in another column, look for a "
        "cell too many or too few in this row. [PERSON_WORD_UNKNOWN]"
    ]
