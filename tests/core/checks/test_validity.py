from __future__ import annotations

import struct
from dataclasses import replace

import shapely

from opendisarm.core.checks import Batch, Surroundings, checked
from opendisarm.core.checks.validity import reason_and_place
from opendisarm.core.records import Shape
from tests.core.checks.cast import BOW_TIE, LIMITS, SQUARE, codes, device, event, found, land, rows, shape, unit


def test_good_land_gives_no_finding() -> None:
    assert codes(land(SQUARE), land(), device(hazard="H-7"), event(), unit()) == []


def test_an_invalid_ring_rejects_its_row_and_leaves_the_shape_untouched() -> None:
    [row] = checked(rows(land(BOW_TIE)), LIMITS)
    assert row.rejected
    assert row.records == (land(BOW_TIE),)


def test_bytes_that_are_no_geometry_are_a_finding() -> None:
    assert codes(land(shape=Shape(b"\x00\x01spoiled"))) == ["GEOMETRY_UNREADABLE"]


def test_curved_sides_are_a_finding_and_the_other_rows_go_on() -> None:
    curve = struct.pack("<BIIdddddd", 1, 8, 3, 36, 1, 36.1, 1.1, 36.2, 1)
    curved, plain = found(land(shape=Shape(curve), area_m2=None), land("POINT (36 1)"))
    assert curved.message == "The shape cannot be read: it has curved sides."
    assert plain.code == "NOT_A_POLYGON"


def test_a_point_is_no_boundary_of_land_but_a_place_of_a_device() -> None:
    assert codes(land("POINT (36 1)")) == ["NOT_A_POLYGON"]
    assert codes(device(shape=shape("POINT (36 1)"))) == []


def test_too_few_corners_is_said_instead_of_invalid() -> None:
    assert codes(land("POLYGON ((36 1, 36.001 1, 36 1, 36 1))")) == ["TOO_FEW_VERTICES", "RING_CLOSED_TWICE"]


def test_three_corners_are_enough() -> None:
    assert codes(land("POLYGON ((36 1, 36.001 1, 36.001 1.001, 36 1))")) == []


def test_a_longitude_beyond_180_is_out_of_range() -> None:
    [finding] = found(event(shape=shape("POINT (190 1)")))
    assert finding.code == "COORDINATES_OUT_OF_RANGE"
    assert finding.remedy == "Check the coordinates, and whether degrees, minutes and seconds were read as one number."


def test_one_corner_at_null_island_spoils_a_polygon() -> None:
    assert "NULL_ISLAND" in codes(land("POLYGON ((36 1, 36.001 1, 0 0, 36 1))"))


def test_a_place_two_kilometres_from_null_island_is_sea_but_not_null() -> None:
    assert codes(event(shape=shape("POINT (0.02 0)"))) == []


def test_land_split_at_the_antimeridian_is_accepted() -> None:
    split = (
        "MULTIPOLYGON (((179.999 1, 180 1, 180 1.001, 179.999 1.001, 179.999 1)), "
        "((-180 1, -179.999 1, -179.999 1.001, -180 1.001, -180 1)))"
    )
    assert codes(land(split)) == []


def test_parts_on_both_sides_of_the_earth_that_do_not_touch_the_antimeridian_are_too_wide() -> None:
    apart = (
        "MULTIPOLYGON (((100 1, 100.001 1, 100.001 1.001, 100 1.001, 100 1)), "
        "((-100 1, -99.999 1, -99.999 1.001, -100 1.001, -100 1)))"
    )
    assert codes(land(apart)) == ["EXTENT_TOO_WIDE"]


def test_skipped_rows_are_no_records() -> None:
    [row] = rows(land(BOW_TIE))
    skipped = replace(row, skipped="unchanged")
    assert checked([skipped], LIMITS) == [skipped]


def test_a_cell_that_the_reader_knows_is_kept() -> None:
    [row] = rows(land(area_m2=-1.0))
    [judged] = checked([replace(row, source=row.source.at("area_m2", "D14"))], LIMITS)
    assert judged.findings[0].source.cell == "D14"


def test_areas_are_those_of_the_plane_and_nan_where_none_can_be_computed() -> None:
    batch = Batch(rows(land(SQUARE), land(BOW_TIE)), LIMITS, Surroundings())
    assert abs(batch.areas_m2[0] - 12_307) < 1
    assert batch.plane[1] is None
    assert batch.areas_m2[1] != batch.areas_m2[1]


def test_reason_and_place_of_what_geos_says() -> None:
    assert reason_and_place("Self-intersection[36.5 -1]") == (
        "its sides cross (Self-intersection)", "36.500000", "-1.000000",
    )  # fmt: skip
    assert reason_and_place("Some new reason[1 2]") == ("Some new reason", "1.000000", "2.000000")
    assert reason_and_place("Valid Geometry") == ("Valid Geometry", "unknown", "unknown")


def test_a_third_coordinate_changes_nothing() -> None:
    high = shapely.force_3d(shapely.from_wkt(SQUARE), 1_200.0)
    assert codes(land(shape=Shape(shapely.to_wkb(high)), area_m2=None)) == []
