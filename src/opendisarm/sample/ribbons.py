"""The outline of a hazard: a ribbon along the front line, cut across at stations.

Survey, confirmation and every slice of release use the same corners, so that slices tile their hazard exactly:
nothing is cut with floating-point overlay.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from opendisarm.sample.draws import Draws
from opendisarm.sample.rings import Frame, Point, Ring


class Form(StrEnum):
    """What made the hazard, which gives its outline."""

    MINEFIELD = "minefield"
    STRIKE = "strike"
    BATTLE = "battle"


@dataclass(frozen=True, slots=True)
class Profile:
    """A ribbon in metres: stations along the line (rising), its middle there, and half its width (positive)."""

    along: tuple[float, ...]
    middle: tuple[float, ...]
    half: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Ribbon:
    """The corners of a ribbon on the grid, station by station: the right-hand side and the left-hand side."""

    low: list[Point]
    high: list[Point]

    @property
    def last(self) -> int:
        """Number of the last station; the first is 0."""
        return len(self.low) - 1

    def piece(self, first: int, last: int) -> Ring:
        """The part between two stations."""
        return self.low[first : last + 1] + self.high[first : last + 1][::-1]


@dataclass(frozen=True, slots=True)
class Slot:
    """Room along the line for one hazard, metres.

    joined      it starts before `first`, on the land of its neighbour; only what lies past its station 1, which is
                past `first`, is ever released under its own name.
    overlapped  its next neighbour does so: the survey of that one may take over land of this one.
    """

    start: float
    first: float
    end: float
    joined: bool = False
    overlapped: bool = False


def slots(form: Form, draws: Draws) -> list[Slot]:
    """One to six hazards in a row within a kilometre; about half of the neighbours overlap."""
    most = {Form.MINEFIELD: 6, Form.STRIKE: 3, Form.BATTLE: 1}[form]
    count = 1 if draws.chance(0.2) else draws.whole(min(2, most), most)
    if count == 1:
        least = 550.0 if form is Form.BATTLE else 60.0
        length = least + (960.0 - least) * draws.unit() * draws.unit()
        return [Slot(-length / 2, -length / 2, length / 2)]
    room = 1000.0 / count
    joins = [number > 0 and draws.chance(0.55) for number in range(count)]
    row = []
    for number, (joined, next_joined) in enumerate(zip(joins, [*joins[1:], False], strict=True)):
        first = -500.0 + number * room
        end = first + room - draws.between(0.5, 6.0)
        start = first - draws.between(12.0, room * 0.4) if joined else first + draws.between(3.0, room * 0.35)
        row.append(Slot(start, first, end, joined, next_joined))
    return row


def profile(form: Form, slot: Slot, draws: Draws) -> Profile:
    """An irregular outline of 8 to 20 corners that fills the slot."""
    intervals = draws.whole(6, 9) if form is Form.STRIKE else draws.whole(3, 9)
    start = slot.first + 2.0 if slot.joined else slot.start
    spacing = (slot.end - start) / (intervals - 1 if slot.joined else intervals)
    along = [slot.start] if slot.joined else []
    for number in range(intervals + (0 if slot.joined else 1)):
        shake = 0.0 if number == 0 else draws.between(-0.3, 0.0) * spacing
        along.append(start + number * spacing + shake)
    length = along[-1] - along[0]
    base, bend = _half_width(form, length, draws), draws.between(-0.1, 0.1) * min(length, 300.0)
    middle, half = [], []
    for place in along:
        x = 1.92 * (place - along[0]) / length - 0.96
        middle.append(bend * (x * x - 0.5) + base * draws.between(-0.1, 0.1))
        wide = sqrt(1 - x * x) if form is Form.STRIKE else draws.between(0.6, 1.0)
        half.append(base * wide)
    return Profile(tuple(along), tuple(middle), tuple(half))


def drawn(shape: Profile, frame: Frame, left_more_m: float = 0.0) -> Ribbon:
    """The ribbon on the grid; its left-hand side pushed out by some metres where a survey found more."""
    stations = list(zip(shape.along, shape.middle, shape.half, strict=True))
    return Ribbon(
        [frame.at(place, middle - half) for place, middle, half in stations],
        [frame.at(place, middle + half + left_more_m) for place, middle, half in stations],
    )


def drawn_within(shape: Profile, frame: Frame, draws: Draws) -> Ribbon:
    """A narrower ribbon on the same stations: what a closer look left of the suspicion."""
    stations = list(zip(shape.along, shape.middle, shape.half, strict=True))
    return Ribbon(
        [frame.at(place, middle - half * draws.between(0.35, 0.85)) for place, middle, half in stations],
        [frame.at(place, middle + half * draws.between(0.35, 0.85)) for place, middle, half in stations],
    )


def left_over(outer: Ribbon, inner: Ribbon, first: int, last: int) -> tuple[Ring, Ring, Ring, Ring]:
    """What `inner`, between two stations, leaves of `outer`: left of it, right of it, after it, before it.

    Shape  stations with 0 < first < last < outer.last; the four and the inner piece tile the outer ribbon.
    """
    left = inner.high[first : last + 1] + outer.high[first : last + 1][::-1]
    right = outer.low[first : last + 1] + inner.low[first : last + 1][::-1]
    after = [*outer.piece(last, outer.last), inner.high[last], inner.low[last]]
    before = [*outer.low[: first + 1], inner.low[first], inner.high[first], *outer.high[: first + 1][::-1]]
    return left, right, after, before


def shrunk(ring: Ring, share: float) -> Ring:
    """A convex ring drawn towards the mean of its corners."""
    x = sum(corner[0] for corner in ring) // len(ring)
    y = sum(corner[1] for corner in ring) // len(ring)
    return [(x + round((cx - x) * share), y + round((cy - y) * share)) for cx, cy in ring]


def _half_width(form: Form, length: float, draws: Draws) -> float:
    if form is Form.BATTLE:
        return draws.between(90.0, 190.0)
    if form is Form.STRIKE:
        return min(160.0, length * draws.between(0.2, 0.45))
    return 7.0 + length * 0.11 * draws.unit()
