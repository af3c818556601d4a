"""The land now, through the year, and at the end of every year, from one ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from opendisarm.core.clocks import Span
from opendisarm.core.vocabulary import Account, Cause
from opendisarm.desk.land import LandLedger
from opendisarm.desk.land_days import LandDays, land_days
from opendisarm.ledgers.land.bridge import Bridge
from opendisarm.reports.land_pictures.strata import Level


@dataclass(frozen=True, slots=True)
class Stock:
    """What stands in an account.  ref: what `why` calls the figure."""

    account: Account
    m2: int
    ref: str


@dataclass(frozen=True, slots=True)
class Land:
    """stocks: every account at the end of a day; bridge: from 1 January to that day; levels: year-ends up to it.

    levels  from the year of the first record on; none where nothing had happened yet.
    """

    stocks: tuple[Stock, ...]
    bridge: Bridge
    levels: tuple[Level, ...]


def land(ledger: LandLedger, on: date, state: str = "") -> Land:
    """The land of a state ("" = all of it) at the end of a day.  Unit  whole m2."""
    days = land_days(ledger, state)
    now = days.at(on)
    where = f"/state={state}" if state else ""
    stocks = tuple(Stock(account, m2, f"{account.value}{where}") for account, m2 in now.items())
    return Land(stocks, days.bridge(Span(date(on.year, 1, 1), on)), tuple(_levels(days, on)))


def _levels(days: LandDays, on: date) -> Iterator[Level]:
    first = days.first
    if first is None or first > on:
        return
    for end in (*(date(year, 12, 31) for year in range(first.year, on.year)), on):
        reopened = days.bridge(Span(date(end.year, 1, 1), end)).flows[Cause.REOPENED]
        yield Level(end, days.at(end), reopened)
