"""Whether a balance closes: the tolerance and the rule of the verdict, on bare numbers.

docs/reconcile.md gives both in prose, with the published cases that they are checked against.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from opendisarm.reconcile.checks import Verdict

# A gap of at most half a per cent of the stock is let pass. Coarse print may explain a gap up to one per cent; beyond
# that the figures say too little for "closes", however coarsely they are printed.
FREE_SHARE: Final = Decimal("0.005")
PRINT_SHARE: Final = Decimal("0.01")
_ESTIMATE: Final = "One of the two stocks is an estimate and the other is not: they may not count the same."


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The figures of one balance, km2, and what is known to be wanting in them.

    opening, released, closing   None when not published.      new   None when no addition was published.
    blur              what print alone leaves open: the half units of all figures, summed.
    at_least          the release published is only a part of it (some operators, a year that sticks out): the true
                      expected closing is lower, the true gap larger.
    clearance_only    release by survey was not published, and may have happened.
    estimated         one of the two stocks is called an estimate, the other is not: they may not count the same.
    """

    opening: Decimal | None
    released: Decimal | None
    new: Decimal | None
    closing: Decimal | None
    blur: Decimal = Decimal(0)
    at_least: bool = False
    clearance_only: bool = False
    estimated: bool = False

    @property
    def expected(self) -> Decimal | None:
        """opening - released + new; None when opening or release is missing."""
        if self.opening is None or self.released is None:
            return None
        return self.opening - self.released + (self.new or Decimal(0))

    @property
    def gap(self) -> Decimal | None:
        """closing - expected; None when either is missing."""
        expected = self.expected
        return None if expected is None or self.closing is None else self.closing - expected

    @property
    def stock(self) -> Decimal:
        """The larger of the two stocks: what the relative tolerance is taken of."""
        return max(self.opening or Decimal(0), self.closing or Decimal(0))

    @property
    def level(self) -> bool:
        """Whether the closing is neither above the opening nor below what the release leaves."""
        if self.closing is None or self.opening is None or self.expected is None:
            return False
        return self.expected <= self.closing <= self.opening

    @property
    def tolerance(self) -> Decimal:
        """0.5 % of the larger stock, or what print leaves open up to 1 % of it."""
        return max(FREE_SHARE * self.stock, min(self.blur, PRINT_SHARE * self.stock))


def judge(balance: Balance) -> tuple[Verdict, str]:
    """The verdict and its reason as a sentence."""
    expected, gap = balance.expected, balance.gap
    if expected is None:
        return Verdict.CANNOT_JUDGE, "Without the missing figure nothing can be said."
    if gap is None and expected >= -balance.tolerance:
        return Verdict.CANNOT_JUDGE, "There is no closing stock to set against it."
    if gap is not None and abs(gap) <= balance.tolerance:
        if balance.at_least:
            return Verdict.CANNOT_JUDGE, "The figures meet, but the release published is only a part of it."
        return Verdict.CLOSES, "The balance closes."
    if balance.estimated and (expected < 0 or not balance.level):
        return Verdict.CANNOT_JUDGE, _ESTIMATE
    if expected < 0:
        return Verdict.CONTRADICTS, "More was released than there was."
    assert gap is not None, "a missing closing was answered above"
    if gap > 0 and balance.new is None:
        return Verdict.NEEDS_ADDITION, "The stock needs an addition that nobody published."
    if gap > 0:
        return Verdict.CONTRADICTS, "More remains than the additions published allow."
    if balance.at_least:
        return Verdict.CANNOT_JUDGE, "The release published is only a part of it, and the rest may explain the fall."
    if balance.clearance_only:
        return Verdict.CANNOT_JUDGE, "Release by survey was not published, and may explain the fall."
    return Verdict.CONTRADICTS, "The stock fell by more than all that was released."
