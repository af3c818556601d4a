"""Fills that differ without colour."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from opendisarm.reports.world.patterns import Pattern, definition, fill, luminance


def test_a_plain_colour_needs_no_definition() -> None:
    assert fill("a", "#123456", Pattern.NONE) == "#123456"
    assert definition("a", "#123456", Pattern.NONE) == ""


def test_every_pattern_is_drawn_otherwise() -> None:
    patterns = [pattern for pattern in Pattern if pattern is not Pattern.NONE]
    drawn = {ElementTree.fromstring(definition("a", "#123456", pattern))[1].get("d") for pattern in patterns}
    assert len(drawn) == len(patterns) == 6
    assert {fill("a", "#123456", pattern) for pattern in patterns} == {"url(#a)"}


@pytest.mark.parametrize(("ground", "lines"), [("#1f5a8a", "#fff"), ("#f0e442", "#1b1b1b")])
def test_lines_stand_out_from_their_ground(ground: str, lines: str) -> None:
    assert f'stroke="{lines}"' in definition("a", ground, Pattern.HATCHED)


def test_luminance_goes_from_black_to_white() -> None:
    assert (luminance("#000000"), luminance("#ffffff")) == (0, pytest.approx(1))
    assert luminance("#ff0000") == pytest.approx(0.2126)
