"""The 28 published balances checked by hand (reconciliation.csv), found again by the general rules."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from functools import cache

import pytest

from opendisarm.reconcile import Check, Verdict, reconcile
from tests.reconcile.published import panel, rows

NOT_IN_THE_PANEL = {
    "R10": "a stock at the end of 2016",
    "R28": "land released between 31 May 2017 and 31 December 2017",
    "R33": "an earlier or a later stock",
}
"""Cases that need a figure of which the panel has no row, and what the check says is missing.

R10: the closing of 2016 is what was cleared in 2017, by inference; more was released than there was all the same.
R28: that nothing was released between the two stocks of 2017 is told by no row.
R33: the 615 km2 identified and the 173 km2 cleared stand in the words of a note only.
"""

VERDICTS = {"hard": Verdict.CONTRADICTS, "soft": Verdict.NEEDS_ADDITION, "reconciles": Verdict.CLOSES}
CASES = {row["id"]: row for row in rows("reconciliation.csv")}
JUDGED = sorted(CASES.keys() - NOT_IN_THE_PANEL.keys())


@cache
def checks() -> tuple[Check, ...]:
    return tuple(reconcile(panel()))


def check_of(case: dict[str, str]) -> Check:
    """The one check of the same state, weapon and period (when several hold its years: of the same opening stock)."""
    found = [
        check
        for check in checks()
        if (check.state, check.weapon) == (case["iso3"], case["weapon"])
        and years(case["period"]) <= years(check.period) | opening_year(check.period)
    ]
    found = [check for check in found if check.period == case["period"]] or found
    if len(found) > 1:
        found = [check for check in found if check.opening is not None and same(check.opening, case["opening_km2"])]
    assert len(found) == 1, f"{case['id']}: {[check.period for check in found]}"
    return found[0]


def years(period: str) -> set[int]:
    return {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", period)}


def opening_year(period: str) -> set[int]:
    """A calendar year opens with the stock at the end of the year before."""
    return {int(period) - 1} if period.isdigit() else set()


def same(ours: Decimal | None, text: str) -> bool:
    """Equal at the print of the coarser one; nothing published is None."""
    if ours is None or text == "":
        return ours is None and text == ""
    theirs = Decimal(text)
    units = [Decimal(1).scaleb(int(number.as_tuple().exponent)) for number in (ours, theirs)]
    return abs(ours - theirs) <= max(units) / 2


def test_there_are_28_cases_of_which_three_need_figures_that_the_panel_lacks() -> None:
    assert len(CASES) == 28
    assert NOT_IN_THE_PANEL.keys() < CASES.keys()


@pytest.mark.parametrize("name", JUDGED)
def test_a_published_case_comes_out_with_the_same_figures(name: str) -> None:
    case, check = CASES[name], check_of(CASES[name])
    assert same(check.opening, case["opening_km2"]), check.because
    assert same(check.released, case["released_km2"]), check.because
    assert same(check.new, case["new_km2"]), check.because
    assert same(check.expected, case["expected_closing_km2"]), check.because
    assert same(check.closing, case["published_closing_km2"]), check.because


@pytest.mark.parametrize("name", JUDGED)
def test_a_published_case_comes_out_with_the_same_verdict(name: str) -> None:
    case = CASES[name]
    assert check_of(case).verdict is VERDICTS[case["verdict"].partition(":")[0]]


@pytest.mark.parametrize(("name", "missing"), NOT_IN_THE_PANEL.items())
def test_a_case_that_the_panel_cannot_carry_names_what_is_missing(name: str, missing: str) -> None:
    check = check_of(CASES[name])
    assert missing in check.missing
    assert missing in check.because


def test_r10_is_contradicted_without_its_closing_stock() -> None:
    check = check_of(CASES["R10"])
    assert (check.verdict, check.closing, check.gap) == (Verdict.CONTRADICTS, None, None)
    assert check.expected == Decimal("-0.031434")
    assert "More was released than there was." in check.because


@pytest.mark.parametrize("name", ["R28", "R33"])
def test_the_other_two_are_not_judged(name: str) -> None:
    assert check_of(CASES[name]).verdict is Verdict.CANNOT_JUDGE


def test_every_verdict_on_the_panel_is_one_that_was_looked_at() -> None:
    judged = {(c.state, c.weapon, c.period): c.verdict.value for c in checks() if c.verdict is not Verdict.CANNOT_JUDGE}
    of_cases = {(c.state, c.weapon, c.period) for c in map(check_of, CASES.values())}
    beyond = {key: verdict for key, verdict in judged.items() if key not in of_cases}
    assert beyond == {
        ("AGO", "apm", "2022-12-31..2024-12-31"): "needs_addition",
        ("COD", "apm", "2016"): "closes",
        ("ETH", "apm", "2017-06-30..2017-12-31"): "closes",
        ("MOZ", "cmr", "2016"): "contradicts",
        ("SDN", "apm", "2015"): "needs_addition",
    }


def test_how_many_checks_the_panel_gives() -> None:
    assert Counter(check.verdict.value for check in checks()) == {
        "closes": 7, "needs_addition": 11, "contradicts": 13, "cannot_judge": 95,
    }  # fmt: skip


def test_every_check_that_is_not_judged_says_what_is_missing() -> None:
    silent = [check for check in checks() if check.verdict is Verdict.CANNOT_JUDGE and not check.missing]
    assert not silent


def test_every_check_names_its_figures() -> None:
    assert all(check.used and check.because for check in checks())
