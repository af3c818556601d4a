"""The file of shapes as it is: lines between areas, each stored once, and areas made of such lines.

Source  the TopoJSON specification: quantized positions are differences; a line numbered ~i is line i backwards.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np

from opendisarm.world.projection import Points

LEFT_OUT: Final = frozenset({"Antarctica"})
"""It belongs to no state, by treaty."""


@dataclass(frozen=True, slots=True)
class Area:
    """An area as the file names it.

    numeric  its ISO 3166-1 number, "" without one.    polygons  of rings, the outer first, of numbers of lines.
    """

    name: str
    numeric: str
    polygons: tuple[tuple[tuple[int, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Topology:
    """lines: of (longitude, latitude) in degrees; where one crosses the 180th meridian, it goes on beyond 180."""

    lines: tuple[Points, ...]
    areas: tuple[Area, ...]

    def ring(self, numbers: tuple[int, ...]) -> Points:
        """The closed ring that these lines make."""
        parts = [self.lines[number] if number >= 0 else self.lines[~number][::-1] for number in numbers]
        ring = np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
        ring[:, 0] = np.unwrap(ring[:, 0], period=360.0)
        return ring


@cache
def topology() -> Topology:
    """What the package carries."""
    content = json.loads(files("opendisarm").joinpath("data", "world", "countries-50m.json").read_bytes())
    scale, translate = (np.array(content["transform"][key]) for key in ("scale", "translate"))
    lines = (np.cumsum(np.array(arc, dtype=np.float64), axis=0) * scale + translate for arc in content["arcs"])
    geometries = content["objects"]["countries"]["geometries"]
    return Topology(
        tuple(_unwrapped(line) for line in lines),
        tuple(_area(geometry) for geometry in geometries if geometry["properties"]["name"] not in LEFT_OUT),
    )


def _area(geometry: dict[str, Any]) -> Area:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = tuple(tuple(tuple(ring) for ring in polygon) for polygon in polygons)
    return Area(geometry["properties"]["name"], geometry.get("id", ""), rings)


def _unwrapped(line: Points) -> Points:
    return np.column_stack((np.unwrap(line[:, 0], period=360.0), line[:, 1]))
