"""Form C and Table 1: what remains at the end of the year."""

from __future__ import annotations

from tests.reports.office import behind, line, report


def test_form_c1_lists_known_areas_by_province() -> None:
    made = report()
    assert line(made, "C1", "North") == "ap_mine_factory+av_mine | 2 | 10,950 | 0 | 0"
    assert line(made, "C1", "South") == "ap_mine_factory+ap_mine_improvised+other_erw | 2 | 8,600 | 0 | 7,000"
    assert line(made, "C1", "total") == "ap_mine_factory+ap_mine_improvised+av_mine+other_erw | 4 | 19,550 | 0 | 7,000"


def test_form_c2_says_how_much_was_only_reported() -> None:
    made = report()
    assert line(made, "C2", "North") == "ap_mine_factory | 0 | 8,000 | 0 | 0"
    assert line(made, "C2", "South") == "ap_mine_factory | 2 | 2,900 | 2,000 | 0"
    assert made.cell("C2/South/m2").reported == 2_000  # type: ignore[union-attr]


def test_table_1_adds_known_and_suspected_areas() -> None:
    made = report()
    assert line(made, "T1", "North") == "2 | 0 | 2 | 10,950 | 8,000 | 18,950"
    assert line(made, "T1", "South") == "2 | 2 | 4 | 8,600 | 2,900 | 11,500"
    assert line(made, "T1", "total") == "4 | 2 | 6 | 19,550 | 10,900 | 30,450"


def test_a_figure_knows_the_records_that_hold_its_land() -> None:
    made = report()
    assert behind(made, "C2/South/m2") == ["S-2", "S-6"]
    amounts = {share.entry: share.amount for share in made.cell("C1/North/m2").because.shares()}  # type: ignore[union-attr]
    assert amounts == {"N-2": 4_750, "N-4": 6_000, "N-9": 200}


def test_what_the_treaty_asks_and_records_do_not_hold_is_unknown() -> None:
    assert line(report(), "C", "quantity") == "unknown"
    assert line(report(), "C", "emplaced") == "unknown"


def test_districts_stand_under_their_province_and_sum_to_it() -> None:
    from dataclasses import replace

    from opendisarm.ledgers.land.columns import columns_of
    from opendisarm.ledgers.land.ledger import fold
    from opendisarm.reports.article7 import build
    from tests.ledgers.land.walk import record
    from tests.reports.office import facts

    notes = {
        "2024-01-01 A suspects 10x10 at 0,0 holds ap_mine_factory in North": "Upper",
        "2024-01-02 B suspects 20x10 at 500,0 holds ap_mine_factory in North": "Lower",
        "2024-01-03 C suspects 5x10 at 900,0 holds ap_mine_factory in North": "",
    }
    records = []
    for note, district in notes.items():
        name, land = record(note)
        records.append((name, replace(land, place=replace(land.place, admin2=district))))
    columns = columns_of(records)
    made = build(replace(facts(devices=""), columns=columns, postings=fold(columns)))
    assert [row.key for row in made.table("C2").rows] == [
        "North", "North/Lower", "North/Upper", "North/not_told", "total",
    ]  # fmt: skip
    assert [made.table("C2").number(row.key, "m2") for row in made.table("C2").rows] == [350, 200, 100, 50, 350]
    assert behind(made, "C2/North/Lower/m2") == ["B"]


def test_an_area_in_two_provinces_counts_once_in_the_total() -> None:
    made = report(
        """
        2024-01-01  B-1  confirms  10x10 at 0,0   holds ap_mine_factory  in North
        2024-01-02  B-2  confirms  10x10 at 10,0  of B-1  holds ap_mine_factory  in South
        """,
        devices="",
    )
    counts = {row.key: made.table("T1").number(row.key, "total_n") for row in made.table("T1").rows}
    assert counts == {"North": 1, "South": 1, "shared": -1, "total": 1}


def test_a_province_named_like_a_row_of_ours_keeps_its_own_address() -> None:
    made = report("2024-01-01  A  suspects  10x10 at 0,0  holds ap_mine_factory  in total", devices="")
    assert [row.key for row in made.table("T1").rows] == ["%74otal", "total"]
    assert made.table("T1").rows[0].label == "total"
