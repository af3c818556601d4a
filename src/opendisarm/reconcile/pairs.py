"""Which stock opens and which closes a balance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from opendisarm.reconcile.stocks import Measure, Stock

# Stocks of two sources closer than this are two accounts of one moment, not the ends of a period.
SHORTEST_DAYS: Final = 100
# One source that prints two stocks up to this far apart reports the period between them.
REPORTED_DAYS: Final = 430

Series = tuple[Stock, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """An opening and a closing stock of one measure and one part of the country.

    alone     its source prints these two stocks of the series and no other.
    other_openings, other_closings   what was published otherwise for the same two days.
    """

    opening: Stock
    closing: Stock
    alone: bool = False
    other_openings: tuple[Stock, ...] = ()
    other_closings: tuple[Stock, ...] = ()

    @property
    def same_source(self) -> bool:
        """Both stocks stand in one document."""
        return self.opening.citation == self.closing.citation


def series_of(stocks: Sequence[Stock]) -> tuple[Series, ...]:
    """Usable stocks by measure and part of the country, each in the order of days.

    A total of 0 continues whichever series came last before it: no land left is no land of any kind left.
    """
    found: defaultdict[tuple[Measure, str], list[Stock]] = defaultdict(list)
    last = (Measure.ALL, "")
    for stock in sorted((stock for stock in stocks if not stock.unusable), key=lambda stock: stock.on):
        key = (stock.measure, stock.scope)
        if stock.measure is Measure.ALL and not stock.value and not stock.scope:
            key = last
        found[key].append(stock)
        last = key
    return tuple(tuple(found[key]) for key in sorted(found))


def pairs_of(series: Series, with_flows: Collection[str] = ()) -> tuple[Pair, ...]:
    """Every opening and closing of one series.

    First the pairs that one source prints about a year apart or less; then neighbours in time across sources, unless
    they lie inside such a pair or are two accounts of one moment.
    with_flows   citations that publish flows: among several stocks of one day theirs is taken.
    """
    reported = [pair for source in sorted({stock.citation for stock in series}) for pair in _reported(series, source)]
    inside = [(pair.opening.on, pair.closing.on) for pair in reported]
    across = [
        _across(series, first, last, with_flows)
        for first, last in pairwise(sorted({stock.on for stock in series}))
        if (last - first).days >= SHORTEST_DAYS and not any(a <= first and last <= b for a, b in inside)
    ]
    return tuple(sorted(reported + across, key=lambda pair: (pair.opening.on, pair.closing.on, pair.closing.citation)))


def _reported(series: Series, source: str) -> list[Pair]:
    own = [stock for stock in series if stock.citation == source]
    days = sorted({stock.on for stock in own})
    return [
        _with_others(series, _on(own, first)[0], _on(own, last)[0], len(days) == 2)
        for first, last in pairwise(days)
        if (last - first).days <= REPORTED_DAYS
    ]


def _across(series: Series, first: date, last: date, with_flows: Collection[str]) -> Pair:
    openings, closings = _best_of_each(_on(series, first)), _best_of_each(_on(series, last))
    opening, closing = min(
        ((opening, closing) for opening in openings for closing in closings),
        key=lambda ends: (
            ends[0].citation != ends[1].citation, ends[1].citation not in with_flows,
            ends[0].citation not in with_flows, -ends[1].value, -ends[0].value, ends[1].citation, ends[0].citation,
        ),
    )  # fmt: skip
    return _with_others(series, opening, closing, False)


def _with_others(series: Series, opening: Stock, closing: Stock, alone: bool) -> Pair:
    return Pair(opening, closing, alone, _others(series, opening), _others(series, closing))


def _others(series: Series, chosen: Stock) -> tuple[Stock, ...]:
    """Stocks of the same day that are another number, at the print of the coarser one."""
    differ = [stock for stock in _on(series, chosen.on) if stock.value != chosen.value]
    return tuple(s for s in differ if abs(s.value - chosen.value) >= max(s.blur, chosen.blur))


def _on(stocks: Sequence[Stock], day: date) -> list[Stock]:
    return [stock for stock in stocks if stock.on == day]


def _best_of_each(stocks: Sequence[Stock]) -> list[Stock]:
    best: dict[str, Stock] = {}
    for stock in stocks:
        best.setdefault(stock.citation, stock)
    return list(best.values())
