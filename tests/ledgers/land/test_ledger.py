"""What happens to land: sentences a deminer would accept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from opendisarm.core.clocks import Span
from opendisarm.core.vocabulary import Account, Cause, Treaty
from opendisarm.ledgers.land.areas import open_areas
from opendisarm.ledgers.land.balances import balances
from opendisarm.ledgers.land.bridge import bridges
from opendisarm.ledgers.land.columns import columns_of
from opendisarm.ledgers.land.ledger import fold
from tests.ledgers.land.walk import nonzero, record, walk

HECTARE = """
    2021-03-01  S-1  confirms  100x100 at 0,0   holds ap_mine_factory
    2022-06-10  C-1  clears    100x40 at 0,0    of S-1
"""


def test_clearance_moves_land_from_confirmed_to_cleared() -> None:
    assert walk(HECTARE).m2() == {"confirmed": 6_000, "cleared": 4_000}


def test_a_balance_on_an_earlier_day_knows_nothing_of_later_work() -> None:
    assert walk(HECTARE).m2("2022-06-09") == {"confirmed": 10_000}
    assert walk(HECTARE).m2("2021-02-28") == {}


def test_a_survey_confirms_suspected_land_and_leaves_the_rest_suspected() -> None:
    notes = """
    2020-01-01  S-1  suspects  100x100 at 0,0
    2020-05-01  S-2  confirms  50x100 at 0,0   of S-1
    """
    walked = walk(notes)
    assert walked.m2() == {"suspected": 5_000, "confirmed": 5_000}
    assert walked.causes("S-2") == {"confirmed": 5_000}


def test_a_boundary_that_grows_is_not_a_new_find() -> None:
    walked = walk("""
    2020-01-01  S-1  suspects  100x100 at 0,0
    2020-05-01  S-2  confirms  120x100 at 0,0   of S-1
    2020-06-01  S-3  confirms  10x100 at 300,0
    """)
    assert walked.causes("S-2") == {"confirmed": 10_000, "boundary_growth": 2_000}
    assert walked.causes("S-3") == {"newly_found": 1_000}


def test_land_released_twice_is_counted_once_and_said() -> None:
    walked = walk(HECTARE + "2023-01-01  C-2  clears  100x60 at 0,0  of S-1")
    assert walked.m2() == {"confirmed": 4_000, "cleared": 6_000}
    assert walked.causes("C-2") == {"cleared": 2_000, "already_released": 4_000}


def test_work_outside_every_hazard_is_counted_as_released_but_lowers_nothing() -> None:
    walked = walk(HECTARE + "2023-01-01  C-2  clears  100x50 at 0,80  of S-1")
    assert walked.causes("C-2") == {"cleared": 2_000, "outside_hazard": 3_000}
    assert walked.m2() == {"confirmed": 4_000, "cleared": 9_000}


def test_a_find_on_released_land_reopens_it() -> None:
    walked = walk(HECTARE + "2024-01-01  S-9  confirms  100x10 at 0,0")
    assert walked.causes("S-9") == {"reopened": 1_000}
    assert walked.m2() == {"confirmed": 7_000, "cleared": 3_000}
    assert walked.m2("2023-12-31") == {"confirmed": 6_000, "cleared": 4_000}


def test_a_correction_takes_land_off_the_books_and_is_no_release() -> None:
    walked = walk(HECTARE + "2024-01-01  K-1  corrects  100x100 at 0,0  of S-1")
    assert walked.m2() == {"cleared": 4_000, "correction": 6_000}
    assert walked.causes("K-1") == {"correction": 6_000, "nothing_to_correct": 4_000}


def test_a_correction_may_lower_confirmed_to_suspected_or_take_back_a_release() -> None:
    assert walk(HECTARE + "2024-01-01  K-1  corrects  100x50 at 0,50  of S-1  to suspected").m2() == {
        "suspected": 5_000, "confirmed": 1_000, "cleared": 4_000,
    }  # fmt: skip
    assert walk(HECTARE + "2024-01-01  K-1  corrects  100x40 at 0,0  of S-1  to confirmed").m2() == {
        "confirmed": 10_000
    }


def test_a_suspicion_does_not_lower_confirmed_land() -> None:
    walked = walk(HECTARE + "2023-01-01  S-2  suspects  100x60 at 0,40")
    assert walked.causes("S-2") == {"already_recorded": 6_000}
    assert walked.m2() == {"confirmed": 6_000, "cleared": 4_000}


def test_surveys_come_before_clearance_on_the_same_day() -> None:
    assert walk("""
    2021-03-01  C-1  clears    100x40 at 0,0    of S-1
    2021-03-01  S-1  confirms  100x100 at 0,0
    """).m2() == {"confirmed": 6_000, "cleared": 4_000}


def test_battle_area_clearance_leaves_mines_open() -> None:
    walked = walk("""
    2020-01-01  S-1  confirms  100x100 at 0,0  holds ap_mine_factory+cluster_munition_remnant
    2021-01-01  B-1  clears    100x40 at 0,0   of S-1  holds cluster_munition_remnant
    """)
    assert walked.m2() == {"confirmed": 10_000}
    assert walked.causes("B-1") == {"mines_remain": 4_000}


def test_two_hazards_on_one_ground_count_once_a_treaty_and_once_in_all() -> None:
    walked = walk("""
    2020-01-01  S-1  suspects  100x100 at 0,0   holds ap_mine_factory
    2020-02-01  S-2  suspects  100x100 at 50,0  holds cluster_munition_remnant
    """)
    end = date(2020, 12, 31)
    assert walked.m2() == {"suspected": 15_000}
    for treaty, m2 in ((Treaty.APMBC, 10_000), (Treaty.CCM, 10_000), (Treaty.CCW_PV, 10_000)):
        assert nonzero(balances(walked.columns, walked.postings, end, treaty=treaty)[0]) == {"suspected": m2}
    by_type = balances(walked.columns, walked.postings, end, by=("contamination",))
    assert {row.key[0]: nonzero(row)["suspected"] for row in by_type} == {
        "ap_mine_factory": 5_000, "ap_mine_factory+cluster_munition_remnant": 5_000, "cluster_munition_remnant": 5_000,
    }  # fmt: skip


def test_land_stays_in_its_province_whoever_releases_it() -> None:
    walked = walk("""
    2020-01-01  S-1  suspects  100x100 at 0,0   in North by A
    2021-01-01  C-1  cancels   100x30 at 0,0    in South by B
    """)
    rows = balances(walked.columns, walked.postings, date(2021, 12, 31), by=("admin1",))
    assert {row.key: nonzero(row) for row in rows} == {("North",): {"suspected": 7_000, "cancelled": 3_000}}
    rows = balances(walked.columns, walked.postings, date(2021, 12, 31), by=("operator",))
    assert {row.key: nonzero(row) for row in rows} == {("A",): {"suspected": 7_000}, ("B",): {"cancelled": 3_000}}


def test_a_bridge_ties_from_opening_to_closing() -> None:
    walked = walk("""
    2020-01-01  S-1  suspects  100x100 at 0,0
    2021-01-01  S-2  suspects  100x10 at 0,100   of S-1
    2021-02-01  S-3  confirms  10x10 at 500,0
    2021-03-01  C-1  cancels   100x20 at 0,0     of S-1
    2021-04-01  C-2  clears    10x20 at 500,0    of S-3
    2021-05-01  S-4  confirms  10x10 at 0,0
    2021-06-01  K-1  corrects  100x5 at 0,50     of S-1
    """)
    [bridge] = bridges(walked.columns, walked.postings, Span.of_year(2021))
    assert bridge.ties
    assert (bridge.opening, bridge.closing) == (10_000, 8_600)
    assert {cause.value: m2 for cause, m2 in bridge.flows.items() if m2} == {
        "newly_found": 100, "boundary_growth": 1_000, "reopened": 100, "cancelled": -2_000, "cleared": -100,
        "correction": -500,
    }  # fmt: skip
    assert bridge.released == {Account.CANCELLED: 2_000, Account.REDUCED: 0, Account.CLEARED: 200}
    assert bridge.outside == {Account.CANCELLED: 0, Account.REDUCED: 0, Account.CLEARED: 100}
    assert bridge.flows[Cause.RECLASSIFIED] == 0


def test_a_resurvey_that_changes_the_contamination_changes_the_treaty_scope() -> None:
    walked = walk("""
    2020-01-01  S-1  suspects  100x100 at 0,0  holds ap_mine_factory
    2021-01-01  S-2  confirms  100x40 at 0,0   holds av_mine  of S-1
    """)
    [bridge] = bridges(walked.columns, walked.postings, Span.of_year(2021), treaty=Treaty.APMBC)
    assert bridge.ties
    assert (bridge.opening, bridge.flows[Cause.RECLASSIFIED], bridge.closing) == (10_000, -4_000, 6_000)


def test_open_areas_are_counted_known_or_suspected_never_twice() -> None:
    walked = walk("""
    2020-01-01  S-1  suspects  100x100 at 0,0    in North
    2020-01-01  S-2  suspects  100x100 at 300,0  in North
    2020-02-01  S-3  confirms  50x100 at 0,0     in North of S-1
    2020-03-01  C-1  cancels   100x100 at 300,0  in North of S-2
    """)
    [before] = open_areas(walked.columns, walked.postings, date(2020, 2, 28), by=("admin1",))
    assert (before.known_count, before.suspected_count, before.known_m2, before.suspected_m2) == (1, 1, 5_000, 15_000)
    [after] = open_areas(walked.columns, walked.postings, date(2020, 3, 1), by=("admin1",))
    assert (after.known_count, after.suspected_count, after.known_m2, after.suspected_m2) == (1, 0, 5_000, 5_000)


def test_a_circle_that_stands_in_for_a_boundary_counts_its_area_and_overlaps_nothing() -> None:
    name, drawn = record("2020-01-01  S-1  suspects  100x100 at 0,0")
    assert drawn.shape is not None
    circle = replace(drawn, shape=replace(drawn.shape, synthetic=True))
    columns = columns_of([(name, circle), record("2021-01-01  C-1  clears  100x40 at 0,0")])
    [whole] = balances(columns, fold(columns), date(2021, 12, 31))
    assert nonzero(whole) == {"suspected": 10_000, "cleared": 4_000}


def test_a_later_record_does_not_change_how_an_earlier_day_was_rounded() -> None:
    """What is overlaid in one go depends on all records; what a piece has rounded away, only on those before."""
    before = """
        2010-01-01  S-3  suspects  7.3x5.1 at 0,44.1
        2010-01-01  S-5  suspects  7.3x5.1 at 0,49
        2010-01-02  S-6  confirms  7.3x5.1 at 0,49
    """
    later = before + "    2010-01-31  S-7  confirms  7.3x45.9 at 0,0\n"
    assert walk(later).m2("2010-01-02") == walk(before).m2("2010-01-02") == {"suspected": 36, "confirmed": 37}
