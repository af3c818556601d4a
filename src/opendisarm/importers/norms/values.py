"""How a cell becomes the value of a field: dates, states, words of closed lists, numbers, text as it came."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

import yaml

from opendisarm.core.catalogue import norm
from opendisarm.core.catalogue import value as codes
from opendisarm.core.records import (
    Act,
    AssistanceKind,
    Ballot,
    Endorsing,
    Filing,
    Grade,
    MeasureKind,
    Populated,
    Practised,
    Precision,
    Step,
    WeaponClass,
)
from opendisarm.core.vocabulary import DutyId, InstrumentId
from opendisarm.importers.norms.fields import INCIDENT, OUTCOMES
from opendisarm.importers.values.choices import Choices
from opendisarm.importers.values.dates import EARLIEST, LATEST, dated
from opendisarm.importers.values.numbers import whole
from opendisarm.importers.values.remarks import Parsed, Remark, remark
from opendisarm.importers.values.states import state
from opendisarm.importers.values.words import fold, plain
from opendisarm.world import names

Read = Callable[[object], Parsed]

DATES: Final = frozenset({"on", "until", "effective", "deadline"})
ARMED_GROUP: Final = "NSAG"
"""Stands for a non-state armed group where the state of an actor is asked."""

_LISTS: Final[Mapping[str, type[StrEnum]]] = {
    "instrument": InstrumentId, "duty": DutyId, "act": Act, "ballot": Ballot, "step": Step, "measure": MeasureKind,
    "provision": AssistanceKind, "practised": Practised, "weapon": WeaponClass, "populated": Populated,
    "precision": Precision, "grade": Grade,
}  # fmt: skip
_STATUSES: Final[Mapping[str, type[StrEnum]]] = {"norm.endorsement": Endorsing, "norm.report": Filing}
_REPORTS: Final = ("initial", "annual", "biennial")
_BETWEEN: Final = re.compile(r"[;+]")
_BETWEEN_STATES: Final = re.compile(r"\s*[/;+]\s*")
_MOST_PERSONS: Final = 10_000_000


def reader(kind: str, field: str, date_order: str = "", theirs: Mapping[str, str] | None = None) -> Read:
    """The reader of a field of a kind.

    date_order  how the file writes dates in digits.     theirs  the office's own words -> ours.
    Result      dates as `Dated`, words of closed lists as members of their list.
    """
    words = {fold(word): ours for word, ours in (theirs or {}).items()}
    read = _reader(kind, field, date_order)
    return (lambda given: read(words.get(fold(plain(given)), given))) if words else read


def words_of(kind: str, field: str) -> tuple[str, ...]:
    """The words of the closed list of a field; none where it takes any."""
    if field == "report":
        return _REPORTS
    chosen = _list_of(kind, field)
    return tuple(word.value for word in chosen) if chosen else ()


def _reader(kind: str, field: str, date_order: str) -> Read:
    if field in DATES:
        return partial(dated, order=date_order)
    if words_of(kind, field):
        return partial(_chosen, kind, field)
    if field.split("_")[0] in OUTCOMES:
        return _persons
    match field:
        case "state":
            return _place_state if kind == INCIDENT else _acting_state
        case "actor_state":
            return _actors
        case "year":
            return _year
        case "services":
            return _several
        case _:
            return _as_written


def _list_of(kind: str, field: str) -> type[StrEnum] | None:
    return _STATUSES.get(kind) if field == "status" else _LISTS.get(field)


def _chosen(kind: str, field: str, given: object) -> Parsed:
    chosen, listed = _list_of(kind, field), _choices(kind, field)
    word, remarks = listed.one(given)
    if remarks:
        facts = {"value": plain(given), "field": field, "like": remarks[0].facts["like"]}
        return None, remark(norm.NORM_WORD_UNKNOWN, **facts, known=", ".join(listed.codes))
    return (chosen(word) if word and chosen else word), ()


@cache
def _choices(kind: str, field: str) -> Choices:
    ours = words_of(kind, field)
    listed = _STATUSES[kind].__name__.lower() if field == "status" else field
    by_word = {fold(word): code for code, words in other_words().get(listed, {}).items() for word in words}
    return Choices(field, ours, by_word | {fold(code): code for code in ours}, closed=True)


@cache
def other_words() -> dict[str, dict[str, list[str]]]:
    """Closed list -> our word -> other words for it.  Source  words.yaml."""
    path = Path(__file__).with_name("words.yaml")
    # BaseLoader: every word stays text; the safe loader would read "yes", "no" and "n" as true and false.
    loaded: dict[str, dict[str, list[str]]] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return loaded


def _acting_state(given: object) -> Parsed:
    """A state that acts: one that does not exist cannot, so an unknown code is an error here."""
    code, remarks = _place_state(given)
    if not remarks:
        return code, ()
    return None, remark(norm.NORM_STATE_UNKNOWN, value=plain(given), like=_like(plain(given)))


def _place_state(given: object) -> Parsed:
    code, remarks = state(given)
    if not remarks:
        return code, ()
    known = names.found(plain(given))
    return (known.iso3, ()) if known else (code, remarks)


def _like(word: str) -> str:
    near = names.nearest(word)[:1]
    return f' Did you mean "{near[0].name}" ({near[0].iso3})?' if near else ""


def _actors(given: object) -> Parsed:
    """ISO3 codes with "/" between; armed groups that are no state by one word."""
    found: list[str] = []
    remarks: list[Remark] = []
    for part in _BETWEEN_STATES.split(plain(given)):
        if part.upper() == ARMED_GROUP:
            found.append(ARMED_GROUP)
        elif part:
            code, notes = _acting_state(part)
            remarks += notes
            found += [code] if code else []
    return (None if remarks else "/".join(found)), tuple(remarks)


def _year(given: object) -> Parsed:
    found, remarks = whole(given)
    if found is not None and not EARLIEST <= found <= LATEST:
        return None, remark(codes.DATE_UNREADABLE, value=plain(given))
    return found, remarks


def _persons(given: object) -> Parsed:
    found, remarks = whole(given)
    if found is not None and not 0 <= found <= _MOST_PERSONS:
        return None, remark(codes.NUMBER_IMPOSSIBLE, value=plain(given), lowest=0, highest=_MOST_PERSONS)
    return found, remarks


def _several(given: object) -> Parsed:
    return tuple(part.strip() for part in _BETWEEN.split(plain(given)) if part.strip()), ()


def _as_written(given: object) -> tuple[Any, tuple[()]]:
    return plain(given), ()
