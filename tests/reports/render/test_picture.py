"""The bridge as a picture: bars that tie, told apart without colour."""

from __future__ import annotations

import re
from itertools import pairwise

from opendisarm.reports.figures import UNKNOWN
from opendisarm.reports.render.picture import in_words, png, steps, svg
from opendisarm.reports.render.words import Voice
from tests.reports.office import report

EN = Voice("en")


def test_each_bar_begins_where_the_one_before_it_ended() -> None:
    bars = steps(report().table("T4"), EN)
    assert [(bar.key, bar.start, bar.end) for bar in bars[:2]] == [
        ("opening", 0, 36_000), ("newly_found", 36_000, 36_900),
    ]  # fmt: skip
    assert all(after.start == before.end for before, after in pairwise(bars[:-1]))
    assert bars[-2].end == bars[-1].end == 30_450


def test_the_picture_can_be_read_aloud() -> None:
    assert in_words(steps(report().table("T4"), EN), EN) == (
        "Opening: 36,000 m²; Newly found: +900 m²; Boundary growth: +2,500 m²; Reopened: +200 m²; "
        "Cancelled: −4,000 m²; Reduced: −2,000 m²; Cleared: −4,250 m²; Corrections: −500 m²; "
        "Reclassified: +1,600 m²; Closing: 30,450 m²"
    )


def test_a_bridge_with_an_unknown_flow_is_not_drawn() -> None:
    made = report().with_cell("T4/total/cleared", UNKNOWN)
    assert steps(made.table("T4"), EN) == []


def test_what_did_not_move_and_seldom_does_is_left_out() -> None:
    land = "2024-01-01  A  suspects  10x10 at 0,0  holds ap_mine_factory  in North"
    keys = [bar.key for bar in steps(report(land, devices="").table("T4"), EN)]
    assert keys == [
        "opening",
        "newly_found",
        "boundary_growth",
        "reopened",
        "cancelled",
        "reduced",
        "cleared",
        "closing",
    ]


def test_every_bar_has_a_word_and_most_have_a_pattern() -> None:
    drawn = svg(steps(report().table("T4"), EN), EN, 760, "wide")
    assert [word for word in ("Opening", "Boundary growth", "−4,250", "30,450") if f">{word}<" not in drawn] == []
    filled = set(re.findall(r"url\(#wide-(\w+)\)", drawn))
    assert filled == {"boundary_growth", "reopened", "cancelled", "reduced", "correction", "reclassified"}
    assert filled == set(re.findall(r'<pattern id="wide-(\w+)"', drawn))


def test_the_arabic_picture_is_mirrored() -> None:
    voice = Voice("ar")
    drawn = svg(steps(report().table("T4"), voice), voice, 760, "wide")
    assert ">الرصيد الافتتاحي<" in drawn


def test_a_printed_picture_is_the_same_every_time() -> None:
    bars = steps(report().table("T4"), EN)
    assert png(bars, EN, 760) == png(bars, EN, 760)
