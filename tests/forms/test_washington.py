from __future__ import annotations

import pytest

from opendisarm.forms import LANGUAGES
from opendisarm.forms.languages import Language
from opendisarm.forms.wording import choice
from opendisarm.forms.wording import question as said
from tests.forms.forms_read import binds, file, group, question, sheet

SET = (
    ("functioning_note", "The next questions ask about difficulties you may have doing certain activities because of "
                         "a HEALTH PROBLEM."),
    ("seeing", "Do you have difficulty seeing, even if wearing glasses?"),
    ("hearing", "Do you have difficulty hearing, even if using a hearing aid?"),
    ("walking", "Do you have difficulty walking or climbing steps?"),
    ("remembering", "Do you have difficulty remembering or concentrating?"),
    ("self_care", "Do you have difficulty (with self-care such as) washing all over or dressing?"),
    ("communicating", "Using your usual (customary) language, do you have difficulty communicating, for example "
                      "understanding or being understood?"),
)  # fmt: skip
"""As the Washington Group publishes it."""

NAMES_OF_DISABILITY = {"en": "disab", "fr": "handicap", "es": "discapacidad", "ar": "إعاقة"}


@pytest.mark.parametrize(("name", "words"), SET)
def test_the_short_set_is_asked_in_the_groups_own_words(name: str, words: str) -> None:
    assert question("needs", name)["label"] == words


def test_the_short_set_keeps_its_order() -> None:
    assert group("needs", "functioning") == [name for name, _ in SET]


def test_the_answers_are_the_groups_and_two_of_the_interviewer() -> None:
    rows = [row for row in sheet(file("needs", "en"), "choices") if row["list_name"] == "difficulty"]
    assert [(row["name"], row["label"]) for row in rows] == [
        ("1", "No – no difficulty"),
        ("2", "Yes – some difficulty"),
        ("3", "Yes – a lot of difficulty"),
        ("4", "Cannot do at all"),
        ("7", "Refused"),
        ("9", "Don't know"),
    ]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_nobody_says_disability_in_the_short_set(language: Language) -> None:
    code = language.code
    texts = [said(name)[code] for name, _ in SET] + [choice("difficulty", word)[code] for word in "123479"]
    texts.append(question("needs", "functioning", code)["label"])
    assert not [text for text in texts if NAMES_OF_DISABILITY[code] in text.lower()]


def test_no_question_of_the_short_set_has_a_hint_of_ours() -> None:
    assert not any("hint" in question("needs", name) for name, _ in SET)


def test_the_short_set_is_not_asked_of_children_under_five() -> None:
    relevant = " ".join(binds("needs")["/data/functioning"]["relevant"].split())
    assert relevant == "not( /data/age_years != '' and /data/age_years < 5) and /data/age != '0-4'"
