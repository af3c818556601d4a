"""The browser's part of the map draws land as the picture does, and needs nothing that a strict page forbids."""

from __future__ import annotations

import re
from typing import Final

from opendisarm.reports.ground_map.states import LAND_STATES
from tests.house.tree import SRC

SCRIPT: Final = (SRC / "site" / "static" / "site" / "map.js").read_text(encoding="utf-8")
SHEET: Final = (SRC / "site" / "static" / "site" / "map.css").read_text(encoding="utf-8")


def test_land_has_the_same_colour_pattern_and_word_in_both() -> None:
    table = SCRIPT[SCRIPT.index("const LAND = {") : SCRIPT.index("const ORDER")]
    told = re.findall(r'(\w+): \["(#[0-9A-F]{6})", "([\w-]+)"\]', table)
    assert told == [(state.key, state.colour, state.pattern.value) for state in LAND_STATES]
    for state in LAND_STATES:
        assert f'{state.key}: "{state.label.text}"' in SCRIPT


def test_every_state_of_land_has_its_place_in_the_order_of_dots() -> None:
    order = re.search(r"const ORDER = \[(.*?)\];", SCRIPT)
    assert order
    assert set(re.findall(r'"(\w+)"', order[1])) == {state.key for state in LAND_STATES}


def test_the_script_brings_in_nothing_and_evaluates_no_text() -> None:
    for forbidden in ("import ", "import(", "eval(", "new Function", "innerHTML", "insertAdjacentHTML", "outerHTML",
                      "document.write", "https://", "http://", 'setAttribute("style"', "fetch("):  # fmt: skip
        assert forbidden not in SCRIPT, forbidden


def test_the_style_sheet_brings_in_nothing() -> None:
    assert "@import" not in SHEET
    assert "url(" not in SHEET
