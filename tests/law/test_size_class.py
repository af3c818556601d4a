"""Size classes, at their limits."""

from __future__ import annotations

import pytest

from opendisarm.law.size_class import scales, size_class


@pytest.mark.parametrize(
    ("m2", "name"),
    [
        (0, "none"),
        (1, "small"),
        (4_999_999, "small"),
        (5_000_000, "medium"),
        (19_999_999, "medium"),
        (20_000_000, "large"),
        (99_999_999, "large"),
        (100_000_000, "massive"),
        (10**12, "massive"),
    ],
)
def test_classes_of_the_monitor(m2: int, name: str) -> None:
    assert size_class(m2).name == name


@pytest.mark.parametrize(
    ("m2", "name"),
    [
        (0, "none"),
        (1, "light"),
        (5_000_000, "light"),
        (5_000_001, "medium"),
        (20_000_000, "medium"),
        (20_000_001, "heavy"),
        (100_000_000, "heavy"),
        (100_000_001, "massive"),
    ],
)
def test_classes_of_mine_action_review_include_their_upper_limit(m2: int, name: str) -> None:
    assert size_class(m2, "mine-action-review").name == name


@pytest.mark.parametrize("scale", ["monitor", "mine-action-review"])
def test_an_unknown_area_has_the_class_unknown_and_no_limits(scale: str) -> None:
    found = size_class(None, scale)
    assert (found.name, found.at_least_m2, found.below_m2) == ("unknown", None, None)


def test_a_class_carries_its_scale_edition_limits_and_mark() -> None:
    found = size_class(7_000_000)
    assert (found.scale, found.edition, found.mark) == ("monitor", "2018 and later", "K")
    assert (found.at_least_m2, found.below_m2, found.published) == (5_000_000, 20_000_000, "5-19 km2")
    assert size_class(7_000_000, "mine-action-review").mark == "K?"


def test_the_class_none_is_marked_as_our_own_rule() -> None:
    assert {size_class(0, scale).mark for scale in scales()} == {"D"}


def test_json_holds_plain_values() -> None:
    assert size_class(100_000_000).as_json() == {
        "class": "massive",
        "scale": "monitor",
        "edition": "2018 and later",
        "at_least_m2": 100_000_000,
        "below_m2": None,
        "published": "more than 100 km2",
        "mark": "K",
        "cite": "Landmine Monitor 2018, Contamination & Clearance; limits from memory, "
        "the same limits seen second-hand for 2017",
    }


def test_an_unknown_scale_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        size_class(1, "richter")


def test_a_negative_area_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="An area cannot be -1 m2"):
        size_class(-1)
