"""The shapes of states: all there, where they should be, as large as they are, and whose they are."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from opendisarm.world.projection import Points, forward, outline, wrapped
from opendisarm.world.shapes import Shape, shapes
from opendisarm.world.states import states
from opendisarm.world.topology import topology

EARTH_KM = 6371.0072
"""Radius of a sphere with the surface of the Earth."""


def land(iso3: str, detail: float = 0.0) -> shapely.MultiPolygon:
    [shape] = [shape for shape in shapes(detail) if shape.iso3 == iso3]
    return _land(shape)


def owner(longitude: float, latitude: float) -> str:
    """The code of the state, "" of a territory, "sea"."""
    point = shapely.Point(forward(np.array([(wrapped(longitude), latitude)]))[0])
    found = [shape.iso3 for shape in shapes() if _land(shape).contains(point)]
    assert len(found) < 2
    return found[0] if found else "sea"


def test_every_state_but_tuvalu_has_a_shape() -> None:
    drawn = [shape.iso3 for shape in shapes() if shape.iso3]
    assert drawn == sorted(set(drawn))
    assert {one.iso3 for one in states()} - set(drawn) == {"TUV"}


def test_afghanistan_lies_where_it_should() -> None:
    centre = np.array(land("AFG").centroid.coords)
    assert centre == pytest.approx(forward(np.array([(66.0, 33.8)])), abs=0.01)


@pytest.mark.parametrize(
    ("iso3", "km2"), [("AFG", 652_000), ("NOR", 385_000), ("RUS", 17_070_000), ("AUS", 7_690_000), ("FJI", 18_300)]
)
def test_states_are_as_large_as_they_are(iso3: str, km2: int) -> None:
    assert land(iso3).area * EARTH_KM**2 == pytest.approx(km2, rel=0.02)


@pytest.mark.parametrize("detail", [0.0, 0.0013])
def test_all_land_is_as_large_as_on_the_sphere(detail: float) -> None:
    drawn = sum(_land(shape).area for shape in shapes(detail))
    file = topology()
    round_ = sum(
        abs(_on_the_sphere(file.ring(polygon[0]))) - sum(abs(_on_the_sphere(file.ring(hole))) for hole in polygon[1:])
        for area in file.areas
        for polygon in area.polygons
    )
    assert drawn == pytest.approx(round_, rel=0.01)


@pytest.mark.parametrize(
    ("longitude", "latitude", "iso3"),
    [
        (34.1, 45.2, "UKR"),  # Crimea
        (37.8, 48.0, "UKR"),  # Donetsk
        (38.0, 45.0, "RUS"),  # Kuban
        (33.3, 35.25, "CYP"),  # north of Cyprus
        (44.07, 9.56, "SOM"),  # Somaliland
        (-13.2, 27.1, ""),  # Western Sahara, west of the berm
        (-10.6, 26.15, ""),  # Western Sahara, east of the berm
        (-7.0, 31.5, "MAR"),
        (114.15, 22.4, "CHN"),  # Hong Kong
        (-42.0, 72.0, ""),  # Greenland
        (121.0, 23.8, ""),  # Taiwan
        (20.9, 42.6, ""),  # Kosovo
        (35.2, 31.95, "PSE"),
        (-53.0, 4.0, "FRA"),  # French Guiana
        (-30.0, 40.0, "sea"),
    ],
)
def test_land_belongs_to(longitude: float, latitude: float, iso3: str) -> None:
    assert owner(longitude, latitude) == iso3


def test_no_border_is_left_inside_a_state_that_the_file_divides() -> None:
    assert len(land("CYP").geoms) == 1
    assert len(land("SOM").geoms) == 1


def test_what_crosses_the_edge_of_the_map_is_cut_there() -> None:
    edge = shapely.Polygon(outline(-90.0, 90.0)).buffer(5e-4)
    assert [shape.iso3 for shape in shapes() if not edge.covers(_land(shape))] == []
    aleutians = forward(np.array([(wrapped(173.0), 53.0), (wrapped(-168.0), 53.0)]))[:, 0]
    left, _, right, _ = land("USA").bounds
    assert left < aleutians[1] < 0 < aleutians[0] < right


def test_chukotka_is_whole() -> None:
    assert owner(-172.0, 66.5) == "RUS"
    assert land("RUS").bounds[0] > 0


@pytest.mark.parametrize("detail", [0.0, 0.0013, 0.004])
def test_neighbours_neither_overlap_nor_part(detail: float) -> None:
    polygons = np.array([polygon for shape in shapes(detail) for polygon in _land(shape).geoms])
    assert shapely.is_valid(polygons).all()
    assert shapely.coverage_is_valid(polygons)


def test_fewer_points_where_less_can_be_seen() -> None:
    assert _points(shapes(0.004)) < _points(shapes(0.0013)) < _points(shapes())
    assert [shape.iso3 for shape in shapes(0.004)] == [shape.iso3 for shape in shapes()]


def test_the_largest_polygon_comes_first() -> None:
    areas = [polygon.area for polygon in land("FRA").geoms]
    assert areas == sorted(areas, reverse=True)


def test_every_state_has_a_point_in_or_near_its_land() -> None:
    by_code = {shape.iso3: _land(shape) for shape in shapes() if shape.iso3}
    points = forward(np.array([(wrapped(one.longitude), one.latitude) for one in states()]))
    far = {
        one.iso3: by_code[one.iso3].distance(shapely.Point(point)) * EARTH_KM
        for one, point in zip(states(), points, strict=True)
        if one.iso3 in by_code
    }
    assert {iso3: round(km) for iso3, km in far.items() if km > 10} == {}
    assert {iso3 for iso3, km in far.items() if km > 0} <= {"SYC", "VAT", "MCO", "KIR", "MHL"}


def _land(shape: Shape) -> shapely.MultiPolygon:
    return shapely.MultiPolygon([shapely.Polygon(outer, holes) for outer, *holes in shape.polygons])


def _points(drawn: tuple[Shape, ...]) -> int:
    return sum(len(ring) for shape in drawn for polygon in shape.polygons for ring in polygon)


def _on_the_sphere(ring: Points) -> float:
    """Area in square radii, by strips between each edge and the equator (edges straight in a cylindrical map)."""
    longitude, latitude = np.radians(ring).T
    sines = np.sin(latitude)
    return float(np.sum(np.diff(longitude) * (sines[1:] + sines[:-1]) / 2))
