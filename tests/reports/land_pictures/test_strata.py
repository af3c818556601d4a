"""Strata: layers that add up at each year-end, time in the direction of reading, deadlines with their words."""

from __future__ import annotations

import re
from datetime import date

import pytest

from opendisarm.core.vocabulary import Account
from opendisarm.reports.figures import Phrase
from opendisarm.reports.land_pictures.duty_words import DEADLINE_OF
from opendisarm.reports.land_pictures.strata import Level, Strata, in_words, png, rows, svg
from opendisarm.reports.render.words import LANGUAGES, Voice
from tests.reports.land_pictures.drawn import SVG, parsed, texts, within

EN, AR = Voice("en"), Voice("ar")
A = Account


def level(on: date, suspected: int, confirmed: int, cleared: int, reopened: int = 0) -> Level:
    held = {A.SUSPECTED: suspected, A.CONFIRMED: confirmed, A.CLEARED: cleared, A.REDUCED: 0, A.CANCELLED: 0}
    return Level(on, held, reopened)


LEVELS = (
    level(date(2019, 12, 31), 500_000, 0, 0),
    level(date(2020, 12, 31), 300_000, 200_000, 0),
    level(date(2021, 12, 31), 300_000, 100_000, 100_000, reopened=400),
    level(date(2022, 6, 30), 200_000, 100_000, 200_000),
)
MARK = (date(2024, 1, 1), DEADLINE_OF.of(cite="APMBC art. 5(1)"))
PICTURE = Strata(Phrase("Cleared"), Phrase("Reduced"), LEVELS, (MARK,))


def layer(voice: Voice, account: Account, width: int = 1280) -> list[tuple[float, float]]:
    """The corners of a layer."""
    [path] = [
        one for one in parsed(svg(PICTURE, voice, width)).iter(f"{SVG}path") if one.get("data-account") == account
    ]
    return [(float(x), float(y)) for x, y in re.findall(r"([\d.]+),([\d.]+)", str(path.get("d")))]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [1280, 390])
def test_it_is_drawn_in_every_language_at_every_width(lang: str, width: int) -> None:
    assert within(parsed(svg(PICTURE, Voice(lang), width, "one")))


def test_a_layer_stands_on_the_one_below_it() -> None:
    half = len(LEVELS) + 1
    below, above = layer(EN, A.CONFIRMED)[:half], layer(EN, A.SUSPECTED)[half:]
    assert below == list(reversed(above))


def test_heights_are_in_proportion() -> None:
    confirmed = layer(EN, A.CONFIRMED)
    ground = max(y for _, y in confirmed)
    heights = [round(ground - y, 1) for _, y in confirmed[1:5]]
    assert heights[0] == 0
    assert heights[1] == pytest.approx(2 * heights[2], abs=0.2)
    assert heights[2] == heights[3]


def test_time_runs_as_the_language_is_read() -> None:
    english, arabic = layer(EN, A.SUSPECTED), layer(AR, A.SUSPECTED)
    assert english[0][0] < english[len(LEVELS)][0]
    assert arabic[0][0] > arabic[len(LEVELS)][0]


def test_an_account_that_holds_nothing_has_no_layer() -> None:
    drawn = {one.get("data-account") for one in parsed(svg(PICTURE, EN)).iter(f"{SVG}path")}
    assert drawn - {None} == {"confirmed", "suspected", "cleared"}


@pytest.mark.parametrize("width", [1280, 390])
def test_a_deadline_to_come_is_marked_with_its_words(width: int) -> None:
    said = " ".join(texts(parsed(svg(PICTURE, EN, width))))
    assert "Deadline, APMBC art. 5(1)" in said
    assert "1 January 2024" in said


@pytest.mark.parametrize("width", [1280, 390])
def test_a_deadline_before_there_was_land_is_not_drawn_but_told(width: int) -> None:
    early = Strata(PICTURE.title, PICTURE.subtitle, LEVELS, ((date(2003, 1, 1), MARK[1]),))
    assert "Deadline" not in " ".join(texts(parsed(svg(early, EN, width))))
    assert "1 January 2003" in in_words(early, EN)


def test_what_was_reopened_has_a_lane_of_its_own() -> None:
    bars = [one.get("data-reopened") for one in parsed(svg(PICTURE, EN)).iter(f"{SVG}rect")]
    assert [year for year in bars if year] == ["2021"]
    assert "Reopened in the year, 2021: 400 m²" in in_words(PICTURE, EN)


def test_the_key_says_each_side_with_its_sum() -> None:
    said = texts(parsed(svg(PICTURE, EN)))
    assert said[said.index("Still open") + 1] == "300,000"
    assert said[said.index("Released") + 1] == "200,000"


def test_the_table_has_a_row_for_each_level() -> None:
    table = rows(PICTURE)
    assert [row.key for row in table.rows] == ["2019-12-31", "2020-12-31", "2021-12-31", "2022-06-30"]
    assert table.number("2021-12-31", "cleared") == 100_000
    assert table.number("2021-12-31", "reopened") == 400


def test_levels_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="each later"):
        Strata(PICTURE.title, PICTURE.subtitle, LEVELS[::-1])
    with pytest.raises(ValueError, match="need levels"):
        Strata(PICTURE.title, PICTURE.subtitle, ())


def test_it_can_be_printed() -> None:
    assert png(PICTURE, AR, 390).startswith(b"\x89PNG")
