"""What an extract says, and nothing else: the page, the code on it and the entry in the journal are all made from this.

A statement becomes a compact JSON object (`payload_of`) and comes back from it (`statement_of`). Version 1; a later
shape of the object is another version, and readers of this one refuse it in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from opendisarm.core.canonical import digest
from opendisarm.core.vocabulary import CONTAMINATED, RELEASED, Account

STEP_M2: Final = 100
"""Areas are told in whole steps: uncleared land and land of which nothing is recorded up, everything else down."""
MOST_CORNERS: Final = 40
"""More do not fit into the code; such an outline is told by its digest alone."""
MOST_RELEASES: Final = 4
DEGREES: Final = 1_000_000
"""Corners are whole millionths of a degree: some 11 cm."""

_UP: Final = (*CONTAMINATED, Account.UNRECORDED)

Corner = tuple[int, int]
"""Longitude and latitude, millionths of a degree."""


class ParcelKind(StrEnum):
    """How somebody said which land is meant."""

    DRAWN = "d"
    HAZARD = "h"
    UNIT = "u"


class Nearby(StrEnum):
    """Whether uncleared land is recorded around a parcel."""

    YES = "y"
    NO = "n"
    UNKNOWN = "u"


@dataclass(frozen=True, slots=True)
class Parcel:
    """Which land is meant.

    name     id of the hazardous area, name of the administrative unit; "" for a drawn outline.
    place    province and district as recorded, "" when not told.
    corners  of a drawn outline, without the repeated first one; () where there are too many, or several rings.
    outline  first 16 hex digits of `outline_digest`; "" for what was not drawn by who asked.
    """

    kind: ParcelKind
    name: str = ""
    place: str = ""
    corners: tuple[Corner, ...] = ()
    outline: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """A release that still holds.  depth_cm: None when none was recorded."""

    account: Account
    on: date
    method: str = ""
    depth_cm: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is known of a parcel, as of two clocks.

    area_m2, held   in steps of 100 m2; held names only accounts that are not empty.
    releases        newest first, at most four; more_releases: how many others there are.
    near            whether suspected or confirmed land is recorded outside the parcel, within 100 m of it.
    unplaced        whether uncleared land is on record of which nobody knows where it lies.
    pending         whether records of this land wait for approval; they are not counted.
    role, office    who signs: a role of `opendisarm.access`, and the office as it wants to be named.
    head            where the journal ended at `known`: number of the entry, and its chain.
    """

    serial: str
    workspace: str
    state: str
    parcel: Parcel
    on: date
    known: datetime
    area_m2: int
    held: tuple[tuple[Account, int], ...]
    releases: tuple[Release, ...] = ()
    more_releases: int = 0
    handover: date | None = None
    near: Nearby = Nearby.UNKNOWN
    unplaced: bool = False
    pending: bool = False
    role: str
    office: str
    issued: datetime
    valid_until: date
    head: tuple[int, str]

    def m2(self, *accounts: Account) -> int:
        """m2 in some accounts together."""
        return sum(m2 for account, m2 in self.held if account in accounts)

    @property
    def told_of_before(self) -> bool:
        """Whether it tells of an earlier day than that of its issue, on either clock."""
        return min(self.on, self.known.date()) < self.issued.date()

    @property
    def uncleared_m2(self) -> int:
        """Suspected and confirmed."""
        return self.m2(*CONTAMINATED)

    @property
    def released_m2(self) -> int:
        """Cleared, reduced and cancelled."""
        return self.m2(*RELEASED)

    @property
    def unrecorded_m2(self) -> int:
        """Of which nothing is recorded, or was taken off the books at a desk."""
        return self.m2(Account.UNRECORDED, Account.CORRECTION)


def in_steps(account: Account, m2: float) -> int:
    """An area as an extract tells it: never less danger, never more release, than is recorded."""
    whole = int(m2 // STEP_M2) * STEP_M2
    return whole + STEP_M2 if account in _UP and m2 > whole else whole


def outline_digest(rings: tuple[tuple[Corner, ...], ...]) -> str:
    """What tells one outline from every other.  Unit  millionths of a degree; rings in the order given."""
    return digest([[list(corner) for corner in ring] for ring in rings])[:16]


def payload_of(told: Statement) -> dict[str, Any]:
    """The statement as JSON values, short keys, without what is empty."""
    parcel = told.parcel
    whole: dict[str, Any] = {
        "n": told.serial, "w": told.workspace, "c": told.state,
        "p": [parcel.kind.value, parcel.name, parcel.place, parcel.outline, _steps(parcel.corners)],
        "t": told.on.isoformat(), "k": told.known.isoformat(), "m": told.area_m2,
        "a": {account.value: m2 for account, m2 in told.held},
        "r": [[one.account.value, one.on.isoformat(), one.method, one.depth_cm] for one in told.releases],
        "x": told.more_releases, "h": told.handover.isoformat() if told.handover else "",
        "f": [told.near.value, int(told.unplaced), int(told.pending)], "o": told.role, "b": told.office,
        "d": told.issued.isoformat(), "u": told.valid_until.isoformat(), "j": list(told.head),
    }  # fmt: skip
    return {key: value for key, value in whole.items() if value not in ("", 0, [], {})}


def statement_of(said: Mapping[str, Any]) -> Statement:
    """The statement that `payload_of` wrote.  Errors  KeyError, TypeError or ValueError on anything else."""
    kind, name, place, outline, steps = said["p"]
    near, unplaced, pending = said["f"]
    handover = said.get("h", "")
    seq, chain = said["j"]
    return Statement(
        serial=said["n"],
        workspace=said.get("w", ""),
        state=said.get("c", ""),
        parcel=Parcel(ParcelKind(kind), name, place, _corners(steps), outline),
        on=date.fromisoformat(said["t"]),
        known=datetime.fromisoformat(said["k"]),
        area_m2=said.get("m", 0),
        # Accounts in the order of their list: canonical JSON sorts them by name.
        held=tuple((account, said["a"][account.value]) for account in Account if account.value in said.get("a", {})),
        releases=tuple(_release(*one) for one in said.get("r", ())),
        more_releases=said.get("x", 0),
        handover=date.fromisoformat(handover) if handover else None,
        near=Nearby(near),
        unplaced=bool(unplaced),
        pending=bool(pending),
        role=said["o"],
        office=said.get("b", ""),
        issued=datetime.fromisoformat(said["d"]),
        valid_until=date.fromisoformat(said["u"]),
        head=(seq, chain),
    )


def _release(account: str, on: str, method: str, depth_cm: float | None) -> Release:
    return Release(Account(account), date.fromisoformat(on), method, depth_cm)


def _steps(corners: tuple[Corner, ...]) -> list[int]:
    """The first corner, then the way from each to the next: corners of a parcel lie close together."""
    flat: list[int] = []
    before = (0, 0)
    for corner in corners:
        flat += [corner[0] - before[0], corner[1] - before[1]]
        before = corner
    return flat


def _corners(steps: list[int]) -> tuple[Corner, ...]:
    found: list[Corner] = []
    at = (0, 0)
    for east, north in zip(steps[::2], steps[1::2], strict=True):
        at = (at[0] + east, at[1] + north)
        found.append(at)
    return tuple(found)
