"""The published figures of one state and weapon, sorted into what a balance is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from opendisarm.core.records import PublishedFigure
from opendisarm.reconcile import notes
from opendisarm.reconcile.digits import amount
from opendisarm.reconcile.flows import FLOWS
from opendisarm.reconcile.pairs import Series, series_of
from opendisarm.reconcile.stocks import CONFIRMED, SUSPECTED, TOTAL, Stock, stocks_of

AREAS = FLOWS | {TOTAL, CONFIRMED, SUSPECTED}


@dataclass(frozen=True, slots=True)
class Account:
    """One state and weapon.

    stocks       every stock, usable or not.                 series     the usable ones that can be compared.
    yearly       flows of calendar years, of every weapon of the state ("all" may be their sum).
    of_periods   flows of a document that prints an opening and a closing stock: they are of its period, not of a
                 calendar year.
    cumulative   rows that add up several years.             unreadable   areas that are no plain number of km2.
    """

    state: str
    weapon: str
    stocks: tuple[Stock, ...]
    series: tuple[Series, ...]
    yearly: tuple[PublishedFigure, ...]
    of_periods: tuple[PublishedFigure, ...]
    cumulative: tuple[PublishedFigure, ...]
    unreadable: tuple[PublishedFigure, ...]

    def of_year(self, year: int) -> tuple[PublishedFigure, ...]:
        """The flows of one calendar year."""
        return tuple(figure for figure in self.yearly if figure.year == year)

    @property
    def sources_of_release(self) -> frozenset[str]:
        """The citations that publish a yearly flow."""
        return frozenset(figure.citation for figure in self.yearly)


def accounts_of(figures: Iterable[PublishedFigure]) -> tuple[Account, ...]:
    """Every state and weapon that the figures tell of, in order; the order of the figures does not matter."""
    ordered = sorted(
        set(figures), key=lambda f: (f.place.state, f.weapon, f.on, f.figure, f.citation, f.value, f.note, f.ref)
    )
    areas = [figure for figure in ordered if figure.figure in AREAS or figure.figure.startswith("cleared_km2")]
    by_state: dict[str, list[PublishedFigure]] = {}
    for figure in areas:
        by_state.setdefault(figure.place.state, []).append(figure)
    return tuple(
        _account(state, weapon, rows)
        for state, rows in by_state.items()
        for weapon in sorted({figure.weapon for figure in rows})
    )


def _account(state: str, weapon: str, of_state: Sequence[PublishedFigure]) -> Account:
    readable = [figure for figure in of_state if amount(figure) is not None]
    own = [figure for figure in readable if figure.weapon == weapon]
    stocks = stocks_of(own)
    reporting = {stock.citation for stock in stocks if stock.opens or stock.closes}
    flows = [figure for figure in readable if figure.figure in FLOWS and not notes.is_cumulative(figure)]
    return Account(
        state,
        weapon,
        stocks,
        series_of(stocks),
        tuple(f for f in flows if f.citation not in reporting and not notes.is_part_of_year(f)),
        tuple(f for f in flows if f.citation in reporting),
        tuple(figure for figure in own if notes.is_cumulative(figure)),
        tuple(figure for figure in of_state if figure.weapon == weapon and amount(figure) is None),
    )
