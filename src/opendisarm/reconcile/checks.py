"""The answer of a reconciliation: one balance, its figures, and whether it closes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from opendisarm.core.records import PublishedFigure
from opendisarm.reconcile.digits import json_number


class Verdict(StrEnum):
    """closes: within tolerance.  needs_addition: more land remains than an addition-free balance allows, and no
    addition was published.  contradicts: no unpublished addition or release can explain it.  cannot_judge: a figure
    is missing, or the figures do not measure the same thing."""

    CLOSES = "closes"
    NEEDS_ADDITION = "needs_addition"
    CONTRADICTS = "contradicts"
    CANNOT_JUDGE = "cannot_judge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """opening - released + new = expected, against the closing published; gap = closing - expected.

    Unit     km2, exact decimals from the digits printed; None where a figure is missing: unknown is not zero.
    period   "2015" for a calendar year, else "first day..last day" of the two stocks.
    new      None when no addition was published, which is not the same as an addition of 0.
    because  the arithmetic in words, with the sources and dates of its figures.
    missing  what would have to be published for a verdict; empty when nothing is missing.
    """

    state: str
    weapon: str
    period: str
    opening: Decimal | None = None
    released: Decimal | None = None
    new: Decimal | None = None
    expected: Decimal | None = None
    closing: Decimal | None = None
    gap: Decimal | None = None
    verdict: Verdict
    because: str
    used: tuple[PublishedFigure, ...] = ()
    missing: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The published shape; `sources` are the distinct citations, in the order of use."""
        return {
            "state": self.state, "weapon": self.weapon, "period": self.period,
            "opening": json_number(self.opening), "released": json_number(self.released),
            "new": json_number(self.new), "expected": json_number(self.expected),
            "closing": json_number(self.closing), "gap": json_number(self.gap),
            "verdict": self.verdict.value, "because": self.because, "sources": list(citations(self.used)),
        }  # fmt: skip


def citations(figures: Iterable[PublishedFigure]) -> tuple[str, ...]:
    """The distinct citations, in the order met."""
    return tuple(dict.fromkeys(figure.citation for figure in figures))
