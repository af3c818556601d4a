"""A name in any script is printed, or stands as lozenges; it never stops a page that is on record already."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opendisarm.extracts import paper
from opendisarm.extracts.extract import signed
from opendisarm.extracts.letters import STAND_IN, shown
from tests.extracts.statements import KEY, PLAIN

NAME = "cd8fa86afd6bf20d"


def pages_with(place: str, lang: str) -> bytes:
    told = replace(PLAIN, parcel=replace(PLAIN.parcel, place=place), office=f"{place} office"[:60])
    return paper.pdf(signed(told, KEY), lang, NAME)


@pytest.mark.parametrize(
    "name",
    [
        "Kampong Cham", "Đắk Lắk", "Миколаїв", "نينوى", "پښتو ڕێژەوا ٹھٹھہ", "ភ្នំពេញ", "ວຽງຈັນ", "สระแก้ว", "ဟားခါး",
        "ሐረር", "Սյունիք", "გორი", "גליל", "කිලිනොච්චි", "கிளிநொச்சி",
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_names_of_the_countries_that_have_mines_are_printed_whole(name: str, lang: str) -> None:
    assert shown(name) == name
    assert pages_with(name, lang).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("name", "as_shown"),
    [
        ("地雷 North", f"{STAND_IN * 2} North"),
        ("a\x00b\x07c", f"a{STAND_IN}b{STAND_IN}c"),
        ("two\nlines\u2028more", "two lines more"),
        ("قرية\u202egpj.exe", f"قرية{STAND_IN}gpj.exe"),
        ("\u2066H-7\u2069", "\u2066H-7\u2069"),
    ],
)
def test_what_no_font_has_stands_as_a_lozenge(name: str, as_shown: str) -> None:
    assert shown({"a": [name, 1, None]}) == {"a": [as_shown, 1, None]}
    assert pages_with(name, "en").startswith(b"%PDF-")


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=12))
def test_no_name_stops_a_page(name: str) -> None:
    assert pages_with(name, "en").startswith(b"%PDF-")
