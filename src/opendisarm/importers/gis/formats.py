"""Which GIS format a file is in, told by its content and not by its name, and how GDAL may be asked for it.

GDAL opens whatever it recognises, also files that only point at other files, services or programs. So each file is
recognised here first, and opened with the one driver that this content is for.
"""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Final

from opendisarm.core.catalogue import file as codes
from opendisarm.core.findings import Finding
from opendisarm.importers.files import encodings
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.files.opening import SIDECARS, sidecars
from opendisarm.importers.files.prologues import Prologue
from opendisarm.importers.gis.geojson_crs import LINK, crs_member

SUFFIXES: Final = frozenset(
    {".gpkg", ".gdb", ".shp", ".geojson", ".geojsonl", ".geojsons", ".ndjson", ".kml", ".kmz", ".fgb", ".gml", ".gpx"}
    | {".vrt"}
)
"""Names that are ours even when the content turns out to be something else; .vrt is claimed so as to be refused."""

_ARCHIVE_ERRORS: Final = (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, EOFError, KeyError)
"""What reading a zip can raise; `containers.safe` has looked, but the file may have changed since."""
_HEAD_BYTES: Final = 1 << 16
_LARGEST_TREE_BYTES: Final = 256_000_000
"""KML is held in memory as a tree several times its size."""
_LARGEST_MEMBERS: Final = 200
_POINTING: Final = re.compile(rb"OGRVRT|OGRWFS|VRTDataset|GDAL_WM|gdal_streamed_alg|gdal_virtual", re.IGNORECASE)
_FEATURES: Final = re.compile(rb'"type"\s*:\s*"(?:FeatureCollection|Feature)"')
_GEOJSON: Final = frozenset({".geojson", ".geojsonl", ".geojsons"})
_LINES: Final = frozenset({".geojsonl", ".geojsons", ".ndjson"})
_READ_ONLY: Final = "/vsisubfile/0,"
"""The whole of a file, in a way that gives GDAL no place to write what it noticed (.gfs) beside it."""
_JSON: Final = _GEOJSON | _LINES | {".json"}
_GEOPACKAGE_IDS: Final = (b"GPKG", b"GP10", b"GP11")
_SIGNS: Final = re.compile(r"[!;{}]")
"""In the path of a file pyogrio and GDAL take these for the start of something else."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """Something that GDAL can open.

    address   what to hand to GDAL.
    driver    the driver that must answer.
    crs       as the file gives it where GDAL is not asked; "" otherwise.
    codec     Python codec of its texts, where GDAL is not trusted to know it; "" otherwise.
    findings  what was noticed on the way.
    """

    address: str
    driver: str
    crs: str = ""
    codec: str = ""
    findings: tuple[Finding, ...] = ()


def is_gis(file: FieldFile) -> bool:
    """Whether this is a GIS file, or calls itself one.  Never opens it with GDAL."""
    suffix = file.path.suffix.lower()
    if suffix in SUFFIXES or file.path.is_dir():
        return True
    try:
        with file.path.open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
            if head.startswith(b"PK"):
                with zipfile.ZipFile(stream) as archive:
                    return bool(_members(archive))
    except (OSError, *_ARCHIVE_ERRORS):
        return False
    return bool(driver_of(head, suffix))


def datasets(file: FieldFile) -> tuple[Dataset, ...] | Finding:
    """What there is to open in a file: one dataset, or several shapefiles in one archive.

    Errors  as a finding: pointing at other places, unknown content, parts missing, too large for its format.
    """
    if sign := _SIGNS.search(str(file.path)):
        return codes.FILE_NAME_UNUSABLE.at(file.source, character=sign[0])
    if file.path.is_dir():
        return (Dataset(str(file.path), "OpenFileGDB"),)
    try:
        with file.path.open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
            if head.startswith(b"PK"):
                return _in_archive(stream, file)
            suffix = file.path.suffix.lower()
            driver = driver_of(head, suffix)
            if suffix == ".vrt" or (_POINTING.search(head) and driver in _TEXTUAL):
                return codes.GIS_FORBIDDEN.at(file.source)
            if not driver:
                return codes.GIS_UNKNOWN.at(file.source)
            if driver == "ESRI Shapefile":
                beside = sidecars(file.path)
                starts = {ending: _start(part.open("rb")) for ending, part in beside.items()}
                return _shapefile(str(file.path), starts, file)
            stream.seek(0)
            return _plain(str(file.path), driver, stream, file.size, file)
    except OSError as why:
        return codes.FILE_UNREADABLE.at(file.source, why=why.strerror or "the system refuses it")
    except _ARCHIVE_ERRORS as why:
        return codes.ARCHIVE_BROKEN.at(file.source, why=why)


def driver_of(head: bytes, suffix: str) -> str:
    """The GDAL driver for content that starts like this; "" when it is none that we read."""
    if head.startswith(b"SQLite format 3\0"):
        return "GPKG" if suffix == ".gpkg" or head[68:72] in _GEOPACKAGE_IDS else ""
    if head[:3] == b"fgb" and head[4:7] == b"fgb":
        return "FlatGeobuf"
    if head.startswith(b"\x00\x00\x27\x0a") and suffix == ".shp":
        return "ESRI Shapefile"
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n\x1e")
    if bare.startswith(b"{"):
        return _json_driver(head, bare, suffix) if suffix in _JSON else ""
    return _xml_driver(head)


_TEXTUAL: Final = frozenset({"", "GeoJSON", "GeoJSONSeq", "LIBKML", "GML", "GPX"})


def _json_driver(head: bytes, bare: bytes, suffix: str) -> str:
    if suffix not in _GEOJSON and not _FEATURES.search(head):
        return ""
    if suffix in _LINES or head.startswith(b"\x1e"):
        return "GeoJSONSeq"
    first, _, rest = bare.partition(b"\n")
    if rest.lstrip().startswith(b"{"):
        try:
            if json.loads(first).get("type") == "Feature":
                return "GeoJSONSeq"
        except (ValueError, AttributeError, RecursionError):
            pass
    return "GeoJSON"


def _xml_driver(head: bytes) -> str:
    prologue = Prologue()
    prologue.feed(head)
    space, _, name = prologue.root.rpartition(" ")
    if name in ("kml", "gpx"):
        return {"kml": "LIBKML", "gpx": "GPX"}[name]
    return "GML" if name == "FeatureCollection" or "opengis.net/gml" in space else ""


def _plain(address: str, driver: str, stream: IO[bytes], size: int, file: FieldFile) -> tuple[Dataset, ...] | Finding:
    """A dataset of one file, its stream at the start."""
    if driver == "LIBKML" and size > _LARGEST_TREE_BYTES:
        return codes.FILE_TOO_LARGE.at(file.source, size_mb=size // 10**6, largest_mb=_LARGEST_TREE_BYTES // 10**6)
    if driver in ("GeoJSON", "GeoJSONSeq"):
        return _geojson(f"{driver}:{address}", driver, stream, file)
    prefix = "GPKG:" if driver == "GPKG" else _READ_ONLY if driver == "GML" and address == str(file.path) else ""
    return (Dataset(prefix + address, driver),)


def _geojson(address: str, driver: str, stream: IO[bytes], file: FieldFile) -> tuple[Dataset, ...] | Finding:
    head = stream.read(_HEAD_BYTES)
    if encodings.wide(head) or encodings.marked(head).startswith(("utf-16", "utf-32")):
        return codes.GIS_UNKNOWN.at(file.source)
    stream.seek(0)
    crs = crs_member(stream)
    if crs == LINK:
        return codes.GIS_FORBIDDEN.at(file.source)
    codec = ""
    findings: tuple[Finding, ...] = ()
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as why:
        if why.start < len(head) - 3:  # else the head ends within a letter
            codec = encodings.codepage(head)
            findings = (codes.ENCODING_GUESSED.at(file.source, encoding=codec),)
    return (Dataset(address, driver, crs=crs, codec=codec, findings=findings),)


def _shapefile(address: str, starts: dict[str, bytes], file: FieldFile) -> tuple[Dataset, ...] | Finding:
    """A shapefile whose other parts start like this.  Shape  starts: {".dbf": bytes}."""
    for ending, what in ((".shx", "index"), (".dbf", "columns")):
        if ending not in starts:
            return codes.SIDECAR_MISSING.at(file.source, ending=ending, what=what)
    table = starts[".dbf"]
    codec, guessed = encodings.of_table(table[:32], table[32:], starts.get(".cpg", b""))
    findings = (codes.ENCODING_GUESSED.at(file.source, encoding=codec),) if guessed else ()
    return (Dataset(address, "ESRI Shapefile", codec=codec, findings=findings),)


def _members(archive: zipfile.ZipFile) -> list[str]:
    """Members that are datasets; for a geodatabase its folder with a slash at the end ("/" when it is the root)."""
    found: dict[str, None] = {}
    for name in archive.namelist():
        path = PurePosixPath(name)
        if "__MACOSX" in path.parts or path.name.startswith("."):
            continue
        if path.name == "a00000001.gdbtable":
            found[f"{path.parent}/" if path.parent.name else "/"] = None
        elif path.suffix.lower() in SUFFIXES - {".gdb", ".kmz", ".vrt"} or _is_geojson(archive, path):
            found[name] = None
    return list(found)


def _is_geojson(archive: zipfile.ZipFile, path: PurePosixPath) -> bool:
    return path.suffix.lower() == ".json" and bool(driver_of(_start(archive.open(str(path))), ".json"))


def _in_archive(stream: IO[bytes], file: FieldFile) -> tuple[Dataset, ...] | Finding:
    with zipfile.ZipFile(stream) as archive:
        members = _members(archive)
        if not members or len(members) > _LARGEST_MEMBERS:
            return codes.GIS_UNKNOWN.at(file.source)
        if sign := next((sign for name in members if (sign := _SIGNS.search(name))), None):
            return codes.FILE_NAME_UNUSABLE.at(file.source, character=sign[0])
        found: list[Dataset] = []
        for name in members:
            part = _member(archive, name, file)
            if isinstance(part, Finding):
                return part
            found += part
        # The driver of KMZ itself follows the links of its doc.kml to the other members.
        return (Dataset(str(file.path), "LIBKML"),) if file.path.suffix.lower() == ".kmz" else tuple(found)


def _member(archive: zipfile.ZipFile, name: str, file: FieldFile) -> tuple[Dataset, ...] | Finding:
    address = f"/vsizip/{{{file.path}}}/{name}"
    if name.endswith("/"):
        return (Dataset(address.rstrip("/"), "OpenFileGDB"),)
    with archive.open(name) as stream:
        head = stream.read(_HEAD_BYTES)
    suffix = PurePosixPath(name).suffix.lower()
    driver = driver_of(head, suffix)
    if _POINTING.search(head) and driver in _TEXTUAL:
        return codes.GIS_FORBIDDEN.at(file.source)
    if driver == "ESRI Shapefile":
        stem = name[: -len(suffix)]
        beside = {other[len(stem) :].lower(): other for other in archive.namelist() if other.startswith(stem)}
        starts = {ending: _start(archive.open(other)) for ending, other in beside.items() if ending in SIDECARS}
        return _shapefile(address, starts, file)
    if not driver:
        return codes.GIS_UNKNOWN.at(file.source)
    with archive.open(name) as stream:
        return _plain(address, driver, stream, archive.getinfo(name).file_size, file)


def _start(stream: IO[bytes]) -> bytes:
    with stream:
        return stream.read(_HEAD_BYTES * 4)
