"""The site says the same in all its languages: no page holds a word that has no translation."""

from __future__ import annotations

import pytest

from tests.house.site_words import LANGUAGES, LOCALE, Id, brought_up_to_date, catalogue, extracted, written

ANEW = "Run 'python -m tests.house.site_words', and translate what is new."


@pytest.fixture(scope="module")
def messages() -> set[tuple[Id, str]]:
    return set(extracted())


def test_words_of_templates_code_and_closed_lists_are_found(messages: set[tuple[Id, str]]) -> None:
    for said in ("Skip to the content", "Who may do what?", "newly found", "assistance worker", "land.cleared"):
        assert (said, "") in messages
    assert (("Decided about %(count)s record.", "Decided about %(count)s records."), "") in messages
    assert (("%(shown)s record", "%(shown)s records"), "") in messages, "a block with a plural, in a template"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_holds_exactly_what_pages_say(language: str, messages: set[tuple[Id, str]]) -> None:
    held = {(_id(message.id), message.context or "") for message in catalogue(language) if message.id}
    assert held == messages, ANEW


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_kept_as_the_tool_writes_it(language: str) -> None:
    assert (LOCALE / f"{language}.po").read_bytes() == written(brought_up_to_date(language)), ANEW


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_has_its_form(language: str) -> None:
    found = catalogue(language)
    few = [
        message.id[0]
        for message in found
        if isinstance(message.id, list | tuple) and len([form for form in message.string if form]) != found.num_plurals
    ]
    assert found.num_plurals == {"ar": 6, "es": 2, "fr": 2}[language]
    assert not few


def _id(told: object) -> Id:
    return tuple(str(part) for part in told) if isinstance(told, list | tuple) else str(told)
