from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from opendisarm.core.sources import Source
from opendisarm.importers.gis.geometries import Drawn, drawn
from opendisarm.importers.gis.reference_systems import WGS84, ReferenceSystem, reference_system
from tests.importers.gis_files import OTHER, SQUARE, polygon_wkb

EARTH = ReferenceSystem(WGS84)


def system(crs: str) -> ReferenceSystem:
    found, _ = reference_system(crs, "", Source())
    assert found is not None
    return found


def drawn_of(*shapes: shapely.Geometry | bytes | None, within: ReferenceSystem = EARTH) -> Drawn:
    wkb = np.empty(len(shapes), dtype=object)
    wkb[:] = [shape if shape is None or isinstance(shape, bytes) else shapely.to_wkb(shape) for shape in shapes]
    return drawn(wkb, len(shapes), within)


def said(found: Drawn, at: int = 0) -> list[str]:
    return [str(remark.at(Source("a.gpkg"))) for remark in found.remarks.get(at, ())]


def shape_of(found: Drawn, at: int = 0) -> shapely.Geometry:
    shape = found.shapes[at]
    assert shape is not None
    return shapely.from_wkb(shape.wkb)


@pytest.mark.parametrize(
    ("rings", "why"),
    [
        ([[(0, 0), (1, 0), (1, 1), (0, 1)]], "a ring does not end where it began"),
        ([[(0, 0), (0, 0)]], "a ring has fewer than three corners"),
        ([[(0, 0), (1, 0), (float("nan"), 1), (0, 0)]], "a corner is not a number"),
        ([[(0, 0), (1, 0), (float("inf"), 1), (0, 0)]], "a corner is not a number"),
    ],
)
def test_a_shape_that_cannot_be_read_says_why(rings: list[list[tuple[float, float]]], why: str) -> None:
    found = drawn_of(polygon_wkb(*rings), SQUARE)
    assert found.shapes[0] is None
    assert said(found)[0].startswith(f"a.gpkg: The shape cannot be read: {why}. Draw it again in the GIS;")
    assert shape_of(found, 1) == SQUARE


@pytest.mark.parametrize("junk", [b"\x01", b"\x01\x03\x00\x00\x00\xff\xff\xff\xff", b"not a shape"])
def test_bytes_that_are_no_shape_are_a_finding(junk: bytes) -> None:
    found = drawn_of(junk)
    assert found.shapes == [None]
    assert said(found)[0].startswith("a.gpkg: The shape cannot be read: ")


@pytest.mark.parametrize("nothing", [None, shapely.Polygon(), shapely.GeometryCollection()])
def test_no_shape_is_nothing_and_no_finding_of_ours(nothing: shapely.Geometry | None) -> None:
    found = drawn_of(nothing)
    assert (found.shapes, found.remarks) == ([None], {})


def test_a_table_has_no_shapes() -> None:
    assert drawn(None, 3, EARTH) == Drawn([None, None, None], {})


@pytest.mark.parametrize(
    "line", [shapely.LineString([(0, 0), (1, 1)]), shapely.MultiLineString([[(0, 0), (1, 1)], [(2, 2), (3, 3)]])]
)
def test_a_line_has_no_area(line: shapely.Geometry) -> None:
    assert said(drawn_of(line)) == [
        "a.gpkg: The shape is a line, and a line has no area. Close the line to a polygon in the GIS, or give the "
        "width that was cleared and send its outline. [SHAPE_IS_LINE]"
    ]


@pytest.mark.parametrize(
    ("shape", "kinds"),
    [
        (shapely.GeometryCollection([SQUARE, shapely.Point(1, 1)]), "points and polygons"),
        (shapely.MultiPoint([(0, 0), (1, 1), (2, 2)]), "3 points"),
    ],
)
def test_a_mixture_is_named_by_its_parts(shape: shapely.Geometry, kinds: str) -> None:
    assert said(drawn_of(shape)) == [
        f"a.gpkg: The shape mixes {kinds} in one feature. Split it into one feature for each, with its own row of "
        "columns. [SHAPE_IS_MIXED]"
    ]


def test_a_collection_of_polygons_is_a_multipolygon_part_for_part() -> None:
    nested = shapely.GeometryCollection([SQUARE, shapely.GeometryCollection([shapely.MultiPolygon([OTHER])])])
    assert shape_of(drawn_of(nested)) == shapely.MultiPolygon([SQUARE, OTHER])


def test_a_multipoint_of_one_is_that_point() -> None:
    assert shape_of(drawn_of(shapely.MultiPoint([(1, 2)]))) == shapely.Point(1, 2)


def test_an_invalid_polygon_passes_corner_for_corner() -> None:
    bow = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1), (0, 0)])
    assert shape_of(drawn_of(bow)) == bow


def test_what_was_sent_is_kept_with_its_heights_beside_a_shape_that_was_moved() -> None:
    sent = shapely.to_wkb(shapely.force_3d(shapely.box(500_000, 3_800_000, 500_100, 3_800_100), 9.0))
    found = drawn_of(sent, within=system("EPSG:32642"))
    shape = found.shapes[0]
    assert shape is not None
    assert (shape.given_wkb, shape.given_crs) == (sent, "EPSG:32642")
    assert not shapely.has_z(shape_of(found))


def test_a_corner_that_the_system_cannot_place_is_a_finding_and_its_neighbours_keep_their_places() -> None:
    good = shapely.box(500_000, 3_800_000, 500_100, 3_800_100)
    lost = shapely.box(1e30, 1e30, 2e30, 2e30)
    found = drawn_of(good, lost, shapely.box(500_200, 3_800_000, 500_300, 3_800_100), within=system("EPSG:32642"))
    assert found.shapes[1] is None
    assert said(found, 1) == [
        "a.gpkg: A corner lies at 2e+30, 1e+30 in EPSG:32642, which has no longitude and latitude. Check whether the "
        "layer really is in that coordinate system, and whether its two columns are swapped. [SHAPE_OFF_EARTH]"
    ]
    alone = drawn_of(shapely.box(500_200, 3_800_000, 500_300, 3_800_100), within=system("EPSG:32642"))
    assert found.shapes[2] == alone.shapes[0]


@pytest.mark.parametrize(
    ("shape", "flagged"),
    [
        (shapely.box(-179.9, 0, 179.9, 1), True),
        (shapely.box(179.5, 0, 180.5, 1), True),
        (shapely.box(-180.5, 0, -179.5, 1), True),
        (shapely.box(-90, 0, 90, 1), False),
        (shapely.box(179, 0, 180, 1), False),
        (shapely.box(500_000, 3_800_000, 500_200, 3_800_100), False),  # not degrees: for the checks
    ],
)
def test_only_shapes_that_reach_across_the_antimeridian_are_flagged(shape: shapely.Geometry, flagged: bool) -> None:
    found = drawn_of(shape)
    assert bool(said(found)) == flagged
    assert shape_of(found) == shape


@given(st.lists(st.one_of(st.none(), st.binary(max_size=60)), max_size=6))
def test_any_bytes_are_as_many_shapes_or_findings_as_they_are(parts: list[bytes | None]) -> None:
    wkb = np.empty(len(parts), dtype=object)
    wkb[:] = parts
    found = drawn(wkb, len(parts), EARTH)
    assert len(found.shapes) == len(parts)
    assert set(found.remarks) <= set(range(len(parts)))
