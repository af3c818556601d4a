"""Which land somebody means: a hazardous area, an administrative unit, or an outline as WKT or GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import shapely

from opendisarm.core.checks.wellknown import shapes_of
from opendisarm.core.journal import Head
from opendisarm.core.plane import into_plane
from opendisarm.core.records import AdminUnit, LandRecord
from opendisarm.core.vocabulary import FINDINGS_OF_CONTAMINATION
from opendisarm.desk.counted import counted_records
from opendisarm.desk.errors import DeskError
from opendisarm.desk.workspace import Workspace
from opendisarm.extracts.statement import DEGREES, MOST_CORNERS, Corner, Parcel, ParcelKind, outline_digest

_POLYGONAL: Final = (3, 6)
_MOST_POINTS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Meant:
    """The land meant.

    earth  its outline, WGS 84; None where no record says where a hazardous area lies.    plane  the same, in the plane.
    hazard id of the hazardous area, "" for other land.
    """

    parcel: Parcel
    earth: shapely.Geometry | None
    plane: shapely.Geometry | None
    hazard: str = ""

    @property
    def known_outline(self) -> shapely.Geometry | None:
        """The outline, WGS 84, where who asked knows it: drawn, or of an administrative unit."""
        return None if self.hazard else self.earth

    @property
    def was_drawn(self) -> bool:
        """Whether who asked drew it."""
        return self.parcel.kind is ParcelKind.DRAWN


def is_drawn(text: str) -> bool:
    """Whether a text is an outline and no name."""
    return text.lstrip().upper().startswith(("{", "POLYGON", "MULTIPOLYGON"))


def drawn(text: str) -> Meant:
    """The outline in WKT or GeoJSON (longitude, latitude), its corners moved to a millionth of a degree.

    Errors  DeskError when it cannot be read, is no polygon, crosses itself, or lies beyond the Earth.
    """
    shape = _read(text.strip())
    if shape.geom_type not in ("Polygon", "MultiPolygon") or shape.is_empty:
        raise DeskError(f"A parcel is a polygon, and this is a {shape.geom_type}.", "Give its outline.")
    points = shapely.get_coordinates(shape)
    if len(points) > _MOST_POINTS:
        raise DeskError(f"This outline has {len(points)} corners.", f"Give one with at most {_MOST_POINTS}.")
    if not (np.abs(points) <= (180.0, 90.0)).all():
        raise DeskError("Some corners lie beyond the Earth.", "Give longitude and latitude in degrees (WGS 84).")
    # What is asked of the ledger is what the page prints: the corners as rounded.
    shape = shapely.transform(shape, lambda corners: np.round(corners * DEGREES) / DEGREES)
    if not shape.is_valid:
        reason = shapely.is_valid_reason(shape).partition("[")[0]
        raise DeskError(f"This outline does not close round land: {reason.lower()}.", "Check the order of its corners.")
    rings = _rings(shape)
    corners = rings[0] if len(rings) == 1 and len(rings[0]) <= MOST_CORNERS else ()
    parcel = Parcel(ParcelKind.DRAWN, corners=corners, outline=outline_digest(rings))
    return Meant(parcel, shape, in_plane(shape))


def named(workspace: Workspace, head: Head, name: str, land: Sequence[LandRecord], on: date) -> Meant:
    """The hazardous area of this id, else the administrative unit of this code or name.

    land  the land records that count.    Errors  DeskError when nothing is called so.
    """
    own = [record for record in land if name and record.hazard == name and record.on <= on]
    if own:
        surveys = [record for record in own if record.kind in FINDINGS_OF_CONTAMINATION]
        shapes = _polygons(surveys) or _polygons(own)
        place = next((one.place for one in own if one.place.admin1), own[0].place)
        parcel = Parcel(ParcelKind.HAZARD, name, ", ".join(filter(None, (place.admin1, place.admin2))))
        if not shapes:
            return Meant(parcel, None, None, name)
        plane = shapely.union_all(into_plane(np.array(shapes, dtype=object)))
        return Meant(parcel, shapely.union_all(shapes), plane, name)
    for unit in _units(workspace, head):
        if unit.shape is not None and name and name in (unit.code, unit.name):
            earth = shapely.from_wkb(unit.shape.wkb)
            return Meant(Parcel(ParcelKind.UNIT, unit.name or unit.code), earth, in_plane(earth))
    raise DeskError(
        f"No hazardous area, and no administrative unit with a boundary, is called '{name}'.",
        "Give its id, or the outline of the land as WKT or GeoJSON.",
    )


def _units(workspace: Workspace, head: Head) -> list[AdminUnit]:
    kinds: Collection[str] = ("place.admin",)
    return [unit for _, unit in counted_records(workspace, head, kinds) if isinstance(unit, AdminUnit)]


def _polygons(records: Sequence[LandRecord]) -> list[shapely.Geometry]:
    """Polygons that say where land lies; a circle that stands in for one does not."""
    found = shapes_of([one.shape.wkb for one in records if one.shape is not None and not one.shape.synthetic])
    return [shape for shape in found if shapely.get_type_id(shape) in _POLYGONAL]


def _read(text: str) -> shapely.Geometry:
    try:
        if not text.startswith("{"):
            with np.errstate(invalid="ignore"):  # a corner that is no number is told of below
                return shapely.from_wkt(text)
        return shapely.from_geojson(json.dumps(_geometry(json.loads(text))))
    except (shapely.GEOSException, ValueError, TypeError, RecursionError) as why:
        raise DeskError(
            "The outline cannot be read.", "Give one polygon as WKT, or a GeoJSON file with one feature."
        ) from why


def _geometry(said: Any) -> Any:
    """The geometry of a GeoJSON object.  Errors  ValueError when it holds several features, or none."""
    if not isinstance(said, dict):
        raise ValueError("no GeoJSON object")
    match said.get("type"):
        case "FeatureCollection":
            [feature] = said["features"] if isinstance(said.get("features"), list) else []
            return _geometry(feature)
        case "Feature":
            return said.get("geometry")
        case _:
            return said


def _rings(shape: shapely.Geometry) -> tuple[tuple[Corner, ...], ...]:
    """Rings as whole millionths of a degree, in one order however they were drawn, without the repeated corner."""
    rings = []
    for ring in shapely.get_rings(shapely.get_parts(shapely.normalize(shape))):
        points = np.rint(shapely.get_coordinates(ring)[:-1] * DEGREES).astype(int).tolist()
        rings.append(tuple((east, north) for east, north in points))
    return tuple(rings)


def in_plane(shape: shapely.Geometry) -> shapely.Geometry:
    """An outline, WGS 84, in the plane of the ledger."""
    return into_plane(np.array([shape], dtype=object))[0]
