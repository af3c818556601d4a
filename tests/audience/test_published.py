from __future__ import annotations

import pytest

from opendisarm.audience import Counts, Edition, Published

FINE = Counts(
    ("place", "sex"),
    {("north", "female"): 6, ("south", "male"): 9},
    {"place": ("north", "south"), "sex": ("female", "male", "unknown")},
)


def edition(sex: tuple[str, ...], **shown: int) -> Edition:
    keys = {(value,) for value in (*sex, "*")}
    told = {("*" if word == "everybody" else word,): count for word, count in shown.items()}
    return Edition(("sex",), {"sex": sex}, told, frozenset(keys - told.keys()))


def readable(published: Published) -> set[tuple[str, ...]]:
    return {key for key, known in zip(FINE.every_key(), published.known, strict=True) if known}


def test_nothing_is_known_before_anything_is_published() -> None:
    assert readable(Published(FINE)) == set()


def test_a_figure_shown_is_known_in_the_common_classification() -> None:
    assert readable(Published(FINE, (edition(("female", "male", "unknown"), male=9),))) == {("*", "male")}


def test_a_value_without_a_row_is_known_to_be_empty() -> None:
    assert readable(Published(FINE, (edition(("female", "male")),))) == {("*", "unknown")}


def test_what_everybody_knows_to_be_impossible_is_known() -> None:
    assert readable(Published(FINE, impossible=frozenset({("north", "male")}))) == {("north", "male")}


@pytest.mark.parametrize(
    ("published", "words"),
    [
        (
            Published(FINE, (edition(("female", "male"), male=8),)),
            "has 8 persons for {'sex': 'male'}; the counts say 9",
        ),
        (Published(FINE, (edition(("male",), male=9),)), "has 0 persons for {'sex': 'female'}; the counts say 6"),
        (Published(FINE, impossible=frozenset({("south", "male")})), "has 0 persons for"),
        (Published(FINE.over(("place",)), (edition(("male", "female"), male=9),)), "no 'sex'"),
        (Published(FINE, (edition(("male", "female", "other"), male=9),)), "no 'other'"),
    ],
)
def test_an_edition_that_the_counts_deny_is_an_error(published: Published, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        _ = published.known
