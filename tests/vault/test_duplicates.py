"""Pairs that may be one person: which marks make one, and what makes none."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendisarm.vault.duplicates import Candidate, candidates, crowds, marks

KEY = bytes(range(32))


def marked(**people: Mapping[str, str]) -> dict[str, dict[str, str]]:
    return {subject: marks(KEY, fields) for subject, fields in people.items()}


def pairs(**people: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(pair.first, pair.second) for pair in candidates(marked(**people))]


# --- marks -----------------------------------------------------------------------------------------------------------


def test_fields_give_the_marks_that_they_suffice_for() -> None:
    assert marks(KEY, {}) == marks(KEY, {"address": "Kabul", "note": "tall", "name": "unknown"}) == {}
    assert marks(KEY, {"name": "Amal"}).keys() == {"name"}
    assert marks(KEY, {"birth_date": "1990-01-01", "father_name": "Omar"}).keys() == set()
    everything = {
        "name": "Amal", "father_name": "Omar", "birth_date": "1990-01-01", "national_id": "A-1234", "phone": "0701234",
    }  # fmt: skip
    assert marks(KEY, everything).keys() == {
        "name", "name+birth_date", "name+birth_year", "name+father", "national_id", "phone",
    }  # fmt: skip


def test_marks_are_keyed_and_of_their_scheme() -> None:
    fields = {"national_id": "12345678", "phone": "12345678"}
    ours, theirs = marks(KEY, fields), marks(bytes(32), fields)
    assert len({*ours.values(), *theirs.values()}) == 4
    assert {len(mark) for mark in ours.values()} == {32}


@pytest.mark.parametrize(
    ("scheme", "one", "other"),
    [
        ("national_id", {"national_id": "AB-12 34/x"}, {"national_id": "ab1234X"}),
        ("national_id", {"national_id": "١٢٣٤٥"}, {"national_id": "12345"}),
        ("phone", {"phone": "+93 (0)70 123-4567"}, {"phone": "0701234567"}),
        ("phone", {"phone": "۰۷۰۱۲۳۴۵۶۷"}, {"phone": "0701234567"}),
        ("name+birth_year", {"name": "Amal", "birth_date": "1990-05-06"}, {"name": "أمل", "birth_year": "1990"}),
        ("name+birth_date", {"name": "Amal", "birth_date": "1990-05-06"}, {"name": "أمل", "birth_date": "١٩٩٠-٠٥-٠٦"}),
        ("name+father", {"name": "Amal", "father_name": "Omar"}, {"name": "أمل", "father_name": "عمر"}),
    ],
)
def test_one_thing_in_two_spellings_has_one_mark(scheme: str, one: dict[str, str], other: dict[str, str]) -> None:
    assert marks(KEY, one)[scheme] == marks(KEY, other)[scheme]


@pytest.mark.parametrize("number", ["", "n/a", "none", "000000000", "123", "ABCDEF", "-"])
def test_a_number_that_tells_nobody_apart_has_no_mark(number: str) -> None:
    assert marks(KEY, {"national_id": number, "phone": number}) == {}


# --- pairs -----------------------------------------------------------------------------------------------------------

AMAL = {"name": "Amal Rahimi"}
DAY = {"birth_date": "1990-05-06"}


@pytest.mark.parametrize(
    ("one", "other", "because", "score"),
    [
        ({"national_id": "A-1234"}, {"national_id": "A1234"}, ("national_id",), 0.95),
        ({**AMAL, **DAY}, {**AMAL, **DAY}, ("name", "name+birth_date", "name+birth_year"), 0.8),
        ({**AMAL, "phone": "0701234567"}, {**AMAL, "phone": "0701234567"}, ("name", "phone"), 0.8),
        ({**AMAL, "father_name": "Omar", "birth_year": "1990"}, {**AMAL, "father_name": "Umar", **DAY},
         ("name", "name+birth_year", "name+father"), 0.7),
        ({**AMAL, **DAY, "father_name": "Omar"}, {**AMAL, **DAY, "father_name": "Omar"},
         ("name", "name+birth_date", "name+birth_year", "name+father"), 0.94),
    ],
)  # fmt: skip
def test_what_makes_a_candidate(
    one: dict[str, str], other: dict[str, str], because: tuple[str, ...], score: float
) -> None:
    assert candidates(marked(b=other, a=one)) == [Candidate("a", "b", because, score)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (AMAL, AMAL),
        ({**AMAL, "birth_year": "1990"}, {**AMAL, "birth_year": "1990"}),
        ({**AMAL, "father_name": "Omar"}, {**AMAL, "father_name": "Omar"}),
        ({"name": "Amal", "phone": "0701234567"}, {"name": "Nadia", "phone": "0701234567"}),
        ({"name": "Amal", **DAY}, {"name": "Nadia", **DAY}),
    ],
    ids=["a name alone", "a name and a year", "a name and a father", "a telephone of a household", "a day of birth"],
)
def test_what_is_not_enough_for_a_pair(one: dict[str, str], other: dict[str, str]) -> None:
    assert pairs(a=one, b=other) == []


def test_a_contradiction_halves_the_score_and_never_hides_the_pair() -> None:
    """Father and son of one name with one telephone: born on other days, with numbers of their own."""
    phone = {**AMAL, "phone": "0701234567"}

    def score(one: dict[str, str], other: dict[str, str]) -> float:
        [pair] = candidates(marked(a={**phone, **one}, b={**phone, **other}))
        return pair.score

    assert score({}, DAY) == 0.8, "what only one of them tells contradicts nothing"
    assert score(DAY, {"birth_date": "1990-05-07"}) == 0.4
    assert score(DAY, {"birth_date": "1960-01-01"}) == 0.2
    assert score({"national_id": "A-1234"}, {"national_id": "A-9999"}) == 0.4


def test_another_name_under_one_number_says_nothing_of_the_birth_date() -> None:
    """The name was changed by marriage, or mistyped; dates are compared under one name only."""
    number = {"national_id": "A-1234"}
    [pair] = candidates(marked(a={**number, **AMAL, **DAY}, b={**number, **DAY, "name": "Nadia"}))
    assert (pair.because, pair.score) == (("national_id",), 0.95)


def test_the_likeliest_pair_comes_first() -> None:
    sure = {"national_id": "A-1234"}
    assert pairs(d={**AMAL, **DAY}, c={**AMAL, **DAY}, b=sure, a=sure) == [("a", "b"), ("c", "d")]


def test_a_number_that_more_than_fifty_share_makes_a_crowd_and_no_pairs() -> None:
    same = {"national_id": "1234567"}
    fifty = {f"s{number:02}": same for number in range(50)}
    assert len(pairs(**fifty)) == 50 * 49 // 2
    assert crowds(marked(**fifty)) == []
    assert pairs(**fifty, s50=same) == []
    assert crowds(marked(**fifty, s50=same)) == [(("national_id",), 51)]


def test_two_of_a_crowd_that_share_something_rarer_are_still_a_pair() -> None:
    """Everybody was given one number, and sixty have one name: two of them have a telephone in common, too."""
    crowd = {f"s{number:02}": {**AMAL, "national_id": "1234567"} for number in range(60)}
    for subject in ("s07", "s31"):
        crowd[subject] = {**crowd[subject], "phone": "0701234567"}
    assert pairs(**crowd) == [("s07", "s31")]


WORDS = st.sampled_from(["Amal", "Omar", "1990", "A-1234", "0701234567"])
PEOPLE = st.dictionaries(
    st.text("abc", min_size=1, max_size=3),
    st.dictionaries(st.sampled_from(["name", "father_name", "birth_year", "national_id", "phone"]), WORDS),
)


@given(PEOPLE)
def test_a_pair_is_named_once_whatever_the_order(people: dict[str, dict[str, str]]) -> None:
    found = candidates(marked(**people))
    assert found == candidates(marked(**dict(reversed(people.items()))))
    assert all(pair.first < pair.second and pair.because and 0 < pair.score <= 1 for pair in found)
    assert len({(pair.first, pair.second) for pair in found}) == len(found)
