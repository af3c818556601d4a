"""Which calendar years lie between two stocks."""

from __future__ import annotations

from datetime import date

import pytest

from opendisarm.reconcile.spans import Years, period_text, years_between


def between(opening: str, closing: str) -> Years:
    return years_between(date.fromisoformat(opening), date.fromisoformat(closing))


@pytest.mark.parametrize(
    ("opening", "closing", "years"),
    [
        ("2014-12-31", "2015-12-31", Years((2015,))),
        ("2015-01-01", "2015-12-31", Years((2015,))),
        ("2014-12-31", "2017-12-31", Years((2015, 2016, 2017))),
        ("2016-05-31", "2017-05-31", Years((2016,), (), True)),
        ("2015-03-31", "2016-01-31", Years((2015,), (), True)),
        ("2011-11-30", "2012-12-31", Years((2012,), (), True)),
        ("2017-02-28", "2018-07-31", Years((2017,), (2018,), True)),
        ("2022-12-31", "2024-07-31", Years((2023,), (2024,), True)),
    ],
)
def test_the_years_between_two_stocks(opening: str, closing: str, years: Years) -> None:
    assert between(opening, closing) == years


def test_half_a_year_holds_no_year() -> None:
    assert between("2015-06-30", "2015-12-31").whole == ()


def test_a_period_is_a_year_or_two_days() -> None:
    assert period_text(date(2014, 12, 31), date(2015, 12, 31)) == "2015"
    assert period_text(date(2015, 1, 1), date(2015, 12, 31)) == "2015"
    assert period_text(date(2015, 7, 1), date(2015, 12, 31)) == "2015-07-01..2015-12-31"
    assert period_text(date(2014, 12, 31), date(2016, 12, 31)) == "2014-12-31..2016-12-31"
