"""From the coordinate fields of a row to one point: degrees first, then MGRS, then UTM."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from opendisarm.core.catalogue import value as codes
from opendisarm.importers.values import coordinates
from opendisarm.importers.values.coordinates import Point
from opendisarm.importers.values.remarks import Remark

POINT_FIELDS: Final = ("lat", "lon", "mgrs", "utm_zone", "easting", "northing")
COORDINATE_FIELDS: Final = ("wkt", *POINT_FIELDS)

Noted = tuple[str, Remark]
"""(our field, what is to be said about it)."""

_NAMES: Final = {"lat": "latitude", "lon": "longitude", "easting": "easting", "northing": "northing"}


def point_of(
    found: Mapping[str, Any], crs: str = "", failed: frozenset[str] = frozenset()
) -> tuple[Point | None, list[Noted]]:
    """The point that a row gives, and what is to be said about it.

    found    our field -> parsed value; `mgrs` is a (Point, remarks) of its own reader already.
    crs      of easting and northing without a zone, from the mapping; "" when not told.
    failed   fields that had a value which could not be read: their partners are not called lonely.
    """
    noted: list[Noted] = []
    points: dict[str, Point] = {}
    if _pair(found, "lat", "lon", failed, noted):
        points["degrees"] = Point(found["lon"], found["lat"])
    if found.get("mgrs"):
        points["MGRS"] = found["mgrs"]
    if _pair(found, "easting", "northing", failed, noted) and "utm_zone" not in failed:
        point, remarks = _from_grid(found, crs)
        noted += [("utm_zone" if remark.code.name.startswith("UTM") else "easting", remark) for remark in remarks]
        if point:
            points["UTM"] = point
    if not points:
        return None, noted
    used, *others = points
    for other in others:
        apart = points[used].metres_to(points[other])
        if apart > coordinates.APART_M:
            facts = {"metres": round(apart), "used": used, "other": other}
            noted.append(("mgrs" if other == "MGRS" else "easting", Remark(codes.POINTS_DISAGREE, facts)))
    return points[used], noted


def _pair(found: Mapping[str, Any], first: str, second: str, failed: frozenset[str], noted: list[Noted]) -> bool:
    has = [found.get(name) is not None for name in (first, second)]
    if any(has) and not all(has):
        there, missing = (first, second) if has[0] else (second, first)
        if missing not in failed:
            noted.append((there, Remark(codes.COORDINATE_ALONE, {"there": _NAMES[there], "missing": _NAMES[missing]})))
    return all(has)


def _from_grid(found: Mapping[str, Any], crs: str) -> tuple[Point | None, tuple[Remark, ...]]:
    easting, northing = found["easting"], found["northing"]
    if found.get("utm_zone") is not None or not crs:
        return coordinates.from_utm(found.get("utm_zone"), easting, northing)
    if not coordinates.known_crs(crs):
        return None, (Remark(codes.CRS_NAME_UNKNOWN, {"value": crs}),)
    lon, lat = coordinates.to_wgs84(crs).transform(easting, northing)
    if not (abs(lon) <= 180 and abs(lat) <= 90):
        return None, (Remark(codes.SHAPE_NOT_DEGREES, {"value": f"{easting:.12g}"}),)
    return Point(lon, lat, crs), ()
