"""Published figures against our own ledger."""

from __future__ import annotations

from decimal import Decimal

import pytest

from opendisarm.reconcile import Verdict
from opendisarm.reconcile.ours import Key, against_ours
from tests.reconcile.published import HERE, says, total

CLEARED = (HERE, "apm", 2015, "cleared_km2")


def test_a_figure_that_agrees_within_its_print() -> None:
    [check] = against_ours([says("cleared_km2", "3.4")], {CLEARED: 3_412_345})
    assert (check.released, check.expected, check.gap) == (Decimal("3.4"), Decimal("3.412345"), Decimal("-0.012345"))
    assert check.verdict is Verdict.CLOSES


def test_a_figure_that_differs() -> None:
    [check] = against_ours([says("cleared_km2", "4.10")], {CLEARED: 3_412_345.0})
    assert check.verdict is Verdict.CONTRADICTS
    assert check.because == (
        "cleared_km2 of 2015: published 4.10 km2 (Report), our ledger holds 3.4123450 km2. "
        "The figure published is 0.6876550 km2 more than ours."
    )


def test_a_stock_stands_in_the_closing_and_an_addition_in_new() -> None:
    ours = {(HERE, "apm", 2015, "contamination_total_km2"): 10**7, (HERE, "apm", 2015, "new_contamination_km2"): 10**6}
    new, stock = against_ours([total("10", "2015-06-30"), says("new_contamination_km2", "1")], ours)[::-1]
    assert (stock.closing, stock.period, stock.verdict) == (10, "2015-06-30", Verdict.CLOSES)
    assert (new.new, new.period, new.verdict) == (1, "2015", Verdict.CLOSES)


def test_what_our_ledger_does_not_know_is_not_zero() -> None:
    [check] = against_ours([says("cleared_km2", "3.4")], {})
    assert (check.expected, check.gap, check.verdict) == (None, None, Verdict.CANNOT_JUDGE)
    assert check.missing == ("our cleared_km2 of 2015",)


def test_the_ledger_may_be_asked_by_a_function() -> None:
    def ledger(state: str, weapon: str, year: int, figure: str) -> int | None:
        return 0 if (state, weapon, year, figure) == CLEARED else None

    [check] = against_ours([says("cleared_km2", "0")], ledger)
    assert check.verdict is Verdict.CLOSES


@pytest.mark.parametrize("note", ["CUMULATIVE 2008-2014", "in the quarter", "northern region only"])
def test_a_figure_of_another_period_or_place_is_not_judged(note: str) -> None:
    ours: dict[Key, int] = {CLEARED: 10**6}
    [check] = against_ours([says("cleared_km2", "1.0", note=note)], ours)
    assert check.verdict is Verdict.CANNOT_JUDGE


def test_casualties_are_no_land() -> None:
    assert against_ours([says("casualties", "3", unit="persons")], {}) == []
