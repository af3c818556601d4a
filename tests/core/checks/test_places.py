from __future__ import annotations

import pytest
import shapely

from opendisarm.core.checks import Surroundings
from tests.core.checks.cast import PROVINCE, SQUARE, at, codes, event, found, land, moved, shape, unit

BOXED = Surroundings(boxes={"XSA": (35.5, 0.5, 36.5, 1.5)})
KNOWN = Surroundings(units=(unit(),))


def point(lon: float, lat: float, **facts: object) -> object:
    return event(shape=shape(f"POINT ({lon} {lat})"), place=at(**facts))


@pytest.mark.parametrize("around", [BOXED, KNOWN], ids=["a box handed in", "the box of its units"])
@pytest.mark.parametrize(
    ("lon", "lat", "codes_found"),
    [
        (36, 1, []),
        (1, 36, ["COORDINATES_SWAPPED"]),
        (-36, 1, ["PROBABLE_WRONG_SIGN"]),
        (36, -1, ["PROBABLE_WRONG_SIGN"]),
        (30, 1, ["PROBABLE_WRONG_ZONE"]),
        (48.2, 1, ["PROBABLE_WRONG_ZONE"]),
        (33, 1, ["OUTSIDE_STATE"]),
        (36.55, 1, []),
    ],
)
def test_a_point_outside_its_state_says_why_it_may_be(
    lon: float, lat: float, codes_found: list[str], around: Surroundings
) -> None:
    assert codes(point(lon, lat), around=around) == codes_found  # type: ignore[arg-type]


def test_nothing_is_said_of_a_state_that_nobody_knows() -> None:
    assert codes(event(shape=shape("POINT (1 36)"), place=at(state="XSB")), around=KNOWN) == []


def test_units_of_the_same_file_count() -> None:
    assert codes(unit(), land(moved(SQUARE, 3, 0), place=at())) == ["OUTSIDE_STATE"]


def test_swapped_land_is_rejected_and_a_wrong_zone_is_kept() -> None:
    swapped = land("POLYGON ((1 36, 1 36.001, 1.001 36.001, 1 36))", place=at())
    [error] = found(swapped, around=KNOWN)
    assert error.severity == "error"
    [warning] = found(land(moved(SQUARE, 6, 0), place=at()), around=KNOWN)
    assert warning.severity == "warning"


def test_a_point_less_than_a_kilometre_outside_its_unit_is_no_finding() -> None:
    assert codes(point(36.508, 1, admin1_code="XS01"), around=KNOWN) == []  # type: ignore[arg-type]
    assert codes(point(36.51, 1, admin1_code="XS01"), around=KNOWN) == ["OUTSIDE_ADMIN_UNIT"]  # type: ignore[arg-type]


def test_a_unit_may_be_named_without_its_code() -> None:
    assert codes(point(36.55, 1, admin1=" NORTH"), around=KNOWN) == ["OUTSIDE_ADMIN_UNIT"]  # type: ignore[arg-type]


def test_a_name_that_two_units_share_says_nothing() -> None:
    twins = Surroundings(units=(unit(), unit(code="XS02")))
    assert codes(point(36.55, 1, admin1="North"), around=twins) == []  # type: ignore[arg-type]


def test_the_district_is_asked_before_the_province() -> None:
    district = unit(
        code="XS0101", name="East", level=2, shape=shape("POLYGON ((36.4 0.9, 36.5 0.9, 36.5 1.1, 36.4 0.9))")
    )
    around = Surroundings(units=(unit(), district))
    [finding] = found(point(36, 1, admin1_code="XS01", admin2_code="XS0101"), around=around)  # type: ignore[arg-type]
    assert "outside East (XS0101)" in finding.message


def test_distances_to_a_detailed_boundary_are_right_to_a_hundred_metres() -> None:
    detailed = unit(shape=shape(shapely.segmentize(shapely.from_wkt(PROVINCE), 0.001).wkt))
    [finding] = found(point(36.55, 1, admin1_code="XS01"), around=Surroundings(units=(detailed,)))  # type: ignore[arg-type]
    assert finding.message.startswith("The shape lies about 5 565 m outside North (XS01)")


def test_a_code_of_another_state_is_unknown_in_this_one() -> None:
    around = Surroundings(units=(unit(), unit(code="XT01", state="XTA")))
    assert codes(land(place=at(admin1_code="XT01")), around=around) == ["PCODE_UNKNOWN"]


def test_codes_are_not_judged_where_no_units_are_known() -> None:
    assert codes(land(place=at(admin1_code="XS99"))) == []


def test_a_unit_without_a_usable_boundary_measures_nothing() -> None:
    shapeless = Surroundings(units=(unit(shape=None),))
    assert codes(point(36.55, 1, admin1_code="XS01"), around=shapeless) == []  # type: ignore[arg-type]


def test_a_boundary_beyond_the_earth_measures_nothing() -> None:
    far = Surroundings(units=(unit(shape=shape("POINT (2e-309 4e298)")),))
    ring = "MULTIPOLYGON (((36 1, 36 1, 36 1)))"
    assert "OUTSIDE_ADMIN_UNIT" not in codes(land(shape=shape(ring), place=at(admin1_code="XS01")), around=far)


def test_mixed_reference_systems_are_noted_once() -> None:
    mixed = [event(shape=shape(f"POINT ({36 + n / 100} 1)", given_crs=f"EPSG:{32636 + n % 2}")) for n in range(6)]
    assert codes(*mixed) == ["MIXED_CRS"]
