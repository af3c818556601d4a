"""Published clearance figures against themselves: opening less released plus new, against the closing published."""

from __future__ import annotations

from collections.abc import Iterable

from opendisarm.core.records import PublishedFigure
from opendisarm.reconcile import prose
from opendisarm.reconcile.account import Account, accounts_of
from opendisarm.reconcile.balances import check_after, check_pair
from opendisarm.reconcile.checks import Check, Verdict
from opendisarm.reconcile.cumulative import cumulative_checks
from opendisarm.reconcile.pairs import pairs_of
from opendisarm.reconcile.stocks import Stock


def reconcile(figures: Iterable[PublishedFigure]) -> list[Check]:
    """Every balance that the published figures allow, by state, weapon and period.

    Shape   one check a pair of stocks, a cumulative release or an unusable figure; a state and weapon with stocks has
            at least one. The order of the figures does not change the answer.
    Method  docs/reconcile.md.
    """
    checks = [check for account in accounts_of(figures) for check in _of_account(account)]
    return sorted(checks, key=lambda check: (check.state, check.weapon, check.period, check.because))


def _of_account(account: Account) -> list[Check]:
    over_years = cumulative_checks(account)
    spanned = {(found.opening, found.closing) for found in over_years}
    checks = [found.check for found in over_years]
    for series in account.series:
        pairs = pairs_of(series, account.sources_of_release)
        checks += [check_pair(account, pair) for pair in pairs if (pair.opening.on, pair.closing.on) not in spanned]
        after = check_after(account, series[-1])
        if after is not None and (after.verdict is Verdict.CONTRADICTS or len(account.stocks) == 1):
            checks.append(after)
    checks += [_unusable(account, stock) for stock in account.stocks if stock.unusable]
    if account.stocks and not checks:
        checks.append(_unpaired(account))
    return checks + [_unreadable(figure) for figure in account.unreadable]


def _unusable(account: Account, stock: Stock) -> Check:
    missing = (f"a measured stock on {prose.day(stock.on)}",)
    told = " / ".join(figure.note for figure in stock.used if figure.note)
    because = f"{prose.stock_in_words(stock)} opens and closes no balance: {stock.unusable}."
    because += f" Note: {told}." if told else ""
    return _not_judged(account, stock.on.isoformat(), because, missing, stock.used)


def _unpaired(account: Account) -> Check:
    stocks = account.stocks
    missing: tuple[str, ...]
    told = "; ".join(f"{prose.stock_in_words(stock)}, {_kind(stock)}" for stock in stocks)
    if len({stock.on for stock in stocks}) == 1:
        because = f"Only one moment has a stock: {told}."
        missing = ("an earlier or a later stock", "the land released between the two")
    else:
        because = f"No two stocks count the same thing: {told}."
        missing = ("an opening and a closing stock of one measure",)
    prose_only = [figure.note for stock in stocks for figure in stock.used if figure.note]
    if prose_only:
        because += f" What the notes tell in words is not read as figures: {' / '.join(prose_only)}."
    used = tuple(figure for stock in stocks for figure in stock.used)
    period = " and ".join(dict.fromkeys(stock.on.isoformat() for stock in stocks))
    closing = stocks[0] if len(stocks) == 1 else None
    return _not_judged(account, period, f"{because} Not published: {'; '.join(missing)}.", missing, used, closing)


def _kind(stock: Stock) -> str:
    return f"{stock.measure.value}{f' ({stock.scope})' if stock.scope else ''}"


def _unreadable(figure: PublishedFigure) -> Check:
    because = (
        f"{figure.figure} of {figure.year} is printed as '{figure.value} {figure.unit}' ({prose.titles([figure])}), "
        "which is no plain number of zero or more in km2, ha or m2; it is used in no balance."
    )
    return Check(
        state=figure.place.state, weapon=figure.weapon, period=str(figure.year), verdict=Verdict.CANNOT_JUDGE,
        because=because, used=(figure,), missing=(f"a readable {figure.figure} of {figure.year}",),
    )  # fmt: skip


def _not_judged(
    account: Account,
    period: str,
    because: str,
    missing: tuple[str, ...],
    used: tuple[PublishedFigure, ...],
    closing: Stock | None = None,
) -> Check:
    return Check(
        state=account.state, weapon=account.weapon, period=period, closing=closing.value if closing else None,
        verdict=Verdict.CANNOT_JUDGE, because=because, used=used, missing=missing,
    )  # fmt: skip
