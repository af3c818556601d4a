"""Shapes against the state and the administrative unit that the record names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np
import shapely

from opendisarm.core.catalogue import geometry, record
from opendisarm.core.checks.batch import Batch
from opendisarm.core.checks.duplicates import folded
from opendisarm.core.checks.limits import Box
from opendisarm.core.checks.vertices import Floats, Indexes
from opendisarm.core.checks.wellknown import shapes_of
from opendisarm.core.checks.wording import degrees, whole
from opendisarm.core.findings import Finding
from opendisarm.core.plane import EARTH
from opendisarm.core.records import AdminUnit, Place

_ZONE_DEG = 6.0
_LONGEST_DEGREE_M = 111_700.0
"""No degree on the ellipsoid is longer: nearer in degrees is certainly nearer on the ground."""
_COARSE_DEG = 0.001
_DETAILED_VERTICES = 500
"""Distances to boundaries with more vertices are told to 0.1 km, or a file of wrong units would take minutes."""


def wrong_state(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Shapes outside the box of their state; the likely cause is named where moving them brings them in."""
    boxes = _state_boxes(batch)
    by_state: dict[str, list[int]] = {}
    for index in np.flatnonzero(batch.in_range & ~batch.too_wide):
        if (place := _place(batch, int(index))) and place.state in boxes:
            by_state.setdefault(place.state, []).append(int(index))
    for state, members in by_state.items():
        indexes, box, margin = np.array(members), boxes[state], batch.limits.outside_state_deg
        west, south, east, north = batch.bounds[indexes].T
        off = (
            (east < box[0] - margin) | (west > box[2] + margin) | (north < box[1] - margin) | (south > box[3] + margin)
        )
        for index in indexes[off]:
            yield _outside(batch, int(index), state, box)


