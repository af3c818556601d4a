"""A record becomes a journal payload (`payload_of`) and back (`record_of`) without loss.

A shape travels beside the payload as WKB; the payload keeps its digest, so that the journal's hash chain covers it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from opendisarm.core.canonical import digest_bytes
from opendisarm.core.records.assistance import (
    Consent,
    NeedAssessed,
    PersonErased,
    Referral,
    SamePerson,
    ServiceReceived,
)
from opendisarm.core.records.claims import Declaration, PublishedFigure
from opendisarm.core.records.education import EducationSession
from opendisarm.core.records.field import AdminUnit, DeviceFound, EventReported, LandRecord
from opendisarm.core.records.incidents import Incident
from opendisarm.core.records.norms import Endorsement, Milestone, Position, PublishedCount, StateAct, Vote
from opendisarm.core.records.obligations import (
    AssistanceMeasure,
    NationalMeasure,
    ObligationStep,
    Practice,
    ReportFiled,
)
from opendisarm.core.records.parts import Place, Precision, Shape
from opendisarm.core.records.persons import Accident, PersonHarmed
from opendisarm.core.vocabulary import LandKind

NormRecord = (
    StateAct | Endorsement | Vote | Position | Milestone | PublishedCount
    | ObligationStep | ReportFiled | NationalMeasure | Practice | AssistanceMeasure
)  # fmt: skip
"""What the norms ledger and the law read."""

OfPerson = PersonHarmed | NeedAssessed | Referral | ServiceReceived | Consent
"""What a file may say about one person: who it is goes to the vault, the rest to the journal."""

PeopleRecord = OfPerson | Accident | EducationSession | SamePerson | PersonErased
"""What the people ledger reads."""

Mapped = LandRecord | DeviceFound | EventReported | AdminUnit | Accident | EducationSession
"""What may have a shape."""

Record = Mapped | PublishedFigure | Declaration | NormRecord | Incident | PeopleRecord

_CLASSES: Final[dict[str, type[Any]]] = {
    **dict.fromkeys((kind.value for kind in LandKind), LandRecord),
    **{
        str(kind.__dataclass_fields__["kind"].default): kind
        for kind in (
            DeviceFound, EventReported, AdminUnit, PublishedFigure, Declaration,
            StateAct, Endorsement, Vote, Position, Milestone, PublishedCount,
            ObligationStep, ReportFiled, NationalMeasure, Practice, AssistanceMeasure, Incident,
            Accident, PersonHarmed, NeedAssessed, Referral, ServiceReceived, Consent, SamePerson, PersonErased,
            EducationSession,
        )
    },
}  # fmt: skip

RECORD_KINDS: Final[tuple[str, ...]] = tuple(_CLASSES)

NORM_KINDS: Final[tuple[str, ...]] = tuple(kind for kind in RECORD_KINDS if kind.startswith("norm."))

PEOPLE_KINDS: Final[tuple[str, ...]] = tuple(
    kind for kind in RECORD_KINDS if kind.startswith(("accident", "person.", "education."))
)


def class_of(kind: str) -> type[Any]:
    """The class of a record kind.  Errors  KeyError on a kind unknown to this version."""
    return _CLASSES[kind]


def payload_of(record: Record) -> dict[str, Any]:
    """The record as JSON values, without what is empty; a shape leaves its facts and digests here, its bytes do not."""
    payload: dict[str, Any] = {}
    for name in record.__dataclass_fields__:
        value = getattr(record, name)
        if name == "kind" or value is None or (value in ("", (), frozenset()) and _may_be_left_out(record, name)):
            continue
        match value:
            case Place():
                value = {part: text for part in Place.__slots__ if (text := getattr(value, part))}
                if not value and _may_be_left_out(record, name):
                    continue
            case Shape():
                value = _shape_facts(value)
            case frozenset():
                value = sorted(kind.value for kind in value)
            case date():
                value = value.isoformat()
            case tuple():
                value = [list(item) if isinstance(item, tuple) else item for item in value]
            case StrEnum():
                if value is Precision.DAY:
                    continue
                value = value.value
        payload[name] = value
    return payload


def record_of(kind: str, payload: Mapping[str, Any], wkb: bytes | None = None, given: bytes | None = None) -> Record:
    """The record that `payload_of` wrote.  Errors  KeyError on a kind, or a word, unknown to this version."""
    made_of = _CLASSES[kind]
    values: dict[str, Any] = {}
    readers = _readers(kind)
    for name, value in payload.items():
        if name != "shape":
            values[name] = read(value) if (read := readers.get(name)) is not None else value
    values["kind"] = LandKind(kind) if made_of is LandRecord else kind
    if facts := payload.get("shape"):
        assert wkb is not None, "a payload that names a shape comes with its bytes"
        values["shape"] = Shape(
            wkb, given, facts.get("given_crs", "EPSG:4326"), facts.get("repaired_m2"), facts.get("synthetic", False)
        )
    record: Record = made_of(**values)
    return record


@cache
def _readers(kind: str) -> dict[str, Callable[[Any], Any]]:
    """How each field of a kind comes back from JSON, for those that are no JSON value themselves."""
    made_of = _CLASSES[kind]
    hints = get_type_hints(made_of)
    found = {field.name: _reader(hints[field.name]) for field in fields(made_of)}
    return {name: read for name, read in found.items() if read is not None}


def _reader(hint: Any) -> Callable[[Any], Any] | None:
    if isinstance(hint, UnionType):  # X | None
        [hint] = [part for part in get_args(hint) if part is not type(None)]
    arguments = get_args(hint)
    if hint is date:
        return date.fromisoformat
    if hint is Place:
        return lambda value: Place(**value)
    if get_origin(hint) is frozenset:
        return lambda value: frozenset(map(arguments[0], value))
    if get_origin(hint) is tuple:
        return _items(arguments[0])
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {word.value: word for word in hint}.__getitem__  # some five times as fast as calling the enumeration
    return None


def _items(made_of: Any) -> Callable[[Any], Any]:
    """How a list comes back: its items are named tuples, pairs of words, or words."""
    if hasattr(made_of, "_fields"):
        return lambda value: tuple([made_of(*item) for item in value])
    return lambda value: tuple([tuple(item) if isinstance(item, list) else item for item in value])


def _may_be_left_out(record: Record, name: str) -> bool:
    """Whether a payload without this empty field reads back as the same record: it has a default, and this is it."""
    return bool(record.__dataclass_fields__[name].default == getattr(record, name))


def _shape_facts(shape: Shape) -> dict[str, Any]:
    facts: dict[str, Any] = {"sha256": digest_bytes(shape.wkb)}
    if shape.given_wkb is not None:
        facts["given_sha256"] = digest_bytes(shape.given_wkb)
    if shape.given_crs != "EPSG:4326":
        facts["given_crs"] = shape.given_crs
    if shape.repaired_m2 is not None:
        facts["repaired_m2"] = shape.repaired_m2
    if shape.synthetic:
        facts["synthetic"] = True
    return facts
