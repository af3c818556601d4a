"""A table as a GeoPackage that opens in QGIS as it should look: one family of shapes a layer, always multi.

NAME_polygons, NAME_lines, NAME_points   features; a layer is there when it has any.
NAME_without_shape                       records without a shape, as a table: none is left out.
NAME_as_of                               as of when the records are.
layer_styles                             QGIS's own convention: a style for each layer, used when it is opened.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyogrio.raw
import shapely

from opendisarm.exports.qgis_style import style
from opendisarm.exports.table import Column, Row, Table, Type, Value

_AT_ONCE: Final = 5_000
_UTC: Final = 100
"""GDAL's number for it."""

_FAMILIES: Final[dict[str, tuple[int, str, str]]] = {
    "polygons": (2, "MultiPolygon", "fill"),
    "lines": (1, "MultiLineString", "line"),
    "points": (0, "MultiPoint", "marker"),
}
"""Layer -> dimension of its shapes, their type, and the kind of symbol that draws them."""

_WITHOUT: Final = "without_shape"
_GEOMETRY: Final = "geom"
_STYLES: Final = """CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
    f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
    useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME)"""


def write(table: Table, path: Path, kinds: Sequence[tuple[str, str]] = ()) -> None:
    """Write the package.

    path    a .gpkg file that is not there yet.
    kinds   (kind, word for the legend), in the order of the legend: the values of the column "kind".
    Errors  OSError when it cannot be written, in the words of GDAL.
    """
    layers: list[str] = []
    try:
        for family, rows in _by_family(table):
            layer = f"{table.name}_{family}"
            _append(table.columns, rows, path, layer, family, first=layer not in layers)
            if layer not in layers:
                layers.append(layer)
        if not layers:
            layers.append(f"{table.name}_{_WITHOUT}")
            _append(table.columns, [], path, layers[0], _WITHOUT, first=True)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FieldError) as why:
        raise OSError(f"The GeoPackage cannot be written: {why}") from why
    with closing(sqlite3.connect(path)) as base, base:
        _say_as_of(base, table)
        _say_style(base, table, layers, kinds)
        moment = _moment(table)
        base.execute("UPDATE gpkg_contents SET last_change = ?", (moment,))
        base.execute("UPDATE gpkg_contents SET description = ? WHERE table_name != 'layer_styles'", (table.title,))


def _by_family(table: Table) -> Iterator[tuple[str, list[tuple[Row, Any]]]]:
    """Family -> rows with their shapes, some thousands at a time."""
    rows = iter(table.rows)
    while part := list(islice(rows, _AT_ONCE)):
        wkb = np.empty(len(part), object)
        wkb[:] = [row.shape for row in part]
        shapes = shapely.force_2d(shapely.from_wkb(wkb, on_invalid="ignore"))
        dimensions = np.where(shapely.is_empty(shapes), -1, shapely.get_dimensions(shapes))
        taken = np.zeros(len(part), np.bool_)
        for family, (dimension, _, _) in _FAMILIES.items():
            held = np.flatnonzero((dimensions == dimension) & (shapely.get_type_id(shapes) != _COLLECTION))
            taken[held] = True
            if len(held):
                yield family, [(part[at], _multi(shapes[at], family)) for at in held.tolist()]
        if not taken.all():
            yield _WITHOUT, [(part[at], None) for at in np.flatnonzero(~taken).tolist()]


_COLLECTION: Final = 7
"""A mixture belongs to no family; none is entered, since the ledger takes polygons and points."""


def _multi(shape: Any, family: str) -> Any:
    parts = shapely.get_parts(shape)
    match family:
        case "polygons":
            return shapely.multipolygons(parts)
        case "lines":
            return shapely.multilinestrings(parts)
        case _:
            return shapely.multipoints(parts)


def _append(
    columns: Sequence[Column], rows: Sequence[tuple[Row, Any]], path: Path, layer: str, family: str, *, first: bool
) -> None:
    spatial = _FAMILIES.get(family)
    geometry = None
    if spatial is not None:
        geometry = np.empty(len(rows), object)
        geometry[:] = shapely.to_wkb([shape for _, shape in rows])
    cells = [_cells(column, [row.cells[at] for row, _ in rows]) for at, column in enumerate(columns)]
    moments = [column.name for column in columns if column.type is Type.MOMENT]
    pyogrio.raw.write(
        path, geometry, [values for values, _ in cells], [column.name for column in columns],
        field_mask=[mask for _, mask in cells], layer=layer, driver="GPKG", append=not first,
        geometry_type=spatial[1] if spatial else None, crs="EPSG:4326" if spatial else None,
        promote_to_multi=True if spatial else None, encoding="UTF-8",
        gdal_tz_offsets={name: np.full(len(rows), _UTC, np.int8) for name in moments},
        layer_options={"GEOMETRY_NAME": _GEOMETRY} if spatial and first else None,
    )  # fmt: skip


def _cells(column: Column, values: Sequence[Value]) -> tuple[npt.NDArray[Any], npt.NDArray[np.bool_]]:
    """A column as GDAL takes it, and which of its cells are empty."""
    missing = np.array([value is None for value in values], np.bool_)
    match column.type:
        case Type.TEXT:
            texts = np.empty(len(values), object)
            texts[:] = [None if value is None else str(value) for value in values]
            return texts, missing
        case Type.WHOLE:
            return np.array([0 if value is None else value for value in values], np.int64), missing
        case Type.NUMBER:
            return np.array([np.nan if value is None else value for value in values], np.float64), missing
        case Type.DATE:
            return np.array([_day(value) for value in values], "datetime64[D]"), missing
        case Type.MOMENT:
            return np.array([_instant(value) for value in values], "datetime64[ms]"), missing


def _day(value: Value) -> date | None:
    return value if isinstance(value, date) else None


def _instant(value: Value) -> datetime | None:
    return value.astimezone(UTC).replace(tzinfo=None) if isinstance(value, datetime) else None


def _say_as_of(base: sqlite3.Connection, table: Table) -> None:
    name = f"{table.name}_as_of"
    base.execute(f'CREATE TABLE "{name}" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name TEXT, value TEXT)')
    said: Mapping[str, tuple[str, str]] = table.about
    base.executemany(
        f'INSERT INTO "{name}" (name, value) VALUES (?, ?)', [(key, text) for key, (_, text) in said.items()]
    )
    _register(base, name)


def _say_style(base: sqlite3.Connection, table: Table, layers: Sequence[str], kinds: Sequence[tuple[str, str]]) -> None:
    base.execute(_STYLES)
    for layer in layers:
        spatial = _FAMILIES.get(layer.removeprefix(f"{table.name}_"))
        if spatial is None:
            continue
        base.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,"
            " styleQML, styleSLD, useAsDefault, description, owner, ui, update_time)"
            " VALUES ('', '', ?, ?, ?, ?, '', 1, ?, '', '', ?)",
            (layer, _GEOMETRY, "OpenDisarm", style(kinds, spatial[2]), table.title, _moment(table)),
        )
    _register(base, "layer_styles")


def _register(base: sqlite3.Connection, name: str) -> None:
    """A table that the package's own list of contents does not name is not seen by other programs."""
    base.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change)"
        " VALUES (?, 'attributes', ?, '', '1970-01-01T00:00:00.000Z')",
        (name, name),
    )


def _moment(table: Table) -> str:
    return table.moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
