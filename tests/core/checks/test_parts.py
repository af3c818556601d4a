from __future__ import annotations

from tests.core.checks.cast import codes, land

SIDE_BY_SIDE = (
    "MULTIPOLYGON (((36 1, 36.001 1, 36.001 1.001, 36 1.001, 36 1)), "
    "(({west} 1, 36.002 1, 36.002 1.001, {west} 1.001, {west} 1)))"
)


def test_parts_that_stand_apart_are_fine() -> None:
    assert codes(land(SIDE_BY_SIDE.format(west=36.0015))) == []


def test_parts_that_overlap_by_five_percent_are_named() -> None:
    assert codes(land(SIDE_BY_SIDE.format(west=36.0009))) == ["GEOMETRY_INVALID", "PARTS_OVERLAP"]


def test_an_overlap_below_the_limit_leaves_the_invalid_shape_to_speak_for_itself() -> None:
    assert codes(land(SIDE_BY_SIDE.format(west=36.000999))) == ["GEOMETRY_INVALID"]


def test_the_same_part_twice_is_a_copy_and_an_overlap() -> None:
    square = "((36 1, 36.001 1, 36.001 1.001, 36 1.001, 36 1))"
    assert codes(land(f"MULTIPOLYGON ({square}, {square})")) == ["GEOMETRY_INVALID", "DUPLICATE_PART", "PARTS_OVERLAP"]


def test_a_part_that_crosses_itself_is_not_measured() -> None:
    spoiled = "MULTIPOLYGON (((36 1, 36.001 1.001, 36.001 1, 36 1.001, 36 1)), ((36 1, 36.001 1, 36.001 1.001, 36 1)))"
    assert codes(land(spoiled)) == ["GEOMETRY_INVALID"]
