from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from opendisarm.core.plane import SNAP_M, area_m2, geodesic_m2, into_plane, onto_earth


def plane(*shapes: shapely.Geometry) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    return into_plane(np.array(shapes, dtype=object))


squares = st.builds(
    lambda lon, lat, size: shapely.box(lon, lat, lon + size, lat + size),
    st.floats(-179, 178), st.floats(-75, 74), st.floats(0.0005, 0.5),
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(squares)
def test_the_plane_and_the_ellipsoid_agree_on_area_wherever_people_live(square: shapely.Geometry) -> None:
    assert area_m2(plane(square))[0] == pytest.approx(geodesic_m2(square), rel=2e-5, abs=0.5)


@settings(deadline=None, max_examples=60)
@given(squares, st.floats(0.1, 0.9))
def test_land_cut_in_two_is_neither_more_nor_less(square: shapely.Geometry, share: float) -> None:
    [whole] = plane(square)
    west, south, east, north = shapely.bounds(whole)
    cut = west + (east - west) * share
    halves = np.array([shapely.box(west, south, cut, north), shapely.box(cut, south, east, north)])
    assert area_m2(shapely.intersection(whole, halves)).sum() == pytest.approx(shapely.area(whole), abs=1e-4)


@settings(deadline=None, max_examples=60)
@given(squares)
def test_into_the_plane_and_back_moves_no_corner_by_more_than_a_millimetre(square: shapely.Geometry) -> None:
    [there] = plane(square)
    [back] = onto_earth(np.array([there]))
    again = shapely.transform(back, lambda points: np.round(points, 9))
    assert shapely.hausdorff_distance(again, shapely.segmentize(square, 0.02)) < 3e-8


def test_corners_are_snapped_to_the_millimetre() -> None:
    [square] = plane(shapely.box(36, 1, 36.0011, 1.0013))
    points = shapely.get_coordinates(square) / SNAP_M
    assert np.abs(points - np.round(points)).max() < 1e-3


def test_long_sides_stay_where_they_were_drawn() -> None:
    slanted = shapely.Polygon([(36, 40), (37, 41), (36, 41)])
    [moved] = plane(slanted)
    along = shapely.points(np.linspace((36, 40), (37, 41), 500))
    assert shapely.distance(shapely.boundary(moved), plane(*along)).max() < 0.05


def test_no_shapes_are_no_shapes() -> None:
    assert len(into_plane(np.array([], dtype=object))) == 0


def test_the_geodesic_area_of_a_ring_in_the_other_direction_is_the_same() -> None:
    square = shapely.box(36, 1, 36.001, 1.001)
    assert geodesic_m2(shapely.reverse(square)) == geodesic_m2(square) > 0
