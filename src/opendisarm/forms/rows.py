"""A form as the three sheets of XLSForm: survey, choices, settings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from opendisarm.forms import wording
from opendisarm.forms.items import Form, Group, Item, Question
from opendisarm.forms.languages import Language

Row: TypeAlias = Mapping[str, str]

_PLAIN: Final = ("required", "default", "relevant", "constraint", "appearance")
_SURVEY: Final = ("type", "name", "label", "hint", *_PLAIN, "constraint_message")
_CHOICES: Final = ("list_name", "name", "label")
_SETTINGS: Final = ("form_title", "form_id", "version", "default_language")
_SPOKEN: Final = frozenset({"label", "hint", "constraint_message"})

_VERSION_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Sheet:
    """name: as XLSForm calls it; columns in order; rows by column, an empty cell where a column is absent."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def sheets(form: Form, languages: Sequence[Language]) -> tuple[Sheet, ...]:
    """The sheets of a form in one language, with plain columns, or in several, with a column for each.

    The version is a digest of all the rest: the same questions and words have the same version.
    Errors  KeyError naming a label that nobody wrote.
    """
    survey = Sheet("survey", _columns(_SURVEY, languages), tuple(_survey(form.items, languages)))
    choices = Sheet("choices", _columns(_CHOICES, languages), tuple(_choices(form, languages)))
    first = languages[0]
    settings = {
        "form_title": wording.says(wording.TITLES, form.id)[first.code],
        "form_id": form.id,
        "default_language": first.column,
    }
    content = json.dumps([*survey.rows, *choices.rows, settings], ensure_ascii=False, sort_keys=True)
    version = hashlib.sha256(content.encode()).hexdigest()[:_VERSION_DIGITS]
    return survey, choices, Sheet("settings", _SETTINGS, ({**settings, "version": version},))


def _columns(names: tuple[str, ...], languages: Sequence[Language]) -> tuple[str, ...]:
    return tuple(
        column
        for name in names
        for column in ([_column(name, one, languages) for one in languages] if name in _SPOKEN else [name])
    )


def _column(name: str, language: Language, languages: Sequence[Language]) -> str:
    return name if len(languages) == 1 else f"{name}::{language.column}"


def _spoken(name: str, said: wording.Said, languages: Sequence[Language]) -> Row:
    return {_column(name, language, languages): said[language.code] for language in languages}


def _survey(items: tuple[Item, ...], languages: Sequence[Language]) -> Iterator[Row]:
    for item in items:
        if isinstance(item, Question):
            yield _asked(item, languages)
        else:
            yield from _grouped(item, languages)


def _grouped(group: Group, languages: Sequence[Language]) -> Iterator[Row]:
    word = "repeat" if group.repeat else "group"
    label = _spoken("label", wording.says(wording.GROUPS, group.name), languages)
    yield _filled({"type": f"begin_{word}", "name": group.name, **label, "relevant": group.relevant})
    yield from _survey(group.items, languages)
    yield {"type": f"end_{word}", "name": group.name}


def _asked(question: Question, languages: Sequence[Language]) -> Row:
    row = {
        "type": f"{question.type} {question.choices.name}" if question.choices else question.type,
        "name": question.name,
        **_spoken("label", wording.question(question.says), languages),
        "required": "yes" if question.required else "",
        "default": question.default,
        "relevant": question.relevant,
        "appearance": question.appearance,
    }
    if question.hint:
        row |= _spoken("hint", wording.says(wording.HINTS, question.hint), languages)
    if question.constraint:
        row["constraint"] = question.constraint.expression
        message = wording.says(wording.MESSAGES, question.constraint.message)
        row |= _spoken("constraint_message", message, languages)
    return _filled(row)


def _choices(form: Form, languages: Sequence[Language]) -> Iterator[Row]:
    for closed_list in form.closed_lists():
        for word in closed_list.words:
            label = _spoken("label", wording.choice(closed_list.name, word), languages)
            yield {"list_name": closed_list.name, "name": word, **label}


def _filled(row: Row) -> Row:
    return {column: text for column, text in row.items() if text}
