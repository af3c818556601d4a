"""The map of standings: exactly the states that it is given, each fill with a word and a count."""

from __future__ import annotations

import re
import struct
from xml.etree import ElementTree

import pytest

from opendisarm.reports.figures import Phrase
from opendisarm.reports.render.words import Voice
from opendisarm.reports.world.patterns import Pattern
from opendisarm.reports.world.standing_map import Group, WorldMap, in_words, png, svg
from opendisarm.world.names import name_of
from opendisarm.world.states import State, state, states

EN, AR = Voice("en"), Voice("ar")
SVG = "{http://www.w3.org/2000/svg}"

NORDIC = Group("nordic", Phrase("cleared"), "#1f5a8a", Pattern.NONE, ("NOR", "SWE", "DNK", "ISL", "FIN"))
SMALL = Group("small", Phrase("unknown"), "#e69f00", Pattern.HATCHED, ("TUV", "VAT", "LUX", "AFG"))
MAP = WorldMap(Phrase("Made up & drawn"), Phrase("As of 1 May 2024"), (NORDIC, SMALL))


def drawn(voice: Voice = EN, width: int = 1280, picture: WorldMap = MAP) -> ElementTree.Element:
    return ElementTree.fromstring(svg(picture, voice, width))


def texts(root: ElementTree.Element) -> list[str]:
    return [(text.text or "").strip("\u2067\u2069") for text in root.iter(f"{SVG}text")]


def filled(root: ElementTree.Element, fill: str) -> set[str]:
    """The codes of the states that are drawn in groups with this fill."""
    return {
        str(one.get("data-state"))
        for group in root.iter(f"{SVG}g")
        for one in group
        if group.get("fill") == fill and one.get("data-state")
    }


@pytest.mark.parametrize("width", [1280, 390])
def test_a_group_draws_exactly_its_states_with_its_fill(width: int) -> None:
    root = drawn(width=width)
    assert filled(root, "#1f5a8a") == set(NORDIC.states)
    assert filled(root, "url(#world-small)") == set(SMALL.states)
    assert filled(root, "#C4CAD1") == {one.iso3 for one in states()} - {*NORDIC.states, *SMALL.states}


def test_every_state_is_seen() -> None:
    seen = [one for one in drawn().iter() if one.get("data-state")]
    assert {one.get("data-state") for one in seen} == {one.iso3 for one in states()}


def test_states_too_small_to_see_are_dots_and_others_are_not() -> None:
    dots = {one.get("data-state") for one in drawn().iter(f"{SVG}circle")}
    assert {"TUV", "VAT", "LUX", "MLT", "NRU", "SGP", "ATG", "KNA"} <= dots
    assert {"AFG", "NOR", "ISL", "BEL", "LBN"} & dots == set()


@pytest.mark.parametrize("width", [1280, 390])
def test_no_dot_covers_another(width: int) -> None:
    dots = [(float(one.get("cx", 0)), float(one.get("cy", 0)), float(one.get("r", 0)))
            for one in drawn(width=width).iter(f"{SVG}circle")]  # fmt: skip
    assert len(dots) > 30
    near = [
        (first, second)
        for number, first in enumerate(dots)
        for second in dots[:number]
        if ((first[0] - second[0]) ** 2 + (first[1] - second[1]) ** 2) ** 0.5 < 1.8 * first[2]
    ]
    assert near == []


def test_hovering_names_the_state() -> None:
    named = {one.get("data-state"): one.findtext(f"{SVG}title") for one in drawn().iter() if one.get("data-state")}
    assert (named["AFG"], named["TUV"]) == ("Afghanistan", "Tuvalu")
    arabic = {one.get("data-state"): one.findtext(f"{SVG}title") for one in drawn(AR).iter() if one.get("data-state")}
    assert arabic["AFG"] == "أفغانستان"


