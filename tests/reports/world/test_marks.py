"""Marks of a timeline: words that touch no other words, and no other line."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from opendisarm.reports.figures import Phrase
from opendisarm.reports.render.words import Voice
from opendisarm.reports.world.marks import arranged
from opendisarm.reports.world.sheet import Sheet

SHEET = Sheet(1280, Voice("en"), "one")
DAYS = date(2000, 1, 1), date(2020, 1, 1)


def rows(*days: date) -> list[int]:
    return [mark.row for mark in arranged(SHEET, [(on, Phrase("reopened")) for on in days], 50, 1_000, DAYS)]


def test_marks_far_apart_share_a_row() -> None:
    assert rows(date(2003, 1, 1), date(2013, 1, 1)) == [0, 0]


def test_a_mark_under_the_words_of_another_stands_lower() -> None:
    assert rows(date(2003, 1, 1), date(2003, 6, 1), date(2013, 1, 1)) == [0, 1, 0]


def test_words_that_would_leave_the_sheet_stand_before_their_line() -> None:
    [mark] = arranged(SHEET, [(date(2019, 12, 1), Phrase("reopened"))], 50, 1_200, DAYS)
    assert mark.end == mark.at
    assert mark.begin < mark.at


def test_marks_outside_the_days_are_left_out() -> None:
    assert rows(date(1999, 1, 1), date(2020, 1, 2)) == []


@given(st.lists(st.dates(*DAYS), max_size=6, unique=True))
def test_no_words_stand_on_words(days: list[date]) -> None:
    marks = arranged(SHEET, [(on, Phrase("reopened")) for on in days], 50, 1_000, DAYS)
    same_row = [pair for pair in combinations(marks, 2) if pair[0].row == pair[1].row]
    assert [pair for pair in same_row if pair[0].begin < pair[1].end and pair[1].begin < pair[0].end] == []
