"""One source against another: the same state, weapon, time and figure, told differently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

from opendisarm.core.records import PublishedFigure
from opendisarm.reconcile import notes, prose
from opendisarm.reconcile.digits import agree, amount, json_number, printed, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two figures for one thing that are not the same number, at the print of the coarser one.

    low, high     the two figures.           on   the day of the stock, or the end of the period.
    difference    high - low, in km2 or a count.        relative   difference / high, 0 to 1.
    """

    state: str
    weapon: str
    year: int
    figure: str
    on: date
    low: PublishedFigure
    high: PublishedFigure
    difference: Decimal
    relative: Decimal
    because: str

    @property
    def same_source(self) -> bool:
        """One document that prints both."""
        return self.low.citation == self.high.citation

    def as_json(self) -> dict[str, Any]:
        """The published shape."""
        return {
            "state": self.state, "weapon": self.weapon, "year": self.year, "figure": self.figure,
            "on": self.on.isoformat(), "low": json_number(amount(self.low)), "high": json_number(amount(self.high)),
            "difference": json_number(self.difference), "relative": float(round(self.relative, 4)),
            "because": self.because, "sources": [self.low.citation, self.high.citation],
        }  # fmt: skip


def disagreements(figures: Iterable[PublishedFigure]) -> list[Disagreement]:
    """Every two figures of one state, weapon, day and name that differ.

    Flows of part of a year are left out: they may be of different parts. A cumulative figure meets only those that
    count from the same year, a figure of one region only those of the same region.
    """
    groups: defaultdict[tuple[object, ...], list[PublishedFigure]] = defaultdict(list)
    for figure in set(figures):
        if amount(figure) is not None and not notes.is_part_of_year(figure):
            groups[_same_thing(figure)].append(figure)
    found = [
        _told(*sorted(pair, key=lambda f: (total([f]), f.citation)))
        for group in groups.values()
        for pair in combinations(group, 2)
        if not agree(*pair)
    ]
    return sorted(found, key=lambda d: (d.state, d.weapon, d.on, d.figure, d.low.value, d.high.value, d.because))


def _same_thing(figure: PublishedFigure) -> tuple[object, ...]:
    cumulative = (notes.is_cumulative(figure), notes.counts_from(figure) if notes.is_cumulative(figure) else None)
    scope = notes.part_of_country(figure)
    return (figure.place.state, figure.weapon, figure.year, figure.figure, figure.on, *cumulative, scope)


def _told(low: PublishedFigure, high: PublishedFigure) -> Disagreement:
    difference = total([high]) - total([low])
    relative = difference / total([high])
    because = (
        f"{_one(low)} against {_one(high)}: a difference of {printed(difference)} {low.unit}, "
        f"{relative * 100:.1f} % of the larger."
    )
    return Disagreement(
        state=low.place.state, weapon=low.weapon, year=low.year, figure=low.figure, on=low.on, low=low, high=high,
        difference=difference, relative=relative, because=because,
    )  # fmt: skip


def _one(figure: PublishedFigure) -> str:
    note = f"; {figure.note}" if figure.note else ""
    return f"{figure.value} ({prose.titles([figure])}{note})"
