"""One source against another."""

from __future__ import annotations

from decimal import Decimal

from opendisarm.reconcile.between import disagreements
from tests.reconcile.published import panel, says, total


def test_two_sources_that_differ_are_told_with_the_share() -> None:
    [found] = disagreements(
        [says("cleared_km2", "8", source="Ministry"), says("cleared_km2", "10", source="u | Monitor")]
    )
    assert (found.low.citation, found.high.citation) == ("Ministry", "u | Monitor")
    assert (found.difference, found.relative, found.same_source) == (2, Decimal("0.2"), False)
    assert found.because == "8 (Ministry) against 10 (Monitor): a difference of 2 km2, 20.0 % of the larger."


def test_the_same_number_in_finer_print_is_no_disagreement() -> None:
    assert disagreements([says("cleared_km2", "68.7", source="A"), says("cleared_km2", "68.74", source="B")]) == []


def test_one_document_that_prints_two_figures_is_told() -> None:
    [found] = disagreements([total("398.5", "2010-03-31"), total("145", "2010-03-31")])
    assert found.same_source


def test_stocks_of_two_days_are_no_disagreement() -> None:
    assert disagreements([total("5", "2015-06-30", source="A"), total("9", "2015-12-31", source="B")]) == []


def test_quarters_and_regions_are_not_set_against_the_whole() -> None:
    whole = says("released_km2", "20", source="A")
    quarter = says("released_km2", "5", source="B", note="in the quarter")
    region = says("released_km2", "2", source="C", note="northern region only")
    assert disagreements([whole, quarter, region]) == []


def test_the_panel_disagrees_with_itself_in_seventeen_places() -> None:
    found = disagreements(panel())
    assert len(found) == 17
    told = {(d.state, d.year, d.figure): (d.low.value, d.high.value) for d in found}
    assert told["AFG", 2016, "casualties"] == ("1943", "1985")
    assert told["YEM", 2010, "sha_km2"] == ("145", "398.5")
    assert told["COD", 2017, "cleared_km2"] == ("0.22", "0.23")


def test_json_of_a_disagreement() -> None:
    [found] = disagreements([says("cleared_km2", "8", source="A"), says("cleared_km2", "12", source="B")])
    shown = found.as_json()
    assert (shown["low"], shown["high"], shown["difference"], shown["relative"]) == (8, 12, 4, 0.3333)
    assert shown["sources"] == ["A", "B"]
