"""The --repair switch: invalid polygons made valid, said aloud, with the shape as sent kept beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import shapely

from opendisarm.core.catalogue import geometry
from opendisarm.core.checks.wellknown import shapes_of
from opendisarm.core.checks.wording import signed, whole
from opendisarm.core.findings import Finding
from opendisarm.core.plane import LONGEST_EDGE_DEG, area_m2, into_plane
from opendisarm.core.records import Mapped, Record, Shape
from opendisarm.core.rows import Row

MOST_CHANGE_PERCENT: Final = 10.0
"""A repair that changes the area by more is a guess about the land, not about the drawing, and says so."""

_POLYGONAL: Final = (3, 6)
_EARTH: Final = (-180.0, -90.0, 180.0, 90.0)


@dataclass(frozen=True, slots=True)
class _Repair:
    """A valid shape with its area and the change of area, m2; or why there is none."""

    shape: shapely.Geometry | None = None
    area_m2: float = 0.0
    change_m2: float = 0.0
    refusal: str = ""


def repaired(rows: Sequence[Row]) -> list[Row]:
    """Rows whose invalid polygons were made valid, each with a finding that states the change of area.

    Shape   same rows, same order; valid shapes, other geometries, and skipped rows are untouched.
    A refused shape stays as it was sent, and the row is rejected.
    """
    places = [
        (index, position)
        for index, row in enumerate(rows)
        if not row.skipped
        for position, record in enumerate(row.records)
        if getattr(record, "shape", None) is not None
    ]
    shapes = shapes_of([_shape(rows[index].records[position]).wkb for index, position in places])
    with np.errstate(invalid="ignore"):
        wrong = np.isin(shapely.get_type_id(shapes), _POLYGONAL) & ~shapely.is_valid(shapes)
    mended = list(rows)
    for number in np.flatnonzero(wrong):
        index, position = places[number]
        mended[index] = _mended(mended[index], position, _repair(shapes[number]))
    return mended


def _mended(row: Row, position: int, repair: _Repair) -> Row:
    source = row.source if row.source.field == "shape" else row.source.at("shape")
    if repair.shape is None:
        return row.noting(geometry.REPAIR_REFUSED.at(source, why=repair.refusal))
    record = row.records[position]
    sent = _shape(record)
    shape = replace(
        sent,
        wkb=shapely.to_wkb(repair.shape),
        given_wkb=sent.wkb if sent.given_wkb is None else sent.given_wkb,
        repaired_m2=repair.change_m2,
    )
    better: Record = replace(record, shape=shape)  # type: ignore[arg-type]
    records = (*row.records[:position], better, *row.records[position + 1 :])
    before = repair.area_m2 - repair.change_m2
    much = abs(repair.change_m2) > max(before, 0.0) * MOST_CHANGE_PERCENT / 100
    code = geometry.REPAIR_CHANGES_LAND if much else geometry.REPAIRED
    note: Finding = code.at(
        source, difference=signed(repair.change_m2), area=whole(repair.area_m2), before=whole(max(before, 0.0))
    )
    return replace(row, records=records).noting(note)


def _repair(shape: shapely.Geometry) -> _Repair:
    """Rings in the right order, spikes dropped, overlapping parts joined; polygonal parts are kept."""
    points = shapely.get_coordinates(shape)
    west, south, east, north = _EARTH
    if not np.isfinite(points).all():
        return _Repair(refusal="some of its coordinates are not numbers")
    if not ((points >= (west, south)) & (points <= (east, north))).all():
        return _Repair(refusal="some of its coordinates lie outside the Earth")
    try:
        valid = _polygonal(shapely.make_valid(shape, method="structure", keep_collapsed=False))
        after = float(area_m2(into_plane(np.array([valid])))[0])
    except shapely.errors.GEOSException:
        return _Repair(refusal="no repair was found")
    if not after > 0:
        return _Repair(refusal="nothing with an area would be left")
    before = _as_drawn_m2(shape)
    return _Repair(valid, after, after - before)


def _polygonal(shape: shapely.Geometry) -> shapely.Geometry:
    """The polygons of a shape, as one polygon or multipolygon."""
    parts = shapely.get_parts(shape)
    parts = shapely.get_parts(parts[np.isin(shapely.get_type_id(parts), _POLYGONAL)])
    return parts[0] if len(parts) == 1 else shapely.multipolygons(parts)


def _as_drawn_m2(shape: shapely.Geometry) -> float:
    """Area enclosed by the rings as sent, in the plane: each part's shell less its holes, overlaps counted twice.

    The plane's door wants valid polygons, so the corners go through it as points; and rings are densified as lines,
    because GEOS quietly mends an invalid polygon before it densifies it.
    """
    rings, part = shapely.get_rings(shapely.get_parts(shape), return_index=True)
    points, ring = shapely.get_coordinates(shapely.segmentize(rings, LONGEST_EDGE_DEG), return_index=True)
    flat = shapely.get_coordinates(into_plane(shapely.points(points)))
    enclosed = area_m2(shapely.polygons(shapely.linearrings(flat, indices=ring)))
    shell = np.ones(len(part), dtype=bool)
    shell[1:] = part[1:] != part[:-1]
    return float(enclosed[shell].sum() - enclosed[~shell].sum())


def _shape(record: Record) -> Shape:
    assert isinstance(record, Mapped), "only records that may have a shape get here"
    assert record.shape is not None, "only records with a shape get here"
    return record.shape
