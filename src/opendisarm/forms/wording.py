"""What questions, groups, choices and messages say, in each language; the words are in labels/*.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, TypeAlias

import yaml

from opendisarm.forms.languages import LANGUAGES

Said: TypeAlias = Mapping[str, str]
"""Language code -> text."""

TITLES: Final = "titles"
GROUPS: Final = "groups"
QUESTIONS: Final = "questions"
HINTS: Final = "hints"
MESSAGES: Final = "messages"
CHOICES: Final = "choices"
WASHINGTON: Final = "washington"
"""Text that is not ours; it adds to questions and to choices."""

BOOKS: Final = (TITLES, GROUPS, QUESTIONS, HINTS, MESSAGES, CHOICES, WASHINGTON)


@cache
def book(name: str) -> Mapping[str, Said]:
    """Key -> what it says.  Choices have the key "list.word".

    Errors  ValueError naming the key whose text is missing in a language, or is in a language that forms do not speak.
    """
    text = (files("opendisarm.forms") / "labels" / f"{name}.yaml").read_text(encoding="utf-8")
    entries = dict(_entries(yaml.safe_load(text), ""))
    spoken = {language.code for language in LANGUAGES}
    for key, said in entries.items():
        if said.keys() != spoken or not all(isinstance(text, str) and text.strip() for text in said.values()):
            raise ValueError(f"labels/{name}.yaml, {key}: say it in {', '.join(sorted(spoken))}, and in nothing else.")
    return entries


def question(key: str) -> Said:
    """The label of a question.  Errors  KeyError where nobody wrote it."""
    return {**book(QUESTIONS), **_of_washington("questions")}[key]


def choice(closed_list: str, word: str) -> Said:
    """The label of a choice.  Errors  KeyError where nobody wrote it."""
    key = f"{closed_list}.{word}"
    return {**book(CHOICES), **_of_washington("choices")}[key]


def says(name: str, key: str) -> Said:
    """The text of a key of a book.  Errors  KeyError where nobody wrote it."""
    return book(name)[key]


def _of_washington(part: str) -> Mapping[str, Said]:
    start = f"{part}."
    return {key.removeprefix(start): said for key, said in book(WASHINGTON).items() if key.startswith(start)}


def _entries(node: Mapping[str, object], path: str) -> list[tuple[str, Said]]:
    """Leaves are the mappings whose values are texts."""
    found: list[tuple[str, Said]] = []
    for key, value in node.items():
        name = f"{path}{key}"
        if not isinstance(value, dict):
            raise ValueError(f"{name} is a text without a language.")
        if any(isinstance(part, dict) for part in value.values()):
            found += _entries(value, f"{name}.")
        else:
            found.append((name, value))
    return found
