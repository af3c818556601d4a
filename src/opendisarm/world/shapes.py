"""The shapes of states on the page: given to whom they belong, cut where the map ends, projected, as fine as needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from opendisarm.world.claims import CLAIMS, TERRITORY, Claim
from opendisarm.world.projection import CENTRE, Points, forward
from opendisarm.world.states import states
from opendisarm.world.topology import Area, Topology, topology

Polygon = tuple[Points, ...]
"""Closed rings of (x, y), the outer first."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a state, or a territory without a status ("" for its code), looks like; largest polygon first."""

    iso3: str
    polygons: tuple[Polygon, ...]

    @property
    def largest(self) -> Points:
        """The outer ring of the largest polygon."""
        return self.polygons[0][0]


@lru_cache(maxsize=4)
def shapes(detail: float = 0.0) -> tuple[Shape, ...]:
    """Equal Earth around `projection.CENTRE`, in radii; states by code, then the territories.

    detail  the size, in radii, of bends that need not be seen; smaller islands are left out, the largest of a state
            excepted. Neighbours keep their common border.
    A state that the file does not show (Tuvalu) is missing.
    """
    owners, land = _drawn()
    finer = shapely.coverage_simplify(np.array(land), detail) if detail else land
    of: dict[str, list[BaseGeometry]] = {}
    for owner, polygon in zip(owners, finer, strict=True):
        of.setdefault(owner, []).append(polygon)
    codes = set(_codes().values())
    return tuple(
        Shape(owner if owner in codes else TERRITORY, _seen(of[owner], detail))
        for owner in sorted(of, key=lambda owner: (owner not in codes, owner))
    )


@cache
def _drawn() -> tuple[tuple[str, ...], tuple[BaseGeometry, ...]]:
    """Every polygon on the page at full detail, with the code of its state or the name of its territory."""
    owned = _by_owner(topology())
    drawn = [(owner, part) for owner, land in owned.items() for part in _on_the_page(_dissolved(land))]
    return tuple(owner for owner, _ in drawn), tuple(part for _, part in drawn)


def _by_owner(file: Topology) -> dict[str, list[BaseGeometry]]:
    """Land in degrees by the code of its state, or by the name of its territory."""
    land: dict[str, list[BaseGeometry]] = {}
    for area in file.areas:
        land.setdefault(area.name, []).extend(_polygons(file, area))
    owners = {area.name: _codes().get(area.numeric, area.name) for area in file.areas}
    owned: dict[str, list[BaseGeometry]] = {}
    for claim in CLAIMS:
        taken, land[claim.area] = _split(land[claim.area], claim)
        owned.setdefault(owners.get(claim.to, claim.to), []).extend(taken)
    for name, rest in land.items():
        if rest:
            owned.setdefault(owners[name], []).extend(rest)
    return owned


@cache
def _codes() -> dict[str, str]:
    return {state.numeric: state.iso3 for state in states()}


def _polygons(file: Topology, area: Area) -> Iterator[BaseGeometry]:
    for polygon in area.polygons:
        outer, *holes = (file.ring(ring) for ring in polygon)
        yield shapely.Polygon(outer, [_shifted(hole, _turns(outer[0, 0] - hole[0, 0])) for hole in holes])


def _turns(degrees: float) -> float:
    """The nearest whole number of turns, in degrees: rings may have been unwrapped from different ends."""
    return float(np.round(degrees / 360.0) * 360.0)


def _shifted(points: Points, east: float) -> Points:
    return np.column_stack((points[:, 0] + east, points[:, 1]))


def _split(land: Sequence[BaseGeometry], claim: Claim) -> tuple[list[BaseGeometry], list[BaseGeometry]]:
    """(what the claim takes, what it leaves)."""
    if claim.box is None:
        return list(land), []
    box = shapely.box(*claim.box)
    taken = [polygon.intersection(box) for polygon in land if polygon.intersects(box)]
    rest = [polygon.difference(box) if polygon.intersects(box) else polygon for polygon in land]
    return taken, rest


def _dissolved(land: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Polygons of one owner without the borders between them; those on the two sides of longitude 180 side by side."""
    return _parts(shapely.union_all([shapely.make_valid(_home(polygon)) for polygon in land if not polygon.is_empty]))


def _home(polygon: BaseGeometry) -> BaseGeometry:
    """Shifted by whole turns, so that it begins on the map."""
    west = CENTRE - 180.0
    turn = float(-360.0 * np.floor((polygon.bounds[0] - west) / 360.0))
    return shapely.transform(polygon, lambda points: _shifted(points, turn)) if turn else polygon


def _on_the_page(land: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Projected; what crosses the edge of the map is cut there, and its other part stands on the other side."""
    west, east = CENTRE - 180.0, CENTRE + 180.0
    placed: list[BaseGeometry] = []
    for polygon in land:
        if polygon.bounds[2] <= east:
            placed.append(polygon)
            continue
        beyond = shapely.clip_by_rect(polygon, east, -90.0, east + 360.0, 90.0)
        placed += _parts(shapely.clip_by_rect(polygon, west, -90.0, east, 90.0))
        placed += _parts(shapely.transform(beyond, lambda points: _shifted(points, -360.0)))
    return [shapely.transform(part, forward) for part in placed]


def _parts(geometry: BaseGeometry) -> list[BaseGeometry]:
    return [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon" and not part.is_empty]


def _seen(land: Sequence[BaseGeometry], detail: float) -> tuple[Polygon, ...]:
    largest, *others = sorted(land, key=lambda polygon: -float(polygon.area))
    return tuple(_rings(polygon) for polygon in (largest, *(one for one in others if one.area >= detail * detail)))


def _rings(polygon: BaseGeometry) -> Polygon:
    return tuple(shapely.get_coordinates(ring) for ring in (polygon.exterior, *polygon.interiors))
