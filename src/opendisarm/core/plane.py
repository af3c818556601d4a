"""Into the one equal-area plane and back; snap once; what an area is.

Overlay and area belong in one plane for the whole world (EPSG:6933, cylindrical equal area). Cutting polygons in
longitude and latitude and adding geodesic areas does not sum: docs/ledger.md, "The plane".
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod, Transformer

from opendisarm.core.slices import sliced

Shapes = npt.NDArray[Any]
"""A numpy array of shapely geometries."""

PLANE = "EPSG:6933"
SNAP_M = 0.001
LONGEST_EDGE_DEG = 0.006
"""Edges are straight in longitude and latitude; longer ones get points in between, so that they stay where they were
drawn once they are in the plane (0.006 degrees: less than 5 mm of sag up to 60 degrees of latitude)."""

SLIVER_M2 = 1e-6
"""Overlaps below this are the noise of floating-point overlay, not land."""

EARTH = Geod(ellps="WGS84")


@cache
def _to_plane() -> Transformer:
    return Transformer.from_crs("EPSG:4326", PLANE, always_xy=True)


@cache
def _to_earth() -> Transformer:
    return Transformer.from_crs(PLANE, "EPSG:4326", always_xy=True)


def into_plane(shapes: Shapes) -> Shapes:
    """WGS 84 longitude, latitude -> plane metres, snapped to the millimetre.  Shape  same length, same order.

    Done once, at the door of the ledger; afterwards overlays run at full precision.
    """
    if len(shapes) == 0:
        return shapes
    dense = _densified(shapes)
    moved = shapely.transform(dense, _project)
    return sliced(_snapped, np.asarray(moved))


def onto_earth(shapes: Shapes) -> Shapes:
    """Plane metres -> WGS 84 longitude, latitude, for maps and exports."""
    return np.asarray(shapely.transform(shapes, _unproject))


def area_m2(shapes: Shapes) -> npt.NDArray[np.float64]:
    """Area of plane shapes.  Unit  m2."""
    return np.asarray(shapely.area(shapes), dtype=np.float64)


def geodesic_m2(shape: shapely.Geometry) -> float:
    """Area on the WGS 84 ellipsoid of a shape in longitude and latitude: the cross-check.  Unit  m2, never negative."""
    area, _ = EARTH.geometry_area_perimeter(shapely.orient_polygons(shape))
    return abs(float(area))


def _snapped(shapes: Shapes) -> Shapes:
    snapped = shapely.set_precision(shapes, SNAP_M, mode="valid_output")
    # A snapped shape carries its grid along, and GEOS would snap every later overlay to it: set it free.
    return np.asarray(shapely.set_precision(snapped, 0.0, mode="pointwise"))


def _densified(shapes: Shapes) -> Shapes:
    bounds = shapely.bounds(shapes)
    wide = np.fmax(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1]) > LONGEST_EDGE_DEG
    if not wide.any():
        return shapes
    dense = shapes.copy()
    dense[wide] = shapely.segmentize(shapes[wide], LONGEST_EDGE_DEG)
    return dense


def _project(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.column_stack(_to_plane().transform(points[:, 0], points[:, 1]))


def _unproject(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.column_stack(_to_earth().transform(points[:, 0], points[:, 1]))
