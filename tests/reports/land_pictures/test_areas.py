"""Areas as they are printed: one unit a picture, rounded so that what is printed still adds up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendisarm.reports.land_pictures.areas import Measure
from opendisarm.reports.render.words import Voice

EN, AR, FR = Voice("en"), Voice("ar"), Voice("fr")


@pytest.mark.parametrize(
    ("m2", "said"),
    [(0, "0 m²"), (999_999, "999,999 m²"), (1_000_000, "1.000 km²"), (1_243_400, "1.243 km²"), (-12, "−12 m²")],
)
def test_below_one_square_kilometre_m2_above_it_three_decimals(m2: int, said: str) -> None:
    assert Measure.of([m2]).words(EN, m2) == said


def test_number_and_unit_are_as_the_language_writes_them() -> None:
    assert Measure.of([1_243_400]).words(AR, 1_243_400) == "\u20661.243\u2069 كم²"
    assert Measure.of([5]).words(AR, 5) == "\u20665\u2069 م²"
    assert Measure.of([1_243_400]).words(FR, 1_243_400) == "1,243 km²"


def test_a_small_area_among_large_ones_is_said_in_m2_and_never_as_nothing() -> None:
    measure = Measure.of([5_000_000, 345])
    assert measure.number(EN, 345, signed=True) == "+345 m²"
    assert measure.number(EN, 5_000_000) == "5.000"


@given(st.integers(0, 10**11), st.lists(st.integers(-(10**10), 10**10), max_size=8))
def test_what_is_printed_still_adds_up(opening: int, moved: list[int]) -> None:
    flows = {str(number): m2 for number, m2 in enumerate(moved)}
    closing = opening + sum(moved)
    first, printed, last = Measure(km2=True).tied(opening, flows, closing)
    assert first + sum(printed.values()) == last
    assert all(m2 % 1_000 == 0 for m2 in (first, last, *printed.values()))
    assert abs(first - opening) <= 500
    assert abs(last - closing) <= 500
    assert all(abs(printed[key] - flows[key]) < 1_000 + 1_000 / max(len(flows), 1) for key in flows)


def test_what_does_not_add_up_is_not_rounded_until_it_does() -> None:
    with pytest.raises(ValueError, match="nothing can be tied"):
        Measure(km2=True).tied(5, {"a": 1}, 7)
