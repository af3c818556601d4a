"""The place of an accident or a session: a point of a form, degrees, MGRS or UTM; no remark repeats the figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from opendisarm.core.catalogue import person
from opendisarm.core.catalogue import value as codes
from opendisarm.core.findings import Severity
from opendisarm.core.records import Shape
from opendisarm.importers.people.fields import LOCATION
from opendisarm.importers.values import coordinates, numbers
from opendisarm.importers.values.coordinates import Point
from opendisarm.importers.values.placing import POINT_FIELDS, Noted, point_of
from opendisarm.importers.values.remarks import Parsed, Remark, remark
from opendisarm.importers.values.words import latin_digits, not_known, plain

_WHY: Final = {
    codes.COORDINATE_COARSE.name: "it is written exactly to about {metres} m only",
    codes.COORDINATE_ALONE.name: "the {there} has no {missing} beside it, so no place is known",
    codes.POINTS_DISAGREE.name: "the row gives it twice, {metres} m apart ({used} and {other}); {used} is used",
    codes.UTM_ZONE_MISSING.name: "easting and northing come without their UTM zone, so no place is known",
    codes.UTM_ZONE_AMBIGUOUS.name: "the UTM zone can be of either hemisphere; it is read as {read}",
}
_AXES: Final = {"lat": "latitude", "lon": "longitude", "mgrs": "MGRS reference", "utm_zone": "UTM zone"}


def location(given: object) -> tuple[Point | None, tuple[Remark, ...]]:
    """The point of a form: "latitude longitude altitude accuracy", or a GeoJSON point, which has longitude first."""
    if isinstance(given, Mapping):
        parts = given.get("coordinates") if given.get("type") == "Point" else None
        words = [plain(part) for part in parts[1::-1]] if isinstance(parts, list) and len(parts) >= 2 else []
    elif not_known(shown := latin_digits(plain(given))):
        return None, ()
    else:
        words = shown.replace(",", " ").replace(";", " ").split()
    if len(words) not in {2, 3, 4}:
        return None, _unreadable(LOCATION)
    lat, odd = coordinates.degrees(words[0], "latitude")
    lon, odder = coordinates.degrees(words[1], "longitude")
    if lat is None or lon is None:
        return None, _unreadable(LOCATION)
    return Point(lon, lat), tuple(map(_quiet, (*odd, *odder)))


def reader(field: str) -> Callable[[object], Parsed]:
    """The reader of a column of coordinates."""
    readers: dict[str, Callable[[object], Parsed]] = {
        "lat": partial(coordinates.degrees, axis="latitude"),
        "lon": partial(coordinates.degrees, axis="longitude"),
        "mgrs": coordinates.from_mgrs,
        "utm_zone": lambda given: (None if not_known(plain(given)) else plain(given), ()),
    }
    read = readers.get(field, numbers.number)

    def careful(given: object) -> Parsed:
        found, remarks = read(given)
        if found is None:
            return None, _unreadable(field) if remarks else ()
        return found, tuple(map(_quiet, remarks))

    return careful


def placed(found: Mapping[str, Any], crs: str, failed: frozenset[str]) -> tuple[Shape | None, list[Noted]]:
    """The point of a row, and what is to be said about it.

    found   field -> value as the readers gave it.   failed  fields that had a value which could not be read.
    """
    point, noted = point_of({name: found[name] for name in POINT_FIELDS if name in found}, crs, failed)
    point = found.get(LOCATION) or point
    return (point.shape() if point else None), [(field, _quiet(one, field)) for field, one in noted]


def _quiet(one: Remark, field: str = "") -> Remark:
    if why := _WHY.get(one.code.name):
        return Remark(person.PERSON_PLACE_DOUBTFUL, {"why": why.format(**one.facts)})
    if one.code.severity is Severity.ERROR:
        return _unreadable(field)[0]
    return Remark(person.PERSON_PLACE_DOUBTFUL, {"why": "a figure can be read in two ways"})


def _unreadable(field: str) -> tuple[Remark, ...]:
    axis = _AXES.get(field, "point" if field == LOCATION else field or "place")
    return remark(person.PERSON_PLACE_UNREADABLE, axis=axis)
