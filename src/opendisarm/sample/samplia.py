"""The invented country: its outline, its nine provinces and their fifty-four districts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Final

from opendisarm.core.records import AdminUnit, Place, Shape
from opendisarm.sample.draws import Draws
from opendisarm.sample.rings import UNITS_PER_DEGREE, Point, Ring, polygon_wkb
from opendisarm.sample.words import DISTRICT_STEMS, DISTRICT_WORDS, PROVINCES

NAME: Final = "Samplia"
ISO3: Final = "XSA"
"""From the range XAA to XZZ, which ISO 3166-1 keeps for users and never gives to a state."""

BOX: Final = (80.0, -31.0, 84.0, -27.0)
"""Open water of the southern Indian Ocean: west, south, east, north in degrees. Below 86 degrees of longitude, so that
swapped coordinates still are coordinates."""

COLUMNS, ROWS = 9, 6
PROVINCE_COLUMNS, PROVINCE_ROWS = 3, 2
DRAWN: Final = date(2005, 1, 1)

_RIM = 0.15 * UNITS_PER_DEGREE
_JITTER = 0.11
# Halved six times, an edge of 0.7 degrees needs no more points to stay straight in the plane; and with these bends the
# borders that leave a corner cannot meet again: at most 30 degrees each, where the corner has at least 63.
_BENDS: Final = (0.09, 0.063, 0.044, 0.031, 0.022, 0.015, 0.0105)
_BORDERS_STREAM: Final = 1

_Node = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Country:
    """An invented state.

    box     west, south, east, north, degrees: nothing in the country lies outside.
    fronts  lines along which the war stood; bases: points around which mines were laid.  Longitude, latitude.
    """

    name: str
    iso3: str
    box: tuple[float, float, float, float]
    provinces: tuple[AdminUnit, ...]
    districts: tuple[AdminUnit, ...]
    fronts: tuple[tuple[tuple[float, float], ...], ...]
    bases: tuple[tuple[float, float], ...]

    @property
    def units(self) -> tuple[AdminUnit, ...]:
        """Provinces, then districts."""
        return self.provinces + self.districts

    def place_of(self, district: AdminUnit) -> Place:
        """Where a record in this district says that it is."""
        province = next(unit for unit in self.provinces if unit.code == district.parent)
        return Place(self.iso3, province.name, district.name, province.code, district.code)


@lru_cache(maxsize=8)
def country(seed: int) -> Country:
    """The country of this seed (0 or more); names are the same for all seeds, borders and front lines are not."""
    draws = Draws(seed, _BORDERS_STREAM)
    border = _Borders(draws)
    provinces, districts = [], []
    for number, name in enumerate(PROVINCES):
        column, row = number % 3 * PROVINCE_COLUMNS, number // 3 * PROVINCE_ROWS
        code = f"{ISO3}{number + 1:02}"
        ring = border.around(column, row, PROVINCE_COLUMNS, PROVINCE_ROWS)
        provinces.append(_unit(code, name, 1, "", ring))
        for part, word in enumerate(DISTRICT_WORDS):
            ring = border.around(column + part % PROVINCE_COLUMNS, row + part // PROVINCE_COLUMNS, 1, 1)
            districts.append(_unit(f"{code}{part + 1:02}", f"{word} {DISTRICT_STEMS[number]}", 2, code, ring))
    return Country(NAME, ISO3, BOX, tuple(provinces), tuple(districts), _fronts(draws), _bases(draws))


def _unit(code: str, name: str, level: int, parent: str, ring: Ring) -> AdminUnit:
    return AdminUnit(
        on=DRAWN, code=code, name=name, level=level, state=ISO3, parent=parent, shape=Shape(polygon_wkb(ring))
    )


class _Borders:
    """A grid of shaken corners whose edges are drawn once and used by both neighbours."""

    def __init__(self, draws: Draws) -> None:
        west, south, east, north = (edge * UNITS_PER_DEGREE for edge in BOX)
        wide, high = (east - west - 2 * _RIM) / COLUMNS, (north - south - 2 * _RIM) / ROWS
        self._corners: dict[_Node, Point] = {
            (column, row): (
                round(west + _RIM + wide * (column + draws.between(-_JITTER, _JITTER))),
                round(south + _RIM + high * (row + draws.between(-_JITTER, _JITTER))),
            )
            for row in range(ROWS + 1)
            for column in range(COLUMNS + 1)
        }
        self._edges = {
            (start, end): _bent(self._corners[start], self._corners[end], draws)
            for start in self._corners
            for end in ((start[0] + 1, start[1]), (start[0], start[1] + 1))
            if end in self._corners
        }

    def around(self, column: int, row: int, wide: int, high: int) -> Ring:
        """The outline of a block of the grid, anticlockwise."""
        right, top = column + wide, row + high
        walk = [(step, row) for step in range(column, right)] + [(right, step) for step in range(row, top)]
        walk += [(step, top) for step in range(right, column, -1)] + [(column, step) for step in range(top, row, -1)]
        return [point for start, end in zip(walk, walk[1:] + walk[:1], strict=True) for point in self._line(start, end)]

    def _line(self, start: _Node, end: _Node) -> list[Point]:
        """From one corner up to, not including, the next."""
        if (start, end) in self._edges:
            return self._edges[start, end][:-1]
        return self._edges[end, start][:0:-1]


def _bent(start: Point, end: Point, draws: Draws) -> list[Point]:
    """A border that wanders: each middle is pushed aside, then the middles of both halves, and so on."""
    line = [start, end]
    for bend in _BENDS:
        finer = [line[0]]
        for (ax, ay), (bx, by) in pairwise(line):
            push = draws.between(-bend, bend)
            finer.append((round((ax + bx) / 2 - (by - ay) * push), round((ay + by) / 2 + (bx - ax) * push)))
            finer.append((bx, by))
        line = finer
    return line


def _fronts(draws: Draws) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Three lines: west to east, south to north, and one that cuts a corner off."""
    west, south, east, north = BOX
    wide, high = east - west, north - south
    steps = (0.08, 0.25, 0.42, 0.58, 0.75, 0.92)
    eastward = tuple((west + wide * step, south + high * draws.between(0.30, 0.48)) for step in steps)
    northward = tuple((west + wide * draws.between(0.52, 0.64), south + high * step) for step in steps)
    corner = tuple(
        (west + wide * (0.08 + 0.4 * step), south + high * (0.58 + 0.35 * step + draws.between(-0.04, 0.04)))
        for step in steps
    )
    return eastward, northward, corner


def _bases(draws: Draws) -> tuple[tuple[float, float], ...]:
    west, south, east, north = BOX
    return tuple((draws.between(west + 0.4, east - 0.4), draws.between(south + 0.4, north - 0.4)) for _ in range(8))
