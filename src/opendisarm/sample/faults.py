"""Faults as field files have them, planted one to a record and named, so that what was found can be compared with what
was planted.

A fault goes where nothing else leans on the record: one planted fault is meant to give one finding, not a cascade.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from opendisarm.core.records import DeviceFound, EventReported, LandRecord, Record, Shape
from opendisarm.core.vocabulary import FINDINGS_OF_CONTAMINATION, RELEASES, Contamination, LandKind
from opendisarm.sample.draws import Draws
from opendisarm.sample.items import Item, Told, has_polygon
from opendisarm.sample.rings import Point, Ring, point_wkb, polygon_wkb, ring_of

SPARED_YEAR: Final = 2021
"""No fault is planted in it: the published totals of that year agree with the records."""

YEARS_AHEAD: Final = 90
"""2014 typed as 2104."""

_ON_TOP: Final = 8


@dataclass(frozen=True, slots=True)
class Spot:
    """One record of a story, where a fault might go, and the story around it."""

    told: Told
    index: int
    draws: Draws
    faulty: frozenset[int]

    @property
    def record(self) -> Record:
        """The record itself."""
        return self.told.items[self.index].record

    @property
    def alone(self) -> bool:
        """Nothing leans on it."""
        return self.told.items[self.index].alone

    def earlier_like_it(self) -> Record | None:
        """The last sound record before it that goes into the same file with the same kind of content."""
        mine = self.record
        for number in range(self.index - 1, -1, -1):
            other = self.told.items[number].record
            if number not in self.faulty and _group(other) == _group(mine):
                return other
        return None


Planting = Callable[[Spot], Record | None]
"""The record with the fault in it, or None where it does not fit."""


class Deck:
    """The faults in turn: each that fits is planted, then goes to the bottom, so that all come up about as often.

    A fault that was due where none of those on top fits is owed, and planted soon after.
    """

    def __init__(self) -> None:
        self._names = list(FAULTS)
        self._owed = 0

    def plant(self, told: Told, share: float, draws: Draws) -> list[tuple[Item, Record, str]]:
        """Each item of a story, its record with about `share` of them faulty, and the name of the fault or ""."""
        faulty: set[int] = set()
        planted: list[tuple[Item, Record, str]] = []
        for index, item in enumerate(told.items):
            record, name = item.record, ""
            if share > 0 and draws.chance(share):
                self._owed += 1
            if self._owed and item.record.on.year != SPARED_YEAR:
                record, name = self._faulted(Spot(told, index, draws, frozenset(faulty)))
            if name:
                self._owed -= 1
                faulty.add(index)
            planted.append((item, record, name))
        return planted

    def _faulted(self, spot: Spot) -> tuple[Record, str]:
        for position, name in enumerate(self._names[:_ON_TOP]):
            record = FAULTS[name](spot)
            if record is not None:
                self._names.append(self._names.pop(position))
                return record, name
        return spot.record, ""


def crossed_ring(spot: Spot) -> Record | None:
    """Two corners in the wrong order: the outline crosses itself."""
    record = spot.record
    if not (isinstance(record, LandRecord) and record.shape and spot.alone):
        return None
    crossed = _crossed(ring_of(record.shape.wkb))
    return replace(record, shape=Shape(polygon_wkb(crossed))) if crossed else None


def two_point_ring(spot: Spot) -> Record | None:
    """A line that somebody closed and called an area."""
    record = spot.record
    if not (isinstance(record, LandRecord) and record.shape and spot.alone):
        return None
    ring = ring_of(record.shape.wkb)
    return replace(record, shape=Shape(polygon_wkb([ring[0], ring[len(ring) // 2]])))


def swapped_latitude_longitude(spot: Spot) -> Record | None:
    """The columns of latitude and longitude confused."""
    record = spot.record
    if not (isinstance(record, LandRecord) and record.shape and spot.alone):
        return None
    ring = [(y, x) for x, y in ring_of(record.shape.wkb)]
    return replace(record, shape=Shape(polygon_wkb(ring)))


def zero_coordinates(spot: Spot) -> Record | None:
    """An empty position that a device wrote as 0, 0."""
    record = spot.record
    if isinstance(record, DeviceFound | EventReported) and record.shape:
        return replace(record, shape=Shape(point_wkb((0, 0))))
    return None


def duplicate_id(spot: Spot) -> Record | None:
    """The id of the record before, copied down."""
    before = spot.earlier_like_it()
    return _with_ref(spot.record, before.ref) if before and spot.alone else None


def trailing_space_id(spot: Spot) -> Record | None:
    """The same, with a space that nobody sees."""
    before = spot.earlier_like_it()
    return _with_ref(spot.record, before.ref + " ") if before and spot.alone else None


def area_differs(spot: Spot) -> Record | None:
    """A reported area a third above or below the outline's."""
    record = spot.record
    if isinstance(record, LandRecord) and record.shape and record.area_m2 and record.area_m2 > 100:
        return replace(record, area_m2=float(round(record.area_m2 * spot.draws.pick((0.67, 1.35)))))
    return None


