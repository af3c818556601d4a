"""Stocks: how much land one source says is contaminated on one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import product
from typing import Final

from opendisarm.core.records import PublishedFigure
from opendisarm.reconcile import notes
from opendisarm.reconcile.digits import blur, total

TOTAL: Final = "contamination_total_km2"
CONFIRMED: Final = "cha_km2"
SUSPECTED: Final = "sha_km2"
_NEW_YEAR: Final = timedelta(days=7)


class Measure(StrEnum):
    """What a stock counts. Only stocks of one measure open and close the same balance."""

    ALL = "suspected and confirmed area"
    CONFIRMED = "confirmed area only"
    SUSPECTED = "suspected area only"


@dataclass(frozen=True, slots=True)
class Stock:
    """Contaminated land on a day by one source, km2.

    used     one figure, or the confirmed and the suspected area that are summed.
    beside   confirmed and suspected area that the source prints beside its total.
    """

    on: date
    measure: Measure
    used: tuple[PublishedFigure, ...]
    beside: tuple[PublishedFigure, ...] = ()

    @property
    def value(self) -> Decimal:
        """km2, exact."""
        return total(self.used)

    @property
    def blur(self) -> Decimal:
        """What print alone leaves open, km2."""
        return blur(self.used)

    @property
    def citation(self) -> str:
        """Its one source."""
        return self.used[0].citation

    @property
    def split(self) -> bool:
        """Whether suspected land is known to be in it: land confirmed by survey then moves inside this stock."""
        return any(figure.figure == SUSPECTED for figure in self.used + self.beside)

    @property
    def scope(self) -> str:
        """The part of the country that it covers, in the note's words."""
        return "; ".join(dict.fromkeys(filter(None, map(notes.part_of_country, self.used))))

    @property
    def estimate(self) -> bool:
        """Whether any of its figures is called an estimate."""
        return any(map(notes.is_estimate, self.used))

    @property
    def opens(self) -> bool:
        """Printed as the opening of a reported period."""
        return any(map(notes.opens_a_period, self.used))

    @property
    def closes(self) -> bool:
        """Printed as the closing of a reported period."""
        return any(map(notes.closes_a_period, self.used))

    @property
    def unusable(self) -> str:
        """Why it can stand in no balance; "" when it can."""
        if any(map(notes.is_forecast, self.used)):
            return "it is a forecast, not a measurement"
        if any(map(notes.is_doubted, self.used)):
            return "its own note calls it an error"
        if total(self.beside) > self.value + self.blur + blur(self.beside):
            return "its source prints larger parts beside it"
        return ""

    @property
    def dated(self) -> bool:
        """False when only its year is known; it then stands at the end of that year."""
        return all(figure.as_of for figure in self.used)


def closing_year(day: date) -> int | None:
    """The year that ends on this day, a week either way; None in the middle of a year."""
    before, after = day - _NEW_YEAR, day + _NEW_YEAR
    if after.year > day.year:
        return day.year
    return before.year if before.year < day.year else None


def stocks_of(figures: Iterable[PublishedFigure]) -> tuple[Stock, ...]:
    """Every stock of one state and weapon, by day, then source, then preference (the first one of a source counts).

    A total, where a source prints one; else confirmed and suspected area summed; else the one that there is.
    Cumulative rows ("ever identified") are no stock of a day.
    """
    rows: defaultdict[tuple[date, str], defaultdict[str, list[PublishedFigure]]]
    rows = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        if figure.figure in (TOTAL, CONFIRMED, SUSPECTED) and not notes.is_cumulative(figure):
            rows[figure.on, figure.citation][figure.figure].append(figure)
    return tuple(stock for key in sorted(rows) for stock in _of_one_source(key[0], rows[key]))


def _of_one_source(on: date, printed: dict[str, list[PublishedFigure]]) -> list[Stock]:
    totals, confirmed, suspected = (_distinct(printed.get(name, ())) for name in (TOTAL, CONFIRMED, SUSPECTED))
    if totals:
        return [Stock(on, Measure.ALL, (figure,), (*confirmed[:1], *suspected[:1])) for figure in totals]
    if confirmed and suspected:
        return [Stock(on, Measure.ALL, pair) for pair in product(confirmed, suspected)]
    measure = Measure.CONFIRMED if confirmed else Measure.SUSPECTED
    return [Stock(on, measure, (figure,)) for figure in confirmed or suspected]


def _distinct(figures: Sequence[PublishedFigure]) -> list[PublishedFigure]:
    kept: dict[str, PublishedFigure] = {}
    for figure in sorted(figures, key=notes.preference):
        kept.setdefault(figure.value, figure)
    return list(kept.values())
