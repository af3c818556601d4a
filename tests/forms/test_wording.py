from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

import pytest
import yaml

from opendisarm.forms import FORMS, LANGUAGES
from opendisarm.forms.wording import BOOKS, book, choice, question

SPOKEN = [language.code for language in LANGUAGES]


def used(name: str) -> set[str]:
    """Keys of a book that forms ask for."""
    questions = [asked for form in FORMS for _, asked in form.questions()]
    choices = {f"{chosen.name}.{word}" for form in FORMS for chosen in form.closed_lists() for word in chosen.words}
    of_washington = {key for key in book("washington") if key.startswith("questions.")}
    return {
        "titles": {form.id for form in FORMS},
        "groups": {group.name for form in FORMS for group in form.groups()},
        "questions": {asked.says for asked in questions} - {key.removeprefix("questions.") for key in of_washington},
        "hints": {asked.hint for asked in questions if asked.hint},
        "messages": {asked.constraint.message for asked in questions if asked.constraint},
        "choices": {key for key in choices if not key.startswith("difficulty.")},
        "washington": of_washington | {f"choices.{key}" for key in choices if key.startswith("difficulty.")},
    }[name]


@pytest.mark.parametrize("name", BOOKS)
def test_every_label_is_written_and_none_is_left_over(name: str) -> None:
    assert book(name).keys() == used(name)


@pytest.mark.parametrize("name", BOOKS)
def test_every_label_is_said_in_every_language(name: str) -> None:
    for key, said in book(name).items():
        assert sorted(said) == sorted(SPOKEN), key
        assert all(text == text.strip() for text in said.values()), key


@pytest.mark.parametrize("name", BOOKS)
def test_arabic_is_written_in_arabic_and_nothing_else_is(name: str) -> None:
    for key, said in book(name).items():
        for code, text in said.items():
            assert any("\u0600" <= letter <= "\u06ff" for letter in text) == (code == "ar"), (key, code)


@pytest.mark.parametrize("name", BOOKS)
def test_no_key_is_written_twice(name: str) -> None:
    root = yaml.compose((files("opendisarm.forms") / "labels" / f"{name}.yaml").read_text(encoding="utf-8"))
    assert not [key for keys in _keys(root) for key in keys if keys.count(key) > 1]


def test_choices_of_a_question_can_be_told_apart() -> None:
    for form in FORMS:
        for chosen in form.closed_lists():
            for code in SPOKEN:
                labels = [choice(chosen.name, word)[code] for word in chosen.words]
                assert len({*labels}) == len(labels), (chosen.name, code)


def test_a_word_or_a_question_that_nobody_wrote_is_noticed() -> None:
    with pytest.raises(KeyError, match=r"sex\.another"):
        choice("sex", "another")
    with pytest.raises(KeyError, match="wounds"):
        question("wounds")


def test_a_text_that_lacks_a_language_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opendisarm.forms.wording.yaml.safe_load", lambda text: {"sex": {"en": "Sex", "fr": "Sexe"}})
    with pytest.raises(ValueError, match=r"labels/questions\.yaml, sex: say it in ar, en, es, fr, and in nothing else"):
        book.__wrapped__("questions")


def _keys(node: yaml.Node | None) -> Iterator[list[str]]:
    if isinstance(node, yaml.MappingNode):
        yield [key.value for key, _ in node.value]
        for _, value in node.value:
            yield from _keys(value)
