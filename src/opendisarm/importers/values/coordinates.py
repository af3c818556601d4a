"""Places as people write them: degrees in all spellings, MGRS, UTM, WKT; always to WGS 84 longitude, latitude."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final, NamedTuple

import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from opendisarm.core.catalogue import value as codes
from opendisarm.core.plane import EARTH
from opendisarm.core.records import Shape
from opendisarm.importers.values.remarks import Parsed, Remark, remark
from opendisarm.importers.values.words import latin_digits, not_known, plain

COARSE_M: Final = 100
"""A coordinate written less exactly than this gets a note; of decimal degrees only one ten times coarser, since
programs drop the zeros at the end of a number."""

_DEGREE_M: Final = 111_320

APART_M: Final = 100
"""Two spellings of one place may differ by so much before it is a finding."""

_AXES: Final = {"latitude": (90, "34.52813"), "longitude": (180, "69.17233")}
_HEMISPHERES: Final = re.compile(
    r"\b(north|south|east|west|norte|sur|este|oeste|nord|sud|est|ouest)\b|(شمالا|جنوبا|شرقا|غربا|شمال|جنوب|شرق|غرب)"
)
_LETTER: Final = {
    "north": "N", "norte": "N", "nord": "N", "south": "S", "sur": "S", "sud": "S", "east": "E", "este": "E", "est": "E",
    "west": "W", "oeste": "W", "ouest": "W", "شمال": "N", "شمالا": "N", "جنوب": "S", "جنوبا": "S", "شرق": "E",
    "شرقا": "E", "غرب": "W", "غربا": "W",
}  # fmt: skip
_PART: Final = re.compile(r"\d+(?:[.,]\d+)?")
_BETWEEN: Final = re.compile(r"^[\s°º˚d:'’‘′´`\"”“″¨mhs]*$")
_ZONE: Final = re.compile(r"^(?:(?:UTM|ZONE|WGS ?84)[\s/]*)*(\d{1,2})\s*([A-Z]|NORTH|SOUTH)?$")
_EPSG: Final = re.compile(r"^(?:EPSG:)?(32[67]\d{2})$")


_GEOMETRY: Final = {1: "point", 2: "line", 3: "polygon", 4: "set of points", 5: "set of lines", 6: "multipolygon"}


class Point(NamedTuple):
    """A place, WGS 84 degrees, and how it was written ("decimal degrees", "MGRS", "EPSG:32618")."""

    lon: float
    lat: float
    given_crs: str = "EPSG:4326"

    def shape(self) -> Shape:
        """As a point shape."""
        return Shape(shapely.to_wkb(shapely.Point(self.lon, self.lat)), given_crs=self.given_crs)

    def metres_to(self, other: Point) -> float:
        """Distance on the ellipsoid."""
        return float(EARTH.inv(self.lon, self.lat, other.lon, other.lat)[2])


def degrees(given: object, axis: str) -> Parsed:
    """A latitude or longitude in degrees, from decimal degrees or degrees, minutes and seconds."""
    limit, example = _AXES[axis]
    shown = plain(given)
    if isinstance(given, int | float) and not isinstance(given, bool):
        if given != given:
            return None, ()
        found: float | None = float(given)
        coarse = 0.0
    elif not_known(shown):
        return None, ()
    else:
        found, coarse = _spelled(shown, axis)
    if found is None:
        return None, remark(codes.COORDINATE_UNREADABLE, value=shown, axis=axis, example=example)
    if not abs(found) <= limit:
        return None, remark(codes.COORDINATE_OFF_SCALE, axis=axis, value=shown, lowest=-limit, highest=limit)
    if axis == "latitude" and coarse >= COARSE_M:  # once a point is enough
        return found, remark(codes.COORDINATE_COARSE, value=shown, metres=round(coarse))
    return found, ()


def from_mgrs(given: object) -> tuple[Point | None, tuple[Remark, ...]]:
    """The place of an MGRS reference: the south-west corner of the square that its digits name."""
    shown = plain(given)
    if not_known(shown):
        return None, ()
    text = re.sub(r"[\s\-.,/]", "", latin_digits(shown)).upper()
    match = re.fullmatch(r"\d{1,2}[C-HJ-NP-X][A-HJ-NP-Z]{2}(\d*)", text)
    if not match or len(match[1]) % 2 or len(match[1]) > 10:
        return None, remark(codes.MGRS_UNREADABLE, value=shown)
    try:
        lat, lon = _mgrs().toLatLon(text)
    except Exception:  # noqa: BLE001  the library raises its own class, which it does not export in all versions
        return None, remark(codes.MGRS_UNREADABLE, value=shown)
    metres = 10 ** (5 - len(match[1]) // 2)
    notes = remark(codes.COORDINATE_COARSE, value=shown, metres=metres) if metres >= COARSE_M else ()
    return Point(lon, lat, "MGRS"), notes


def from_utm(zone: object, easting: float, northing: float) -> tuple[Point | None, tuple[Remark, ...]]:
    """The place of a UTM easting and northing, metres.  zone: as `utm_epsg` reads it."""
    epsg, notes = utm_epsg(zone, northing)
    if epsg is None:
        return None, notes
    if not 100_000 <= easting <= 900_000:
        return None, remark(
            codes.COORDINATE_OFF_SCALE, axis="easting", value=f"{easting:.12g}", lowest=100_000, highest=900_000
        )
    if not 0 <= northing <= 10_000_000:
        return None, remark(
            codes.COORDINATE_OFF_SCALE, axis="northing", value=f"{northing:.12g}", lowest=0, highest=10_000_000
        )
    lon, lat = to_wgs84(f"EPSG:{epsg}").transform(easting, northing)
    return Point(lon, lat, f"EPSG:{epsg}"), notes


def utm_epsg(zone: object, northing: float = 0.0) -> tuple[int | None, tuple[Remark, ...]]:
    """The EPSG code of a UTM zone: "18N", "35S", "EPSG:32618", 32618, or with the letter of a latitude band.

    Letter S is the hemisphere, except where the northing fits band S (32 to 40 degrees north) and no mined land of
    the south; either way with a warning.  Other letters from C to X are bands: N and above are north.
    """
    shown = plain(zone)
    text = latin_digits(shown).upper()
    if not_known(shown):
        return None, remark(codes.UTM_ZONE_MISSING)
    if match := _EPSG.match(text):
        number_ = int(match[1]) % 100
        return (int(match[1]), ()) if 1 <= number_ <= 60 else (None, remark(codes.UTM_ZONE_UNREADABLE, value=shown))
    match = _ZONE.match(text)
    if not match or not 1 <= int(match[1]) <= 60 or not match[2] or match[2] in {"A", "B", "I", "O", "Y", "Z"}:
        return None, remark(codes.UTM_ZONE_UNREADABLE, value=shown)
    letter = {"NORTH": "N", "SOUTH": "M"}.get(match[2], match[2])
    if letter == "S":
        north = 3_500_000 <= northing <= 4_450_000
        epsg = (32600 if north else 32700) + int(match[1])
        read = "north (band S)" if north else "south"
        return epsg, remark(codes.UTM_ZONE_AMBIGUOUS, value=shown, read=read)
    return (32600 if letter >= "N" else 32700) + int(match[1]), ()


def from_wkt(given: object, crs: str = "") -> tuple[Shape | None, tuple[Remark, ...]]:
    """A shape from WKT or EWKT ("SRID=32618;POLYGON ..."); crs: of the column, "" for WGS 84.

    Another system is reprojected and heights are left out; the shape as sent is then kept beside it.
    """
    shown = plain(given)
    if not_known(shown):
        return None, ()
    if shown[:5].upper() == "SRID=":
        srid, _, shown = shown.partition(";")
        crs = f"EPSG:{srid[5:].strip()}"
    try:
        sent = shapely.from_wkt(shown)
    except shapely.errors.GEOSException as why:
        return None, remark(codes.WKT_UNREADABLE, why=_reason(why))
    if sent is None or sent.is_empty:
        return None, remark(codes.WKT_UNREADABLE, why="it is empty")
    flat = shapely.force_2d(sent)
    if not crs or crs == "EPSG:4326":
        if (outside := _not_degrees(flat)) is not None:
            return None, remark(codes.SHAPE_NOT_DEGREES, value=outside)
        return Shape(shapely.to_wkb(flat), shapely.to_wkb(sent) if sent.has_z else None), ()
    if not known_crs(crs):
        return None, remark(codes.CRS_NAME_UNKNOWN, value=crs)
    moved = shapely.transform(flat, to_wgs84(crs).transform, interleaved=False)
    if (outside := _not_degrees(moved)) is not None:
        return None, remark(codes.WKT_UNREADABLE, why=f"its coordinates are no place on earth in {crs}")
    return Shape(shapely.to_wkb(moved), shapely.to_wkb(sent), crs), ()


def point_in(shape: Shape) -> Point:
    """The place of a point shape."""
    point = shapely.from_wkb(shape.wkb)
    return Point(point.x, point.y, shape.given_crs)


def geometry_of(shape: Shape) -> str:
    """What a shape is, in a word: "point", "polygon", "multipolygon", "line" ..."""
    little = shape.wkb[:1] == b"\x01"
    return _GEOMETRY.get(int.from_bytes(shape.wkb[1:5], "little" if little else "big") & 0xFF, "collection")


@cache
def known_crs(name: str) -> bool:
    """Whether a coordinate system of that name exists."""
    try:
        CRS.from_user_input(name)
    except CRSError:
        return False
    return True


@cache
def to_wgs84(crs: str) -> Transformer:
    """Easting, northing (or longitude, latitude) of a system -> WGS 84.  Errors  CRSError when it is not known."""
    return Transformer.from_crs(crs, "EPSG:4326", always_xy=True)


@cache
def _mgrs() -> Any:
    from mgrs import MGRS

    return MGRS()


def _spelled(shown: str, axis: str) -> tuple[float | None, float]:
    """(degrees, metres to which it is exact) of a text; (None, 0) when it is not a coordinate."""
    text = latin_digits(shown).replace("\u2212", "-").replace("٫", ".").strip()
    low = text.casefold()
    if named := _HEMISPHERES.findall(low):
        letters = [_LETTER[latin or arabic] for latin, arabic in named]
        body = _HEMISPHERES.sub(" ", low)
    else:
        letters = [("W" if sign == "O" else sign) for sign in text.upper() if sign in "NSEWO"]
        body = re.sub(r"[nsewo]", " ", re.sub(r"(?<=[\d\s'’′\"”″])s(?=\s*$)|^s", " ", low))
        # A lone s may stand for seconds: 34d31m41s. It is a hemisphere only when it ends or starts the text alone.
        if letters == ["S"] and re.search(r"\dm\s*[\d.,]+\s*s$", low):
            letters = []
    body = body.strip()
    negative = body.startswith("-")
    body = body.lstrip("+-").strip()
    if len(letters) > 1 or (letters and (negative or letters[0] not in ("NS" if axis == "latitude" else "EW"))):
        return None, 0.0
    parts = _PART.findall(body)
    if not 1 <= len(parts) <= 3 or not _BETWEEN.match(_PART.sub(" ", body)):
        return None, 0.0
    if any(("." in part or "," in part) for part in parts[:-1]):
        return None, 0.0
    sizes = [float(part.replace(",", ".")) for part in parts]
    if any(size >= 60 for size in sizes[1:]):
        return None, 0.0
    found = sum(size / 60**power for power, size in enumerate(sizes))
    if letters in (["S"], ["W"]) or negative:
        found = -found
    decimals = len(parts[-1].replace(",", ".").partition(".")[2])
    exact_m = _DEGREE_M / 60 ** (len(parts) - 1) / 10**decimals
    return found, exact_m if len(parts) > 1 or exact_m >= 10 * COARSE_M else 0.0


def _reason(why: Exception) -> str:
    """Why a shape cannot be read, in the words of the geometry library, without the names of its classes."""
    return str(why).split("\n", maxsplit=1)[0].rpartition("Exception: ")[2][:120]


def _not_degrees(shape: shapely.Geometry) -> str | None:
    """A coordinate of the shape that is no longitude or latitude, as text; None when all are."""
    west, south, east, north = shape.bounds
    for size, limit in ((west, 180), (east, 180), (south, 90), (north, 90)):
        if not abs(size) <= limit:
            return f"{size:.12g}"
    return None
