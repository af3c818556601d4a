"""The fields of a record as somebody fills them in: from the record classes of the core, whatever the kind."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

import shapely

from opendisarm.core.records import Place, Precision, Record, Shape, class_of
from opendisarm.core.vocabulary import DutyId, InstrumentId, LandKind
from opendisarm.importers.values.choices import choices


class Answer(StrEnum):
    """How a field is answered.  rough_day: a day, or only its month or year; one: of a closed list; several: of it."""

    TEXT = "text"
    LINES = "lines"
    NUMBER = "number"
    WHOLE = "whole"
    DAY = "day"
    ROUGH_DAY = "rough_day"
    STATE = "state"
    ONE = "one"
    SEVERAL = "several"
    SHAPE = "shape"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a kind.

    name     of the record class; parts of a place as "place.admin1".      unit  "m2", "cm", "" where it has none.
    words    of the list, in its order, or words to choose from where others are taken as well.
    listed   the list of the importers that they come from;  of: what they are in the core.
    needed   there is no record without it.
    """

    name: str
    answer: Answer
    needed: bool = False
    unit: str = ""
    words: tuple[str, ...] = ()
    listed: str = ""
    of: type[StrEnum] | None = None


Said = dict[str, tuple[str, ...]]
"""Field -> what was typed or ticked; () or ("",) where nothing was."""

_KEPT: Final = frozenset({"kind", "precision", "extra"})
_FIRST: Final = ("ref", "code", "name", "hazard", "on", "started", "until", "state", "place")
"""Which, when and where stand before what."""
_LONG: Final = frozenset({"reason", "note", "text", "citation", "evidence"})
_LISTS: Final[dict[tuple[str, str], str]] = {
    ("device.found", "category"): "device", ("event.reported", "category"): "event", ("device.found", "fate"): "fate",
    **{(kind.value, "method"): "method" for kind in LandKind}, ("figure.published", "weapon"): "weapon",
}  # fmt: skip
_WORDS: Final[dict[str, type[StrEnum]]] = {"duty": DutyId, "instrument": InstrumentId}
_PLACE: Final = ("state", "admin1", "admin2", "admin1_code", "admin2_code")


@cache
def fields_of(kind: str) -> tuple[Field, ...]:
    """The fields of a kind that a form asks for.  Errors  KeyError on a kind unknown to this version.

    Columns of the sender's own, and lists of several parts, are in no form: a correction keeps them as they are.
    """
    made_of = class_of(kind)
    hints = get_type_hints(made_of)
    found: list[Field] = []
    for part in sorted(fields(made_of), key=lambda part: [*_FIRST, part.name].index(part.name)):
        if part.name in _KEPT or (part.name == "to" and kind != LandKind.CORRECTION):
            continue
        needed = part.default is MISSING and part.name != "number"  # "": its source gives no number
        found += _fields(kind, part.name, hints[part.name], needed=needed)
    return tuple(found)


def said_of(record: Record) -> Said:
    """What a form says of a record, as it would be typed."""
    return {field.name: _typed(record, field) for field in fields_of(str(record.kind))}


def empty_of(kind: str, state: str = "") -> Said:
    """What a form says of a record that is not there yet: what the kind means where nothing else is said.

    state  of the workspace.     Errors  KeyError on a kind unknown to this version.
    """
    defaults = {name: part.default for name, part in class_of(kind).__dataclass_fields__.items()}
    said: Said = {}
    for field in fields_of(kind):
        default = defaults.get(field.name)
        said[field.name] = (str(default),) if isinstance(default, str) and default else ("",)
        if field.answer is Answer.STATE:
            said[field.name] = (state,)
    return said


def kept_apart(record: Record) -> dict[str, Any]:
    """What a record holds that no form asks for: {field: value}."""
    asked = {field.name.partition(".")[0] for field in fields_of(str(record.kind))} | {"kind", "precision"}
    return {name: getattr(record, name) for name in record.__dataclass_fields__ if name not in asked}


def _fields(kind: str, name: str, hint: Any, *, needed: bool) -> list[Field]:
    if isinstance(hint, UnionType):
        [hint] = [part for part in get_args(hint) if part is not type(None)]
    if hint is Place:
        return [
            Field(f"place.{part}", Answer.STATE if part == "state" else Answer.TEXT, needed and part == "state")
            for part in _PLACE
        ]
    if hint is Shape:
        return [Field("shape", Answer.SHAPE, needed)]
    if hint is date:
        rough = name == "on" and "precision" in class_of(kind).__dataclass_fields__
        return [Field(name, Answer.ROUGH_DAY if rough else Answer.DAY, needed)]
    if hint is float or hint is int:
        return [Field(name, Answer.NUMBER if hint is float else Answer.WHOLE, needed, _unit(name))]
    if get_origin(hint) is frozenset:
        [words] = get_args(hint)
        return [Field(name, Answer.SEVERAL, needed, words=_values(words), of=words)]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return [Field(name, Answer.ONE, needed, words=_values(hint), of=hint)]
    return [_text(kind, name, needed)] if hint is str else []


def _text(kind: str, name: str, needed: bool) -> Field:
    if name == "state":
        return Field(name, Answer.STATE, needed)
    if listed := _LISTS.get((kind, name)):
        found = choices(listed)
        return Field(name, Answer.ONE if found.closed else Answer.TEXT, needed, "", found.codes, listed)
    if name in _WORDS:
        return Field(name, Answer.ONE, needed, words=_values(_WORDS[name]))
    return Field(name, Answer.LINES if name in _LONG else Answer.TEXT, needed)


def _values(made_of: type[StrEnum]) -> tuple[str, ...]:
    return tuple(word.value for word in made_of)


def _unit(name: str) -> str:
    return next((unit for unit in ("m2", "cm") if name.endswith(f"_{unit}")), "")


def _typed(record: Record, field: Field) -> tuple[str, ...]:
    value: Any = record
    for part in field.name.split("."):
        value = getattr(value, part)
    match value:
        case None:
            return ("",)
        case frozenset():
            return tuple(sorted(word.value for word in value))
        case Shape():
            return (shapely.to_wkt(shapely.from_wkb(value.wkb), rounding_precision=9),)
        case StrEnum():
            return (value.value,)
        case date():
            precision = getattr(record, "precision", Precision.DAY) if field.answer is Answer.ROUGH_DAY else ""
            return (
                value.isoformat()[: {Precision.MONTH: 7, Precision.YEAR: 4}.get(Precision(precision or "day"), 10)],
            )
        case float():
            return (f"{value:.15g}",)
        case _:
            return (str(value),)
