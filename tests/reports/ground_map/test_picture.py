"""The drawn map of the ground: every state of land has its pattern and its word, and nothing is styled inline."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
import shapely

from opendisarm.core.plane import EARTH
from opendisarm.reports.figures import Phrase
from opendisarm.reports.ground_map.frame import Frame, path
from opendisarm.reports.ground_map.key import round_length
from opendisarm.reports.ground_map.picture import GroundMap, Outline, Piece, Speck, frame_of, in_words, svg
from opendisarm.reports.ground_map.states import LAND_STATES
from opendisarm.reports.render.words import Voice

SVG = "{http://www.w3.org/2000/svg}"
EN, AR = Voice("en"), Voice("ar")
BOX = (80.0, 5.0, 80.2, 5.2)

MAP = GroundMap(
    title=Phrase("The state of the land"),
    subtitle=Phrase("As of 1 May 2024"),
    box=BOX,
    outlines=(
        Outline(0, "", shapely.box(70, 0, 90, 10)),
        Outline(1, "North & East", shapely.box(80.0, 5.1, 80.2, 5.2)),
        Outline(2, "", shapely.box(80.0, 5.1, 80.1, 5.2)),
    ),
    pieces=(
        Piece("suspected", shapely.box(80.05, 5.05, 80.10, 5.10), "S-1 <2024>"),
        Piece("cleared", shapely.box(80.10, 5.05, 80.15, 5.10)),
    ),
    specks=(Speck("confirmed", 80.02, 5.02, 4),),
    m2=(("cleared", 12_345), ("confirmed", 6), ("suspected", 789)),
    undrawn=3,
)


def drawn(picture: GroundMap = MAP, voice: Voice = EN, width: int = 1280) -> ElementTree.Element:
    return ElementTree.fromstring(svg(picture, voice, width))


def texts(root: ElementTree.Element) -> list[str]:
    return [(text.text or "").strip("\u2067\u2069") for text in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("voice", [EN, AR], ids=["en", "ar"])
def test_nothing_is_styled_inline_and_letters_take_the_colour_of_the_page(voice: Voice, width: int) -> None:
    root = drawn(voice=voice, width=width)
    assert not [one.tag for one in root.iter() if "style" in one.attrib or one.tag in (f"{SVG}style", f"{SVG}script")]
    assert root.get("fill") == "currentColor"
    assert root.get("width") == str(width)


def test_land_is_filled_by_its_state_with_a_pattern() -> None:
    fills = {one.get("data-land"): one.get("fill") for one in drawn().iter() if one.get("data-land")}
    assert fills == {
        "suspected": "url(#ground-suspected)", "cleared": "url(#ground-cleared)", "confirmed": "#D55E00",
    }  # fmt: skip
    patterns = {one.get("id") for one in drawn().iter(f"{SVG}pattern")}
    assert {"ground-suspected", "ground-cleared"} <= patterns


def test_no_two_states_of_land_share_their_pattern() -> None:
    assert len({state.pattern for state in LAND_STATES}) == len(LAND_STATES)


def test_the_key_names_what_stands_on_the_map_the_dangerous_first() -> None:
    told = texts(drawn())
    start = told.index("m2, as drawn")
    assert told[start + 1 : start + 7] == [
        "Confirmed hazardous area", "6", "Suspected hazardous area", "789", "Cleared", "12,345",
    ]  # fmt: skip
    assert "Reduced" not in told


def test_names_are_written_as_they_are() -> None:
    root = drawn()
    assert "North & East" in texts(root)
    assert "S-1 <2024>" in [one.text for one in root.iter(f"{SVG}title")]


def test_the_picture_can_be_read_aloud() -> None:
    assert in_words(MAP, EN) == (
        "As of 1 May 2024 Confirmed hazardous area: 6 m2; Suspected hazardous area: 789 m2; Cleared: 12,345 m2"
    )
    assert drawn().findtext(f"{SVG}desc") == in_words(MAP, EN)


def test_an_empty_map_says_so() -> None:
    nothing = GroundMap(MAP.title, MAP.subtitle, BOX, (), (), (), ())
    assert "No land of a record lies here on this day." in " ".join(texts(drawn(nothing)))


def test_what_no_map_can_show_is_told() -> None:
    assert "Records without a polygon, which no map can show: 3." in " ".join(texts(drawn()))


def test_the_arabic_key_stands_on_the_right() -> None:
    swatch: Any = next(one for one in drawn(voice=AR).iter(f"{SVG}rect") if one.get("width") == "26")
    assert float(swatch.get("x")) > 1_200
    assert float(next(one for one in drawn().iter(f"{SVG}rect") if one.get("width") == "26").get("x", 0)) < 50


@pytest.mark.parametrize("lat", [0.0, 35.0, -60.0])
def test_the_scale_bar_is_as_long_as_it_says(lat: float) -> None:
    box = (10.0, lat - 0.1, 10.2, lat + 0.1)
    picture = GroundMap(MAP.title, MAP.subtitle, box, (), (), (), ())
    root = drawn(picture)
    [bar] = [one for one in root.iter(f"{SVG}text") if one.get("data-scale")]
    line: Any = next(one.get("d") for one in root.iter(f"{SVG}path") if one.get("stroke-width") == "1.5")
    pixels = float(re.findall(r"h([0-9.]+)v", line)[0])
    frame = frame_of(box, 1280)
    (west, _), (east, _) = frame.pixels(np.array([(10.0, lat), (10.2, lat)])).tolist()
    _, _, metres = EARTH.inv(10.0, lat, 10.2, lat)
    assert pixels * metres / (east - west) == pytest.approx(int(bar.get("data-scale", "0")), rel=0.01)


def test_a_length_is_one_two_or_five() -> None:
    assert [round_length(most) for most in (0.2, 1, 3, 9.9, 49, 50, 1_999, 2_000)] == [1, 1, 2, 5, 20, 50, 1_000, 2_000]


def test_the_box_lies_in_the_middle_of_its_frame() -> None:
    frame = Frame.of(BOX, 10, 20, 400)
    (west, south), (east, north) = frame.pixels(np.array([BOX[:2], BOX[2:]])).tolist()
    assert (west + east) / 2 == pytest.approx(210)
    assert (south + north) / 2 == pytest.approx(20 + frame.height / 2)
    assert west >= 9.999
    assert east <= 410.001


@pytest.mark.parametrize(
    "box", [(10.0, 5.0, 9.0, 6.0), (10.0, 6.0, 11.0, 5.0), (-200.0, 0.0, 0.0, 1.0), (0.0, 0.0, float("nan"), 1.0)]
)
def test_a_box_that_is_none_is_refused_in_words(box: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="is no box on the map; give west, south, east and north in degrees"):
        Frame.of(box, 0, 0, 400)


def test_a_box_of_one_square_metre_is_widened_not_refused() -> None:
    west, south, east, north = Frame.of((80.0, 5.0, 80.00001, 5.00001), 0, 0, 400).box
    assert east - west == pytest.approx(0.0005)
    assert north - south == pytest.approx(0.0005)


def test_land_of_a_state_without_a_colour_is_refused() -> None:
    with pytest.raises(ValueError, match="No colour is known for land that is haunted"):
        GroundMap(MAP.title, MAP.subtitle, BOX, (), (Piece("haunted", shapely.box(0, 0, 1, 1)),), (), ())


def test_a_path_keeps_holes_and_leaves_out_steps_nobody_sees() -> None:
    shape = shapely.box(0, 0, 10, 10).difference(shapely.box(4, 4, 6, 6))
    assert path(shape).count("M") == path(shape).count("z") == 2
    assert path(shapely.LineString([(0, 0), (0.01, 0.01), (5, 5)])) == "M0,0L5,5"
