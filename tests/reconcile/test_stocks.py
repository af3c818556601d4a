"""Stocks and pairs of stocks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from opendisarm.reconcile.pairs import pairs_of, series_of
from opendisarm.reconcile.stocks import Measure, closing_year, stocks_of
from tests.reconcile.published import confirmed, says, suspected, total

DAY = "2015-12-31"


def test_a_total_is_preferred_to_the_parts_beside_it() -> None:
    [stock] = stocks_of([total("411", DAY), confirmed("269", DAY), suspected("142", DAY)])
    assert (stock.value, stock.measure, stock.split) == (411, Measure.ALL, True)


def test_parts_of_two_sources_are_not_summed() -> None:
    stocks = stocks_of([confirmed("269", DAY, source="A"), suspected("142", DAY, source="B")])
    assert [stock.measure for stock in stocks] == [Measure.CONFIRMED, Measure.SUSPECTED]


def test_a_cumulative_row_is_no_stock() -> None:
    assert stocks_of([says("sha_km2", "34.4", note="CUMULATIVE identified")]) == ()


def test_two_variants_of_one_source_keep_the_one_from_the_register_first() -> None:
    stocks = stocks_of([total("21.5", DAY, note="summary"), total("21", DAY, note="112 areas")])
    assert [stock.value for stock in stocks] == [21, Decimal("21.5")]


def test_a_year_ends_within_a_week_of_new_year() -> None:
    assert closing_year(date(2014, 12, 31)) == closing_year(date(2015, 1, 1)) == 2014
    assert closing_year(date(2015, 7, 1)) is None


def test_measures_make_series_of_their_own_and_zero_continues_the_last() -> None:
    stocks = stocks_of([
        suspected("76", "2006-12-31"), total("9", "2010-12-31"), suspected("1", "2016-12-31"), total("0", "2017-12-31"),
    ])  # fmt: skip
    assert [[stock.value for stock in series] for series in series_of(stocks)] == [[9], [76, 1, 0]]


def test_pairs_are_those_of_one_source_then_neighbours() -> None:
    stocks = stocks_of([
        total("10", "2012-12-31", source="A"), total("9", "2013-12-31", source="A"),
        total("7", "2013-06-30", source="B"), total("6", "2014-12-31", source="B"),
    ])  # fmt: skip
    [series] = series_of(stocks)
    assert [(pair.opening.value, pair.closing.value) for pair in pairs_of(series)] == [(10, 9), (9, 6)]
