"""Records of the field: land surveyed and released, devices found, events, administrative units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from opendisarm.core.records.parts import Place, Precision, Shape
from opendisarm.core.vocabulary import Account, Contamination, LandKind


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