def hectares_as_m2(spot: Spot) -> Record | None:
    """Hectares in the column of square metres."""
    record = spot.record
    if isinstance(record, LandRecord) and record.shape and record.area_m2 and record.area_m2 > 1000:
        return replace(record, area_m2=record.area_m2 / 10_000)
    return None


def future_date(spot: Spot) -> Record | None:
    """Digits of the year in the wrong order."""
    record = spot.record
    if spot.alone and not _is_survey(record) and not (record.on.month == 2 and record.on.day == 29):
        return replace(record, on=record.on.replace(year=record.on.year + YEARS_AHEAD))
    return None


def missing_contamination(spot: Spot) -> Record | None:
    """A survey that does not say what the ground holds."""
    record = spot.record
    if isinstance(record, LandRecord) and _is_survey(record) and spot.alone:
        return replace(record, contamination=frozenset())
    return None


def outside_hazard(spot: Spot) -> Record | None:
    """Work where nobody ever recorded a hazard."""
    record = spot.record
    if not (isinstance(record, LandRecord) and record.kind in RELEASES and record.shape and spot.alone):
        return None
    ring = spot.told.site.corner(spot.draws)
    area = float(spot.told.site.frame.area_m2(ring))
    return replace(record, area_m2=area, shape=Shape(polygon_wkb(ring)))


def double_release(spot: Spot) -> Record | None:
    """The land of an earlier release, reported a second time under a new id."""
    record, before = spot.record, spot.earlier_like_it()
    if not (isinstance(record, LandRecord) and record.kind in RELEASES and has_polygon(record) and spot.alone):
        return None
    if not isinstance(before, LandRecord):
        return None
    return replace(record, area_m2=before.area_m2, shape=before.shape)


def over_release(spot: Spot) -> Record | None:
    """More released than there ever was: the last release of a hazard that has no outline."""
    record, survey = spot.record, spot.told.items[0].record
    last = spot.index == len(spot.told.items) - 1
    if not (last and isinstance(record, LandRecord) and record.kind in RELEASES and isinstance(survey, LandRecord)):
        return None
    if record.shape or survey.shape or survey.area_m2 is None:
        return None
    return replace(record, area_m2=survey.area_m2 * 2)


def template_row(spot: Spot) -> Record | None:
    """The example row of the form, sent along."""
    record = spot.record
    if isinstance(record, LandRecord) and record.kind in RELEASES and record.shape and spot.alone:
        return replace(record, ref="EXAMPLE", hazard="EXAMPLE", operator="EXAMPLE - delete this row")
    if isinstance(record, DeviceFound):
        return replace(
            record, ref="EXAMPLE", hazard="EXAMPLE", activity="EXAMPLE", operator="EXAMPLE - delete this row"
        )
    return None


def mines_not_searched_for(spot: Spot) -> Record | None:
    """Battle area clearance on mined land."""
    record = spot.record
    if not (isinstance(record, LandRecord) and record.kind is LandKind.CLEARED and record.shape and spot.alone):
        return None
    if not spot.told.site.mined:
        return None
    return replace(record, contamination=frozenset({Contamination.OTHER_ERW}), method="BAC")


FAULTS: Final[dict[str, Planting]] = {
    planting.__name__: planting
    for planting in (
        over_release, double_release, outside_hazard, mines_not_searched_for, crossed_ring, two_point_ring,
        swapped_latitude_longitude, duplicate_id, trailing_space_id, future_date, missing_contamination,
        template_row, zero_coordinates, area_differs, hectares_as_m2,
    )
}  # fmt: skip
"""Every sort of fault by name, those with the fewest places first."""


def _is_survey(record: Record) -> bool:
    return isinstance(record, LandRecord) and record.kind in FINDINGS_OF_CONTAMINATION


def _group(record: Record) -> tuple[str, bool]:
    """Records of one kind in one file."""
    return str(record.kind), has_polygon(record)


def _crossed(ring: Ring) -> Ring | None:
    """The ring with two neighbouring corners exchanged so that two of its sides cross; None where no pair does it."""
    for first in range(len(ring)):
        before, here, there, after = (ring[(first + step) % len(ring)] for step in (-1, 0, 1, 2))
        if _cross(before, there, here, after):
            swapped = list(ring)
            swapped[first], swapped[(first + 1) % len(ring)] = there, here
            return swapped
    return None


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether the sides a-b and c-d cross at a point inside both."""
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> int:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _with_ref(record: Record, ref: str) -> Record | None:
    if isinstance(record, LandRecord | DeviceFound):
        return replace(record, ref=ref)
    return None
