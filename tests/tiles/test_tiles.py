"""Tiles say what was put into them; the decoder here is that of the library, whose encoder is not ours."""

from __future__ import annotations

from typing import Any

import mapbox_vector_tile
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from opendisarm.tiles.drawing import drawn, gathered, large, on_tile
from opendisarm.tiles.encoding import Layer, encoded
from opendisarm.tiles.grid import EXTENT, HALF_M, Tile, in_degrees, on_mercator, tile_at
from opendisarm.tiles.states import DEEPEST, states_on_earth, states_tile

WORLD = Tile(0, 0, 0)
STEP = WORLD.side_m / EXTENT


def at(*steps: tuple[float, float]) -> list[tuple[float, float]]:
    """Mercator metres of places in the tile of the whole world, in steps from its lower left corner."""
    return [(x * STEP - HALF_M, y * STEP - HALF_M) for x, y in steps]


def array(*shapes: shapely.Geometry) -> Any:
    held = np.empty(len(shapes), dtype=object)
    held[:] = shapes
    return held


def read(content: bytes) -> dict[str, Any]:
    """Layer -> list of (geometry, facts), y growing to the north."""
    told = mapbox_vector_tile.decode(content)
    return {
        name: [(shapely.geometry.shape(one["geometry"]), one["properties"]) for one in layer["features"]]
        for name, layer in told.items()
    }


def polygon(*steps: tuple[float, float], holes: Any = ()) -> shapely.Polygon:
    return shapely.Polygon(at(*steps), [at(*hole) for hole in holes])


@pytest.mark.parametrize(("z", "x", "y"), [(-1, 0, 0), (23, 0, 0), (0, 1, 0), (3, 0, 8), (3, -1, 0)])
def test_a_square_that_there_is_not_is_refused_in_words(z: int, x: int, y: int) -> None:
    with pytest.raises(ValueError, match=r"^There is no (zoom level|tile) .*[0-9]\.$"):
        Tile(z, x, y)


def test_a_place_lies_on_its_tile_at_every_level() -> None:
    point = on_mercator(np.array([(81.62, -29.35)]))
    for z in range(23):
        tile = tile_at(81.62, -29.35, z)
        west, south, east, north = tile.box
        assert west <= point[0, 0] < east
        assert south < point[0, 1] <= north


def test_degrees_come_back_from_mercator() -> None:
    there = np.array([(0.0, 0.0), (179.9, 80.0), (-120.0, -45.5)])
    assert np.abs(in_degrees(on_mercator(there)) - there).max() < 1e-9


def test_a_polygon_with_a_hole_and_its_facts_come_back_step_for_step() -> None:
    hole = [(1000, 1000), (1000, 2000), (2000, 2000), (2000, 1000)]
    shape = polygon((500, 500), (3000, 500), (3000, 3000), (500, 3000), holes=[hole])
    facts = {"state": "cleared", "count": 1, "open": True, "deep": -4}
    [(back, told)] = read(encoded(WORLD, [Layer("land", array(shape), [facts])]))["land"]
    assert back.equals(shapely.Polygon([(500, 500), (3000, 500), (3000, 3000), (500, 3000)], [hole]))
    assert told == facts
    assert isinstance(told["open"], bool)
    assert not isinstance(told["count"], bool)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(1, 30), st.integers(1, 30)), min_size=1))
def test_any_union_of_rectangles_comes_back_with_its_area(boxes: list[tuple[int, int, int, int]]) -> None:
    whole = shapely.union_all([shapely.box(x, y, x + w, y + h) for x, y, w, h in boxes])
    placed = shapely.transform(whole, lambda points: points * STEP - HALF_M)
    [(back, _)] = read(encoded(WORLD, [Layer("land", array(placed), [{}])]))["land"]
    assert back.area == whole.area


def test_several_points_lines_and_polygons_share_a_layer_and_its_words() -> None:
    shapes = array(
        shapely.Point(at((10, 20))[0]),
        shapely.MultiLineString([at((1, 2), (3, 4)), at((7, 7), (9, 7))]),
        shapely.LineString(at((0, 0), (5, 5), (9, 1))),
        polygon((0, 0), (8, 0), (8, 8)),
    )
    told = read(encoded(WORLD, [Layer("all", shapes, [{"n": n, "word": "same"} for n in range(4)])]))["all"]
    expected = (
        "POINT (10 20)", "MULTILINESTRING ((1 2, 3 4), (7 7, 9 7))", "LINESTRING (0 0, 5 5, 9 1)",
        "POLYGON ((0 0, 8 0, 8 8, 0 0))",
    )  # fmt: skip
    assert all(shape.equals(shapely.from_wkt(wkt)) for (shape, _), wkt in zip(told, expected, strict=True))
    assert [facts["n"] for _, facts in told] == [0, 1, 2, 3]


