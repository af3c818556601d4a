from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendisarm.audience import Edition, as_json, edition_of
from opendisarm.audience.counts import figure_keys
from opendisarm.core.canonical import canonical_json

SEX = {"sex": ("female", "male")}
PLAIN = Edition(("sex",), SEX, {("*",): 12}, frozenset({("female",), ("male",)}))
WORDS = st.text(min_size=1, max_size=6).filter(lambda word: word != "*" and word.isprintable())


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    dims = tuple(draw(st.lists(WORDS, max_size=3, unique=True)))
    values = {dim: tuple(draw(st.lists(WORDS, max_size=3, unique=True))) for dim in dims}
    shown = {key: draw(st.none() | st.integers(0, 10**9)) for key in figure_keys(dims, values)}
    hidden = frozenset(key for key, count in shown.items() if count is None)
    return Edition(dims, values, {key: count for key, count in shown.items() if count is not None}, hidden)


def test_an_edition_is_written_figure_after_figure() -> None:
    assert as_json(PLAIN) == {"dims": ["sex"], "values": {"sex": ["female", "male"]}, "figures": [None, None, 12]}


@given(editions())
def test_an_edition_comes_back_from_its_text(edition: Edition) -> None:
    assert edition_of(json.loads(canonical_json(as_json(edition)))) == edition


@pytest.mark.parametrize(
    ("shown", "withheld"),
    [
        ({("*",): 12}, {("female",)}),
        ({("*",): 12, ("male",): 5}, {("female",), ("male",)}),
        ({("*",): 12}, {("female",), ("male",), ("other",)}),
        ({("*",): -1}, {("female",), ("male",)}),
        ({("*",): 1.5}, {("female",), ("male",)}),
    ],
)
def test_each_figure_is_shown_or_withheld_once(shown, withheld) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match="An edition shows"):
        Edition(("sex",), SEX, shown, frozenset(withheld))


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({}, "not an edition"),
        ({"dims": ["sex"], "values": ["sex"], "figures": []}, "not an edition"),
        ({"dims": ["sex"], "values": {"sex": ["female"]}, "figures": [1]}, "holds 2 figures, and this has 1"),
        ({"dims": [1], "values": {1: ["female"]}, "figures": [7, 7]}, "are words"),
        ({"dims": [], "values": {"sex": []}, "figures": [7]}, "needs its list of values"),
        ({"dims": [], "values": {}, "figures": ["7"]}, "whole numbers"),
        ({"dims": [], "values": {}, "figures": [True]}, "whole numbers"),
    ],
)
def test_what_is_no_edition_is_refused(document, words) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=words):
        edition_of(document)
