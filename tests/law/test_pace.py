"""The on-track test.  Four years are 1461 days, so 4000 m2 in four years require exactly 1000 m2 a year."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendisarm.law.ground import ClearanceFacts
from opendisarm.law.pace import Likelihood, Pace, Verdict, full_years, pace

ON = date(2022, 12, 31)
DEADLINE = date(2026, 12, 31)


def facts(released: int = 1000, cleared: int = 1000) -> ClearanceFacts:
    years = (2020, 2021, 2022)
    return ClearanceFacts(
        on=ON,
        remaining_m2=4000,
        suspected_m2=3000,
        confirmed_m2=1000,
        inaccessible_m2=0,
        released_m2=dict.fromkeys(years, released),
        cleared_m2=dict.fromkeys(years, cleared),
    )


def judged(found: Pace) -> tuple[str, str | None]:
    return found.verdict.value, found.likelihood and found.likelihood.value


def test_required_is_the_remaining_area_over_the_years_to_the_deadline() -> None:
    found = pace(facts(), DEADLINE)
    assert (found.years_left, found.required_m2_a_year) == (4.0, Fraction(1000))


def test_recent_is_the_mean_of_the_last_three_full_years() -> None:
    uneven = replace(facts(), released_m2={2019: 99_999, 2020: 600, 2021: 900, 2022: 1503, 2023: 99_999})
    found = pace(uneven, DEADLINE)
    assert (found.years, found.recent_m2_a_year) == ((2020, 2021, 2022), Fraction(1001))


@pytest.mark.parametrize(
    ("on", "years"),
    [
        (date(2022, 12, 31), (2020, 2021, 2022)),
        (date(2022, 12, 30), (2019, 2020, 2021)),
        (date(2023, 1, 1), (2020, 2021, 2022)),
    ],
)
def test_a_year_is_full_from_its_last_day_on(on: date, years: tuple[int, ...]) -> None:
    assert full_years(on) == years


@pytest.mark.parametrize(
    ("released", "cleared", "expected"),
    [
        (1000, 1000, ("yes", "high")),
        (1000, 999, ("yes", "medium")),
        (999, 999, ("no", "medium")),
        (800, 800, ("no", "medium")),
        (799, 799, ("no", "low")),
        (0, 0, ("no", "low")),
    ],
)
def test_verdict_and_likelihood_on_both_sides_of_each_limit(
    released: int, cleared: int, expected: tuple[str, str]
) -> None:
    assert judged(pace(facts(released, cleared), DEADLINE)) == expected


def test_the_arithmetic_is_written_out() -> None:
    assert pace(facts(1200, 500), DEADLINE).because == (
        "4 000 m2 remain on 2022-12-31, 4.00 years before 2026-12-31, which requires 1 000 m2 a year; "
        "1 200 m2 a year were released in 2020-2022, 500 m2 of it by clearance."
    )


def test_too_slow_says_only() -> None:
    assert "1 000 m2 a year; only 500 m2 a year were released" in pace(facts(500, 500), DEADLINE).because


def test_one_unknown_year_leaves_no_verdict_and_says_which() -> None:
    found = pace(replace(facts(), released_m2={2020: 5000, 2022: 5000}), DEADLINE)
    assert judged(found) == ("unclear", None)
    assert found.recent_m2_a_year is None
    assert found.missing == ("the area released in 2021",)
    assert found.because == "No verdict is possible, because these are unknown: the area released in 2021."


def test_an_unknown_remaining_area_leaves_no_verdict_even_after_the_deadline() -> None:
    found = pace(replace(facts(), remaining_m2=None), date(2020, 1, 1))
    assert judged(found) == ("unclear", None)
    assert "the remaining area" in found.missing


def test_an_unknown_deadline_leaves_no_verdict() -> None:
    found = pace(facts(), None)
    assert judged(found) == ("unclear", None)
    assert (found.years_left, found.required_m2_a_year) == (None, None)
    assert found.because == "No verdict is possible, because these are unknown: the deadline."


def test_everything_unknown_is_listed() -> None:
    assert pace(ClearanceFacts(ON), None).because == (
        "No verdict is possible, because these are unknown: the remaining area, the deadline, "
        "the area released in 2020, the area released in 2021 and the area released in 2022."
    )


def test_nothing_remaining_is_not_applicable_and_not_a_completion() -> None:
    found = pace(replace(facts(), remaining_m2=0), date(2020, 1, 1))
    assert judged(found) == ("n.a.", None)
    assert found.because == (
        "On 2022-12-31 nothing remains in these figures; only a declaration of completion ends the duty."
    )


def test_a_passed_deadline_with_land_left_is_no_whatever_was_released() -> None:
    found = pace(replace(facts(), released_m2={}), date(2022, 12, 30))
    assert judged(found) == ("no", None)
    assert found.because == "4 000 m2 remain on 2022-12-31 and the deadline has passed (2022-12-30)."


def test_land_left_on_the_day_of_the_deadline_is_no() -> None:
    found = pace(facts(), ON)
    assert (found.verdict, found.required_m2_a_year) == (Verdict.NO, None)
    assert "the deadline is this day" in found.because


def test_unknown_clearance_tells_no_likelihood_of_a_yes() -> None:
    found = pace(replace(facts(), cleared_m2={2020: 1000}), DEADLINE)
    assert judged(found) == ("yes", None)
    assert found.missing == ("the area cleared in 2021", "the area cleared in 2022")
    assert found.because.endswith("an unknown part of it by clearance.")


def test_a_plan_is_shown_and_changes_no_verdict() -> None:
    planned = replace(facts(500, 500), planned_m2={2022: 7, 2023: 2000, 2025: 3000, 2027: 9})
    found = pace(planned, DEADLINE)
    assert judged(found) == ("no", "low")
    assert (found.planned_m2_a_year, found.planned_years) == (Fraction(2500), (2023, 2025))
    assert "The plan foresees 2 500 m2 a year (targets known for 2023, 2025)." in found.beside


def test_the_suspected_share_is_shown() -> None:
    found = pace(facts(), DEADLINE)
    assert found.suspected_share == Fraction(3, 4)
    assert "75 % of the remaining area is only suspected; such land usually shrinks by cancellation." in found.beside


def test_more_suspected_than_remaining_gives_no_share() -> None:
    found = pace(replace(facts(), suspected_m2=4001), DEADLINE)
    assert found.suspected_share is None
    assert found.missing == ("how much of the remaining area is only suspected",)


def test_unreachable_land_is_shown_or_said_to_be_unknown() -> None:
    assert "700 m2 of it are out of reach for security." in pace(replace(facts(), inaccessible_m2=700), DEADLINE).beside
    unknown = pace(replace(facts(), inaccessible_m2=None), DEADLINE)
    assert "How much of it is out of reach for security is unknown." in unknown.beside


@pytest.mark.parametrize(("before", "grew"), [(3999, True), (4000, False), (4001, False)])
def test_growth_is_seen_against_an_earlier_figure(before: int, grew: bool) -> None:
    assert pace(replace(facts(), earlier_remaining=(date(2021, 12, 31), before)), DEADLINE).grew is grew


def test_growth_is_unknown_without_an_older_figure() -> None:
    assert pace(facts(), DEADLINE).grew is None
    assert pace(replace(facts(), earlier_remaining=(ON, 1)), DEADLINE).grew is None


def test_growth_is_told_with_both_figures() -> None:
    found = pace(replace(facts(), earlier_remaining=(date(2021, 12, 31), 3500)), DEADLINE)
    assert "The remaining area grew: 3 500 m2 on 2021-12-31, 4 000 m2 on 2022-12-31." in found.beside


def test_old_data_say_their_year() -> None:
    found = pace(replace(facts(), released_m2={2018: 10, 2019: 10}), DEADLINE)
    assert found.data_year == 2019
    assert "The newest released area that is known is that of 2019." in found.beside


def test_json_holds_plain_values() -> None:
    shown = json.loads(json.dumps(pace(replace(facts(), source="land ledger", entries=("C-1",)), DEADLINE).as_json()))
    assert (shown["verdict"], shown["likelihood"], shown["required_m2_a_year"]) == ("yes", "high", 1000)
    assert (shown["suspected_share"], shown["years_left"]) == (0.75, 4.0)
    assert (shown["source"], shown["entries"]) == ("land ledger", ["C-1"])


@given(
    remaining=st.none() | st.integers(0, 10**9),
    released=st.dictionaries(st.integers(2017, 2023), st.integers(0, 10**8)),
    deadline=st.none() | st.dates(date(2015, 1, 1), date(2040, 1, 1)),
)
def test_no_verdict_rests_on_something_unknown(
    remaining: int | None, released: dict[int, int], deadline: date | None
) -> None:
    found = pace(ClearanceFacts(ON, remaining, released_m2=released), deadline)
    if remaining is None:
        assert found.verdict is Verdict.UNCLEAR
    if found.verdict is Verdict.YES:
        assert {2020, 2021, 2022} <= set(released)
    if found.likelihood is not None:
        assert found.required_m2_a_year is not None
        assert (found.likelihood is Likelihood.LOW) == (
            sum(released[year] for year in (2020, 2021, 2022)) * 10 < found.required_m2_a_year * 24
        )
