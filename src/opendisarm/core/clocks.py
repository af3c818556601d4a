"""Both clocks of every question, and all arithmetic on dates.

Nothing in the core or the ledgers asks what day it is: an `AsOf` is handed in by the door.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True, slots=True)
class AsOf:
    """Which facts count.

    on      last field date that counts, inclusive.
    known   last moment of entry that counts, inclusive, UTC.
    Errors  ValueError when `known` carries no time zone.
    """

    on: date
    known: datetime

    def __post_init__(self) -> None:
        if self.known.tzinfo is None:
            raise ValueError(f"AsOf.known {self.known.isoformat()} has no time zone; give UTC.")


@dataclass(frozen=True, slots=True)
class Span:
    """Field dates from `first` to `last`, both inclusive.  Errors  ValueError when they are reversed."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"A span cannot end ({self.last}) before it starts ({self.first}).")

    @classmethod
    def of_year(cls, year: int) -> Span:
        """The calendar year, 1 January to 31 December: the period of an Article 7 report."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def last_day_of_month(year: int, month: int) -> date:
    """The day on which a fact dated only to its month is certain to have happened."""
    return date(year, month, calendar.monthrange(year, month)[1])


def utc(moment: datetime) -> datetime:
    """The same moment in UTC.  Errors  ValueError when it carries no time zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone.")
    return moment.astimezone(UTC)


def parse_known(text: str) -> datetime:
    """A moment of knowledge as people type it.

    A bare date means the end of that day in UTC: "known on 30 April" includes what was entered that day.
    Errors  ValueError when the text is neither an ISO date nor an ISO date and time.
    """
    try:
        if len(text.strip()) == 10:
            day = date.fromisoformat(text.strip())
            return datetime(day.year, day.month, day.day, 23, 59, 59, 999_999, tzinfo=UTC)
        moment = datetime.fromisoformat(text.strip())
    except ValueError as why:
        raise ValueError(f"'{text}' is not a date (2025-04-30) or a UTC moment (2025-04-30T12:00:00Z).") from why
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def add_years(day: date, years: int) -> date:
    """The same day so many calendar years later (or earlier); 29 February becomes 28 February in a common year."""
    return add_months(day, 12 * years)


def add_months(day: date, months: int) -> date:
    """The same day so many calendar months later (or earlier), or the last day of that month where it has no such day.

    Errors  ValueError outside the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def first_of_month_after(day: date, months: int) -> date:
    """The first day of the month so many months after the month of a day: deposit on any day of September, 6 months
    after -> 1 March."""
    return add_months(day.replace(day=1), months)
