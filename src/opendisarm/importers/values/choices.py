"""Single and multiple choices by code or by label, in the languages of the field.  Labels: choices.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from opendisarm.core.catalogue import value as codes
from opendisarm.importers.values.remarks import Parsed, remark
from opendisarm.importers.values.words import fold, like, not_known, plain

_LABELS: Final = Path(__file__).with_name("choices.yaml")
_BETWEEN: Final = re.compile(r"[;+,/|\n،؛&]")


@dataclass(frozen=True, slots=True)
class Choices:
    """One list of choices.  by_word: folded code or label -> code; open lists keep words that are not in them."""

    field: str
    codes: tuple[str, ...]
    by_word: Mapping[str, str]
    closed: bool

    def one(self, given: object) -> Parsed:
        """The code of one choice; None when not known; an unknown word is a finding that lists the valid ones."""
        text = plain(given)
        found = self.by_word.get(fold(text))
        if found is not None:
            return found, ()
        if not_known(text):
            return None, ()
        facts = {"value": text, "field": self.field, "like": self._like(text), "known": ", ".join(self.codes)}
        if self.closed:
            return None, remark(codes.CHOICE_UNKNOWN, **facts)
        return text, remark(codes.CHOICE_KEPT, **facts)

    def several(self, given: object) -> Parsed:
        """The codes of one or more choices, separated by ; + , / | or a new line, as a frozenset."""
        text = plain(given)
        found = self.by_word.get(fold(text))
        if found is not None:
            return frozenset({found}), ()
        chosen: set[str] = set()
        for part in _BETWEEN.split(text):
            if not part.strip():
                continue
            code, remarks = self.one(part)
            if remarks:
                return None, remarks
            if code:
                chosen.add(code)
        return frozenset(chosen), ()

    def _like(self, text: str) -> str:
        close = like(text, [*self.codes, *self.by_word])
        if close:
            word = close.split('"')[1]
            return f' Did you mean "{self.by_word.get(fold(word), word)}"?'
        return ""


@cache
def choices(name: str) -> Choices:
    """The list called `name` in choices.yaml.  Errors  KeyError when there is none (our mistake)."""
    written = _all_choices()[name]
    labels: dict[str, list[str]] = written["codes"]
    by_word = {fold(label): code for code, words in labels.items() for label in (*words, code)}
    field = {"device": "category of a device", "event": "category of an event"}.get(name, name)
    return Choices(field, tuple(labels), by_word, written["closed"] == "true")


@cache
def _all_choices() -> dict[str, dict[str, Any]]:
    # BaseLoader: every word stays text; the safe loader would read "NO" or "on" as true or false.
    loaded: dict[str, dict[str, Any]] = yaml.load(_LABELS.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return loaded
