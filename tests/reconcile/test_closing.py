"""Balances by hand: what closes, what needs an addition, what contradicts itself, what cannot be judged."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from opendisarm.core.records import PublishedFigure
from opendisarm.reconcile import Check, Verdict, reconcile
from tests.reconcile.published import HERE, confirmed, panel, says, suspected, total

OPENING = total("100.0", "2014-12-31")


def the_check(*figures: PublishedFigure) -> Check:
    checks = reconcile(figures)
    assert len(checks) == 1, [check.because for check in checks]
    return checks[0]


def balance(closing: str, *flows: PublishedFigure) -> Check:
    return the_check(OPENING, total(closing, "2015-12-31"), *flows)


def test_a_balance_that_closes() -> None:
    check = balance("92.5", says("cancelled_km2", "5.0"), says("reduced_km2", "1.5"), says("cleared_km2", "1.0"))
    assert (check.state, check.weapon, check.period) == (HERE, "apm", "2015")
    assert (check.opening, check.released, check.new) == (Decimal(100), Decimal("7.5"), None)
    assert (check.expected, check.closing, check.gap) == (Decimal("92.5"), Decimal("92.5"), 0)
    assert check.verdict is Verdict.CLOSES
    assert check.because == (
        "Opening 100.0 km2 on 31 December 2014 (Report), less 7.5 released (5.0 cancelled + 1.5 reduced + 1.0 cleared; "
        "Report) in 2015, leaves 92.5 km2. Closing 92.5 km2 on 31 December 2015 (Report). No gap. The balance closes."
    )


def test_more_land_than_can_be_without_an_addition() -> None:
    check = balance("95.0", says("released_km2", "7.5"))
    assert (check.gap, check.verdict) == (Decimal("2.5"), Verdict.NEEDS_ADDITION)
    assert check.because.endswith(
        "Gap +2.5 km2, 2.5 % of the stock; tolerance 0.5 km2. The stock needs an addition that nobody published."
    )


def test_an_addition_that_is_too_small_contradicts() -> None:
    check = balance("95.0", says("released_km2", "7.5"), says("new_contamination_km2", "1.0"))
    assert (check.new, check.gap, check.verdict) == (Decimal("1.0"), Decimal("1.5"), Verdict.CONTRADICTS)
    assert "More remains than the additions published allow." in check.because


def test_an_addition_of_nothing_is_an_addition_published() -> None:
    assert (
        balance("95.0", says("released_km2", "7.5"), says("new_contamination_km2", "0")).verdict is Verdict.CONTRADICTS
    )


def test_a_stock_that_fell_by_more_than_was_released_contradicts() -> None:
    check = balance("80.0", says("released_km2", "7.5"))
    assert (check.gap, check.verdict) == (Decimal("-12.5"), Verdict.CONTRADICTS)
    assert "The stock fell by more than all that was released. No addition was published." in check.because


def test_a_fall_beyond_clearance_alone_is_not_judged() -> None:
    check = balance("80.0", says("cleared_km2", "7.5"))
    assert check.verdict is Verdict.CANNOT_JUDGE
    assert check.missing == ("land released by survey in 2015",)
    assert "Release by survey was not published, and may explain the fall." in check.because


def test_a_source_that_reports_its_survey_would_have_reported_release_by_survey() -> None:
    check = the_check(
        confirmed("100.0", "2014-12-31"),
        confirmed("80.0", "2015-12-31"),
        says("cleared_km2", "7.5"),
        says("confirmed_km2", "2.0"),
    )
    assert (check.new, check.gap, check.verdict) == (Decimal("2.0"), Decimal("-14.5"), Verdict.CONTRADICTS)


def test_clearance_alone_is_enough_to_see_that_an_addition_is_needed() -> None:
    check = balance("99.0", says("cleared_km2", "7.5"))
    assert check.verdict is Verdict.NEEDS_ADDITION
    assert "Only clearance was published, no release by survey." in check.because


def test_more_released_than_there_was_contradicts() -> None:
    check = balance("1.0", says("released_km2", "101"))
    assert (check.expected, check.verdict) == (Decimal("-1.0"), Verdict.CONTRADICTS)
    assert "More was released than there was." in check.because


def test_more_released_than_there_was_contradicts_even_before_the_closing_is_published() -> None:
    check = the_check(OPENING, says("released_km2", "101"))
    assert (check.period, check.closing, check.verdict) == ("2015", None, Verdict.CONTRADICTS)
    assert check.missing == ("a stock at the end of 2015",)


def test_a_missing_release_is_named() -> None:
    check = balance("92.5")
    assert (check.released, check.expected, check.gap) == (None, None, None)
    assert check.verdict is Verdict.CANNOT_JUDGE
    assert check.missing == ("land released in 2015",)
    assert "Not published: land released in 2015." in check.because


def test_missing_years_of_a_long_span_are_named() -> None:
    check = the_check(OPENING, total("50.0", "2019-12-31"), says("released_km2", "10", 2016))
    assert check.missing == ("land released in 2015 and 2017-2019",)


def test_a_span_of_several_years_adds_up_their_flows() -> None:
    flows = (says("released_km2", "10", 2015), says("released_km2", "20", 2016))
    check = the_check(OPENING, total("70.0", "2016-12-31"), *flows)
    assert (check.period, check.released) == ("2014-12-31..2016-12-31", Decimal(30))
    assert check.verdict is Verdict.CLOSES
    assert "less 30 released (in 2015 10 released; in 2016 20 released; Report) in 2015-2016" in check.because


def test_confirmed_and_suspected_area_are_summed() -> None:
    check = the_check(
        confirmed("60.0", "2014-12-31"), suspected("40.0", "2014-12-31"), total("90.0", "2015-12-31"),
        says("released_km2", "10.0"),
    )  # fmt: skip
    assert (check.opening, check.verdict) == (Decimal("100.0"), Verdict.CLOSES)
    assert "Opening 100.0 km2 on 31 December 2014 (60.0 confirmed + 40.0 suspected; Report)" in check.because


def test_confirmed_area_alone_closes_no_total() -> None:
    check = the_check(OPENING, confirmed("90.0", "2015-12-31"), says("released_km2", "10.0"))
    assert check.verdict is Verdict.CANNOT_JUDGE
    assert check.because.startswith("No two stocks count the same thing: 100.0 km2 on 31 December 2014 (Report),")
    assert check.missing == ("an opening and a closing stock of one measure",)


def test_confirmed_land_adds_to_a_stock_of_confirmed_area() -> None:
    check = the_check(
        confirmed("10.0", "2014-12-31"), confirmed("9.5", "2015-12-31"),
        says("released_km2", "1.0"), says("confirmed_km2", "0.5"),
    )  # fmt: skip
    assert (check.new, check.verdict) == (Decimal("0.5"), Verdict.CLOSES)
    assert "Land confirmed by survey counts as added" in check.because


def test_confirmed_land_adds_nothing_to_a_stock_that_holds_suspected_area() -> None:
    check = the_check(
        suspected("10.0", "2014-12-31"), suspected("9.0", "2015-12-31"),
        says("released_km2", "1.0"), says("confirmed_km2", "0.5"),
    )  # fmt: skip
    assert (check.new, check.verdict) == (None, Verdict.CLOSES)
    assert "0.5 confirmed (Report): it was suspected before, and is no addition." in check.because


def test_no_land_left_closes_any_measure() -> None:
    check = the_check(suspected("1", "2014-12-31"), total("0", "2015-12-31"), says("released_km2", "1"))
    assert check.verdict is Verdict.CLOSES


def test_a_document_that_prints_opening_and_closing_reports_the_period_between() -> None:
    check = the_check(
        total("50.0", "2015-07-01", note="opening"), total("52.0", "2015-12-31", note="closing"),
        says("released_km2", "1.0"), says("new_contamination_km2", "3.0"),
    )  # fmt: skip
    assert (check.period, check.released, check.new) == ("2015-07-01..2015-12-31", Decimal("1.0"), Decimal("3.0"))
    assert check.verdict is Verdict.CLOSES


def test_the_flows_of_a_reported_period_are_not_those_of_a_year() -> None:
    half = "Half-year report"
    checks = reconcile([
        total("50.0", "2015-07-01", note="opening", source=half),
        total("49.0", "2015-12-31", note="closing", source=half),
        says("released_km2", "1.0", source=half),
        total("55.0", "2014-12-31", source="Yearbook"), total("49.5", "2015-12-31", source="Yearbook"),
    ])  # fmt: skip
    of_the_year = next(check for check in checks if check.period == "2015")
    assert of_the_year.missing == ("land released in 2015",)


def test_a_yearly_flow_says_nothing_of_half_a_year() -> None:
    check = the_check(
        total("50.0", "2015-06-30", source="One"),
        total("49.0", "2015-12-31", source="Two"),
        says("released_km2", "1.0"),
    )
    assert check.verdict is Verdict.CANNOT_JUDGE
    assert check.missing == ("land released between 30 June 2015 and 31 December 2015",)


def test_nothing_released_in_a_year_is_nothing_in_half_of_it() -> None:
    check = the_check(
        total("50.0", "2015-06-30", source="One"), total("50.0", "2015-12-31", source="Two"), says("released_km2", "0")
    )
    assert (check.released, check.verdict) == (0, Verdict.CLOSES)
    assert "in the whole of 2015" in check.because


def test_stocks_about_a_year_apart_take_the_year_that_they_share_most_of() -> None:
    check = the_check(
        total("50.0", "2015-05-31"), total("49.0", "2016-05-31"),
        says("released_km2", "1.0", 2015), says("released_km2", "9.0", 2016),
    )  # fmt: skip
    assert (check.period, check.released) == ("2015-05-31..2016-05-31", Decimal("1.0"))
    assert "The flows are those of calendar years, the stocks do not stand at their ends." in check.because


def test_a_year_that_sticks_out_leaves_a_fall_unjudged_but_not_a_rise() -> None:
    flows = (says("released_km2", "1.0", 2015),)
    fell = the_check(total("50.0", "2014-12-31"), total("45.0", "2016-07-31"), *flows)
    rose = the_check(total("50.0", "2014-12-31"), total("55.0", "2016-07-31"), *flows)
    assert fell.verdict is Verdict.CANNOT_JUDGE
    assert fell.missing == ("land released in the part of 2016 that lies between the stocks",)
    assert rose.verdict is Verdict.NEEDS_ADDITION


def test_release_by_some_operators_leaves_a_fall_unjudged() -> None:
    check = balance("80.0", says("released_km2", "7.5", note="international operators only"))
    assert check.verdict is Verdict.CANNOT_JUDGE
    assert check.missing == ("land released by all operators, in the whole country, in 2015",)


def test_two_sources_of_one_moment_are_not_the_ends_of_a_period() -> None:
    checks = reconcile([total("50.0", "2015-03-20", source="One"), total("70.0", "2015-04-30", source="Two")])
    assert [check.opening for check in checks] == [None]


def test_the_stocks_of_one_source_belong_together() -> None:
    check = next(
        check
        for check in reconcile([
            total("50.0", "2014-12-31", source="One"), total("48.0", "2015-12-31", source="One"),
            total("60.0", "2014-12-31", source="Two"), says("released_km2", "2.0", source="Two"),
        ])
    )  # fmt: skip
    assert (check.opening, check.verdict) == (Decimal("50.0"), Verdict.CLOSES)
    assert (
        "Also published: opening 60.0 km2 on 31 December 2014 (Two): "
        "with it the verdict would be 'contradicts' (gap -10.0)." in check.because
    )


def test_a_forecast_closes_nothing() -> None:
    checks = reconcile([OPENING, total("90.0", "2015-12-31", note="forecast made in July"), says("released_km2", "10")])
    assert [check.verdict for check in checks] == [Verdict.CANNOT_JUDGE]
    assert "opens and closes no balance: it is a forecast, not a measurement." in checks[0].because


def test_a_total_smaller_than_the_parts_beside_it_closes_nothing() -> None:
    checks = reconcile([
        OPENING, total("2.0", "2015-12-31"), confirmed("30.0", "2015-12-31"), suspected("60.0", "2015-12-31"),
        says("released_km2", "10"),
    ])  # fmt: skip
    assert "opens and closes no balance: its source prints larger parts beside it." in checks[0].because


def test_a_region_is_not_a_country() -> None:
    check = the_check(OPENING, total("9.0", "2015-12-31", note="northern region only"), says("released_km2", "10"))
    assert check.verdict is Verdict.CANNOT_JUDGE
    assert "(northern region only)" in check.because


def test_clearance_of_anti_vehicle_mines_too_is_not_used_for_anti_personnel_mines() -> None:
    check = balance("90.0", says("cleared_km2", "10.0", note="mined area (AP+AV)"))
    assert check.verdict is Verdict.CANNOT_JUDGE
    assert "Not used, because anti-vehicle mines are in it: 10.0 km2 in 2015 (Report)." in check.because


def test_an_estimate_far_above_or_below_the_record_is_not_judged() -> None:
    for closing in ("30.0", "150.0"):
        check = the_check(OPENING, total(closing, "2015-12-31", note="an estimate"), says("released_km2", "10"))
        assert check.verdict is Verdict.CANNOT_JUDGE
        assert check.missing == ("two stocks that count the same thing",)


def test_all_weapons_are_the_sum_of_what_one_source_prints_by_weapon() -> None:
    check = the_check(
        total("100.0", "2014-12-31", weapon="all"), total("80.0", "2015-12-31", weapon="all"),
        says("cleared_km2", "12.0"), says("cleared_km2", "5.0", weapon="erw"),
        says("cancelled_km2", "3.0", weapon="all"),
    )  # fmt: skip
    assert (check.released, check.verdict) == (Decimal("20.0"), Verdict.CLOSES)
    assert "3.0 cancelled [all] + 12.0 cleared [apm] + 5.0 cleared [erw]" in check.because


def test_square_metres_and_hectares_are_read_as_km2() -> None:
    check = the_check(
        says("contamination_total_km2", "2000000", 2014, unit="m2"),
        says("contamination_total_km2", "150", 2015, unit="ha"),
        says("released_km2", "0.50"),
    )  # fmt: skip
    assert (check.opening, check.closing, check.verdict) == (2, Decimal("1.5"), Verdict.CLOSES)


def test_a_figure_that_is_no_number_is_told_and_not_used() -> None:
    check = reconcile([OPENING, total("about 90", "2015-12-31")])[-1]
    assert (check.verdict, check.closing) == (Verdict.CANNOT_JUDGE, None)
    assert check.missing == ("a readable contamination_total_km2 of 2015",)
    assert "is printed as 'about 90 km2' (Report), which is no plain number" in check.because


def test_nothing_comes_of_nothing() -> None:
    assert reconcile([]) == []


def test_the_order_of_the_panel_does_not_matter() -> None:
    assert reconcile(reversed(panel())) == reconcile(panel())


def test_a_figure_told_twice_counts_once() -> None:
    assert reconcile([*panel(), *panel()]) == reconcile(panel())


METRES = st.integers(min_value=0, max_value=10**9)


def km2(square_metres: int) -> str:
    return f"{square_metres // 10**6}.{square_metres % 10**6:06d}"


@st.composite
def consistent_series(draw: st.DrawFn) -> list[PublishedFigure]:
    """Year-end stocks with all that moved between them, from sources drawn at will."""
    stock = draw(st.integers(min_value=10**6, max_value=10**9))
    source = st.sampled_from(["One", "Two", "Three"])
    figures = [total(km2(stock), "2000-12-31", source=draw(source))]
    for year in range(2001, 2001 + draw(st.integers(min_value=1, max_value=5))):
        moved = [draw(st.integers(min_value=0, max_value=stock // 4)) for _ in range(3)]
        names = ("cancelled_km2", "reduced_km2", "cleared_km2")
        one = draw(source)
        if draw(st.booleans()):
            figures += [says(name, km2(m2), year, source=one) for name, m2 in zip(names, moved, strict=True)]
        else:
            figures.append(says("released_km2", km2(sum(moved)), year, source=one))
        new = draw(METRES | st.none())
        if new is not None:
            figures.append(says("new_contamination_km2", km2(new), year, source=draw(source)))
        stock += (new or 0) - sum(moved)
        figures.append(total(km2(stock), f"{year}-12-31", source=draw(source)))
    return figures


@given(consistent_series())
def test_a_consistent_series_always_closes(figures: list[PublishedFigure]) -> None:
    checks = reconcile(figures)
    assert len(checks) == sum(figure.figure == "contamination_total_km2" for figure in figures) - 1
    assert {check.verdict for check in checks} == {Verdict.CLOSES}
    assert all(check.gap == 0 for check in checks)


@given(consistent_series(), st.integers(min_value=101, max_value=1000), st.booleans())
def test_a_closing_moved_beyond_the_tolerance_never_closes(
    figures: list[PublishedFigure], per_myriad: int, up: bool
) -> None:
    *before, last = figures
    closing = Decimal(last.value)
    opening = max(Decimal(f.value) for f in before if f.figure == "contamination_total_km2" and f.year == last.year - 1)
    # More than 1 % of the larger stock, which is the most that print may hide.
    by = max(opening, closing) * per_myriad / 9000 + 1
    moved = closing + by if up or by > closing else closing - by
    changed = [*before, total(f"{moved:.6f}", f"{last.year}-12-31", source=last.citation)]
    check = next(check for check in reconcile(changed) if check.period == str(last.year))
    assert check.verdict is not Verdict.CLOSES


@given(consistent_series().flatmap(lambda figures: st.tuples(st.just(figures), st.permutations(figures))))
def test_the_order_of_the_figures_does_not_matter(both: tuple[list[PublishedFigure], list[PublishedFigure]]) -> None:
    assert reconcile(both[0]) == reconcile(both[1])
