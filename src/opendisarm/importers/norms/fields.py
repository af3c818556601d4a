"""The kinds of record that this room reads, and the fields of each that a column may fill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from typing import Final

from opendisarm.core.records import NORM_KINDS, class_of

INCIDENT: Final = "incident.use"
KINDS: Final = (*NORM_KINDS, INCIDENT)

OUTCOMES: Final = ("killed", "injured")
SEXES: Final = ("female", "male", "unknown")
AGES: Final = ("adult", "child", "unknown")

_PLACE: Final = ("state", "admin1", "admin2", "admin1_code", "admin2_code")
_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "place": _PLACE,
    "harmed": (
        *OUTCOMES,
        *(f"{outcome}_{sex}_{age}" for outcome in OUTCOMES for sex in SEXES for age in AGES),
    ),
    "kind": (),
    "extra": (),
}
"""Fields of a class that no single column fills, and the columns that do together."""

_MAY_BE_BLANK: Final = frozenset({"number"})
"""Without a default in its class, and yet "" says something: the source gives no number."""

DEFAULTS: Final[Mapping[str, Mapping[str, str]]] = {
    "norm.endorsement": {"instrument": "ewipa", "status": "endorsed"},
    "norm.vote": {"instrument": "aws"},
    "norm.position": {"instrument": "aws"},
    INCIDENT: {"certainty": "reported"},
}
"""What the rows of a kind mean where neither a column nor a constant says it."""


@cache
def fields_of(kind: str) -> tuple[str, ...]:
    """The fields of a kind that columns or constants may fill.  Errors  KeyError on another kind."""
    names = (field.name for field in fields(class_of(kind)))
    return tuple(part for name in names for part in _PARTS.get(name, (name,)))


@cache
def required(kind: str) -> tuple[str, ...]:
    """The fields without which there is no record."""
    bare = (field.name for field in fields(class_of(kind)) if field.default is MISSING)
    return tuple("state" if name == "place" else name for name in bare if name not in _MAY_BE_BLANK)
