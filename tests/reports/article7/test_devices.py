"""Form G2: mines destroyed, by type and province."""

from __future__ import annotations

from tests.reports.office import LAND, behind, line, report


def test_form_g2_counts_mines_by_type_in_the_year_and_since_records_began() -> None:
    made = report()
    assert line(made, "G2", "ap_mine/PMN-2") == "ap_mine | 12 | 19"
    assert line(made, "G2", "ap_mine_improvised/pressure-plate") == "ap_mine_improvised | 3 | 3"
    assert line(made, "G2", "total") == "ap_mine+ap_mine_improvised | 15 | 22"


def test_a_type_is_told_by_province() -> None:
    assert line(report(), "G2", "ap_mine/PMN-2/North") == "ap_mine | 12 | 19"
    assert behind(report(), "G2/ap_mine/PMN-2/North/period") == ["D-1"]


def test_small_arms_ammunition_is_in_no_sum_of_items() -> None:
    made = report()
    assert made.table("F2").number("total", "small_arms") == 900
    assert sum(made.table("F2").number("total", key) or 0 for key in ("ap_mines", "av_mines", "other_eo")) == 22


def test_mines_that_were_only_removed_are_not_destroyed() -> None:
    assert "D-6" not in behind(report(), "G2/total/since")


def test_a_mine_without_model_or_province_is_still_counted() -> None:
    made = report(LAND, "2024-01-01  D-9  destroyed  4  ap_mine")
    assert line(made, "G2", "ap_mine/not_told/not_told") == "ap_mine | 4 | 4"
    assert line(made, "F2", "not_told").endswith("| 0 | 4 | 0 | 0 | 0")


def test_without_device_records_in_the_year_items_are_unknown_and_earlier_ones_stay_counted() -> None:
    made = report(LAND, "2022-05-08  D-7  destroyed  7  ap_mine  PMN-2  in North")
    assert line(made, "G2", "total") == "ap_mine | unknown | 7"
    assert line(made, "F2", "North").endswith("unknown | unknown | unknown | unknown")


def test_device_records_that_tell_of_no_mine_make_the_count_0() -> None:
    made = report(LAND, "2024-05-06  D-4  destroyed  5  uxo  in North")
    assert line(made, "G2", "total") == "- | 0 | 0"
