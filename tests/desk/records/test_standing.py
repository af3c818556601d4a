"""What the review made of a record agrees with what counts and what waits, whatever was decided."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from opendisarm.core.journal import APPROVAL, RETURN, WITHDRAWAL, Mark, counting, mark_of, waiting
from opendisarm.desk.records.standing import STANDINGS, Standing, standings

KIND = "land.cleared"


def record(number: int, supersedes: str = "") -> Mark:
    return mark_of(number, f"E-{number}", KIND, f"B-{number}", supersedes)


def approval(number: int, *names: str) -> Mark:
    return mark_of(number, f"A-{number}", APPROVAL, "B-acts", "", {"entries": list(names)})


def withdrawal(number: int, name: str) -> Mark:
    return mark_of(number, f"W-{number}", WITHDRAWAL, "B-acts", "", {"entry": name})


def told(marks: list[Mark]) -> dict[str, Standing]:
    names = [mark.id for mark in marks if mark.kind == KIND]
    return {name: STANDINGS[code] for name, code in zip(names, standings(marks, (KIND,)), strict=True)}


def test_a_record_waits_counts_and_is_replaced() -> None:
    marks = [record(1), approval(2, "E-1"), record(3, "E-1")]
    assert told(marks) == {"E-1": Standing.COUNTS, "E-3": Standing.WAITS}
    assert told([*marks, approval(4, "E-3")]) == {"E-1": Standing.SUPERSEDED, "E-3": Standing.COUNTS}


def test_a_correction_that_was_taken_back_leaves_what_it_replaced_counting() -> None:
    marks = [record(1), record(2, "E-1"), approval(3, "E-1", "E-2"), withdrawal(4, "E-2"), approval(5, "W-4")]
    assert told(marks) == {"E-1": Standing.COUNTS, "E-2": Standing.WITHDRAWN}


def test_a_withdrawal_that_was_taken_back_leaves_the_record_counting() -> None:
    marks = [record(1), approval(2, "E-1"), withdrawal(3, "E-1"), withdrawal(4, "W-3"), approval(5, "W-3", "W-4")]
    assert told(marks) == {"E-1": Standing.COUNTS}


def test_what_was_returned_says_so() -> None:
    returned = mark_of(2, "R-2", RETURN, "B-acts", "", {"batch": "B-1", "reason": "no map"})
    assert told([record(1), returned]) == {"E-1": Standing.RETURNED}


@st.composite
def journals(draw: st.DrawFn) -> list[Mark]:
    marks: list[Mark] = []
    for number in range(1, draw(st.integers(1, 14)) + 1):
        names = [mark.id for mark in marks]
        what = draw(st.sampled_from(["record", "correction", "approval", "withdrawal"])) if names else "record"
        if what == "record":
            marks.append(record(number))
        elif what == "approval":
            marks.append(approval(number, *draw(st.lists(st.sampled_from(names), min_size=1, max_size=3))))
        elif what == "withdrawal":
            marks.append(withdrawal(number, draw(st.sampled_from(names))))
        else:
            marks.append(record(number, draw(st.sampled_from([name for name in names if name[0] == "E"]))))
    return marks


@given(journals())
def test_standings_agree_with_what_counts_and_what_waits(marks: list[Mark]) -> None:
    found = told(marks)
    assert {name for name, one in found.items() if one is Standing.COUNTS} == counting(marks)
    assert {name for name, one in found.items() if one is Standing.WAITS} == set(waiting(marks))
    assert Standing.RETURNED not in found.values(), "no act in these journals returns anything"
