from __future__ import annotations

from enum import StrEnum

import pytest

from opendisarm.core import persons
from opendisarm.core.records.parts import Precision
from opendisarm.forms import FORMS
from opendisarm.forms.closed_lists import LEFT_OUT, list_of
from tests.forms.forms_read import file, sheet

NEVER_CHOSEN = {
    persons.Basis: "Decided at a desk.",
    persons.Purpose: "Each is a question of its own.",
    persons.ErasureReason: "Decided at a desk.",
    persons.SameBecause: "Decided at a desk.",
}
"""Lists of the field that no question chooses from, and why."""

LISTS = [
    words
    for words in (*vars(persons).values(), Precision)
    if isinstance(words, type) and issubclass(words, StrEnum) and words is not StrEnum and words not in NEVER_CHOSEN
]


@pytest.mark.parametrize("words", LISTS, ids=lambda words: words.__name__)
def test_every_word_of_a_closed_list_is_a_choice_by_its_own_name(words: type[StrEnum]) -> None:
    name = list_of(words).name
    offering = [form for form in FORMS if any(offered.name == name for offered in form.closed_lists())]
    assert offering, "no form has a question that chooses from it"
    for form in offering:
        rows = sheet(file(form.id.removeprefix("opendisarm_")), "choices")
        found = [row["name"] for row in rows if row["list_name"] == name]
        assert found == [word.value for word in words if word not in LEFT_OUT]


def test_a_list_is_named_like_its_enumeration() -> None:
    assert list_of(persons.DeviceClass).name == "device_class"
    assert list_of(persons.YesNo).name == "yes_no"


def test_what_no_form_offers_has_a_reason() -> None:
    assert [*LEFT_OUT] == [persons.Decision.WITHDRAWN]
    assert all(reason.endswith(".") for reason in LEFT_OUT.values())


def test_a_choice_is_one_word_without_spaces() -> None:
    """Answers of several choices are separated by spaces."""
    words = [word for form in FORMS for chosen in form.closed_lists() for word in chosen.words]
    assert not [word for word in words if " " in word]
