from __future__ import annotations

import numpy as np
import pytest
import shapely

from opendisarm.core.checks import checked
from opendisarm.core.checks.vertices import metres_per_degree, rings_of
from opendisarm.core.plane import EARTH
from tests.core.checks.cast import LIMITS, SQUARE, circle, codes, found, land, rows, shape, unit

RESTARTED = "POLYGON ((36 1, 36.001 1, 36.001 1.001, 36 1.001, 36 1, 36.001 1, 36 1))"


def test_corners_a_tenth_of_a_millionth_of_a_degree_apart_are_the_same() -> None:
    assert codes(land("POLYGON ((36 1, 36.001 1, 36.0010001 1, 36.001 1.001, 36 1))")) == ["DUPLICATE_VERTEX"]
    assert codes(land("POLYGON ((36 1, 36.001 1, 36.00101 1, 36.001 1.001, 36 1))")) == []


def test_repeated_corners_of_one_polygon_are_counted_in_one_finding() -> None:
    [finding] = found(land("POLYGON ((36 1, 36.001 1, 36.001 1, 36.001 1.001, 36.001 1.001, 36.001 1.001, 36 1))"))
    assert finding.message.startswith("Corners that repeat the one before: 3,")


def test_a_restarted_ring_is_invalid_and_the_reason_is_named() -> None:
    assert codes(land(RESTARTED)) == ["GEOMETRY_INVALID", "RING_RESTARTED"]


def test_holes_are_rings_too() -> None:
    shell, hole = "36 1, 36.001 1, 36.001 1.001, 36 1", "36.0005 1.0001, 36.0006 1.0001, 36.0006 1.0001, 36.0006 1.0002"
    assert codes(land(f"POLYGON (({shell}), ({hole}, 36.0005 1.0001))")) == ["DUPLICATE_VERTEX"]


def test_five_kilometres_are_the_limit_between_corners() -> None:
    just_under, just_over = 4_990 / 111_303, 5_010 / 111_303
    thin = "POLYGON ((36 1, {east} 1, {east} 1.001, 36 1.001, 36 1))"
    assert codes(land(thin.format(east=36 + just_under))) == []
    assert codes(land(thin.format(east=36 + just_over))) == ["VERTEX_GAP"]


def test_the_closing_side_counts_for_gaps() -> None:
    far = "POLYGON ((36 1, 36.04 1, 36.08 1, 36 1.001, 36 1))"
    [finding] = found(land(far))
    assert finding.message.startswith("Sides longer than 5 000 m: 1;")


def test_long_sides_of_administrative_units_are_no_finding() -> None:
    assert codes(unit()) == []


def test_a_circle_is_marked_as_a_stand_in() -> None:
    [row] = checked(rows([land(SQUARE), land(circle(32))]), LIMITS)
    assert [record.shape.synthetic for record in row.records] == [False, True]  # type: ignore[union-attr]
    assert row.accepted


def test_a_circle_drawn_in_degrees_far_north_is_a_circle() -> None:
    north = shapely.Point(20, 65).buffer(0.001).wkt
    assert codes(land(north)) == ["SYNTHETIC_CIRCLE"]


def test_a_circle_on_the_ground_far_north_is_a_circle() -> None:
    across, along = (float(each[0]) for each in metres_per_degree(np.array([65.0])))
    flat = shapely.Point(0, 0).buffer(100)
    north = shapely.transform(flat, lambda points: points / (across, along) + (20, 65)).wkt
    assert codes(land(north)) == ["SYNTHETIC_CIRCLE"]


def test_eight_corners_on_a_circle_may_be_surveyed() -> None:
    assert codes(land(circle(8))) == []


def test_a_circle_that_the_reader_marked_is_not_reported_again() -> None:
    drawn = shape(circle(32), synthetic=True)
    assert codes(land(shape=drawn, area_m2=39_000.0)) == []


@pytest.mark.parametrize("latitude", [0.0, 35.0, -60.0])
def test_a_degree_is_as_long_as_the_ellipsoid_says(latitude: float) -> None:
    across, along = metres_per_degree(np.array([latitude]))
    assert across[0] == pytest.approx(EARTH.inv(0, latitude, 0.001, latitude)[2] * 1_000, rel=1e-6)
    assert along[0] == pytest.approx(EARTH.inv(0, latitude - 5e-4, 0, latitude + 5e-4)[2] * 1_000, rel=1e-6)


def test_no_shapes_have_no_rings() -> None:
    rings = rings_of(np.array([], dtype=object))
    assert len(rings.start) == len(rings.side) == len(rings.shape_rings) == 0
