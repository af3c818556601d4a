"""Balances over many years, from a release that its source adds up ("2003 to March 2011", "since the survey")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from opendisarm.core.records import PublishedFigure
from opendisarm.reconcile import notes, prose
from opendisarm.reconcile.account import Account
from opendisarm.reconcile.checks import Check, Verdict
from opendisarm.reconcile.digits import amount, blur, printed, total
from opendisarm.reconcile.flows import HEADLINE, NEW
from opendisarm.reconcile.stocks import CONFIRMED, SUSPECTED, TOTAL, Stock
from opendisarm.reconcile.verdicts import Balance, judge

_RELEASES: Final = (HEADLINE, "cleared_km2", "cleared_km2_cumulative")
_SAME_MOMENT_DAYS: Final = 45
_SOON_DAYS: Final = 366
_FIRST_YEAR_UNKNOWN: Final = "the first year that the cumulative release counts"


@dataclass(frozen=True, slots=True)
class CumulativeCheck:
    """A check, and the days of the stocks that it spans: neighbouring stocks on the same days need no other."""

    check: Check
    opening: date
    closing: date | None


@dataclass(frozen=True, slots=True)
class _Start:
    """What a cumulative release is taken from."""

    on: date
    used: tuple[PublishedFigure, ...]
    words: str
    ever: bool = False


def cumulative_checks(account: Account) -> tuple[CumulativeCheck, ...]:
    """A check for each cumulative release that has an opening stock, or a closing one of the same moment.

    A release whose first year is not told is set against the earliest comparable stock, and not judged.
    A stock that its note calls cumulative is all land ever identified: additions are in it already.
    """
    found = []
    for release in account.cumulative:
        if release.figure not in _RELEASES:
            continue
        first_year = notes.counts_from(release)
        closing = _closing(account, release)
        start = _opening(account, first_year, release.on) if first_year else _earliest(account, closing, release.on)
        if start is not None and (closing is not None or first_year is not None):
            check = _check(account, release, start, closing)
            found.append(CumulativeCheck(check, start.on, closing.on if closing else None))
    return tuple(found)


def _closing(account: Account, release: PublishedFigure) -> Stock | None:
    stocks = [stock for series in account.series for stock in series]
    near = [stock for stock in stocks if abs((stock.on - release.on).days) <= _SAME_MOMENT_DAYS]
    if near:
        return min(near, key=lambda s: (s.citation != release.citation, abs((s.on - release.on).days)))
    soon = [stock for stock in stocks if 0 < (stock.on - release.on).days <= _SOON_DAYS]
    return min(soon, key=lambda stock: stock.on) if soon and notes.counts_from(release) else None


def _opening(account: Account, first_year: int, end: date) -> _Start | None:
    ever = [f for f in account.cumulative if f.figure in (TOTAL, CONFIRMED, SUSPECTED) and f.on <= end]
    if ever:
        last = max(ever, key=lambda figure: (figure.on, figure.citation))
        words = f"{printed(amount(last) or Decimal(0))} km2 ever identified by {last.year} ({prose.titles([last])})"
        return _Start(date(first_year - 1, 12, 31), (last,), words, True)
    window = (date(first_year - 1, 12, 1), date(first_year, 6, 30))
    stocks = [stock for series in account.series for stock in series if window[0] <= stock.on <= window[1]]
    return _of_stock(min(stocks, key=lambda stock: stock.on)) if stocks else None


def _earliest(account: Account, closing: Stock | None, end: date) -> _Start | None:
    for series in account.series:
        if closing in series and series[0].on < end and series[0].on != series[-1].on:
            return _of_stock(series[0])
    return None


def _of_stock(stock: Stock) -> _Start:
    return _Start(stock.on, stock.used, prose.stock_in_words(stock))


def _check(account: Account, release: PublishedFigure, start: _Start, closing: Stock | None) -> Check:
    first_year = notes.counts_from(release)
    new = () if start.ever or first_year is None else tuple(_additions(account, first_year, release.on))
    used = (*start.used, release, *new, *(closing.used if closing else ()))
    balance = Balance(
        opening=total(start.used),
        released=amount(release),
        new=total(new) if new else None,
        closing=closing.value if closing else None,
        blur=blur(used),
        clearance_only=release.figure != HEADLINE,
    )
    verdict, reason = judge(balance)
    missing: tuple[str, ...] = () if closing else (f"a stock on {prose.day(release.on)}",)
    since = f"from {first_year} " if first_year else ""
    flows = [f"less {release.value} released in all {since}to {prose.day(release.on)} ({prose.titles([release])})"]
    if new:
        flows.append(f"plus {printed(total(new))} found in all ({prose.titles(new)})")
    text = [prose.arithmetic(balance, start.words, flows, prose.stock_in_words(closing) if closing else "")]
    if first_year is None:
        verdict, missing = Verdict.CANNOT_JUDGE, (_FIRST_YEAR_UNKNOWN,)
        would, _ = judge(balance)
        reason = f"If the release counts from that opening, the verdict is '{would.value}'."
    text += [reason, f"Not published: {'; '.join(missing)}." if missing else ""]
    return Check(
        state=account.state, weapon=account.weapon, period=f"{start.on.isoformat()}..{release.on.isoformat()}",
        opening=balance.opening, released=balance.released, new=balance.new, expected=balance.expected,
        closing=balance.closing, gap=balance.gap, verdict=verdict, because=" ".join(filter(None, text)), used=used,
        missing=missing,
    )  # fmt: skip


def _additions(account: Account, first_year: int, end: date) -> Iterable[PublishedFigure]:
    for figure in account.cumulative:
        if figure.figure == NEW and notes.counts_from(figure) in (first_year - 1, first_year) and figure.on <= end:
            yield figure
