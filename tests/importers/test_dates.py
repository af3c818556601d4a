from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendisarm.core.records import Precision
from opendisarm.importers.values.dates import dated, order_in

DAY = date(2021, 4, 25)


def said(found):
    return [remark.code.what.format(**remark.facts) for remark in found[1]]


@pytest.mark.parametrize(
    "typed",
    [
        "2021-04-25", "25/04/2021", "25.4.2021", "25-04-2021", "04/25/2021", "2021/04/25", "٢٥/٠٤/٢٠٢١", "۲۰۲۱-۰۴-۲۵",
        "2021-04-25 00:00:00", "2021-04-25T10:30:00Z", "25 April 2021", "25-Apr-2021", "25 avril 2021",
        "25 de abril de 2021", "25 نيسان 2021", "25 أبريل 2021", "April 25, 2021", "20210425",
        datetime(2021, 4, 25, 9, tzinfo=UTC), DAY,
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_usual_spelling_without_a_remark(typed):
    assert dated(typed) == ((DAY, Precision.DAY), ())


@pytest.mark.parametrize(
    "typed", ["2021-04", "04/2021", "April 2021", "avril 2021", "abril de 2021", "أبريل ٢٠٢١", 202104]
)
def test_a_month_is_dated_to_its_last_day(typed):
    assert dated(typed) == ((date(2021, 4, 30), Precision.MONTH), ())


@pytest.mark.parametrize("typed", ["2021", 2021, 2021.0, "٢٠٢١"])
def test_a_year_is_dated_to_its_last_day(typed):
    assert dated(typed) == ((date(2021, 12, 31), Precision.YEAR), ())


def test_day_and_month_that_could_be_exchanged_are_a_warning():
    found = dated("03/04/2021")
    assert found[0].on == date(2021, 4, 3)
    assert said(found) == ['"03/04/2021" can be two dates; it is read as 2021-04-03 (day first).']


def test_a_known_order_settles_the_doubt():
    assert dated("03/04/2021", "dmy") == ((date(2021, 4, 3), Precision.DAY), ())
    assert dated("03/04/2021", "mdy") == ((date(2021, 3, 4), Precision.DAY), ())


def test_an_order_that_the_date_contradicts_is_an_error():
    assert dated("25/04/2021", "mdy")[0] is None


def test_a_year_of_two_digits_is_a_warning():
    found = dated("25/04/21")
    assert found[0].on == DAY
    assert said(found) == ['"25/04/21" has a year of two digits; it is read as 2021-04-25.']


def test_milliseconds_since_1970_are_the_dates_of_gis_servers():
    found = dated(1619308800000)
    assert found[0].on == DAY
    assert said(found) == ["The number 1619308800000 is read as the date 2021-04-25 (milliseconds since 1970, UTC)."]


def test_a_bare_number_is_a_spreadsheet_day():
    found = dated(44311)
    assert found[0].on == DAY
    assert said(found) == ["The number 44311 is read as the date 2021-04-25 (days as spreadsheets count them)."]


@pytest.mark.parametrize(
    ("hijri", "gregorian"),
    [
        ("1400/01/01", date(2021, 3, 21)),
        ("1399-12-30", date(2021, 3, 20)),
        ("1358/10/06", date(1979, 12, 27)),
        ("۱۳۹۸/۷/۱", date(2019, 9, 23)),
    ],
)
def test_solar_hijri_dates_are_read_in_afghanistan_and_noted(hijri, gregorian):
    found = dated(hijri, state="AFG")
    assert found[0].on == gregorian
    assert said(found) == [f'"{hijri}" is read as a date of the Solar Hijri calendar: {gregorian}.']


@pytest.mark.parametrize(
    "typed",
    [
        "1400/01/01",
        "31/02/2021",
        "2021-13-01",
        "soon",
        "12",
        "25/04",
        3.5,
        -1,
        True,
        "1850-01-01",
        "April",
        "2021-0",
        "25 April",
    ],
)
def test_what_is_no_date_is_an_error(typed):
    found = dated(typed)
    assert found[0] is None
    assert [remark.code.name for remark in found[1]] == ["DATE_UNREADABLE"]


@pytest.mark.parametrize("typed", ["n/a", "-", "unknown", "", None, float("nan"), "inconnu"])
def test_words_for_not_known_are_no_date_and_no_finding(typed):
    assert dated(typed) == (None, ())


def test_a_date_may_show_its_order_beyond_doubt():
    assert [order_in(text) for text in ("25/04/2021", "04/25/2021", "03/04/2021", "2021-04-25", "x")] == [
        "dmy",
        "mdy",
        "",
        "",
        "",
    ]


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_reads_back_from_its_usual_spellings(day):
    for text in (day.isoformat(), day.strftime("%d %B %Y")):
        assert dated(text)[0] == (day, Precision.DAY)
    assert dated(day.strftime("%d/%m/%Y"), "dmy")[0].on == day


@given(st.text(max_size=20) | st.floats() | st.integers() | st.none())
def test_no_cell_makes_the_reader_of_dates_stumble(cell):
    found, remarks = dated(cell, state="AFG")
    assert found is None or 1900 <= found.on.year <= 2100
    for remark in remarks:
        remark.code.what.format(**remark.facts)


def test_a_spreadsheet_day_beyond_2100_is_no_date() -> None:
    assert dated(73_415)[0] == (date(2100, 12, 31), Precision.DAY)
    assert dated(73_416)[0] is None


def test_a_superscript_digit_is_no_date() -> None:
    found, remarks = dated("²")
    assert found is None
    assert remarks
