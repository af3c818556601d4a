"""From the land that is meant to what an extract says of it, in the coarse terms in which it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

import shapely

from opendisarm.access.scope import Reader
from opendisarm.core.clocks import AsOf
from opendisarm.core.journal import Head
from opendisarm.core.records import LandRecord
from opendisarm.core.vocabulary import CONTAMINATED, Account, LandKind
from opendisarm.desk.errors import DeskError
from opendisarm.desk.extracts import rules
from opendisarm.desk.extracts.acts import Issue
from opendisarm.desk.extracts.handing_over import handed_over
from opendisarm.desk.extracts.known_land import (
    Holding,
    Recorded,
    held,
    outlying,
    recorded_land,
    undecided,
    within_reach,
)
from opendisarm.desk.extracts.meant import Meant, drawn, in_plane, is_drawn, named
from opendisarm.desk.workspace import Workspace
from opendisarm.extracts.statement import MOST_RELEASES, STEP_M2, Nearby, Release, in_steps

_LONGEST_METHOD: Final = 40
_LONGEST_PLACE: Final = 100
"""Bytes that the code has room for."""
_LEAST_OPEN_M2: Final = 1.0
"""Less of an overlap is how the boundaries of two neighbours differ in their last millimetres."""

_ACCOUNT: Final = {
    LandKind.CLEARED: Account.CLEARED, LandKind.REDUCED: Account.REDUCED, LandKind.CANCELLED: Account.CANCELLED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """Which land, as of which clocks.  parcel: as somebody typed it."""

    parcel: str
    on: date
    known: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """What an extract may say of the land meant; field by field as in `Statement`."""

    asked: Asked
    head: Head
    meant: Meant
    state: str
    area_m2: int
    held: tuple[tuple[Account, int], ...]
    releases: tuple[Release, ...]
    more_releases: int
    handover: date | None
    near: Nearby
    unplaced: bool
    pending: bool


def known_of(workspace: Workspace, reader: Reader, asked: Asked) -> Found:
    """What is known of a parcel.

    Errors  DeskError when nothing is meant, the reader does not reach it, or it is too small to be told of.
    """
    as_of = AsOf(asked.on, asked.known)
    head = workspace.store.head(as_of.known)
    land = recorded_land(workspace, head)
    counted = [one.record for one in land if one.counts]
    meant = drawn(asked.parcel) if is_drawn(asked.parcel) else named(
        workspace, head, asked.parcel.strip(), counted, as_of.on
    )  # fmt: skip
    reached = within_reach(land, meant.earth, meant.hazard, as_of.on)
    holding = held(reached, meant.plane, meant.hazard, as_of.on)
    _refuse_out_of_reach(reader, meant, reached)
    _refuse_small(meant, holding)
    places = {one.record.place for one in reached if one.counts and meant.was_drawn and _inside(one.record, meant)}
    named_places = sorted({", ".join(filter(None, (place.admin1, place.admin2))) for place in places} - {""})
    place = cut_to(" / ".join(named_places) or meant.parcel.place, _LONGEST_PLACE)
    meant = replace(meant, parcel=replace(meant.parcel, place=place))
    return Found(
        asked=asked, head=head, meant=meant, state=next((one.place.state for one in counted if one.place.state), ""),
        area_m2=_whole_area(meant, holding), held=_told(holding), releases=_releases(holding),
        more_releases=max(0, len(holding.releases) - MOST_RELEASES), handover=handed_over(holding.releases),
        near=_near(reached, meant, as_of.on), unplaced=outlying(land, meant.hazard, as_of.on),
        pending=undecided(land, meant.earth, meant.hazard),
    )  # fmt: skip


def refuse_strips(found: Found, before: Sequence[Issue]) -> None:
    """Errors  DeskError when the land differs by a strip from that of an extract signed before, withdrawn or not."""
    if found.meant.known_outline is not None:
        earlier = [(one.serial, in_plane(shapely.from_wkb(one.outline))) for one in before if one.outline is not None]
        rules.refuse_differences(found.meant.plane, earlier)


def cut_to(text: str, most: int) -> str:
    """As much of a text as so many bytes hold, with an ellipsis where something is left out."""
    if len(text.encode()) <= most:
        return text
    return text.encode()[: most - 3].decode(errors="ignore").rstrip() + "…"


def _refuse_out_of_reach(reader: Reader, meant: Meant, reached: Sequence[Recorded]) -> None:
    """Errors  DeskError when some of the records are not the reader's to tell of, or nobody knows whose they are."""
    own = [one for one in reached if _names(one.record, meant) or _inside(one.record, meant)]
    whose = {(one.org, one.record.place.admin1) for one in own} or {("", "")}
    if not all(reader.reaches(org, area) for org, area in whose):
        raise DeskError("This land is not, or not wholly, within your reach.", "Ask somebody who sees all of it.")


def _refuse_small(meant: Meant, holding: Holding) -> None:
    released = bool(meant.hazard) and holding.open_m2 < _LEAST_OPEN_M2
    if meant.plane is not None and not released:
        rules.refuse_small(meant.plane)


def _told(holding: Holding) -> tuple[tuple[Account, int], ...]:
    """Accounts that are not empty, in steps."""
    steps = (
        (account, in_steps(account, m2))
        for account, m2 in ((account, holding.m2[account]) for account in Account)
        if account not in CONTAMINATED or m2 >= _LEAST_OPEN_M2
    )
    return tuple((account, m2) for account, m2 in steps if m2)


def _whole_area(meant: Meant, holding: Holding) -> int:
    """The area of the outline, else what records say of it, to the nearest step."""
    exact = float(meant.plane.area) if meant.plane is not None else 0.0
    return round(max(exact, sum(holding.m2.values())) / STEP_M2) * STEP_M2


def _releases(holding: Holding) -> tuple[Release, ...]:
    return tuple(
        Release(_ACCOUNT[record.kind], record.on, cut_to(record.method, _LONGEST_METHOD), record.depth_cm)
        for record in holding.releases[:MOST_RELEASES]
        if record.kind in _ACCOUNT
    )


def _near(reached: Sequence[Recorded], meant: Meant, on: date) -> Nearby:
    if meant.plane is None:
        return Nearby.UNKNOWN
    outside = held(reached, rules.around(meant.plane), "", on)
    return Nearby.YES if outside.open_m2 >= _LEAST_OPEN_M2 else Nearby.NO


def _names(record: LandRecord, meant: Meant) -> bool:
    return bool(meant.hazard) and record.hazard == meant.hazard


def _inside(record: LandRecord, meant: Meant) -> bool:
    if record.shape is None or meant.earth is None:
        return False
    return bool(shapely.intersects(shapely.from_wkb(record.shape.wkb), meant.earth))