def test_a_territory_has_no_name_and_no_status() -> None:
    [territories] = [group for group in drawn().iter(f"{SVG}g") if group.get("fill") == "#E3E6EA"]
    assert {one.findtext(f"{SVG}title") for one in territories} == {"Territory; no status shown"}
    assert {one.get("data-state") for one in territories} == {None}


@pytest.mark.parametrize("width", [1280, 390])
def test_the_key_has_a_word_and_a_count_for_every_fill(width: int) -> None:
    told = texts(drawn(width=width))
    key = told[told.index("States") :]
    assert key[:9] == ["States", "cleared", "5", "unknown", "4", "In none of these groups", "188", "All states", "197"]


def test_the_arabic_key_is_arabic_and_stands_on_the_right() -> None:
    root = drawn(AR)
    told = texts(root)
    assert told[told.index("الدول") :][:9] == [
        "الدول", "cleared", "5", "غير معروف", "4", "خارج هذه المجموعات", "188", "جميع الدول", "197",
    ]  # fmt: skip
    [unknown] = [text for text in root.iter(f"{SVG}text") if "غير معروف" in (text.text or "")]
    assert float(unknown.get("x", 0)) > 1_100
    assert unknown.get("text-anchor") == "end"
    [english] = [text for text in drawn().iter(f"{SVG}text") if text.text == "unknown"]
    assert float(english.get("x", 0)) < 180
    assert english.get("text-anchor") == "start"


def test_the_picture_can_be_read_aloud() -> None:
    assert in_words(MAP, EN) == "As of 1 May 2024 cleared: 5; unknown: 4; In none of these groups: 188"
    root = drawn()
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Made up & drawn"
    assert root.findtext(f"{SVG}desc") == in_words(MAP, EN)


def test_a_map_says_that_it_holds_no_opinion_on_borders() -> None:
    told = " ".join(texts(drawn(width=390)))
    assert "Boundaries and names shown do not imply any opinion on the legal status of a territory." in told


@pytest.mark.parametrize("width", [1280, 390])
def test_the_print_has_twice_as_many_pixels_as_asked(width: int) -> None:
    content = png(MAP, EN, width)
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    across, down = struct.unpack(">II", content[16:24])
    assert across == 2 * width
    assert down == 2 * int(drawn(width=width).get("height", 0))


def test_a_picture_is_the_same_every_time() -> None:
    assert svg(MAP, EN) == svg(MAP, EN)
    assert png(MAP, EN) == png(MAP, EN)


def test_a_picture_is_small_and_exact_to_a_tenth_of_a_pixel() -> None:
    text = svg(MAP, EN)
    assert len(text) < 1_500_000
    assert not re.search(r"\d\.\d\d", "".join(re.findall(r' d="([^"]*)"', text)))


def test_two_pictures_on_one_page_keep_their_patterns_apart() -> None:
    assert 'id="left-small"' in svg(MAP, EN, name="left")
    assert "url(#left-small)" in svg(MAP, EN, name="left")


def test_the_meaning_of_outside_can_be_told() -> None:
    told = texts(drawn(picture=WorldMap(MAP.title, MAP.subtitle, (NORDIC,), Phrase("none declared"))))
    assert told[told.index("none declared") + 1] == "192"


@pytest.mark.parametrize(
    ("codes", "said"),
    [(("NOR", "XSA"), r"no states: \['XSA'\]"), (("NOR", "NOR"), r"more than once: \['NOR'\]")],
)
def test_a_map_whose_counts_would_not_add_up_is_refused(codes: tuple[str, ...], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        WorldMap(MAP.title, MAP.subtitle, (Group("a", Phrase("cleared"), "#000000", Pattern.NONE, codes),))


def test_every_state_can_be_named_in_every_language_of_the_reports() -> None:
    assert all(name_of(_state("PSE"), lang) for lang in ("en", "ar", "es", "fr"))


def _state(iso3: str) -> State:
    one = state(iso3)
    assert one is not None
    return one
