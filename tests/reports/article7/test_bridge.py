"""Table 4, the closing of the year before, and land whose contamination is unknown."""

from __future__ import annotations

from opendisarm.reports.figures import Unknown
from tests.reports.office import behind, line, report


def test_table_4_goes_from_the_opening_to_the_closing() -> None:
    made = report()
    assert line(made, "T4", "North") == "28,000 | 0 | 0 | 200 | -4,000 | -2,000 | -3,250 | 0 | 0 | 18,950"
    assert line(made, "T4", "South") == "8,000 | 900 | 2,500 | 0 | 0 | 0 | -1,000 | -500 | 1,600 | 11,500"
    assert line(made, "T4", "total") == "36,000 | 900 | 2,500 | 200 | -4,000 | -2,000 | -4,250 | -500 | 1,600 | 30,450"


def test_flows_and_stocks_know_their_records() -> None:
    made = report()
    assert behind(made, "T4/total/correction") == ["S-8"]
    assert behind(made, "T4/total/reclassified") == ["S-10"]
    assert behind(made, "T4/total/opening") == ["N-1", "N-2", "S-1", "S-2"]


def test_the_opening_is_the_closing_of_the_year_before() -> None:
    assert line(report(), "before", "total") == "36,000"
    assert line(report(year=2023, devices=""), "T4", "total").endswith("| 36,000")


def test_land_of_unknown_contamination_stands_in_a_table_of_its_own() -> None:
    made = report()
    assert line(made, "U", "South") == "0 | 2,100 | 2,100 | 400"
    assert line(made, "U", "total") == "0 | 2,100 | 2,100 | 400"
    assert [row.key for row in made.table("U").rows] == ["South", "total"]
    assert behind(made, "U/South/suspected_m2") == ["S-3"]
    assert behind(made, "U/South/released") == ["S-9"]


def test_a_year_without_land_records_has_stocks_and_unknown_flows() -> None:
    made = report(year=2023, devices="")
    assert made.table("T1").number("total", "total_m2") == 36_000
    assert line(made, "T2", "North") == "unknown | unknown | unknown | unknown | unknown"
    assert line(made, "T3", "total") == "unknown | unknown | unknown | unknown"
    assert made.table("T4").number("total", "opening") == 36_000
    assert isinstance(made.cell("T4/total/cleared"), Unknown)


def test_without_any_land_record_everything_is_unknown_and_nothing_is_0() -> None:
    made = report("", devices="")
    assert line(made, "C1", "total") == "unknown | unknown | unknown | unknown | unknown"
    assert line(made, "T1", "total") == "unknown | unknown | unknown | unknown | unknown | unknown"
    assert line(made, "T4", "total") == " | ".join(["unknown"] * 10)
    assert line(made, "U", "total") == "unknown | unknown | unknown | unknown"


def test_records_dated_after_the_period_do_not_count() -> None:
    later = "2025-02-01  A  suspects  10x10 at 0,0  holds ap_mine_factory  in North"
    assert line(report(later, devices=""), "T1", "total") == " | ".join(["unknown"] * 6)
