"""What a report is a report of."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reports.office import facts, report


def test_a_report_in_the_course_of_its_year_covers_the_days_until_then() -> None:
    made = report(on=date(2024, 3, 15))
    assert (made.period.first, made.period.last) == (date(2024, 1, 1), date(2024, 3, 15))
    assert made.table("T4").number("total", "cancelled") == -4_000
    assert made.table("T4").number("total", "cleared") == 0


def test_a_report_as_of_a_later_day_still_ends_with_its_year() -> None:
    assert report(on=date(2030, 1, 1)).period.last == date(2024, 12, 31)


def test_a_report_cannot_be_as_of_a_day_before_its_year() -> None:
    with pytest.raises(ValueError, match=r"A report on 2024 cannot be as of 2023-12-31; give a day in 2024 or later\."):
        facts(on=date(2023, 12, 31))


def test_provinces_are_those_that_land_or_devices_name() -> None:
    made = facts(devices="2024-05-06  D-4  destroyed  5  uxo  in East\n2024-05-06  D-5  destroyed  5  uxo")
    assert [province.name for province in made.provinces] == ["East", "North", "South", ""]
