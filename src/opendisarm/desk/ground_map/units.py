"""Provinces and districts of the workspace.  Boundaries are no secret of an organisation: the scope does not matter."""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

import shapely

from opendisarm.core.journal import Head
from opendisarm.core.records import AdminUnit
from opendisarm.desk.counted import counted_records
from opendisarm.desk.workspace import Workspace

_LEVELS: Final = (1, 2)
_FINE_DEG: Final = 0.0005
"""Corners closer to the line than this, some 50 m, are left out: these are lines to find one's way by."""
_DIGITS: Final = 4


def unit_shapes(workspace: Workspace, head: Head) -> list[tuple[AdminUnit, shapely.Geometry]]:
    """Provinces (level 1) and districts (level 2) that have a boundary, WGS 84, as recorded up to a head."""
    found: list[tuple[AdminUnit, shapely.Geometry]] = []
    for _, unit in counted_records(workspace, head, ("place.admin",)):
        assert isinstance(unit, AdminUnit)
        if unit.shape is not None and unit.level in _LEVELS:
            found.append((unit, shapely.from_wkb(unit.shape.wkb)))
    return found


def units_geojson(workspace: Workspace, known: datetime | None = None) -> str:
    """Their boundaries, simplified, as a GeoJSON FeatureCollection with `level` and `name`; kept for the last heads."""
    head = workspace.store.head(known)
    return _told(_Asked(workspace, head))


class _Asked:
    """A workspace at a head, as what the answer is remembered by."""

    def __init__(self, workspace: Workspace, head: Head) -> None:
        self.workspace, self.head = workspace, head
        self._key = (str(workspace.folder.resolve()), head.seq, head.chain)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


@lru_cache(maxsize=4)
def _told(asked: _Asked) -> str:
    features = [_feature(unit, shape) for unit, shape in unit_shapes(asked.workspace, asked.head)]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))


def _feature(unit: AdminUnit, shape: shapely.Geometry) -> dict[str, Any]:
    drawn = shapely.set_precision(shapely.simplify(shape, _FINE_DEG), 10.0**-_DIGITS)
    return {
        "type": "Feature",
        "properties": {"level": unit.level, "name": unit.name},
        "geometry": _rounded(shapely.geometry.mapping(drawn)),
    }


def _rounded(value: Any) -> Any:
    """The grid of `set_precision` without the digits that floats add to it."""
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, dict):
        return {key: _rounded(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(part) for part in value]
    return value
