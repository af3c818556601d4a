"""What was released and added: headlines and parts, sources and variants."""

from __future__ import annotations

from decimal import Decimal

from opendisarm.core.records import PublishedFigure
from opendisarm.reconcile.flows import Flow, added, released
from tests.reconcile.published import says


def release(*figures: PublishedFigure, prefer: tuple[str, ...] = ()) -> Flow:
    found = released(figures, "apm", prefer)
    assert found is not None
    return found


def test_parts_in_finer_print_than_their_headline_are_used() -> None:
    flow = release(
        says("released_km2", "68.7"), says("cancelled_km2", "28.93"),
        says("reduced_km2", "14.48"), says("cleared_km2", "25.33"),
    )  # fmt: skip
    assert (flow.value, flow.variants) == (Decimal("68.74"), ())


def test_a_headline_that_its_parts_contradict_stands_and_the_parts_are_told() -> None:
    flow = release(
        says("released_km2", "4.87"),
        says("cancelled_km2", "1.5"),
        says("reduced_km2", "2.24"),
        says("cleared_km2", "1.04"),
    )
    assert flow.value == Decimal("4.87")
    assert flow.variants == ((Decimal("-0.09"), "4.78 as the sum of 1.5 cancelled + 2.24 reduced + 1.04 cleared"),)


def test_a_headline_of_two_methods_leaves_the_third_to_be_added() -> None:
    flow = release(says("released_km2", "0.76", note="clearance + technical survey"), says("cancelled_km2", "0.57"))
    assert (flow.value, flow.words) == (Decimal("1.33"), "0.76 released + 0.57 cancelled")


def test_survey_and_clearance_is_everything() -> None:
    flow = release(says("released_km2", "61", note="survey and clearance, target 70"), says("cleared_km2", "50"))
    assert flow.value == 61


def test_a_further_release_comes_on_top() -> None:
    flow = release(
        says("cleared_km2", "0.38"), says("cancelled_km2", "0.24"),
        says("released_km2", "1.2", note="additional area, outside clearance"),
    )  # fmt: skip
    assert flow.value == Decimal("1.82")


def test_parts_that_no_source_prints_together_are_put_together() -> None:
    flow = release(
        says("cleared_km2", "0.28", source="A"), says("cancelled_km2", "0.02", source="B"),
        says("reduced_km2", "0.001", source="B"), prefer=("A",),
    )  # fmt: skip
    assert (flow.value, flow.whole) == (Decimal("0.301"), True)


def test_the_source_of_the_stocks_is_preferred_and_the_other_told() -> None:
    flow = release(
        says("released_km2", "5.0", source="Ministry"),
        says("released_km2", "7.0", source="Monitor"),
        prefer=("Monitor",),
    )
    assert flow.value == 7
    assert flow.variants == ((Decimal("-2.0"), "5.0 released (Ministry)"),)


def test_clearance_alone_is_not_the_whole_release() -> None:
    assert not release(says("cleared_km2", "5.0")).whole


def test_no_release_published_is_none() -> None:
    assert released([says("confirmed_km2", "5.0")], "apm") is None
    assert released([says("cleared_km2", "5.0", weapon="cmr")], "apm") is None


def test_newly_found_land_is_preferred_to_confirmed_land() -> None:
    flows = [says("confirmed_km2", "5.0"), says("new_contamination_km2", "2.0")]
    found = added(flows, "apm")
    assert found is not None
    assert found.words == "2.0 newly found"


def test_two_statements_of_one_source_are_one_figure_and_a_variant() -> None:
    found = added([says("confirmed_km2", "6"), says("confirmed_km2", "5.3")], "apm")
    assert found is not None
    assert (found.value, found.variants) == (Decimal("5.3"), ((Decimal("0.7"), "6 confirmed (Report)"),))
