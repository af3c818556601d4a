"""Records with only an area: the same ledger, without knowing where the metres lie."""

from __future__ import annotations

from tests.ledgers.land.walk import walk

OLD = """
    2001-01-01  H-1  suspects  10000 m2
    2002-01-01  C-1  clears    4000 m2   of H-1
"""


def test_an_area_without_a_shape_posts_like_any_other() -> None:
    assert walk(OLD).m2() == {"suspected": 6_000, "cleared": 4_000}
    assert walk(OLD).m2("2001-12-31") == {"suspected": 10_000}


def test_a_release_larger_than_what_is_left_is_said_with_its_m2() -> None:
    walked = walk(OLD + "2003-01-01  C-2  cancels  7500 m2  of H-1")
    assert walked.causes("C-2") == {"cancelled": 6_000, "over_release": 1_500}
    assert walked.m2() == {"cancelled": 7_500, "cleared": 4_000}


def test_a_release_of_no_named_hazard_counts_and_lowers_nothing() -> None:
    walked = walk(OLD + "2003-01-01  C-2  clears  500 m2")
    assert walked.causes("C-2") == {"outside_hazard": 500}
    assert walked.m2() == {"suspected": 6_000, "cleared": 4_500}


def test_a_release_of_an_unknown_hazard_is_outside_of_all() -> None:
    assert walk("2003-01-01  C-2  clears  500 m2  of H-9").causes("C-2") == {"outside_hazard": 500}


def test_two_releases_of_an_unknown_hazard_are_both_outside_of_all() -> None:
    walked = walk("2003-01-01  C-2  clears  500 m2  of H-9\n2004-01-01  C-3  clears  700 m2  of H-9")
    assert walked.causes("C-3") == {"outside_hazard": 700}


def test_a_release_of_nothing_keeps_its_place_in_the_ledger() -> None:
    assert walk("2003-01-01  C-2  clears  0 m2").causes("C-2") == {"outside_hazard": 0}


def test_a_survey_restates_the_area_of_its_hazard() -> None:
    walked = walk(OLD + "2003-01-01  S-2  confirms  7000 m2  of H-1")
    assert walked.causes("S-2") == {"confirmed": 6_000, "reopened": 1_000}
    walked = walk("2001-01-01  H-1  suspects  10000 m2\n2003-01-01  S-2  confirms  12000 m2  of H-1")
    assert walked.causes("S-2") == {"confirmed": 10_000, "boundary_growth": 2_000}


def test_clearance_takes_confirmed_land_first_and_survey_suspected_land_first() -> None:
    both = """
    2001-01-01  H-1  suspects  10000 m2
    2001-02-01  S-2  confirms  3000 m2   of H-1
    """
    assert walk(both + "2002-01-01  C-1  clears  2000 m2  of H-1").m2() == {
        "suspected": 7_000, "confirmed": 1_000, "cleared": 2_000,
    }  # fmt: skip
    assert walk(both + "2002-01-01  C-1  cancels  8000 m2  of H-1").m2() == {"confirmed": 2_000, "cancelled": 8_000}


def test_an_area_only_release_takes_from_a_hazard_that_has_a_shape() -> None:
    walked = walk("""
    2001-01-01  H-1  confirms  100x100 at 0,0
    2002-01-01  C-1  clears    4000 m2         of H-1
    """)
    assert walked.m2() == {"confirmed": 6_000, "cleared": 4_000}


def test_a_shape_cannot_release_again_what_an_area_only_record_has_released() -> None:
    walked = walk("""
    2001-01-01  H-1  confirms  100x100 at 0,0
    2002-01-01  C-1  clears    4000 m2         of H-1
    2003-01-01  C-2  clears    100x100 at 0,0  of H-1
    """)
    assert walked.causes("C-2") == {"cleared": 6_000, "already_released": 4_000}
    assert walked.m2() == {"cleared": 10_000}


def test_a_shape_draws_what_stood_without_a_shape() -> None:
    walked = walk("""
    2001-01-01  H-1  suspects  10000 m2
    2002-01-01  S-2  confirms  100x60 at 0,0   of H-1
    2003-01-01  C-1  clears    100x60 at 0,0   of H-1
    """)
    assert walked.causes("S-2") == {"confirmed": 6_000}
    assert walked.m2() == {"suspected": 4_000, "cleared": 6_000}


def test_a_drawn_release_of_an_undrawn_hazard_lowers_it() -> None:
    walked = walk("""
    2001-01-01  H-1  suspects  10000 m2
    2003-01-01  C-1  clears    100x60 at 0,0   of H-1
    2004-01-01  C-2  clears    100x60 at 200,0   of H-1
    """)
    assert walked.causes("C-1") == {"cleared": 6_000}
    assert walked.causes("C-2") == {"cleared": 4_000, "over_release": 2_000}


def test_an_area_only_confirmation_of_a_drawn_hazard_is_cleared_by_shape_later() -> None:
    walked = walk("""
    2001-01-01  H-1  suspects  100x100 at 0,0
    2002-01-01  S-2  confirms  3000 m2         of H-1
    2003-01-01  C-1  clears    100x100 at 0,0  of H-1
    """)
    assert walked.m2("2002-12-31") == {"suspected": 7_000, "confirmed": 3_000}
    assert walked.causes("C-1") == {"cleared": 10_000}
    assert walked.m2() == {"cleared": 10_000}


def test_a_correction_without_a_shape_takes_what_is_open() -> None:
    walked = walk(OLD + "2003-01-01  K-1  corrects  9000 m2  of H-1")
    assert walked.causes("K-1") == {"correction": 6_000, "nothing_to_correct": 3_000}
    assert walked.m2() == {"cleared": 4_000, "correction": 6_000}


def test_a_hazard_that_only_shapes_name_is_not_touched_by_all_this() -> None:
    alone = "2001-01-01  H-2  confirms  100x100 at 500,0\n2003-01-01  C-9  clears  100x10 at 500,0  of H-2"
    assert walk(OLD + alone).causes("C-9") == {"cleared": 1_000}


def test_an_area_only_release_from_the_wrong_part_of_a_hazard_costs_no_release() -> None:
    walked = walk("""
    2001-01-01  H-1  confirms  100x50 at 0,0
    2001-01-02  S-2  confirms  100x50 at 0,50   of H-1
    2002-01-01  C-1  clears    5000 m2          of H-1
    2003-01-01  C-2  clears    100x50 at 0,0    of H-1
    """)
    assert walked.causes("C-2") == {"cleared": 5_000}
    assert walked.m2() == {"cleared": 10_000}
