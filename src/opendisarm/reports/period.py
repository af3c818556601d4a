"""The days that a yearly report covers."""

from __future__ import annotations

from datetime import date

from opendisarm.core.clocks import Span


def period_of(year: int, on: date) -> Span:
    """The calendar year, cut short where the day asked for falls within it.

    Errors  ValueError when the day falls before the year.
    """
    if on < date(year, 1, 1):
        raise ValueError(f"A report on {year} cannot be as of {on}; give a day in {year} or later.")
    whole = Span.of_year(year)
    return Span(whole.first, min(whole.last, on))