def wrong_unit(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Shapes more than a kilometre outside the administrative unit that their record names."""
    units, limit = _Units(_units(batch)), batch.limits.outside_unit_m
    by_unit: dict[str, list[int]] = {}
    for index in np.flatnonzero(batch.in_range & ~batch.too_wide):
        if (place := _place(batch, int(index))) and (unit := units.named(place)):
            by_unit.setdefault(unit.code, []).append(int(index))
    for code, members in by_unit.items():
        boundary = units.boundary(code)
        if boundary is None:
            continue
        shapely.prepare(boundary)
        indexes = np.array(members)
        far = indexes[~shapely.dwithin(boundary, batch.shapes[indexes], limit / _LONGEST_DEGREE_M)]
        unit = units.by_code[code]
        for index, distance in zip(far, _apart_m(boundary, batch, far), strict=True):
            if distance > limit:
                facts = {"distance": whole(distance), "unit": f"{unit.name} ({unit.code})"}
                yield batch.note(int(batch.drawn[index]), geometry.OUTSIDE_ADMIN_UNIT, "shape", **facts)


def unknown_pcodes(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Codes of units that nobody knows, in states of which units are known."""
    units = _Units(_units(batch))
    for index, item in enumerate(batch.items):
        place: Place | None = getattr(item.record, "place", None)
        if place is None or not units.cover(place.state):
            continue
        for field in ("admin1_code", "admin2_code"):
            code = getattr(place, field)
            if code and not units.of(code, place.state):
                yield batch.note(index, record.PCODE_UNKNOWN, field, pcode=code)


def mixed_reference_systems(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """One note for a file whose shapes came in several reference systems: a datum or zone mixed up looks like that."""
    systems: dict[str, int] = {}
    first = 0
    for item in map(int, batch.drawn):
        crs = batch.items[item].record.shape.given_crs  # type: ignore[union-attr]
        if systems and crs not in systems and len(systems) == 1:
            first = item
        systems[crs] = systems.get(crs, 0) + 1
    if len(systems) > 1:
        listed = ", ".join(f"{crs} ({count})" for crs, count in sorted(systems.items()))
        yield batch.note(first, geometry.MIXED_CRS, "shape", count=len(systems), systems=listed)


class _Units:
    """The administrative units at hand, by code and by name."""

    def __init__(self, units: Iterable[AdminUnit]) -> None:
        self.by_code = {unit.code: unit for unit in units}
        self._states = {unit.state for unit in self.by_code.values()}
        self._by_name: dict[tuple[str, int, str], list[AdminUnit]] = {}
        for unit in self.by_code.values():
            self._by_name.setdefault((unit.state, unit.level, folded(unit.name)), []).append(unit)

    def cover(self, state: str) -> bool:
        """Whether anything is known of this state, or of any where the record names none."""
        return state in self._states if state else bool(self._states)

    def of(self, code: str, state: str) -> AdminUnit | None:
        """The unit with this code, unless it is another state's."""
        unit = self.by_code.get(code.strip())
        return unit if unit and (not state or unit.state == state) else None

    def named(self, place: Place) -> AdminUnit | None:
        """The smallest unit that a place names for certain: by code, else by a name that only one unit has."""
        for level, code, name in ((2, place.admin2_code, place.admin2), (1, place.admin1_code, place.admin1)):
            if code and (unit := self.of(code, place.state)):
                return unit
            namesakes = self._by_name.get((place.state, level, folded(name)), []) if name and not code else []
            if len(namesakes) == 1:
                return namesakes[0]
        return None

    def boundary(self, code: str) -> shapely.Geometry | None:
        """The unit's shape; None where it has none that can be measured against."""
        shape = self.by_code[code].shape
        [boundary] = shapes_of([shape.wkb if shape else None])
        if boundary is None or boundary.is_empty or not shapely.is_valid(boundary):
            return None
        west, south, east, north = boundary.bounds
        return boundary if west >= -180 and south >= -90 and east <= 180 and north <= 90 else None


def _units(batch: Batch) -> Iterator[AdminUnit]:
    own = (item.record for item in batch.items if isinstance(item.record, AdminUnit))
    return chain(batch.surroundings.units, own)


def _place(batch: Batch, index: int) -> Place | None:
    place: Place | None = getattr(batch.items[int(batch.drawn[index])].record, "place", None)
    return place


def _state_boxes(batch: Batch) -> dict[str, Box]:
    """Boxes as handed in, else around the units known of a state; a box that goes round the Earth says nothing."""
    by_state: dict[str, list[bytes]] = {}
    for unit in _units(batch):
        if unit.shape and unit.state not in batch.surroundings.boxes:
            by_state.setdefault(unit.state, []).append(unit.shape.wkb)
    boxes = dict(batch.surroundings.boxes)
    for state, shapes in by_state.items():
        west, south, east, north = map(float, shapely.total_bounds(shapes_of(shapes)))
        boxes[state] = (west, south, east, north)
    return {state: box for state, box in boxes.items() if box[2] - box[0] <= 180}


def _outside(batch: Batch, index: int, state: str, box: Box) -> tuple[int, Finding]:
    west, south, east, north = batch.bounds[index].tolist()
    lon, lat = (west + east) / 2, (south + north) / 2
    item = int(batch.drawn[index])
    if _inside(lat, lon, box):
        why = f"the shape lies outside {state}, and inside once the two are exchanged"
        return batch.note(item, geometry.COORDINATES_SWAPPED, "shape", why=why)
    for x, y, which in ((-1, 1, "longitude"), (1, -1, "latitude"), (-1, -1, "longitude and latitude")):
        if _inside(x * lon, y * lat, box):
            return batch.note(item, geometry.PROBABLE_WRONG_SIGN, "shape", state=state, which=which)
    for zones in range(1, batch.limits.utm_zones + 1):
        for move in (zones * _ZONE_DEG, -zones * _ZONE_DEG):
            if _inside(lon + move, lat, box):
                facts = {"state": state, "degrees": f"{move:+.0f}"}
                return batch.note(item, geometry.PROBABLE_WRONG_ZONE, "shape", **facts)
    return batch.note(item, geometry.OUTSIDE_STATE, "shape", state=state, lon=degrees(lon), lat=degrees(lat))


def _inside(lon: float, lat: float, box: Box) -> bool:
    return box[0] <= lon <= box[2] and box[1] <= lat <= box[3]


def _apart_m(boundary: shapely.Geometry, batch: Batch, indexes: Indexes) -> Floats:
    """Distance on the ground between a boundary and shapes outside it.  Unit  m."""
    if len(indexes) == 0:
        return np.empty(0)
    if shapely.get_num_coordinates(boundary) > _DETAILED_VERTICES:
        boundary = shapely.simplify(boundary, _COARSE_DEG)
    ends = shapely.get_coordinates(shapely.shortest_line(boundary, batch.shapes[indexes])).reshape(-1, 4)
    return np.asarray(EARTH.inv(ends[:, 0], ends[:, 1], ends[:, 2], ends[:, 3])[2], dtype=np.float64)
