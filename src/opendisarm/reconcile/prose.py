"""The words of a check: its figures with sources and dates, and what else was published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Final

from opendisarm.core.records import PublishedFigure
from opendisarm.reconcile.checks import citations
from opendisarm.reconcile.digits import amount, printed
from opendisarm.reconcile.flows import Flow
from opendisarm.reconcile.stocks import CONFIRMED, SUSPECTED, Stock
from opendisarm.reconcile.verdicts import Balance, judge

_PARTS: Final = {CONFIRMED: "confirmed", SUSPECTED: "suspected"}


def day(on: date) -> str:
    """ "31 December 2015"."""
    return f"{on.day} {on:%B} {on.year}"


def years(several: Iterable[int]) -> str:
    """ "2015", "2002-2007 and 2009", in order."""
    runs = []
    for _, run in groupby(enumerate(sorted(several)), key=lambda pair: pair[1] - pair[0]):
        found = [year for _, year in run]
        runs.append(str(found[0]) if len(found) == 1 else f"{found[0]}-{found[-1]}")
    return runs[0] if len(runs) == 1 else f"{', '.join(runs[:-1])} and {runs[-1]}"


def titles(figures: Iterable[PublishedFigure]) -> str:
    """The sources by title, without their addresses."""
    return "; ".join(source.rpartition(" | ")[2].strip() for source in citations(figures))


def stock_in_words(stock: Stock) -> str:
    """ "483 km2 on 31 December 2015 (294 confirmed + 189 suspected; Landmine Monitor ...)"."""
    when = f"on {day(stock.on)}" if stock.dated else f"in {stock.on.year}, no day given"
    named = [
        f"{printed(amount(figure) or Decimal(0))} {_PARTS[figure.figure]}"
        for figure in stock.used
        if figure.figure in _PARTS
    ]
    if len(named) > 1:
        return f"{printed(stock.value)} km2 {when} ({' + '.join(named)}; {titles(stock.used)})"
    kind = f" {named[0].partition(' ')[2]}" if named else ""
    return f"{printed(stock.value)} km2{kind} {when} ({titles(stock.used)})"


def flow_in_words(flow: Flow, verb: str) -> str:
    """ "67.75 released (27.15 cancelled + 40.6 cleared; Landmine Monitor ...)"; one figure says its own verb."""
    if len(flow.used) == 1:
        return f"{flow.words} ({titles(flow.used)})"
    return f"{printed(flow.value)} {verb} ({flow.words}; {titles(flow.used)})"


def arithmetic(balance: Balance, opening: str, flows: Sequence[str], closing: str) -> str:
    """ "Opening ..., less ..., plus ..., leaves ... km2. Closing .... Gap +2.1 km2, 0.4 % of the stock."."""
    text = ", ".join((f"Opening {opening}", *flows))
    expected, gap = balance.expected, balance.gap
    text += "." if expected is None else f", leaves {printed(expected)} km2."
    if closing:
        text += f" Closing {closing}."
    if gap is None:
        return text
    if not gap:
        return f"{text} No gap."
    return (
        f"{text} Gap {signed(gap)} km2{_share(gap, balance.stock)}; tolerance {_short(balance.tolerance)} km2."
        + _hidden_by_print(balance, gap)
    )


def otherwise(balance: Balance, variants: Sequence[tuple[Balance, str]]) -> str:
    """What else was published for a figure used, and whether the verdict would change with it."""
    if not variants:
        return ""
    verdict, _ = judge(balance)
    said = []
    for other, words in variants:
        changed, _ = judge(other)
        gap = "" if other.gap is None else f" (gap {signed(other.gap)})"
        would = "stay" if changed is verdict else f"be '{changed.value}'"
        said.append(f"{words}: with it the verdict would {would}{gap}")
    return f"Also published: {'; '.join(said)}."


def signed(gap: Decimal) -> str:
    """ "+2.11" or "-0.25"."""
    return f"{'+' if gap > 0 else ''}{printed(gap)}"


def _share(gap: Decimal, stock: Decimal) -> str:
    if not stock:
        return ""
    percent = abs(gap) / stock * 100
    return ", less than 0.1 % of the stock" if percent < Decimal("0.05") else f", {percent:.1f} % of the stock"


def _short(value: Decimal) -> str:
    """Three significant digits are enough for a tolerance."""
    digits = 2 - value.adjusted() if value else 0
    return printed(round(value, max(digits, 0)).normalize() + 0)


def _hidden_by_print(balance: Balance, gap: Decimal) -> str:
    if balance.tolerance < abs(gap) <= balance.blur:
        return f" The figures are printed so coarsely that rounding may hide up to {_short(balance.blur)} km2."
    return ""
