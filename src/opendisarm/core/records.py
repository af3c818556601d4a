"""The record kinds: what a row of somebody's file says, as a frozen value.

A record becomes a journal payload (`payload_of`) and back (`record_of`) without loss. A shape travels beside the
payload as WKB; the payload keeps its digest, so that the journal's hash chain covers it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from opendisarm.core.canonical import digest_bytes
from opendisarm.core.vocabulary import Account, Contamination, LandKind


class Precision(StrEnum):
    """How exactly a date is known; a month or a year is dated to its last day, when it is certain to have passed."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Place:
    """Where, by administration.  state: ISO 3166-1 alpha-3, "" when not told.  Codes are P-codes where the sender has
    them; names are kept as reported."""

    state: str = ""
    admin1: str = ""
    admin2: str = ""
    admin1_code: str = ""
    admin2_code: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A polygon, multipolygon or point.

    wkb           WGS 84 longitude, latitude; what the ledger uses.
    given_wkb     as sent, when that differs (other CRS, or before a repair); else None.
    given_crs     "EPSG:4326" or what the sender used, or how it was written ("MGRS", "EPSG:32618").
    repaired_m2   area of the repaired shape less that of the one sent, m2; None when nothing was repaired.
    synthetic     a stand-in drawn from a point and an area (a circle): never used for overlap.
    """

    wkb: bytes
    given_wkb: bytes | None = None
    given_crs: str = "EPSG:4326"
    repaired_m2: float | None = None
    synthetic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LandRecord:
    """Something happened to a piece of ground: survey, release or correction.

    ref            the sender's own id of this record; "" when there is none.
    hazard         id of the hazardous area it concerns (for SHA/CHA records its own id); "" when none is named.
    on             field date: survey concluded, release decided.     started   first day of the work, where told.
    area_m2        as reported, m2; None when only a shape is given. Never overwritten by the computed area.
    contamination  empty means unknown. On a release: what was searched for.
    operator       who did the work; method: how ("manual", "mechanical", "animal", "BAC", "NTS", "TS" ...).
    to             corrections only: where the land goes (correction = off the books; suspected; confirmed).
    extra          columns of the sender's that have no field of ours, kept as they came.
    """

    kind: LandKind
    on: date
    ref: str = ""
    hazard: str = ""
    place: Place = Place()
    contamination: frozenset[Contamination] = frozenset()
    area_m2: float | None = None
    shape: Shape | None = None
    operator: str = ""
    method: str = ""
    depth_cm: float | None = None
    precision: Precision = Precision.DAY
    started: date | None = None
    reason: str = ""
    to: Account | None = None
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceFound:
    """Explosive ordnance found; fate says what became of it ("destroyed", "removed", "handed_over", "left_marked",
    "unknown").  quantity: items, 1 or more."""

    on: date
    category: str
    quantity: int
    kind: str = "device.found"
    ref: str = ""
    hazard: str = ""
    activity: str = ""
    model: str = ""
    fate: str = "unknown"
    place: Place = Place()
    shape: Shape | None = None
    operator: str = ""
    depth_cm: float | None = None
    precision: Precision = Precision.DAY
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReported:
    """A mine or ordnance event somebody reported (accident, incident, seizure, ...); never a person's name."""

    on: date
    category: str
    kind: str = "event.reported"
    ref: str = ""
    place: Place = Place()
    shape: Shape | None = None
    precision: Precision = Precision.DAY
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminUnit:
    """An administrative unit with its boundary.  level 1 = province, 2 = district; parent: code of the unit above."""

    on: date
    code: str
    name: str
    level: int
    state: str
    kind: str = "place.admin"
    parent: str = ""
    shape: Shape | None = None
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def ref(self) -> str:
        """The code is the sender's id."""
        return self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFigure:
    """A figure somebody published: a claim with a source, never an observation of ours.

    weapon   "apm", "avm", "cmr", "erw" or "all".       figure   as in the panel, e.g. "cleared_km2".
    value    in `unit`, as printed (text keeps the digits printed: "530.0" is not "530").
    on       end of the period (31 December of `year`), or `as_of` for a stock dated otherwise.
    """

    on: date
    place: Place
    year: int
    weapon: str
    figure: str
    value: str
    unit: str
    citation: str
    kind: str = "figure.published"
    ref: str = ""
    as_of: str = ""
    note: str = ""
    extra: tuple[tuple[str, str], ...] = ()


class Said(StrEnum):
    """What a state may say in a report instead of a figure; each is a statement that somebody signs."""

    NONE_DECLARED = "none_declared"
    NOT_APPLICABLE = "not_applicable"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A signed statement that stands in a treaty report where no figure does.

    form   form or part of one, as the treaty letters it ("C", "F", "G2"); `cell`: a column of it, "" for all of it.
    said   what is declared; reason: required for not applicable (why) and withheld (who may see it).
    """

    on: date
    place: Place
    year: int
    form: str
    said: Said
    kind: str = "report.declaration"
    ref: str = ""
    cell: str = ""
    reason: str = ""
    signed_by: str = ""
    extra: tuple[tuple[str, str], ...] = ()


Record = LandRecord | DeviceFound | EventReported | AdminUnit | PublishedFigure | Declaration

RECORD_KINDS: Final[tuple[str, ...]] = (
    *LandKind, "device.found", "event.reported", "place.admin", "figure.published", "report.declaration",
)  # fmt: skip

_CLASSES: Final[dict[str, type[Any]]] = {
    **dict.fromkeys((kind.value for kind in LandKind), LandRecord),
    "device.found": DeviceFound,
    "event.reported": EventReported,
    "place.admin": AdminUnit,
    "figure.published": PublishedFigure,
    "report.declaration": Declaration,
}


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
                value = [list(pair) for pair in value]
            case StrEnum():
                if value is Precision.DAY:
                    continue
                value = value.value
        payload[name] = value
    return payload


def record_of(kind: str, payload: Mapping[str, Any], wkb: bytes | None = None, given: bytes | None = None) -> Record:
    """The record that `payload_of` wrote.  Errors  KeyError on a kind unknown to this version."""
    values = dict(payload)
    values["kind"] = LandKind(kind) if _CLASSES[kind] is LandRecord else kind
    values["on"] = date.fromisoformat(values["on"])
    if "started" in values:
        values["started"] = date.fromisoformat(values["started"])
    if "place" in values:
        values["place"] = Place(**values["place"])
    if "contamination" in values:
        values["contamination"] = frozenset(map(Contamination, values["contamination"]))
    if "precision" in values:
        values["precision"] = Precision(values["precision"])
    if "said" in values:
        values["said"] = Said(values["said"])
    if "to" in values:
        values["to"] = Account(values["to"])
    if "extra" in values:
        values["extra"] = tuple((name, text) for name, text in values["extra"])
    if facts := values.pop("shape", None):
        assert wkb is not None, "a payload that names a shape comes with its bytes"
        values["shape"] = Shape(
            wkb, given, facts.get("given_crs", "EPSG:4326"), facts.get("repaired_m2"), facts.get("synthetic", False)
        )
    record: Record = _CLASSES[kind](**values)
    return record


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
