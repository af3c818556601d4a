"""A file's records side by side: shapes, bounds, rings and areas computed once, for all checks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import shapely

from opendisarm.core.checks.limits import Limits, Surroundings
from opendisarm.core.checks.vertices import Flags, Floats, Indexes, Rings, circular, rings_of
from opendisarm.core.checks.wellknown import shapes_of, why_unreadable
from opendisarm.core.findings import Code, Finding
from opendisarm.core.plane import area_m2, into_plane
from opendisarm.core.records import Record
from opendisarm.core.rows import Row
from opendisarm.core.sources import Source

__all__ = ["MULTIPOLYGON", "POINT", "POLYGON", "Batch", "Item", "Limits", "Surroundings"]

POLYGON, MULTIPOLYGON, POINT = 3, 6, 0
_HALF_EARTH_DEG = 180.0


class Item(NamedTuple):
    """One record, and where it stands: index of its row, position in that row."""

    row: int
    position: int
    record: Record


class Batch:
    """Every record of the rows that are not skipped, with arrays over those that have a readable shape.

    items       the records.                       drawn     item of each shape.
    shapes      WGS 84, as in the records.         bounds    west, south, east, north; nan where not finite.
    unreadable  (item, why) of shapes that are no geometry.     empty  items with a shape without coordinates.
    polygonal, finite, in_range, valid, too_wide    flags, one a shape; in_range implies finite, valid implies in_range.
    Other arrays are computed when first asked for. Nothing raises on whatever bytes a record carries.
    """

    def __init__(self, rows: Sequence[Row], limits: Limits, surroundings: Surroundings) -> None:
        self.rows, self.limits, self.surroundings = rows, limits, surroundings
        self.items: tuple[Item, ...] = tuple(
            Item(index, position, record)
            for index, row in enumerate(rows)
            if not row.skipped
            for position, record in enumerate(row.records)
        )
        self._read()

    def at(self, item: int, field: str) -> Source:
        """The place of one field of a record; the reader's own cell is kept where it points at that field."""
        source = self.rows[self.items[item].row].source
        return source if source.field == field else source.at(field)

    def note(self, item: int, code: Code, field: str, **facts: Any) -> tuple[int, Finding]:
        """A finding about one field of a record, with the index of its row."""
        return self.items[item].row, code.at(self.at(item, field), **facts)

    def called(self, item: int) -> str:
        """A record as another record's finding names it: "row 14", or "record 14" where rows have no number."""
        row = self.items[item].row
        number = self.rows[row].source.row
        return f"row {number}" if number else f"record {row + 1}"

    @cached_property
    def rings(self) -> Rings:
        """Rings of the polygons on the Earth; `shape` indexes `shapes`."""
        picked = np.flatnonzero(self.polygonal & self.in_range)
        rings = rings_of(self.shapes[picked])
        return Rings(rings.x, rings.y, rings.ring, rings.start, rings.count, picked[rings.shape])

    @cached_property
    def measurable(self) -> Flags:
        """Polygons that the plane can hold: valid, finite, on the Earth, less than half of it wide."""
        return self.polygonal & self.valid & ~self.too_wide

    @cached_property
    def plane(self) -> npt.NDArray[Any]:
        """Measurable polygons in the plane, None elsewhere and where the plane refuses one."""
        moved = np.full(len(self.shapes), None, dtype=object)
        _move(self.shapes, np.flatnonzero(self.measurable), moved)
        return moved

    @cached_property
    def areas_m2(self) -> Floats:
        """Area in the plane, m2; nan where there is none to compute."""
        return area_m2(self.plane)

    @cached_property
    def circles(self) -> tuple[Indexes, Floats]:
        """Shapes that are drawn circles (index into `shapes`), and their radii in m."""
        found, radius = circular(self.rings, self.limits.circle_vertices, self.limits.circle_percent)
        return self.rings.shape[found], radius

    def _read(self) -> None:
        with_shape = [index for index, item in enumerate(self.items) if getattr(item.record, "shape", None) is not None]
        wkb = [self.items[index].record.shape.wkb for index in with_shape]  # type: ignore[union-attr]
        shapes = shapes_of(wkb)
        kinds = shapely.get_type_id(shapes)
        readable = kinds >= POINT
        self.unreadable = tuple((with_shape[index], why_unreadable(wkb[index])) for index in np.flatnonzero(~readable))
        blank = np.zeros(len(shapes), dtype=bool)
        blank[readable] = shapely.is_empty(shapes[readable])
        self.empty = tuple(with_shape[index] for index in np.flatnonzero(blank))
        kept = np.flatnonzero(readable & ~blank)
        self.drawn: Indexes = np.asarray(with_shape, dtype=np.intp)[kept]
        self.shapes: npt.NDArray[Any] = shapes[kept]
        self.type_ids: npt.NDArray[np.int_] = kinds[kept]
        self._measure()

    def _measure(self) -> None:
        self.polygonal: Flags = (self.type_ids == POLYGON) | (self.type_ids == MULTIPOLYGON)
        self.points, self.point_shape = shapely.get_coordinates(self.shapes, return_index=True)
        self.point_finite: Flags = np.isfinite(self.points).all(axis=1)
        self.finite: Flags = np.bincount(self.point_shape[~self.point_finite], minlength=len(self.shapes)) == 0
        self.bounds: Floats = np.full((len(self.shapes), 4), np.nan)
        self.bounds[self.finite] = shapely.bounds(self.shapes[self.finite])
        west, south, east, north = self.bounds.T
        self.in_range: Flags = (west >= -180) & (east <= 180) & (south >= -90) & (north <= 90)
        self.too_wide: Flags = (east - west > _HALF_EARTH_DEG) & self.in_range
        if self.too_wide.any():
            self.too_wide &= ~self._split_at_the_antimeridian()
        self.valid: Flags = np.zeros(len(self.shapes), dtype=bool)
        self.valid[self.in_range] = shapely.is_valid(self.shapes[self.in_range])

    def _split_at_the_antimeridian(self) -> Flags:
        """Wide shapes of which every part is narrow, and that touch the 180th meridian on both sides."""
        parts, shape = shapely.get_parts(self.shapes, return_index=True)
        bounds = shapely.bounds(parts)
        broad = np.bincount(shape[bounds[:, 2] - bounds[:, 0] > _HALF_EARTH_DEG], minlength=len(self.shapes)) > 0
        near = 180 - self.limits.same_point_deg
        flags: Flags = ~broad & (self.bounds[:, 0] <= -near) & (self.bounds[:, 2] >= near)
        return flags


def _move(shapes: npt.NDArray[Any], picked: Indexes, moved: npt.NDArray[Any]) -> None:
    """Into the plane, by halves where one of many refuses, so that one shape never stops the others."""
    try:
        moved[picked] = into_plane(shapes[picked])
    except shapely.errors.GEOSException:
        if len(picked) > 1:
            middle = len(picked) // 2
            _move(shapes, picked[:middle], moved)
            _move(shapes, picked[middle:], moved)
