"""Is the shape a shape: readable, of the right type, on the Earth, valid, and fit for the plane?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import numpy as np
import shapely

from opendisarm.core.catalogue import geometry
from opendisarm.core.checks.batch import Batch
from opendisarm.core.checks.wording import degrees
from opendisarm.core.findings import Finding
from opendisarm.core.records import AdminUnit, LandRecord

_TYPE_NAMES: Final = ("point", "line", "ring", "polygon", "set of points", "set of lines", "multipolygon", "mixed set")
_PROJECTED_FROM = 1_000.0
_NEEDED_VERTICES = 3

_REASONS: Final = {
    "Self-intersection": "its sides cross",
    "Ring Self-intersection": "a ring touches itself",
    "Hole lies outside shell": "a hole lies outside the polygon",
    "Holes are nested": "one hole lies inside another",
    "Interior is disconnected": "holes cut it in two",
    "Nested shells": "one part lies inside another",
    "Duplicate Rings": "it has the same ring twice",
    "Too few points in geometry component": "a ring has too few corners",
}


def unreadable(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Bytes that are no geometry, and geometries without coordinates.  Rule  geocheck 1."""
    for item, reason in batch.unreadable:
        yield batch.note(item, geometry.GEOMETRY_UNREADABLE, "shape", reason=reason)
    for item in batch.empty:
        yield batch.note(item, geometry.SHAPE_EMPTY, "shape")


def not_a_polygon(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Land, and administrative units, are areas: a point or a line cannot be measured."""
    for index in np.flatnonzero(~batch.polygonal):
        item = int(batch.drawn[index])
        if isinstance(batch.items[item].record, LandRecord | AdminUnit):
            yield batch.note(item, geometry.NOT_A_POLYGON, "shape", found=_TYPE_NAMES[batch.type_ids[index]])


def not_finite(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Coordinates that are no numbers."""
    wrong = np.bincount(batch.point_shape[~batch.point_finite], minlength=len(batch.shapes))
    for index in np.flatnonzero(wrong):
        yield batch.note(int(batch.drawn[index]), geometry.COORDINATES_NOT_FINITE, "shape", count=int(wrong[index]))


def out_of_range(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Places that do not exist; where only the latitude is too large, the two were exchanged."""
    for index in np.flatnonzero(batch.finite & ~batch.in_range):
        item = int(batch.drawn[index])
        west, south, east, north = (float(value) for value in batch.bounds[index])
        lon, lat = max(west, east, key=abs), max(south, north, key=abs)
        if abs(lon) <= 90 < abs(lat) <= 180:
            why = f"a latitude of {degrees(lat)} does not exist"
            yield batch.note(item, geometry.COORDINATES_SWAPPED, "shape", why=why)
            continue
        advice = "Check the coordinates, and whether degrees, minutes and seconds were read as one number."
        if max(abs(lon), abs(lat)) > _PROJECTED_FROM:
            advice = "These look like metres of a projected grid: name its reference system and send the file again."
        facts = {"lon": degrees(lon), "lat": degrees(lat), "advice": advice}
        yield batch.note(item, geometry.COORDINATES_OUT_OF_RANGE, "shape", **facts)


def too_wide(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """More than half of the Earth wide, unless split in two at the 180th meridian."""
    for index in np.flatnonzero(batch.too_wide):
        width = float(batch.bounds[index, 2] - batch.bounds[index, 0])
        yield batch.note(int(batch.drawn[index]), geometry.EXTENT_TOO_WIDE, "shape", degrees=f"{width:.1f}")


def null_island(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Points at (0, 0), where empty coordinates end."""
    near = (np.abs(batch.points) <= batch.limits.null_island_deg).all(axis=1)
    for index, count in enumerate(np.bincount(batch.point_shape[near])):
        if count:
            yield batch.note(int(batch.drawn[index]), geometry.NULL_ISLAND, "shape", count=int(count))


def invalid_polygon(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Polygons that GEOS calls invalid, with its reason and its place.  Rule  geocheck 1 and 2.

    A polygon with too few distinct corners is invalid too, and is reported as that.
    """
    wrong = np.flatnonzero(batch.polygonal & batch.in_range & ~batch.valid)
    if len(wrong) == 0:
        return
    reasons = shapely.is_valid_reason(batch.shapes[wrong])
    fewest = _fewest_distinct(batch)
    for index, text in zip(wrong, reasons, strict=True):
        item = int(batch.drawn[index])
        if fewest[index] < _NEEDED_VERTICES:
            yield batch.note(item, geometry.TOO_FEW_VERTICES, "shape", count=int(fewest[index]))
            continue
        reason, lon, lat = reason_and_place(str(text))
        yield batch.note(item, geometry.GEOMETRY_INVALID, "shape", reason=reason, lon=lon, lat=lat)


def too_fine(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Valid polygons that the millimetre grid of the plane makes vanish or breaks."""
    lost = batch.measurable & ~(batch.areas_m2 > 0)
    for index in np.flatnonzero(lost):
        yield batch.note(int(batch.drawn[index]), geometry.GEOMETRY_TOO_FINE, "shape")


def reason_and_place(text: str) -> tuple[str, str, str]:
    """GEOS' "Self-intersection[36.1 -1.2]" as words, longitude and latitude."""
    match = re.fullmatch(r"(.*?)\[(\S+) (\S+)(?: \S+)*\]", text)
    if not match:
        return text, "unknown", "unknown"
    reason, lon, lat = match.groups()
    words = _REASONS.get(reason)
    return f"{words} ({reason})" if words else reason, degrees(float(lon)), degrees(float(lat))


def _fewest_distinct(batch: Batch) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Distinct corners of each shape's poorest ring; only the rings of invalid shapes are counted."""
    rings = batch.rings
    fewest = np.full(len(batch.shapes), np.iinfo(np.intp).max, dtype=np.intp)
    suspect = np.flatnonzero(~batch.valid[rings.shape])
    inside = np.flatnonzero(np.isin(rings.ring, suspect))
    grain = batch.limits.same_point_deg
    x, y, ring = np.round(rings.x[inside] / grain), np.round(rings.y[inside] / grain), rings.ring[inside]
    order = np.lexsort((y, x, ring))
    x, y, ring = x[order], y[order], ring[order]
    fresh = np.ones(len(ring), dtype=bool)
    fresh[1:] = (ring[1:] != ring[:-1]) | (x[1:] != x[:-1]) | (y[1:] != y[:-1])
    distinct = np.bincount(ring[fresh], minlength=len(rings.shape))
    np.minimum.at(fewest, rings.shape[suspect], distinct[suspect])
    return fewest
