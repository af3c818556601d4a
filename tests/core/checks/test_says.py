"""What records say: dates, areas, methods, corrections, devices, and persons."""

from __future__ import annotations

from datetime import date

import pytest

from opendisarm.core.checks import Surroundings
from opendisarm.core.records import Precision
from opendisarm.core.vocabulary import Account, Contamination, LandKind
from tests.core.checks.cast import SQUARE, circle, codes, found, land, shape

SQUARE_M2 = 12_307.3


def test_a_record_of_today_is_not_in_the_future() -> None:
    assert codes(land(on=date(2025, 6, 15))) == []


def test_a_month_that_has_begun_is_not_in_the_future() -> None:
    assert codes(land(on=date(2025, 6, 30), precision=Precision.MONTH)) == []
    assert codes(land(on=date(2025, 12, 31), precision=Precision.YEAR)) == []
    assert codes(land(on=date(2025, 7, 31), precision=Precision.MONTH)) == ["DATE_IN_FUTURE"]


def test_a_release_in_the_month_that_found_the_area_is_in_order() -> None:
    survey = land(kind=LandKind.CONFIRMED, ref="H-7", on=date(2021, 3, 31), precision=Precision.MONTH)
    assert codes(survey, land(hazard="H-7", on=date(2021, 3, 1))) == []


def test_a_release_of_an_area_that_the_journal_holds_is_not_judged() -> None:
    survey = land(kind=LandKind.CONFIRMED, hazard="H-7", ref="S-2", on=date(2021, 5, 1))
    around = Surroundings(seen={("land.suspected", "H-7"): "e1"})
    assert codes(survey, land(hazard="H-7"), around=around) == []


@pytest.mark.parametrize(
    ("factor", "code"),
    [
        (1, []), (1.04, []), (0.96, []), (1.06, ["AREA_DIFFERS"]), (0.94, ["AREA_DIFFERS"]), (2, ["AREA_DIFFERS"]),
        (100, ["UNIT_SLIP"]), (0.01, ["UNIT_SLIP"]), (11_000, ["UNIT_SLIP"]), (1 / 9_000, ["UNIT_SLIP"]),
        (1e-6, ["UNIT_SLIP"]), (50, ["AREA_DIFFERS"]),
    ],
)  # fmt: skip
def test_the_reported_area_is_held_against_the_polygon(factor: float, code: list[str]) -> None:
    assert codes(land(SQUARE, area_m2=SQUARE_M2 * factor)) == code


def test_hectares_taken_for_square_kilometres_are_named() -> None:
    [finding] = found(land(SQUARE, area_m2=SQUARE_M2 * 100))
    assert "hectares and square kilometres were probably exchanged" in finding.remedy


def test_a_small_area_rounded_to_whole_metres_is_no_difference() -> None:
    small = "POLYGON ((36 1, 36.00002 1, 36.00002 1.00003, 36 1.00003, 36 1))"
    assert codes(land(small, area_m2=8.0)) == []


def test_a_circle_marked_as_a_stand_in_is_not_measured_against_its_own_area() -> None:
    assert codes(land(shape=shape(circle(32), synthetic=True), area_m2=1.0)) == []


@pytest.mark.parametrize("area", [-0.1, float("nan"), float("inf")])
def test_what_is_no_area_is_an_error(area: float) -> None:
    assert codes(land(area_m2=area)) == ["AREA_INVALID"]
    assert codes(land(SQUARE, area_m2=area)) == ["AREA_INVALID"]


def test_an_area_of_zero_is_a_figure() -> None:
    assert codes(land(area_m2=0.0)) == []


@pytest.mark.parametrize(
    ("method", "kind", "code"),
    [
        ("NTS", LandKind.CANCELLED, []),
        ("NTS", LandKind.REDUCED, ["METHOD_CONTRADICTS_KIND"]),
        ("non-technical survey", LandKind.CLEARED, ["METHOD_CONTRADICTS_KIND"]),
        ("TS", LandKind.REDUCED, []),
        ("TS", LandKind.CLEARED, []),
        ("Technical Survey", LandKind.CANCELLED, ["METHOD_CONTRADICTS_KIND"]),
        ("EOD", LandKind.CLEARED, ["SPOT_TASK_WITH_AREA"]),
        ("EOD", LandKind.SUSPECTED, []),
        ("BAC", LandKind.CLEARED, ["BAC_WITH_MINES"]),
        ("manual + mechanical", LandKind.CLEARED, []),
    ],
)
def test_methods_and_what_they_may_report(method: str, kind: LandKind, code: list[str]) -> None:
    assert codes(land(method=method, kind=kind)) == code


def test_a_spot_task_without_land_is_right() -> None:
    assert codes(land(method="EOD", area_m2=0.0)) == []


def test_battle_area_clearance_of_remnants_is_right() -> None:
    assert codes(land(method="BAC", contamination=frozenset({Contamination.CLUSTER}))) == []


@pytest.mark.parametrize("to", [None, Account.CORRECTION, Account.SUSPECTED, Account.CONFIRMED])
def test_where_a_correction_may_move_land(to: Account | None) -> None:
    assert codes(land(kind=LandKind.CORRECTION, to=to, reason="entered twice")) == []


def test_a_release_may_leave_the_contamination_open_and_a_survey_may_not() -> None:
    assert codes(land(contamination=frozenset())) == []
    assert codes(land(kind=LandKind.CONFIRMED, contamination=frozenset())) == ["CONTAMINATION_MISSING"]


@pytest.mark.parametrize(
    ("reason", "flagged"),
    [
        ("the boundary was typed twice, see the survey of 2021-03-01", False),
        ("1 200 000 m2 moved after the audit of 12.04.2019, ref 004512", False),
        ("ask Dr. Sample", True),
        ("call +254 700 000 000", True),
        ("Tel. 700 123 456", True),
        ("mail to someone@example.org", True),
        ("reported by the owner, national id 12345678", True),
    ],
)
def test_persons_in_the_reason_of_a_correction(reason: str, flagged: bool) -> None:
    expected = ["POSSIBLE_PERSONAL_DATA"] if flagged else []
    assert codes(land(kind=LandKind.CORRECTION, reason=reason)) == expected


@pytest.mark.parametrize(
    ("column", "flagged"),
    [
        ("Hazard name", False), ("Village", False), ("municipality_name", False), ("TeamName", False),
        ("Name", True), ("informant_name", True), ("Team leader name", True), ("Surname", True), ("Phone no.", True),
        ("nombre", True), ("nombre_municipio", True), ("victim id number", True), ("hotel", False),
    ],
)  # fmt: skip
def test_columns_whose_header_says_that_they_name_persons(column: str, flagged: bool) -> None:
    expected = ["POSSIBLE_PERSONAL_DATA"] if flagged else []
    assert codes(land(extra=((column, "Sample"),))) == expected
    assert codes(land(extra=((column, ""),))) == []


def test_the_value_that_may_identify_a_person_is_never_repeated() -> None:
    [finding] = found(land(extra=(("Phone", "+254 700 000 000"),)))
    assert "700" not in str(finding)
