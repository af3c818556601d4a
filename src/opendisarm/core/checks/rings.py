"""The corners of polygons: repeated, restarted, far apart, or on a circle."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from opendisarm.core.catalogue import geometry
from opendisarm.core.checks.batch import Batch
from opendisarm.core.checks.vertices import Floats
from opendisarm.core.checks.wording import degrees, whole
from opendisarm.core.findings import Finding
from opendisarm.core.plane import EARTH
from opendisarm.core.records import LandRecord

_MEAN_RADIUS_M = 6_371_008.8
_SPHERE_SHARE = 0.99
"""A sphere is within 0.6 % of the ellipsoid: sides that it calls shorter than this share of the limit are shorter."""


def duplicate_vertices(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Consecutive corners at the same place; a closing point that comes twice.  Rule  geocheck 6."""
    rings, limit = batch.rings, batch.limits.same_point_deg
    same = rings.side[rings.near(rings.side, rings.side + 1, limit)]
    closing = rings.last[rings.ring[same]] == same + 1
    yield from _repeated(batch, same[~closing])
    shapes, counts = np.unique(rings.shape[rings.ring[same[closing]]], return_counts=True)
    for index, count in zip(shapes, counts, strict=True):
        yield batch.note(int(batch.drawn[index]), geometry.RING_CLOSED_TWICE, "shape", count=int(count))


def restarted_rings(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Rings whose last two points are their first two again.  Rule  geocheck 6."""
    rings, limit = batch.rings, batch.limits.same_point_deg
    long_enough = np.flatnonzero(rings.count >= 6)
    first, last = rings.start[long_enough], rings.last[long_enough]
    again = (
        rings.near(first, last - 2, limit)
        & rings.near(first + 1, last - 1, limit)
        & ~rings.near(first, first + 1, limit)
    )
    shapes, counts = np.unique(rings.shape[long_enough[again]], return_counts=True)
    for index, count in zip(shapes, counts, strict=True):
        yield batch.note(int(batch.drawn[index]), geometry.RING_RESTARTED, "shape", count=int(count))


def vertex_gaps(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Sides of land polygons that are too long to be walked by a survey team.  Rule  geocheck 14."""
    rings, limit = batch.rings, batch.limits.vertex_gap_m
    land = np.array([isinstance(batch.items[item].record, LandRecord) for item in batch.drawn], dtype=bool)
    usable = land & ~batch.too_wide
    side = rings.side[usable[rings.shape[rings.side_ring]]]
    lon, lat, to_lon, to_lat = rings.x[side], rings.y[side], rings.x[side + 1], rings.y[side + 1]
    far = _on_a_sphere_m(lon, lat, to_lon, to_lat) > limit * _SPHERE_SHARE
    side = side[far]
    length = np.asarray(EARTH.inv(lon[far], lat[far], to_lon[far], to_lat[far])[2])
    side, length = side[length > limit], length[length > limit]
    shape = rings.shape[rings.ring[side]]
    for index in np.unique(shape):
        own = np.flatnonzero(shape == index)
        longest = own[np.argmax(length[own])]
        yield batch.note(
            int(batch.drawn[index]), geometry.VERTEX_GAP, "shape",
            count=len(own), limit=whole(limit), longest=whole(float(length[longest])),
            lon=degrees(rings.x[side[longest]]), lat=degrees(rings.y[side[longest]]),
        )  # fmt: skip


def circles(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Land polygons that are circles: somebody turned a point and an area into a shape."""
    for index, radius in zip(*batch.circles, strict=True):
        item = int(batch.drawn[index])
        record = batch.items[item].record
        if isinstance(record, LandRecord) and record.shape and not record.shape.synthetic:
            yield batch.note(item, geometry.SYNTHETIC_CIRCLE, "shape", radius=whole(float(radius)))


def _repeated(batch: Batch, vertex: np.ndarray[tuple[int], np.dtype[np.intp]]) -> Iterator[tuple[int, Finding]]:
    rings = batch.rings
    shapes, first, counts = np.unique(rings.shape[rings.ring[vertex]], return_index=True, return_counts=True)
    for index, at, count in zip(shapes, vertex[first], counts, strict=True):
        facts = {"count": int(count), "lon": degrees(rings.x[at]), "lat": degrees(rings.y[at])}
        yield batch.note(int(batch.drawn[index]), geometry.DUPLICATE_VERTEX, "shape", **facts)


def _on_a_sphere_m(lon: Floats, lat: Floats, to_lon: Floats, to_lat: Floats) -> Floats:
    """Haversine distance.  Unit  m."""
    north, south = np.radians(to_lat), np.radians(lat)
    half = np.sin((north - south) / 2) ** 2 + np.cos(north) * np.cos(south) * np.sin(np.radians(to_lon - lon) / 2) ** 2
    distance: Floats = 2 * _MEAN_RADIUS_M * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return distance
