"""The rule of the verdict on bare numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from opendisarm.reconcile.checks import Verdict
from opendisarm.reconcile.verdicts import Balance, judge


def balance(opening: str, released: str, new: str | None, closing: str, blur: str = "0") -> Balance:
    return Balance(
        opening=Decimal(opening), released=Decimal(released), new=None if new is None else Decimal(new),
        closing=Decimal(closing), blur=Decimal(blur),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("figures", "verdict"),
    [
        (("483", "41.91", None, "443.2"), Verdict.CLOSES),  # 0.4 % of the stock
        (("443.2", "37.0", None, "411"), Verdict.NEEDS_ADDITION),  # 1.1 %
        (("1000", "100", None, "905"), Verdict.CLOSES),  # 0.5 %, the bound itself
        (("1000", "100", None, "905.1"), Verdict.NEEDS_ADDITION),
        (("1000", "100", "1", "907"), Verdict.CONTRADICTS),
        (("1000", "100", None, "890"), Verdict.CONTRADICTS),
        (("0.85", "0.86", None, "0.5"), Verdict.CONTRADICTS),
        (("1", "1", None, "0"), Verdict.CLOSES),
        (("0", "0", None, "0"), Verdict.CLOSES),
        (("0", "0", "3", "3"), Verdict.CLOSES),
    ],
)
def test_the_verdict_follows_the_gap(figures: tuple[str, str, str | None, str], verdict: Verdict) -> None:
    assert judge(balance(*figures))[0] is verdict


def test_coarse_print_may_hide_one_per_cent_of_the_stock() -> None:
    assert judge(balance("100", "10", None, "91", blur="1.5"))[0] is Verdict.CLOSES
    assert judge(balance("100", "10", None, "91", blur="0.05"))[0] is Verdict.NEEDS_ADDITION


def test_coarse_print_never_hides_more_than_one_per_cent() -> None:
    assert judge(balance("29.490505", "0.92", None, "29", blur="0.505"))[0] is Verdict.NEEDS_ADDITION


def test_an_unknown_release_is_not_zero() -> None:
    unknown = Balance(opening=Decimal(5), released=None, new=None, closing=Decimal(5))
    assert unknown.expected is None
    assert judge(unknown)[0] is Verdict.CANNOT_JUDGE


def test_a_balance_that_meets_with_a_part_of_the_release_is_not_judged() -> None:
    partly = Balance(opening=Decimal(5), released=Decimal(1), new=None, closing=Decimal(4), at_least=True)
    assert judge(partly) == (
        Verdict.CANNOT_JUDGE,
        "The figures meet, but the release published is only a part of it.",
    )


def test_an_estimate_that_stays_level_shows_that_an_addition_is_needed() -> None:
    level = Balance(opening=Decimal("0.5"), released=Decimal("0.3"), new=None, closing=Decimal("0.5"), estimated=True)
    assert judge(level)[0] is Verdict.NEEDS_ADDITION
