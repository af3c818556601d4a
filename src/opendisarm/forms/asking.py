"""From the field of a record to its question: the annotation of the field says what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from opendisarm.core.records.parts import Shape
from opendisarm.forms.closed_lists import ClosedList, list_of
from opendisarm.forms.items import Question
from opendisarm.forms.rules import COUNT, NOT_FUTURE

_PLAIN: Final[Mapping[type, str]] = {date: "date", int: "integer", str: "text", Shape: "geopoint"}
_ALWAYS: Final = {"date": NOT_FUTURE, "integer": COUNT}
"""What every answer of a type must fulfil, unless its form says more."""


def asked(record: type, name: str, **rules: Any) -> Question:
    """The question for a field of a record.

    rules   fields of `Question` that the form adds; they win over what the annotation says.
    Required  what the record cannot be without, and closed lists that everybody can answer ("unknown").
    Errors  KeyError when the record has no such field; TypeError when its annotation is none that a form can ask.
    """
    field = {field.name: field for field in fields(record)}[name]
    kind, choices = type_of(record, name)
    told: dict[str, Any] = {
        "required": field.default is MISSING or (choices is not None and choices.knows_unknown),
        "constraint": _ALWAYS.get(kind),
    }
    return Question(name=name, type=kind, choices=choices, **{**told, **rules})


def type_of(record: type, name: str) -> tuple[str, ClosedList | None]:
    """The XLSForm type of a field, and the list to choose from.  Errors  as `asked`."""
    hint = get_type_hints(record)[name]
    if isinstance(hint, UnionType):
        (hint,) = (part for part in get_args(hint) if part is not NoneType)
    if get_origin(hint) is frozenset:
        (words,) = get_args(hint)
        return "select_multiple", list_of(words)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return "select_one", list_of(hint)
    if hint not in _PLAIN:
        raise TypeError(f"{record.__name__}.{name} is {hint}: say how a form asks for it.")
    return _PLAIN[hint], None
