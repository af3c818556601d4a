"""Whose record it is, and of which area: the one place that says what a scope is held against."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from opendisarm.core.journal import Entry
from opendisarm.core.records import PEOPLE_KINDS, RECORD_KINDS

LISTED_KINDS: Final = tuple(kind for kind in RECORD_KINDS if kind not in PEOPLE_KINDS)
"""Kinds that are listed as records.  Records of persons are for other roles; acts decide about records and are none."""


class Whose(NamedTuple):
    """Organisation and first-level area of a record, "" where it names none."""

    org: str
    area: str


def whose(entry: Entry) -> Whose:
    """Of an entry: the organisation under whose name it was entered (not the operator that a column of it names: the
    authority may tell of others' work without handing its records over), and the area that it names."""
    return Whose(entry.org, area_of(entry.kind, entry.payload))


def area_of(kind: str, payload: Mapping[str, Any]) -> str:
    """The first-level area that a payload names: of an administrative unit of level 1 its own name.

    "" where it names none (acts of states, districts): only who sees every area reaches it.
    """
    if kind == "place.admin":
        return str(payload.get("name", "")) if payload.get("level") == 1 else ""
    return place_of(payload).get("admin1", "")


def place_of(payload: Mapping[str, Any]) -> dict[str, str]:
    """The place of a payload, without the parts that are not told."""
    place = payload.get("place")
    return {name: str(text) for name, text in place.items()} if isinstance(place, Mapping) else {}
