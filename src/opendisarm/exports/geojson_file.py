"""A table as GeoJSON, RFC 7946: longitude and latitude, rings by the right-hand rule, ids that never change.

What the table is as of is a member of the collection, which other programs pass over.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any, BinaryIO, Final

import numpy as np
import shapely

from opendisarm.exports.table import Row, Table, iso

_AT_ONCE: Final = 1_000
_DIGITS: Final = 9
"""Decimals of a degree: a tenth of a millimetre, less than the ledger tells apart."""


def write(table: Table, out: BinaryIO) -> None:
    """Write the collection.  A record without a shape is a feature whose geometry is null."""
    names = [column.name for column in table.columns]
    about = {name: value for name, (_, value) in table.about.items()}
    head = {"type": "FeatureCollection", "title": table.title, "as_of": about}
    out.write(f'{_plain(head)[:-1]}, "features": ['.encode())
    between = "\n"
    rows = iter(table.rows)
    while part := list(islice(rows, _AT_ONCE)):
        for feature in _features(part, names):
            out.write(f"{between}{feature}".encode())
            between = ",\n"
    out.write(b"\n]}\n")


def _features(rows: Sequence[Row], names: Sequence[str]) -> list[str]:
    wkb = np.empty(len(rows), object)
    wkb[:] = [row.shape for row in rows]
    shapes = shapely.force_2d(shapely.from_wkb(wkb, on_invalid="ignore"))
    told = [
        None if shape is None or shape.is_empty else _rounded(shapely.orient_polygons(shape).__geo_interface__)
        for shape in shapes
    ]
    return [
        _plain(
            {
                "type": "Feature",
                "id": row.id,
                "geometry": shape,
                "properties": {name: iso(cell) for name, cell in zip(names, row.cells, strict=True)},
            }
        )
        for row, shape in zip(rows, told, strict=True)
    ]


def _rounded(value: Any) -> Any:
    """A geometry with its coordinates rounded."""
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, Mapping):
        return {name: _rounded(inner) for name, inner in value.items()}
    return [_rounded(inner) for inner in value] if isinstance(value, tuple | list) else value


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
