"""Small GIS files of invented land, written for one test each."""

from __future__ import annotations

import struct
import warnings
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw
import shapely

from opendisarm.core.findings import Finding
from opendisarm.core.rows import Reading, Row
from opendisarm.importers.files import opening
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.gis import vector
from opendisarm.importers.mapping import Wanted

SQUARE = shapely.box(69.10, 34.50, 69.11, 34.51)
OTHER = shapely.box(69.20, 34.50, 69.21, 34.51)

CLEARED: dict[str, list[Any]] = {
    "ref": ["C-1", "C-2"],
    "kind": ["land.cleared", "land.cleared"],
    "date": ["2023-05-01", "2023-05-02"],
    "area_m2": [1000.0, 2000.0],
}
"""Columns of two cleared areas."""

DRIVERS = {
    ".gpkg": "GPKG", ".gdb": "OpenFileGDB", ".shp": "ESRI Shapefile", ".geojson": "GeoJSON", ".geojsonl": "GeoJSONSeq",
    ".kml": "LIBKML", ".kmz": "LIBKML", ".fgb": "FlatGeobuf", ".gml": "GML",
}  # fmt: skip


def write(
    path: Path,
    shapes: Sequence[shapely.Geometry | bytes | None] = (SQUARE, OTHER),
    columns: Mapping[str, Sequence[Any]] = CLEARED,
    *,
    crs: str | None = "EPSG:4326",
    geometry: str = "Unknown",
    layer: str | None = None,
    append: bool = False,
) -> Path:
    """A file in the format that its ending names.  Returns  the path."""
    wkb = np.empty(len(shapes), dtype=object)
    wkb[:] = [shape if shape is None or isinstance(shape, bytes) else shapely.to_wkb(shape) for shape in shapes]
    arrays = [_array(values) for values in columns.values()]
    if path.suffix in (".shp", ".gdb", ".fgb") and geometry == "Unknown":
        geometry = "Polygon"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pyogrio.raw.write(
            str(path), wkb, arrays, list(columns), crs=crs, driver=DRIVERS[path.suffix], geometry_type=geometry,
            layer=layer, append=append,
        )  # fmt: skip
    return path


def _array(values: Sequence[Any]) -> np.ndarray[Any, Any]:
    if all(isinstance(value, str) or value is None for value in values):
        return np.array(values, dtype=object)
    return np.array(values)


def zipped(path: Path, parts: Iterable[Path], under: str = "") -> Path:
    """An archive of files, in a folder of that name."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            archive.write(part, f"{under}{part.name}")
    return path


def geojson_text(*geometries: str, first: str = '"C-1"', crs: str = "") -> str:
    """A GeoJSON collection of cleared areas with these geometries, as text."""
    features = [
        f'{{"type":"Feature","properties":{{"ref":{first if at == 0 else chr(34) + f"C-{at + 1}" + chr(34)},'
        f'"kind":"land.cleared","date":"2023-05-01","area_m2":1000}},"geometry":{geometry}}}'
        for at, geometry in enumerate(geometries)
    ]
    return f'{{"type":"FeatureCollection",{crs}"features":[{",".join(features)}]}}'


def polygon_wkb(*rings: Sequence[tuple[float, float]]) -> bytes:
    """A polygon as bytes, whatever its rings are like."""
    parts = [struct.pack("<BII", 1, 3, len(rings))]
    for ring in rings:
        parts.append(struct.pack("<I", len(ring)))
        parts += [struct.pack("<2d", *point) for point in ring]
    return b"".join(parts)


def open_file(path: Path) -> FieldFile:
    """The file, which the test knows to be safe."""
    file = opening.opened(path)
    assert isinstance(file, FieldFile), file
    return file


def read(path: Path, **wanted: Any) -> tuple[Reading, list[Row]]:
    """What the importer makes of a file, its rows listed."""
    reading = vector.read(open_file(path), Wanted(**{"state": "AFG", **wanted}))
    return reading, list(reading.rows)


def codes_of(findings: Iterable[Finding]) -> list[str]:
    """The codes of findings, in order."""
    return [finding.code for finding in findings]


def counted(reading: Reading, rows: list[Row]) -> tuple[int, int, int]:
    """Accepted, rejected, skipped; together what the reading promised."""
    parts = tuple(sum(row.span for row in rows if getattr(row, part)) for part in ("accepted", "rejected", "skipped"))
    assert sum(parts) == reading.total
    return parts  # type: ignore[return-value]
