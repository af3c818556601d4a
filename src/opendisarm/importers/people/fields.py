"""The kinds of record that this room reads, the fields of each that a column may fill, and the fields that identify."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from typing import Final

from opendisarm.core.identity import IDENTIFYING, NOTE
from opendisarm.core.persons import Purpose
from opendisarm.core.records import PEOPLE_KINDS, class_of
from opendisarm.importers.values.placing import POINT_FIELDS

ACCIDENT: Final = "accident"
HARMED: Final = "person.harmed"
NEED: Final = "person.need"
REFERRAL: Final = "person.referral"
SERVICE: Final = "person.service"
CONSENT: Final = "person.consent"
SESSION: Final = "education.session"
KINDS: Final = tuple(kind for kind in PEOPLE_KINDS if kind not in {"person.same", "person.erased"})
"""What files say; that two are one person, and that one is erased, is decided at the desk."""

FAMILIES: Final = ("accident", "person.", "education.")

PLACE: Final = ("state", "admin1", "admin2", "admin1_code", "admin2_code")
LOCATION: Final = "location"
"""A point as forms write it."""
AGE_YEARS: Final = "age_years"
CONSENTS: Final[Mapping[str, Purpose]] = {f"consent_{purpose.value}": purpose for purpose in Purpose}
GIVEN_NAME: Final = "given_name"
FAMILY_NAME: Final = "family_name"
OUTCOMES: Final = ("killed", "injured")
"""Of a person: columns that say yes or no. Of an accident: how many."""

_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "place": PLACE,
    "shape": (LOCATION, *POINT_FIELDS),
    "age": (AGE_YEARS, "age"),
    "outcome": ("outcome", *OUTCOMES),
    "direct": (),
    "indirect": (),
    "kind": (),
    "person": (),
    "extra": (),
}
"""Fields of a class that columns fill in another way than one by one; those of persons reached are in `reached`."""

_NEVER_MISSING: Final = frozenset({"outcome"})
"""Without a default in its class; what nobody tells is unknown all the same."""


def is_of_person(kind: str) -> bool:
    """Whether a record of this kind is about one person, who then has an identity."""
    return kind.startswith("person.")


@cache
def fields_of(kind: str) -> tuple[str, ...]:
    """The fields of a kind that columns may fill and that stay in the record.  Errors  KeyError on another kind."""
    names = (field.name for field in fields(class_of(kind)))
    found = tuple(part for name in names for part in _PARTS.get(name, (name,)))
    return (*found, *CONSENTS) if is_of_person(kind) else found


@cache
def identifying(kind: str) -> tuple[str, ...]:
    """The fields of a kind that go to the vault only."""
    return (*IDENTIFYING, GIVEN_NAME, FAMILY_NAME) if is_of_person(kind) else (NOTE,)


@cache
def required(kind: str) -> tuple[str, ...]:
    """The fields without which there is no record."""
    bare = (field.name for field in fields(class_of(kind)) if field.default is MISSING)
    return tuple(name for name in bare if name not in _NEVER_MISSING)
