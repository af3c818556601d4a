"""A sheet: lines that wrap, and both directions of writing."""

from __future__ import annotations

from opendisarm.reports.render.words import Voice
from opendisarm.reports.world.sheet import Sheet, wrapped

LTR, RTL = Sheet(400, Voice("en"), "one"), Sheet(400, Voice("ar"), "one")


def test_words_wrap_where_the_room_ends() -> None:
    assert wrapped("deposited, not yet in force", 100, 13) == ["deposited, not", "yet in force"]


def test_a_word_longer_than_the_room_stands_alone() -> None:
    assert wrapped("an internationalisation of it", 60, 13) == ["an", "internationalisation", "of it"]


def test_what_begins_at_the_left_begins_at_the_right_in_arabic() -> None:
    assert (LTR.x(24, 100), RTL.x(24, 100)) == (24, 276)
    assert LTR.text(24, 10, "a") == '<text x="24" y="10.0" font-size="13" text-anchor="start">a</text>'
    assert RTL.text(24, 10, "a") == '<text x="376" y="10.0" font-size="13" text-anchor="end">\u2067a\u2069</text>'


def test_signs_of_markup_are_words_too() -> None:
    assert ">a &lt; b &amp; c<" in LTR.text(0, 0, "a < b & c")
