from __future__ import annotations

from dataclasses import replace

import pytest
import shapely

from opendisarm.core.checks import checked
from opendisarm.core.records import LandRecord, Shape
from opendisarm.core.repair import repaired
from opendisarm.core.rows import Row
from tests.core.checks.cast import BOW_TIE, LIMITS, SQUARE, land, moved, rows, shape

SPIKED = "POLYGON ((36 1, 36.001 1, 36.001 1.001, 36 1.001, 36 1, 36.001 1, 36 1))"
OVERLAPPING = (
    "MULTIPOLYGON (((36 1, 36.001 1, 36.001 1.001, 36 1.001, 36 1)), "
    "((36.0009 1, 36.0019 1, 36.0019 1.001, 36.0009 1.001, 36.0009 1)))"
)


def mended(wkt: str) -> Row:
    return repaired(rows(land(wkt)))[0]


def shape_of(row: Row) -> Shape:
    [record] = row.records
    assert isinstance(record, LandRecord)
    assert record.shape is not None
    return record.shape


def test_a_spike_is_dropped_and_the_shape_as_sent_is_kept() -> None:
    drawn = shape_of(mended(SPIKED))
    assert shapely.equals(shapely.from_wkb(drawn.wkb), shapely.from_wkt(SQUARE))
    assert drawn.given_wkb == shape(SPIKED).wkb
    assert drawn.repaired_m2 == pytest.approx(0, abs=0.01)


def test_a_repaired_row_is_accepted() -> None:
    [row] = checked([mended(SPIKED)], LIMITS)
    assert row.accepted
    assert [finding.code for finding in row.findings] == ["REPAIRED"]


def test_overlapping_parts_are_joined_and_the_land_counted_twice_is_stated() -> None:
    row = mended(OVERLAPPING)
    drawn = shape_of(row)
    assert drawn.repaired_m2 == pytest.approx(-1_231, abs=1)
    assert "changed by -1 231 m2, to 23 384 m2" in row.findings[0].message


def test_the_repair_of_a_bow_tie_changes_the_land_and_says_so() -> None:
    row = mended(BOW_TIE)
    assert row.accepted
    assert [finding.code for finding in row.findings] == ["REPAIR_CHANGES_LAND"]
    assert shape_of(row).given_wkb == shape(BOW_TIE).wkb


def test_a_line_drawn_as_a_polygon_leaves_nothing() -> None:
    row = mended("POLYGON ((36 1, 36.001 1, 36 1, 36.001 1, 36 1))")
    assert "nothing with an area would be left" in row.findings[0].message


def test_coordinates_that_are_no_place_are_not_repaired() -> None:
    assert "lie outside the Earth" in mended(moved(SPIKED, 200, 0)).findings[0].message
    assert "are not numbers" in mended("POLYGON ((36 1, 36.001 nan, 36.001 1.001, 36 1))").findings[0].message


def test_the_shape_that_the_sender_gave_in_another_system_stays_the_given_one() -> None:
    projected = replace(shape(SPIKED), given_wkb=b"as sent", given_crs="EPSG:32637")
    drawn = shape_of(repaired(rows(land(shape=projected)))[0])
    assert (drawn.given_wkb, drawn.given_crs) == (b"as sent", "EPSG:32637")


def test_a_hole_drawn_on_a_wide_polygon_is_measured_along_its_sides() -> None:
    touching = "POLYGON ((36 1, 37 1, 37 2, 36 2, 36 1), (36.2 1.2, 36.8 1.2, 36.8 1.8, 36.2 1.2, 36.8 1.2, 36.2 1.2))"
    drawn = shape_of(mended(touching))
    assert drawn.repaired_m2 == pytest.approx(0, abs=1)


def test_valid_shapes_points_and_skipped_rows_are_left_alone() -> None:
    sent = [*rows(land(SQUARE), land("POINT (36 1)"), land()), replace(rows(land(SPIKED))[0], skipped="blank")]
    assert repaired(sent) == sent


def test_only_the_spoiled_record_of_a_row_is_mended() -> None:
    [row] = repaired(rows([land(SQUARE), land(SPIKED)]))
    assert row.records[0] == land(SQUARE)
    assert row.records[1] != land(SPIKED)
