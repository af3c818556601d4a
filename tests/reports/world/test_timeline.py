"""Numbers of states over time: steps on the right days, named lines, time in the direction of reading."""

from __future__ import annotations

import struct
from datetime import date
from xml.etree import ElementTree

import pytest

from opendisarm.reports.figures import Phrase
from opendisarm.reports.render.words import Voice
from opendisarm.reports.world.timeline import Series, Timeline, in_words, png, svg

EN, AR = Voice("en"), Voice("ar")
SVG = "{http://www.w3.org/2000/svg}"

JOINED = Series(Phrase("cleared"), "#1f5a8a", "", ((date(2000, 1, 1), 10), (date(2005, 1, 1), 60)))
BOUND = Series(Phrase("reduced"), "#d55e00", "2 2", ((date(2002, 1, 1), 5), (date(2010, 1, 1), 50)))
LINES = Timeline(
    Phrase("Made up"), Phrase("As of 1 January 2010"), (JOINED, BOUND), ((date(2003, 3, 1), Phrase("reopened")),)
)


def drawn(voice: Voice = EN, width: int = 1280, picture: Timeline = LINES) -> ElementTree.Element:
    return ElementTree.fromstring(svg(picture, voice, width))


def texts(root: ElementTree.Element) -> list[str]:
    return [(text.text or "").strip("\u2067\u2069") for text in root.iter(f"{SVG}text")]


def line(root: ElementTree.Element, colour: str) -> str:
    """The path of a series; its sample in the key is a level line."""
    [path] = [
        str(one.get("d")) for one in root.iter(f"{SVG}path") if one.get("stroke") == colour and "H" in str(one.get("d"))
    ]
    return path


def test_a_line_steps_on_its_days_and_goes_on_to_the_last() -> None:
    start, middle, end = (step.split("V")[0] for step in line(drawn(), "#1f5a8a").removeprefix("M").split("H"))
    first, last = float(start.split(",")[0]), float(end)
    assert (float(middle) - first) / (last - first) == pytest.approx(1_827 / 3_653, abs=1e-3)


def test_heights_are_in_proportion_to_the_numbers() -> None:
    path = line(drawn(), "#1f5a8a")
    low, high = float(path.split(",")[1].split("H")[0]), float(path.split("V")[1].split("H")[0])
    assert low - high == pytest.approx(300 * 50 / 60, abs=0.2)


def test_arabic_time_runs_from_the_right() -> None:
    english, arabic = line(drawn(), "#1f5a8a"), line(drawn(AR), "#1f5a8a")
    assert float(english.split("H")[-1]) > float(english[1:].split(",")[0])
    assert float(arabic.split("H")[-1]) < float(arabic[1:].split(",")[0])


@pytest.mark.parametrize("width", [1280, 390])
def test_each_line_is_named_with_its_last_number(width: int) -> None:
    told = texts(drawn(width=width))
    assert {"cleared", "60", "reduced", "50"} <= set(told)
    assert "Number of states" in told
    assert [year for year in told if year in ("2002", "2005", "2006", "2010")]


def test_lines_differ_without_colour() -> None:
    dashes = {one.get("stroke"): one.get("stroke-dasharray") for one in drawn().iter(f"{SVG}path")}
    assert (dashes["#1f5a8a"], dashes["#d55e00"]) == (None, "2 2")


def test_a_mark_says_its_word_and_its_day() -> None:
    told = texts(drawn())
    assert told[told.index("reopened") + 1] == "1 March 2003"


def test_a_mark_outside_the_days_is_not_drawn() -> None:
    late = Timeline(LINES.title, LINES.subtitle, (JOINED,), ((date(2030, 1, 1), Phrase("reopened")),))
    assert "reopened" not in texts(drawn(picture=late))


def test_the_picture_can_be_read_aloud() -> None:
    assert in_words(LINES, EN) == "As of 1 January 2010 cleared: 60 on 1 January 2010; reduced: 50 on 1 January 2010"
    assert drawn().findtext(f"{SVG}desc") == in_words(LINES, EN)


def test_the_arabic_picture_speaks_arabic() -> None:
    assert "عدد الدول" in texts(drawn(AR))


def test_one_day_is_a_picture_too() -> None:
    single = Timeline(
        LINES.title, LINES.subtitle, (Series(Phrase("cleared"), "#000000", "", ((date(2000, 1, 1), 0),)),)
    )
    assert "0" in texts(drawn(picture=single))


@pytest.mark.parametrize("width", [1280, 390])
def test_the_print_has_twice_as_many_pixels_as_asked(width: int) -> None:
    assert struct.unpack(">I", png(LINES, EN, width)[16:20]) == (2 * width,)


def test_a_line_without_points_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^A timeline needs lines, each with at least one point\.$"):
        Timeline(LINES.title, LINES.subtitle, (Series(Phrase("cleared"), "#000000", "", ()),))


def test_points_out_of_order_are_refused() -> None:
    backwards = Series(Phrase("cleared"), "#000000", "", ((date(2001, 1, 1), 1), (date(2000, 1, 1), 2)))
    with pytest.raises(ValueError, match=r"^The points of a line come in the order of their days\.$"):
        Timeline(LINES.title, LINES.subtitle, (backwards,))