def test_what_is_nothing_on_the_steps_of_the_tile_is_left_out() -> None:
    speck = polygon((100, 100), (100.2, 100), (100.2, 100.2))
    assert encoded(WORLD, [Layer("land", array(speck), [{}])]) == b""


def test_a_hole_does_not_outlive_its_polygon() -> None:
    flat = polygon((0, 10), (4000, 10), (4000, 10.3), (0, 10.3), holes=[[(1, 10.1), (3000, 10.1), (3000, 10.2)]])
    assert encoded(WORLD, [Layer("land", array(flat), [{}])]) == b""


def test_a_layer_of_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="no point, line or polygon"):
        Layer("all", array(shapely.MultiPoint(at((1, 2), (3, 4)))), [{}])


def test_a_layer_needs_facts_for_every_shape() -> None:
    with pytest.raises(ValueError, match="has 1 shapes, but facts for 0"):
        Layer("land", array(polygon((0, 0), (8, 0), (8, 8))), [])


def test_a_shape_is_cut_a_little_beyond_the_edge_of_its_tile() -> None:
    tile = Tile(1, 0, 0)
    half = shapely.box(*tile.box).buffer(tile.side_m)
    [cut] = drawn(tile, array(half))
    assert np.allclose(cut.bounds, tile.around)


def test_small_shapes_are_gathered_and_none_is_lost() -> None:
    rng = np.random.default_rng(3)
    corner = rng.uniform(-HALF_M, HALF_M * 0.999, (5_000, 2))
    boxes = np.column_stack((corner, corner + 1.0))
    group, m2 = rng.integers(0, 3, 5_000), rng.integers(1, 9, 5_000)
    assert not large(WORLD, boxes).any()
    found = gathered(WORLD, boxes, group, m2)
    for one in range(3):
        assert found.count[found.group == one].sum() == (group == one).sum()
        assert found.m2[found.group == one].sum() == m2[group == one].sum()
    assert len(found.count) <= 3 * 32 * 32


def test_a_small_shape_stands_on_one_tile_only() -> None:
    edge = np.array([(-1.0, -1.0, 1.0, 1.0)])  # its middle lies where four tiles meet
    counts = [
        len(gathered(Tile(1, x, y), edge, np.zeros(1, np.int64), np.ones(1)).count) for x in (0, 1) for y in (0, 1)
    ]
    assert sum(counts) == 1
    assert all(on_tile(Tile(1, x, y), edge)[0] for x in (0, 1) for y in (0, 1))


def test_the_states_are_back_where_they_lie_on_earth() -> None:
    held: dict[str, list[shapely.Geometry]] = {}
    for code, land in states_on_earth():
        held.setdefault(code, []).append(land)
        assert -180.001 <= land.bounds[0] <= land.bounds[2] <= 180.001

    def owner(lon: float, lat: float) -> str:
        return next(
            (code for code, lands in held.items() if any(land.covers(shapely.Point(lon, lat)) for land in lands)), "sea"
        )

    assert (owner(10.7, 59.95), owner(104.9, 12.2), owner(-64.0, -34.0)) == ("NOR", "KHM", "ARG")
    assert owner(-172.0, 66.0) == owner(179.0, 67.0) == "RUS"
    assert owner(0.0, 0.0) == "sea"


def test_contested_land_is_drawn_as_the_world_map_draws_it() -> None:
    crimea, western_sahara, hargeisa = shapely.Point(34.1, 45.3), shapely.Point(-13.0, 25.0), shapely.Point(44.1, 9.6)
    asked = (("crimea", crimea), ("sahara", western_sahara), ("hargeisa", hargeisa))
    found = {name: code for code, land in states_on_earth() for name, point in asked if land.covers(point)}
    assert found == {"crimea": "UKR", "sahara": "", "hargeisa": "SOM"}


def test_the_tile_of_the_world_has_states_and_borders_but_no_line_along_its_edge() -> None:
    told = read(states_tile(0, 0, 0))
    assert {"NOR", "KHM", "RUS", ""} <= {facts["iso3"] for _, facts in told["states"]}
    for line, _ in told["borders"]:
        for part in shapely.get_parts(line):
            points = shapely.get_coordinates(part)
            at_edge = (points[:, 0] <= 1) | (points[:, 0] >= EXTENT - 1)
            along = np.abs(np.diff(points[:, 1]))[at_edge[1:] & at_edge[:-1]]
            assert along.max(initial=0) < 5, "Chukotka must not be cut in two by a line"


def test_states_end_at_the_level_of_their_shapes() -> None:
    with pytest.raises(ValueError, match=f"down to zoom level {DEEPEST}, not 7"):
        states_tile(DEEPEST + 1, 0, 0)
