"""Form F2, Tables 2 and 3: what happened in the year."""

from __future__ import annotations

from tests.reports.office import behind, line, report


def test_form_f2_tells_releases_and_items_by_province() -> None:
    made = report()
    assert line(made, "F2", "North") == "4,000 | 2,000 | 3,500 | 9,500 | 250 | 0 | 4 | 12 | 2 | 5 | 900"
    assert line(made, "F2", "South") == "0 | 0 | 1,000 | 1,000 | 0 | 1,000 | 1 | 3 | 0 | 0 | 0"
    assert line(made, "F2", "total") == "4,000 | 2,000 | 4,500 | 10,500 | 250 | 1,000 | 5 | 15 | 2 | 5 | 900"


def test_table_2_tells_the_methods() -> None:
    made = report()
    assert line(made, "T2", "total") == "4,000 | 2,000 | 4,500 | 10,500 | 5"
    assert behind(made, "T2/total/cleared") == ["N-7", "N-8", "S-5"]
    assert behind(made, "F2/total/outside") == ["N-8"]


def test_table_3_keeps_new_land_apart_from_growth_and_from_reopened_land() -> None:
    made = report()
    assert line(made, "T3", "North") == "0 | 0 | 200 | 200"
    assert line(made, "T3", "South") == "900 | 2,500 | 0 | 3,400"
    assert behind(made, "T3/total/reopened") == ["N-9"]


def test_land_outside_the_scope_of_the_convention_is_in_no_form() -> None:
    made = report("2024-01-01  A  confirms  10x10 at 0,0  holds cluster_munition_remnant  in North", devices="")
    assert line(made, "T1", "total") == "0 | 0 | 0 | 0 | 0 | 0"
    assert line(made, "T3", "total") == "0 | 0 | 0 | 0"


def test_a_release_in_two_provinces_is_one_record_in_the_total() -> None:
    made = report(
        """
        2023-01-01  A-1  confirms  10x10 at 0,0   holds ap_mine_factory  in North
        2023-01-02  A-2  confirms  10x10 at 10,0  holds ap_mine_factory  in South
        2024-01-03  A-3  clears    20x10 at 0,0   of A-1  in North
        """,
        devices="",
    )
    counts = {row.key: made.table("T2").number(row.key, "records") for row in made.table("T2").rows}
    assert counts == {"North": 1, "South": 1, "shared": -1, "total": 1}
    assert line(made, "F2", "shared") == "0 | 0 | 0 | 0 | 0 | 0 | -1 | unknown | unknown | unknown | unknown"
