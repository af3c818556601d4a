"""Balances over many years, from a release that its source adds up."""

from __future__ import annotations

from decimal import Decimal

from opendisarm.reconcile import Verdict, reconcile
from tests.reconcile.published import says, suspected, total


def test_a_cumulative_release_is_set_against_the_stock_at_its_start() -> None:
    [check] = reconcile([
        total("23.2", "2002-12-31"), total("13.9", "2011-03-31"),
        says("released_km2", "9.3", on="2011-03-31", note="CUMULATIVE 2003-March 2011"),
    ])  # fmt: skip
    assert (check.period, check.released, check.verdict) == ("2002-12-31..2011-03-31", Decimal("9.3"), Verdict.CLOSES)
    assert "less 9.3 released in all from 2003 to 31 March 2011 (Report)" in check.because


def test_land_ever_identified_holds_its_additions() -> None:
    checks = reconcile([
        suspected("12.2", "2007-12-31"), total("0", "2015-09-17"),
        says("sha_km2", "34.4", 2013, note="CUMULATIVE identified"),
        says("new_contamination_km2", "22.2", 2013, note="CUMULATIVE since 2007"),
        says("released_km2", "55", on="2014-12-31", note="CUMULATIVE 2008-2014"),
    ])  # fmt: skip
    check = next(check for check in checks if check.released == 55)
    assert (check.opening, check.new, check.expected) == (Decimal("34.4"), None, Decimal("-20.6"))
    assert (check.period, check.verdict) == ("2007-12-31..2014-12-31", Verdict.CONTRADICTS)


def test_cumulative_additions_join_a_cumulative_release() -> None:
    checks = reconcile([
        total("10.0", "2007-12-31"), total("5.0", "2014-12-31"),
        says("new_contamination_km2", "2.0", on="2014-12-31", note="CUMULATIVE since 2008"),
        says("released_km2", "7.0", on="2014-12-31", note="CUMULATIVE 2008-2014"),
    ])  # fmt: skip
    assert [(check.new, check.verdict) for check in checks] == [(Decimal("2.0"), Verdict.CLOSES)]


def test_a_release_whose_first_year_is_unknown_is_shown_but_not_judged() -> None:
    [check] = reconcile([
        suspected("922", "2000-07-31"), suspected("213", "2008-03-31"),
        says("released_km2", "710", on="2008-03-31", note="CUMULATIVE per extension request"),
    ])  # fmt: skip
    assert (check.expected, check.gap, check.verdict) == (212, 1, Verdict.CANNOT_JUDGE)
    assert check.missing == ("the first year that the cumulative release counts",)
    assert "If the release counts from that opening, the verdict is 'closes'." in check.because


def test_a_cumulative_release_is_no_flow_of_its_year() -> None:
    [check] = reconcile([
        total("20.0", "2013-12-31"), total("10.0", "2014-12-31"),
        says("released_km2", "10", on="2014-12-31", note="CUMULATIVE 1999-2014"),
    ])  # fmt: skip
    assert check.missing == ("land released in 2014",)
