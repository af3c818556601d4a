from __future__ import annotations

from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendisarm.core.rounding import whole_m2

areas = st.dictionaries(st.text(max_size=3), st.floats(-1e9, 1e9), max_size=12)


def test_parts_that_round_down_alone_still_sum_to_the_whole() -> None:
    assert whole_m2({"cancelled": 0.4, "reduced": 0.4, "cleared": 0.4}) == {"cancelled": 1, "reduced": 0, "cleared": 0}


def test_the_largest_remainder_gets_the_missing_metre() -> None:
    assert whole_m2({"suspected": 10.2, "confirmed": 20.7}) == {"suspected": 10, "confirmed": 21}


def test_ties_go_to_the_earlier_name() -> None:
    assert whole_m2({"a": 1.5, "b": 1.5}) == {"a": 2, "b": 1}


def test_parts_can_be_made_to_sum_to_a_total_rounded_elsewhere() -> None:
    assert whole_m2({"a": 1.2, "b": 1.2}, total=3) == {"a": 2, "b": 1}


def test_a_total_too_far_from_the_sum_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be rounded to a total of 9 m2"):
        whole_m2({"a": 1.2, "b": 1.2}, total=9)


@pytest.mark.parametrize("area", [float("nan"), float("inf")])
def test_only_finite_areas_can_be_rounded(area: float) -> None:
    with pytest.raises(ValueError, match="only finite areas can be rounded"):
        whole_m2({"a": area})


def test_no_parts_are_no_land() -> None:
    assert whole_m2({}) == {}


@given(areas)
def test_no_part_moves_by_a_whole_metre_and_the_sum_is_the_rounded_sum(parts: dict[str, float]) -> None:
    whole = whole_m2(parts)
    assert list(whole) == list(parts)
    assert sum(whole.values()) == floor(sum(parts.values()) + 0.5)
    assert all(abs(whole[name] - area) <= 1 for name, area in parts.items())
