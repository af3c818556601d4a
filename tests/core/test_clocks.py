from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from opendisarm.core.clocks import AsOf, Span, last_day_of_month, parse_known, utc


def test_a_moment_of_knowledge_needs_a_time_zone() -> None:
    with pytest.raises(ValueError, match="has no time zone; give UTC"):
        AsOf(on=date(2024, 12, 31), known=datetime(2025, 4, 30))  # noqa: DTZ001


def test_a_span_includes_both_its_ends() -> None:
    span = Span(date(2024, 1, 1), date(2024, 12, 31))
    assert date(2024, 1, 1) in span
    assert date(2024, 12, 31) in span
    assert date(2025, 1, 1) not in span


def test_a_span_cannot_run_backwards() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Span(date(2024, 1, 2), date(2024, 1, 1))


def test_the_year_of_a_transparency_report_is_the_calendar_year() -> None:
    assert Span.of_year(2024) == Span(date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(("year", "month", "day"), [(2024, 2, 29), (2023, 2, 28), (2024, 12, 31), (2024, 4, 30)])
def test_a_month_is_over_on_its_last_day(year: int, month: int, day: int) -> None:
    assert last_day_of_month(year, month) == date(year, month, day)


def test_a_bare_date_includes_what_was_entered_that_day() -> None:
    assert parse_known("2025-04-30") == datetime(2025, 4, 30, 23, 59, 59, 999_999, tzinfo=UTC)


def test_a_moment_in_another_zone_is_told_in_utc() -> None:
    assert parse_known("2025-04-30T12:00:00+02:00") == datetime(2025, 4, 30, 10, tzinfo=UTC)
    assert parse_known(" 2025-04-30T12:00:00 ") == datetime(2025, 4, 30, 12, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "yesterday", "2025-13-01", "30.04.2025"])
def test_what_is_no_moment_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a date \(2025-04-30\) or a UTC moment"):
        parse_known(text)


def test_a_moment_without_a_zone_is_never_guessed() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        utc(datetime(2025, 4, 30))  # noqa: DTZ001
    east = datetime(2025, 4, 30, 1, tzinfo=timezone(timedelta(hours=3)))
    assert utc(east) == datetime(2025, 4, 29, 22, tzinfo=UTC)
