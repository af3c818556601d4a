"""Totals against their parts: by hand, and the published cases (sum_checks.csv)."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from opendisarm.core.records import PublishedFigure
from opendisarm.reconcile import Verdict
from opendisarm.reconcile.parts import SumCheck, sums
from tests.reconcile.published import confirmed, panel, rows, says, suspected, total

CASES = {row["id"]: row for row in rows("sum_checks.csv")}
IN_THE_PANEL = {
    "S01": ("PER apm 2017 released_km2", Verdict.CONTRADICTS),
    "S02": ("IRQ apm 2015 released_km2", Verdict.NEEDS_ADDITION),
    "S03": ("SDN apm 2016 released_km2", Verdict.CONTRADICTS),
    "S04": ("all 2022 released_km2", Verdict.CLOSES),
    "S05": ("LKA apm 2023 released_km2", Verdict.CLOSES),
    "S06": ("KHM apm 2015 released_km2", Verdict.CLOSES),
    "S07": ("COL all 2017 casualties_cumulative", Verdict.CONTRADICTS),
    "S08": ("AFG all 2017 casualties_cumulative", Verdict.CONTRADICTS),
    "S09": ("KHM all 2011 casualties_cumulative", Verdict.CONTRADICTS),
    "S11": ("YEM all 2016 casualties_cumulative", Verdict.CLOSES),
}
NOT_IN_THE_PANEL = {
    "S10": "the state is left out of the panel",
    "S12": "killed and injured since 2002 stand in the words of a note only",
    "S13": "the state is left out of the panel",
    "S14": "the mines said to remain stand in the words of a note only",
}


def world() -> list[PublishedFigure]:
    return [
        says(row["figure"], row["value"], int(row["year"]), state="", weapon="all", source=row["source"],
             unit=row["unit"], note=row["note"])
        for row in rows("global_totals.csv")
    ]  # fmt: skip


@cache
def found() -> dict[str, SumCheck]:
    return {check.what: check for check in sums([*panel(), *world()])}


def the_sum(*figures: PublishedFigure) -> SumCheck:
    [check] = sums(figures)
    return check


def test_every_published_case_is_either_found_or_explained() -> None:
    assert CASES.keys() == IN_THE_PANEL.keys() | NOT_IN_THE_PANEL.keys()


@pytest.mark.parametrize(("name", "what", "verdict"), [(name, *case) for name, case in IN_THE_PANEL.items()])
def test_a_published_sum_comes_out_the_same(name: str, what: str, verdict: Verdict) -> None:
    case, check = CASES[name], found()[what]
    scale = Decimal(10) ** 6 if "(m2)" in case["what"] else Decimal(1)
    assert check.published * scale == Decimal(case["published"])
    assert check.parts_sum is not None
    assert check.parts_sum * scale == Decimal(case["parts_sum"])
    assert check.difference is not None
    assert abs(check.difference * scale - Decimal(case["difference"])) <= Decimal("0.0000005")
    assert check.verdict is verdict


def test_a_part_that_was_not_published_may_hold_the_rest() -> None:
    check = the_sum(says("released_km2", "50.58"), says("cancelled_km2", "25.4"), says("cleared_km2", "24.18"))
    assert (check.parts_sum, check.difference) == (Decimal("49.58"), Decimal("1.00"))
    assert check.because == (
        "25.4 cancelled + 24.18 cleared = 49.58; published 50.58 km2 (Report): "
        "1.00 more than the parts; it may be reduced, which was not published."
    )


def test_rounding_alone_is_no_difference() -> None:
    check = the_sum(
        says("released_km2", "147"),
        says("cancelled_km2", "70.38"),
        says("reduced_km2", "30.11"),
        says("cleared_km2", "46.47"),
    )
    assert (check.difference, check.verdict) == (Decimal("0.04"), Verdict.CLOSES)


def test_confirmed_and_suspected_make_the_total() -> None:
    day = "2015-12-31"
    check = the_sum(total("24.0", day), confirmed("17.2", day), suspected("7.8", day))
    assert (check.difference, check.verdict) == (Decimal("-1.0"), Verdict.CONTRADICTS)


def test_parts_of_another_source_are_not_compared() -> None:
    assert (
        sums([says("released_km2", "9"), says("cleared_km2", "1", source="B"), says("reduced_km2", "1", source="B")])
        == []
    )


def test_persons_are_counted_exactly_and_the_unknown_with_them() -> None:
    killed, injured = says("killed", "77", unit="persons"), says("injured", "82", unit="persons", note="plus 1 unknown")
    assert the_sum(says("casualties", "160", unit="persons"), killed, injured).verdict is Verdict.CLOSES
    assert the_sum(says("casualties", "161", unit="persons"), killed, injured).verdict is Verdict.CONTRADICTS


def test_a_cumulative_total_that_fell_is_told() -> None:
    check = the_sum(
        says("casualties_cumulative", "11470", 2016, unit="persons"),
        says("casualties_cumulative", "11048", 2017, unit="persons"),
        says("casualties", "56", 2017, unit="persons"),
    )
    assert (check.parts_sum, check.difference) == (11526, -478)
    assert "and a total that only adds up has fallen" in check.because


def test_a_cumulative_total_over_several_years_needs_each_of_them() -> None:
    ends = (
        says("casualties_cumulative", "10", 2015, unit="persons"),
        says("casualties_cumulative", "15", 2017, unit="persons"),
    )
    one, other = says("casualties", "2", 2016, unit="persons"), says("casualties", "3", 2017, unit="persons")
    assert the_sum(*ends, one, other).verdict is Verdict.CLOSES
    lacking = the_sum(*ends, one)
    assert (lacking.verdict, lacking.parts_sum) == (Verdict.CANNOT_JUDGE, None)
    assert "casualties of 2017 was not published." in lacking.because


def test_json_of_a_sum() -> None:
    check = the_sum(says("released_km2", "3.0"), says("cancelled_km2", "1.5"), says("cleared_km2", "1.5"))
    assert check.as_json() == {
        "what": "XXA apm 2015 released_km2", "published": 3, "parts_sum": 3, "difference": 0, "verdict": "closes",
        "because": "1.5 cancelled + 1.5 cleared = 3.0; published 3.0 km2 (Report): the parts make up the total.",
        "sources": ["Report"],
    }  # fmt: skip
