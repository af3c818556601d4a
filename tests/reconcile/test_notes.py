"""What the notes beside figures decide."""

from __future__ import annotations

import pytest

from opendisarm.reconcile import notes
from tests.reconcile.published import says


@pytest.mark.parametrize(
    ("note", "first_year"),
    [
        ("CUMULATIVE 2003-March 2011: 48 minefields", 2003),
        ("CUMULATIVE past five years (2019-2023)", 2019),
        ("CUMULATIVE since 2007: 542 areas", 2007),
        ("since January 1990 (2,269 killed; 9,201 injured)", 1990),
        ("CUMULATIVE since the survey: 267+923=1,190", None),
        ("CUMULATIVE: 40 areas", None),
    ],
)
def test_the_first_year_of_a_cumulative_figure(note: str, first_year: int | None) -> None:
    assert notes.counts_from(says("released_km2", "1", note=note)) == first_year


@pytest.mark.parametrize(
    ("note", "scope"),
    [
        ("Kurdish region only, SHA+CHA", "kurdish region only"),
        ("baseline survey, 89 of 124 districts, mines+ERW", "89 of 124 districts"),
        ("international operators only; others not provided", "international operators only"),
        ("CMAC only: 'over 9,200 hectares'", "cmac only"),
        ("release claimed for 2009 only", ""),
        ("only some 12 needing full clearance", ""),
        ("excludes a further 32 km2 under military control", ""),
    ],
)
def test_the_part_of_the_country(note: str, scope: str) -> None:
    assert notes.part_of_country(says("cleared_km2", "1", note=note)) == scope


@pytest.mark.parametrize(
    ("note", "methods"),
    [
        ("", {"cancelled_km2", "reduced_km2", "cleared_km2"}),
        ("clearance + technical survey", {"reduced_km2", "cleared_km2"}),
        ("area reduction/cancellation", {"reduced_km2", "cancelled_km2"}),
        ("non-technical survey", {"cancelled_km2"}),
        ("survey and clearance", {"cancelled_km2", "reduced_km2", "cleared_km2"}),
    ],
)
def test_the_methods_that_a_release_holds(note: str, methods: set[str]) -> None:
    assert notes.methods_held(says("released_km2", "1", note=note)) == methods


def test_a_figure_from_a_register_is_preferred_then_one_without_reservation_then_the_larger() -> None:
    summary = says("cha_km2", "21.5", note="summary paragraph")
    register = says("cha_km2", "21", note="just under, 112 areas")
    plain, quoted = says("killed", "77"), says("killed", "147", note="a website quoted")
    small, large = says("casualties", "52", note="text"), says("casualties", "56", note="table")
    for chosen, other in ((register, summary), (plain, quoted), (large, small)):
        assert min((other, chosen), key=notes.preference) is chosen


def test_quarters_and_half_years_are_part_of_a_year() -> None:
    assert notes.is_part_of_year(says("released_km2", "1", note="two quarters Jul-Dec"))
    assert not notes.is_part_of_year(says("released_km2", "1", note="of which 0.45 under military control"))


def test_persons_of_unknown_fate() -> None:
    assert notes.unknown_beside(says("injured", "114", note="plus 1 unknown")) == 1
    assert notes.unknown_beside(says("injured", "114")) == 0
