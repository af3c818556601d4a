"""Which calendar years lie between two stocks, and how squarely."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from opendisarm.reconcile.stocks import closing_year

# A year counts as lying inside when at most two months of it stick out; a rest of at most two months is let pass.
WHOLE_DAYS: Final = 300
REST_DAYS: Final = 60
# Two stocks about a year apart take the flow of the calendar year that they share most days with.
ABOUT_A_YEAR: Final = (300, 430)


@dataclass(frozen=True, slots=True)
class Years:
    """whole: years whose flows belong between the stocks.  parts: years of which only a part does, so that their flow
    is unknown.  shifted: the one whole year does not start and end with the stocks."""

    whole: tuple[int, ...]
    parts: tuple[int, ...] = ()
    shifted: bool = False


def years_between(opening: date, closing: date) -> Years:
    """The calendar years after the day of the opening stock, up to the day of the closing one."""
    days = {year: _shared_days(opening, closing, year) for year in range(opening.year, closing.year + 1)}
    whole = tuple(year for year, shared in days.items() if shared >= WHOLE_DAYS)
    length = (closing - opening).days
    if not whole and ABOUT_A_YEAR[0] <= length <= ABOUT_A_YEAR[1]:
        return Years((max(days, key=lambda year: (days[year], -year)),), (), True)
    parts = tuple(year for year, shared in days.items() if shared < WHOLE_DAYS and shared > REST_DAYS)
    square = closing_year(opening) is not None and closing_year(closing) is not None
    return Years(whole, parts, bool(whole) and not square)


def period_text(opening: date, closing: date) -> str:
    """ "2015" between two year-ends, else "2015-07-01..2015-12-31"."""
    first, last = closing_year(opening), closing_year(closing)
    if first is not None and last is not None and last == first + 1:
        return str(last)
    return f"{opening.isoformat()}..{closing.isoformat()}"


def _shared_days(opening: date, closing: date, year: int) -> int:
    first = max(opening + timedelta(days=1), date(year, 1, 1))
    last = min(closing, date(year, 12, 31))
    return max(0, (last - first).days + 1)
