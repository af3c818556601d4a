"""The bridge: bars that tie, in patterns and words; a gap only where there is one; small values are seen."""

from __future__ import annotations

from itertools import pairwise

import pytest

from opendisarm.core.vocabulary import Cause
from opendisarm.reports.figures import UNKNOWN, Number, Phrase
from opendisarm.reports.land_pictures.bridge import LandBridge, bars, in_words, png, rows, svg
from opendisarm.reports.render.words import LANGUAGES, Voice
from tests.reports.land_pictures.drawn import SVG, parsed, texts, within

EN, AR = Voice("en"), Voice("ar")
FLOWS: dict[Cause, int | None] = {
    Cause.NEWLY_FOUND: 1_234_567, Cause.BOUNDARY_GROWTH: 345, Cause.REOPENED: 0, Cause.CANCELLED: -2_345_678,
    Cause.REDUCED: -1_000_000, Cause.CLEARED: -3_456_789, Cause.CORRECTION: -30_001, Cause.RECLASSIFIED: 0,
}  # fmt: skip
MOVED = sum(m2 or 0 for m2 in FLOWS.values())


def picture(gap: int = 0, flows: dict[Cause, int | None] = FLOWS, opening: int = 12_345_678) -> LandBridge:
    closing = opening + sum(m2 or 0 for m2 in flows.values()) + gap
    return LandBridge(Phrase("Cleared"), Phrase("Reduced"), opening, flows, closing)


def rects(voice: Voice = EN, width: int = 1280, **told: object) -> dict[str, tuple[float, float]]:
    """Step -> (left, right) of its bar."""
    root = parsed(svg(picture(**told), voice, width))  # type: ignore[arg-type]
    return {
        str(one.get("data-step")): (float(str(one.get("x"))), float(str(one.get("x"))) + float(str(one.get("width"))))
        for one in root.iter(f"{SVG}rect")
        if one.get("data-step")
    }


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [1280, 390])
def test_it_is_drawn_in_every_language_at_every_width(lang: str, width: int) -> None:
    root = parsed(svg(picture(), Voice(lang), width, "one"))
    assert within(root)
    assert any(text.endswith(("346", "346 ")) for text in texts(root)), "the opening, rounded"


def test_each_bar_begins_where_the_one_before_ended() -> None:
    steps = bars(picture())
    assert all(after.start == before.end for before, after in pairwise(steps[:-1]))
    assert steps[-2].end == steps[-1].end == picture().closing


def test_a_bar_of_a_release_hangs_from_the_level_before_it() -> None:
    drawn = rects()
    assert drawn["newly_found"][0] == pytest.approx(drawn["opening"][1], abs=0.2)
    assert drawn["cancelled"][0] == pytest.approx(drawn["reduced"][1], abs=0.2)
    assert drawn["cleared"][0] == pytest.approx(
        drawn["closing"][1] + drawn["correction"][1] - drawn["correction"][0], abs=3.1
    )


def test_a_small_value_is_still_seen_and_said() -> None:
    left, right = rects()["boundary_growth"]
    assert right - left >= 3
    assert "+345 m²" in texts(parsed(svg(picture(), EN)))


def test_in_arabic_the_bars_run_from_the_right() -> None:
    assert rects(AR)["opening"][1] > rects(AR)["newly_found"][0] < rects(AR)["opening"][0] + 1


def test_what_did_not_move_is_left_out_where_a_bridge_usually_has_none_of_it() -> None:
    assert [bar.look.key for bar in bars(picture())] == [
        "opening", "newly_found", "boundary_growth", "cancelled", "reduced", "cleared", "correction", "closing",
    ]  # fmt: skip


def test_a_bridge_that_closes_has_no_gap_and_one_that_does_not_has_it_in_red_and_in_words() -> None:
    assert "Does not close" not in texts(parsed(svg(picture(), EN)))
    open_ = svg(picture(gap=800_000), EN)
    assert "Does not close" in texts(parsed(open_))
    assert "#C62828" in open_
    assert "Does not close: +0.800 km²" in in_words(picture(gap=800_000), EN)


def test_a_difference_beside_what_nobody_told_is_no_contradiction() -> None:
    flows = {**FLOWS, Cause.CANCELLED: None}
    told = in_words(picture(gap=-5_000, flows=flows), EN)
    assert "Cancelled: unknown" in told
    assert "Not told how" in told
    assert "Does not close" not in told
    assert rows(picture(flows=flows)).cell("cancelled", "m2") == UNKNOWN


def test_every_bar_differs_without_colour() -> None:
    moved = {bar.look.pattern for bar in bars(picture(flows={**FLOWS, Cause.REOPENED: 9_000})) if not bar.stock}
    assert len(moved) == 7


def test_the_table_has_the_exact_square_metres() -> None:
    table = rows(picture())
    assert table.cell("cleared", "m2") == Number(-3_456_789)
    total = sum(table.number(row.key, "m2") or 0 for row in table.rows if row.key not in ("opening", "closing"))
    assert (table.number("opening", "m2") or 0) + total == table.number("closing", "m2")


def test_it_can_be_printed() -> None:
    assert png(picture(), AR, 390).startswith(b"\x89PNG")
