"""How a cell becomes a value of a field of a record about states."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, Final, get_args, get_type_hints

from opendisarm.core.catalogue import norm
from opendisarm.core.records import Place, class_of
from opendisarm.core.vocabulary import DutyId, InstrumentId
from opendisarm.importers.values import numbers
from opendisarm.importers.values.dates import Dated, dated
from opendisarm.importers.values.remarks import Parsed, remark
from opendisarm.importers.values.states import state
from opendisarm.importers.values.words import fold, like, plain
from opendisarm.world import names

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "Ballot": {
        "y": "yes", "n": "no", "a": "abstained", "x": "not_voting", "oui": "yes", "si": "yes", "non": "no",
        "abstain": "abstained", "abstention": "abstained", "abstencion": "abstained", "non voting": "not_voting",
        "not voting": "not_voting", "did not vote": "not_voting", "in favour": "yes", "for": "yes", "against": "no",
    },
    "Endorsing": {"yes": "endorsed", "y": "endorsed", "oui": "endorsed", "si": "endorsed", "no": "not_endorsed"},
    "Populated": {"y": "yes", "n": "no"},
}  # fmt: skip
"""Enumeration -> other words, folded -> ours."""


@cache
def readers(kind: str) -> dict[str, Callable[[object], Parsed]]:
    """Field -> reader of its cells.  A date gives `Dated`."""
    return {name: _reader(name, hint) for name, hint in get_type_hints(class_of(kind)).items()}


def _reader(name: str, hint: Any) -> Callable[[object], Parsed]:
    if isinstance(hint, UnionType):
        [hint] = [part for part in get_args(hint) if part is not type(None)]
    if hint is date:
        return _dated
    if hint is int:
        return numbers.whole
    if hint is Place:
        return _place
    if name == "state":
        return _state
    if name == "instrument":
        return lambda given: _one_of("instrument", InstrumentId, given)
    if name == "duty":
        return lambda given: _one_of("duty", DutyId, given)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return lambda given: _one_of(name, hint, given)
    if name == "services":
        return lambda given: (tuple(part.strip() for part in plain(given).replace("+", ";").split(";")), ())
    return lambda given: (plain(given), ())


def _dated(given: object) -> Parsed:
    found, remarks = dated(given)
    return found, remarks


def _state(given: object) -> Parsed:
    code, remarks = state(given)
    if code is not None and not remarks:
        return code, ()
    word = plain(given)
    if (known := names.found(word)) is not None:
        return known.iso3, ()
    return None, remark(norm.NORM_STATE_UNKNOWN, value=word, like=_like(word))


def _like(word: str) -> str:
    near = names.nearest(word)[:1]
    return f' Did you mean "{near[0].name}" ({near[0].iso3})?' if near else ""


def _place(given: object) -> Parsed:
    code, remarks = _state(given)
    return (Place(state=code), ()) if code else (None, remarks)


def _one_of(field: str, words: type[StrEnum], given: object) -> Parsed:
    said = fold(plain(given))
    known = {fold(word.value): word for word in words}
    known |= {fold(word.name): word for word in words}
    other = WORDS.get(words.__name__, {}).get(said)
    found = known.get(said) or (words(other) if other else None)
    if found is not None:
        return found, ()
    facts = {"value": plain(given), "field": field, "like": like(plain(given), [word.value for word in words])}
    return None, remark(norm.NORM_WORD_UNKNOWN, **facts, known=", ".join(word.value for word in words))


__all__ = ["WORDS", "Dated", "readers"]
