"""The shapes of a block of features, all at once: read, flattened, brought to WGS 84, and never repaired.

Invalid polygons pass as they are: whether a shape may post is for the checks to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

from opendisarm.core.catalogue import file as codes
from opendisarm.core.records import Shape
from opendisarm.importers.gis.reference_systems import Points, ReferenceSystem
from opendisarm.importers.values.remarks import Remark

_POINT, _POLYGON, _MULTIPOINT, _MULTIPOLYGON, _COLLECTION = 0, 3, 4, 6, 7
_LINES: Final = (1, 2, 5)
_KINDS: Final = {0: "points", 1: "lines", 2: "lines", 3: "polygons", 4: "points", 5: "lines", 6: "polygons"}

Shapes = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The shapes of a block.

    shapes    one a feature; None where there is none, or none that can be used (then a remark of severity error says
              why, so that a feature without shape and remark simply has none).
    remarks   by position in the block.
    """

    shapes: Sequence[Shape | None]
    remarks: dict[int, tuple[Remark, ...]]


def drawn(wkb: npt.NDArray[Any] | None, length: int, system: ReferenceSystem) -> Drawn:
    """The shapes of a block of features, as WGS 84 polygons, multipolygons and points without heights.

    Beside a shape in another system the bytes that were sent are kept, heights and all.
    """
    if wkb is None:
        return Drawn([None] * length, {})
    remarks: dict[int, tuple[Remark, ...]] = {}
    with np.errstate(invalid="ignore"):  # corners that are not numbers are told below
        sent = np.asarray(shapely.from_wkb(wkb, on_invalid="ignore"), dtype=object)
    _note_unreadable(wkb, sent, remarks)
    flat = np.asarray(shapely.force_2d(sent), dtype=object)
    flat[shapely.is_empty(flat)] = None
    _settle_kinds(flat, remarks)
    _drop_unfinished(flat, remarks)
    earth = _onto_earth(flat, system, remarks)
    _note_antimeridian(earth, remarks)
    written = shapely.to_wkb(earth, output_dimension=2)
    if system.to_earth is None:
        return Drawn([None if ours is None else Shape(ours) for ours in written], remarks)
    return Drawn(
        [
            None if ours is None else Shape(ours, bytes(given), system.name)
            for ours, given in zip(written, wkb, strict=True)
        ],
        remarks,
    )


def _refuse(shapes: Shapes, at: int, remarks: dict[int, tuple[Remark, ...]], remark: Remark) -> None:
    shapes[at] = None
    remarks[at] = (*remarks.get(at, ()), remark)


def _note_unreadable(wkb: npt.NDArray[Any], shapes: Shapes, remarks: dict[int, tuple[Remark, ...]]) -> None:
    for at in np.flatnonzero(shapely.is_missing(shapes)):
        if wkb[at]:
            _refuse(shapes, int(at), remarks, Remark(codes.SHAPE_UNREADABLE, {"why": _why(wkb[at])}))


def _why(wkb: bytes) -> str:
    try:
        shapely.from_wkb(wkb)
    except (shapely.errors.GEOSException, ValueError, TypeError) as why:
        words = " ".join(str(why).split())
        if "closed linestring" in words:
            return "a ring does not end where it began"
        if "Invalid number of points in LinearRing" in words:
            return "a ring has fewer than three corners"
        return words.partition(": ")[2] or words
    return "its bytes are not a shape"


def _settle_kinds(shapes: Shapes, remarks: dict[int, tuple[Remark, ...]]) -> None:
    """Lines are refused; a collection of polygons is a multipolygon, a multipoint of one is a point."""
    kinds = shapely.get_type_id(shapes)
    for at in np.flatnonzero(np.isin(kinds, (*_LINES, _MULTIPOINT, _COLLECTION))):
        position, shape = int(at), shapes[at]
        parts = _parts(shape)
        present = {_KINDS[int(shapely.get_type_id(part))] for part in parts}
        if present == {"lines"}:
            _refuse(shapes, position, remarks, Remark(codes.SHAPE_IS_LINE, {}))
        elif present == {"polygons"}:
            shapes[position] = shapely.multipolygons(parts)
        elif present == {"points"} and len(parts) == 1:
            shapes[position] = parts[0]
        else:
            kinds_named = " and ".join(sorted(present)) if len(present) > 1 else f"{len(parts)} points"
            _refuse(shapes, position, remarks, Remark(codes.SHAPE_IS_MIXED, {"kinds": kinds_named}))


def _parts(shape: shapely.Geometry) -> list[shapely.Geometry]:
    """Its simple parts, collections in collections unpacked, empty ones left out."""
    waiting, parts = [shape], []
    while waiting:
        found = waiting.pop()
        if shapely.get_type_id(found) in (_MULTIPOINT, 5, _MULTIPOLYGON, _COLLECTION):
            waiting += reversed(shapely.get_parts(found).tolist())
        elif not shapely.is_empty(found):
            parts.append(found)
    return parts


def _drop_unfinished(shapes: Shapes, remarks: dict[int, tuple[Remark, ...]]) -> None:
    """A corner that is not a number cannot be moved, drawn or judged."""
    points, owner = shapely.get_coordinates(shapes, return_index=True)
    for at in np.unique(owner[~np.isfinite(points).all(axis=1)]):
        _refuse(shapes, int(at), remarks, Remark(codes.SHAPE_UNREADABLE, {"why": "a corner is not a number"}))


def _onto_earth(shapes: Shapes, system: ReferenceSystem, remarks: dict[int, tuple[Remark, ...]]) -> Shapes:
    if system.to_earth is None:
        return shapes
    points, owner = shapely.get_coordinates(shapes, return_index=True)
    moved = system.to_earth(points)
    lost = ~np.isfinite(moved).all(axis=1)
    for at in np.unique(owner[lost]):
        first = points[int(np.flatnonzero(lost & (owner == at))[0])]
        _refuse(shapes, int(at), remarks, _off_earth(first, system))
    kept = ~np.isin(owner, owner[lost])
    return np.asarray(shapely.set_coordinates(shapes.copy(), moved[kept]), dtype=object)


def _note_antimeridian(earth: Shapes, remarks: dict[int, tuple[Remark, ...]]) -> None:
    """Numbers that cannot be degrees at all are left to the checks, which know what to advise."""
    bounds = np.nan_to_num(shapely.bounds(earth))
    west, south, east, north = bounds.T
    degrees = (west >= -360) & (east <= 360) & (south >= -90) & (north <= 90)
    for at in np.flatnonzero(degrees & ((east > 180) | (west < -180) | (east - west > 180))):
        remarks[int(at)] = (*remarks.get(int(at), ()), Remark(codes.ANTIMERIDIAN, {}))


def _off_earth(point: Points, system: ReferenceSystem) -> Remark:
    return Remark(codes.SHAPE_OFF_EARTH, {"x": f"{point[0]:.10g}", "y": f"{point[1]:.10g}", "crs": system.name})
