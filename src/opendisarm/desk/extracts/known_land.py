"""What is known of a piece of land: the records that reach it, cut to its outline, folded like every other ledger.

The fold looks at each point of land by itself, so that cutting first and folding then gives the same as the whole
ledger cut; a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import numpy as np
import shapely

from opendisarm.core.journal import Entry, Head, counting, waiting
from opendisarm.core.plane import SLIVER_M2, area_m2
from opendisarm.core.records import LandRecord, record_of
from opendisarm.core.vocabulary import CONTAMINATED, FINDINGS_OF_CONTAMINATION, RELEASED, Account
from opendisarm.desk.land import LAND_KINDS
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.land import overlay
from opendisarm.ledgers.land.balances import balances
from opendisarm.ledgers.land.columns import LandColumns, columns_of
from opendisarm.ledgers.land.ledger import fold
from opendisarm.ledgers.land.postings import Postings
from opendisarm.ledgers.land.rules import ACCOUNTS, A

GAP_M2: Final = 5.0
"""A part of a parcel of which nothing is recorded, below this, is how two outlines of one field differ."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A land record of the journal.  counts: it is approved and holds; otherwise it waits for a decision."""

    entry: str
    org: str
    record: LandRecord
    counts: bool


@dataclass(frozen=True, slots=True)
class Holding:
    """m2 in each account, and the records whose release of this land still holds."""

    m2: dict[Account, float]
    releases: tuple[LandRecord, ...]

    @property
    def open_m2(self) -> float:
        """Suspected and confirmed."""
        return sum(self.m2[account] for account in CONTAMINATED)


def recorded_land(workspace: Workspace, head: Head) -> list[Recorded]:
    """The land records that count at a head, and those that wait for a decision."""
    marks = workspace.store.marks(head)
    counted, waits = counting(marks), set(waiting(marks))
    return [
        Recorded(entry.id, entry.org, _land(entry), entry.id in counted)
        for entry in workspace.store.load(head, kinds=LAND_KINDS)
        if entry.id in counted or entry.id in waits
    ]


def within_reach(land: Sequence[Recorded], earth: shapely.Geometry | None, hazard: str, on: date) -> list[Recorded]:
    """The records up to a day that lie about an outline (100 m and more), or name the hazardous area."""
    found = []
    window = _window(earth)
    for one in land:
        record = one.record
        if record.on > on:
            continue
        near = window is not None and record.shape is not None and _meets(record, window)
        if near or (hazard and record.hazard == hazard):
            found.append(one)
    return found


def held(land: Sequence[Recorded], plane: shapely.Geometry | None, hazard: str, on: date) -> Holding:
    """What these records say of the land within an outline in the plane; of a hazardous area also by area alone."""
    columns = columns_of((one.entry, one.record) for one in land if one.counts)
    cut = _cut(columns, plane, hazard)
    postings = fold(cut)
    postings = postings.only((cut.on[postings.by] <= on.toordinal()) & (postings.source != postings.target))
    m2 = dict.fromkeys(Account, 0.0)
    for code, account in enumerate(ACCOUNTS):
        if account is not Account.UNRECORDED:
            taken = postings.exact_m2[postings.source == code].sum()
            m2[account] = max(0.0, float(postings.exact_m2[postings.target == code].sum() - taken))
    whole = float(plane.area) if plane is not None else 0.0
    gap = whole - sum(m2.values())
    m2[Account.UNRECORDED] = gap if gap >= GAP_M2 else 0.0
    records = {one.entry: one.record for one in land}
    return Holding(m2, tuple(_releases(cut, postings, records)))


def outlying(land: Sequence[Recorded], own: str, on: date) -> bool:
    """Whether uncleared land is on record of which nobody knows where it lies.  own: a hazardous area left aside.

    Only hazardous areas with such land are folded: no other record can take or add land that has no outline. A record
    that names no hazardous area was never released.
    """
    findings = [
        one.record
        for one in land
        if one.counts
        and one.record.kind in FINDINGS_OF_CONTAMINATION
        and one.record.on <= on
        and not _is_drawn(one.record)
        and (not own or one.record.hazard != own)
    ]
    names = {record.hazard for record in findings}
    if not names or "" in names:
        return bool(names)
    columns = columns_of((one.entry, one.record) for one in land if one.counts and one.record.hazard in names)
    rows = balances(columns, fold(columns), on, ("hazard",))
    return any(row.m2[account] for row in rows for account in CONTAMINATED)


def undecided(land: Sequence[Recorded], earth: shapely.Geometry | None, hazard: str) -> bool:
    """Whether records of this land wait for a decision, whatever they say."""
    return any(
        not one.counts
        and (
            bool(hazard and one.record.hazard == hazard)
            or (earth is not None and one.record.shape is not None and _meets(one.record, earth))
        )
        for one in land
    )


def _cut(columns: LandColumns, plane: shapely.Geometry | None, hazard: str) -> LandColumns:
    """Records cut to an outline; without a shape only those of the hazardous area."""
    names = columns.hazard.names
    own = columns.hazard.codes == (names.index(hazard) if hazard and hazard in names else -1)
    shapes, area = columns.shapes.copy(), columns.area_m2.copy()
    drawn = np.flatnonzero(columns.drawn)
    if plane is None:
        keep = own & ~columns.drawn
    else:
        shared: Any = overlay.common(shapes[drawn], np.full(len(drawn), plane, dtype=object))
        shapes[drawn], area[drawn] = shared, area_m2(shared)
        keep = np.where(columns.drawn, area > SLIVER_M2, own)
    return replace(columns, shapes=shapes, area_m2=area).only(np.flatnonzero(keep))


def _releases(columns: LandColumns, postings: Postings, records: dict[str, LandRecord]) -> Iterator[LandRecord]:
    """Records that put land among the released of which something still stands there, newest first."""
    codes = [A[account] for account in RELEASED]
    left = np.zeros(len(columns), np.float64)
    into = np.isin(postings.target, codes)
    np.add.at(left, postings.by[into], postings.exact_m2[into])
    out = np.isin(postings.source, codes) & (postings.held_by >= 0)
    np.subtract.at(left, postings.held_by[out], postings.exact_m2[out])
    for position in np.flatnonzero(left >= 1.0)[::-1].tolist():
        yield records[columns.ids[position]]


def _land(entry: Entry) -> LandRecord:
    record = record_of(entry.kind, entry.payload, entry.shape, entry.given_shape)
    assert isinstance(record, LandRecord)
    return record


def _window(earth: shapely.Geometry | None) -> shapely.Geometry | None:
    """A box well beyond 100 m round an outline, in degrees; wider in the north, where degrees are shorter."""
    if earth is None:
        return None
    west, south, east, north = earth.bounds
    wide = 0.002 / max(0.01, float(np.cos(np.radians(max(abs(south), abs(north))))))
    return shapely.box(west - wide, south - 0.002, east + wide, north + 0.002)


def _meets(record: LandRecord, window: shapely.Geometry) -> bool:
    assert record.shape is not None
    return bool(shapely.intersects(shapely.from_wkb(record.shape.wkb), window))


def _is_drawn(record: LandRecord) -> bool:
    shape = record.shape
    return shape is not None and not shape.synthetic and shapely.from_wkb(shape.wkb).geom_type.endswith("Polygon")
