from __future__ import annotations

import pytest

from opendisarm.forms import FORMS, LANGUAGES
from opendisarm.forms.languages import Language
from opendisarm.forms.session import counts
from tests.forms.forms_read import question

RULES = [
    ("accident", "on", ". <= today()", "The date is in the future. Enter the day it happened."),
    ("person", "died", ". >= ${on} and . <= today()",
     "The day of death cannot be before the day of harm, nor in the future."),
    ("needs", "age_years", ". >= 0 and . <= 120",
     "Enter an age from 0 to 120 years, or leave it empty and choose a group of ages."),
    ("accident", "killed", ". >= 0 and . <= 100000", "Enter a whole number from 0 to 100000."),
    ("session", "direct_male_adult", ". >= 0 and . <= 100000", "Enter a whole number from 0 to 100000."),
    ("session", "until", ". >= ${on} and . <= today()",
     "The last day cannot be before the first day, nor in the future."),
    ("needs", "state", "regex(., '^[A-Z]{3}$')",
     "Enter the three capital letters of the country's code, for example COL."),
    ("person", "birth_date", ". <= today()", "The date is in the future. Enter the day it happened."),
]  # fmt: skip


@pytest.mark.parametrize(("form", "name", "constraint", "message"), RULES)
def test_an_answer_that_cannot_be_right_is_refused_with_advice(
    form: str, name: str, constraint: str, message: str
) -> None:
    assert question(form, name)["constraint"] == constraint
    assert question(form, name)["constraint_message"] == message


@pytest.mark.parametrize("name", ["with_disability", "first_time"])
def test_some_of_those_who_attended_are_no_more_than_all(name: str) -> None:
    row = question("session", name)
    assert all(f"coalesce(${{{count}}}, 0)" in row["constraint"] for count in counts("direct"))
    assert "indirect" not in row["constraint"]
    assert row["constraint_message"] == "This cannot be more than the number of persons who attended."


def test_every_date_and_every_number_is_bounded() -> None:
    loose = [
        (form.id, question.name)
        for form in FORMS
        for _, question in form.questions()
        if question.type in ("date", "integer") and question.constraint is None
    ]
    assert not loose


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.column)
def test_advice_comes_in_every_language(language: Language) -> None:
    column = f"constraint_message::{language.column}"
    assert question("session", "first_time", None)[column]


def test_the_day_of_death_is_asked_of_the_injured_only() -> None:
    assert question("accident", "died")["relevant"] == "${outcome} = 'injured'"


def test_a_group_of_ages_is_asked_when_the_years_are_not_known() -> None:
    assert question("person", "age")["relevant"] == "${age_years} = ''"
    assert "required" not in question("person", "age_years")


def test_the_employer_is_asked_at_a_demining_workplace() -> None:
    assert question("accident", "organisation")["relevant"] == "${setting} = 'demining'"
