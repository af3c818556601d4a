"""The states of a record under review: the whole table, and laws that hold for every journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendisarm.core.journal import APPROVAL, IMPORT, RETURN, VERIFICATION, WITHDRAWAL, Mark, counting, mark_of, waiting
from opendisarm.core.review import KIND_OF, TRANSITIONS, WAITING, Act, State, may_follow, states

# Rows: the state. Columns: the act. A point: refused, and of no effect where a journal says it all the same.
TABLE = """
             verify     approve    return     withdraw
submitted    verified   approved   returned   withdrawn
verified     .          approved   returned   withdrawn
approved     .          .          .          withdrawn
returned     .          .          .          withdrawn
withdrawn    .          .          .          .
superseded   .          .          .          withdrawn
"""
_HEAD, *_ROWS = (line.split() for line in TABLE.strip().splitlines())
CASES = [
    (State(row[0]), Act(act), None if after == "." else State(after))
    for row in _ROWS
    for act, after in zip(_HEAD, row[1:], strict=True)
]


def record(seq: int, name: str, batch: str = "b", supersedes: str = "") -> Mark:
    return mark_of(seq, name, "land.cleared", batch, supersedes)


def acted(seq: int, kind: str, *entries: str, batch: str = "", name: str = "") -> Mark:
    """A decision; a withdrawal names one entry."""
    payload = {"entry": entries[0]} if kind == WITHDRAWAL else {"entries": entries, "batch": batch}
    return mark_of(seq, name or f"act{seq}", kind, "acts", "", payload)


def done(seq: int, act: Act, name: str) -> list[Mark]:
    """An act upon a record, with the approval without which a withdrawal has no effect."""
    said = acted(seq, KIND_OF[act], name)
    return [said, acted(seq + 1, APPROVAL, said.id)] if act is Act.WITHDRAW else [said]


IN_STATE: dict[State, list[Mark]] = {
    State.SUBMITTED: [record(1, "a")],
    State.VERIFIED: [record(1, "a"), acted(2, VERIFICATION, "a")],
    State.APPROVED: [record(1, "a"), acted(2, APPROVAL, "a")],
    State.RETURNED: [record(1, "a"), acted(2, RETURN, "a")],
    State.WITHDRAWN: [record(1, "a"), *done(2, Act.WITHDRAW, "a")],
    State.SUPERSEDED: [
        record(1, "a"), acted(2, APPROVAL, "a"), record(3, "c", "b2", supersedes="a"), acted(4, APPROVAL, "c"),
    ],
}  # fmt: skip


def test_the_table_names_every_state_and_every_act() -> None:
    assert {(state, act) for state, act, _ in CASES} == {(state, act) for state in State for act in Act}


@pytest.mark.parametrize(("state", "act", "after"), CASES)
def test_each_act_leads_from_each_state_where_the_table_says(state: State, act: Act, after: State | None) -> None:
    assert TRANSITIONS.get((state, act)) == after
    assert may_follow(state, act) is (after is not None)


@pytest.mark.parametrize(("state", "act", "after"), CASES)
def test_a_journal_gives_the_state_that_the_table_says(state: State, act: Act, after: State | None) -> None:
    marks = IN_STATE[state]
    assert states(marks)["a"] is state
    assert states([*marks, *done(9, act, "a")])["a"] is (after or state)


def test_what_was_returned_and_is_approved_all_the_same_does_not_count() -> None:
    marks = [record(1, "a"), acted(2, RETURN, "a"), acted(3, APPROVAL, "a")]
    assert (counting(marks), waiting(marks)) == (set(), [])


def test_a_return_of_what_was_approved_changes_nothing() -> None:
    marks = [record(1, "a"), acted(2, APPROVAL, batch="b"), acted(3, RETURN, "a")]
    assert counting(marks) == {"a"}


def test_a_batch_that_is_approved_leaves_out_what_was_returned_before() -> None:
    marks = [record(1, "a"), record(2, "c"), acted(3, RETURN, "c"), acted(4, APPROVAL, batch="b")]
    assert states(marks) == {"a": State.APPROVED, "c": State.RETURNED}


def test_a_batch_is_verified_and_returned_as_a_whole() -> None:
    marks = [record(1, "a"), record(2, "c"), record(3, "d", "b2"), acted(4, VERIFICATION, batch="b")]
    assert states(marks) == {"a": State.VERIFIED, "c": State.VERIFIED, "d": State.SUBMITTED}
    assert waiting(marks) == ["a", "c", "d"]
    marks.append(acted(5, RETURN, batch="b"))
    assert states(marks) == {"a": State.RETURNED, "c": State.RETURNED, "d": State.SUBMITTED}
    assert waiting(marks) == ["d"]


def test_a_return_can_be_withdrawn_and_the_record_waits_again_as_it_did() -> None:
    marks = [record(1, "a"), acted(2, VERIFICATION, "a"), acted(3, RETURN, "a"), *done(4, Act.WITHDRAW, "act3")]
    assert states(marks[:3]) == {"a": State.RETURNED}
    assert states(marks) == {"a": State.VERIFIED}


def test_a_verification_can_be_withdrawn() -> None:
    marks = [record(1, "a"), acted(2, VERIFICATION, "a"), *done(3, Act.WITHDRAW, "act2")]
    assert states(marks) == {"a": State.SUBMITTED}


def test_a_withdrawal_that_was_withdrawn_lets_a_record_wait_again() -> None:
    marks = [record(1, "a"), *done(2, Act.WITHDRAW, "a"), *done(4, Act.WITHDRAW, "act2")]
    assert waiting(marks[:3]) == []
    assert waiting(marks) == ["a"]


def test_a_withdrawal_that_nobody_approved_settles_nothing() -> None:
    assert waiting([record(1, "a"), acted(2, WITHDRAWAL, "a")]) == ["a"]


def test_a_correction_that_answers_a_return_replaces_all_that_went_before() -> None:
    marks = [
        record(1, "a"), acted(2, APPROVAL, "a"), record(3, "c", "b2", supersedes="a"), acted(4, RETURN, "c"),
        record(5, "d", "b3", supersedes="c"),
    ]  # fmt: skip
    assert states(marks) == {"a": State.APPROVED, "c": State.RETURNED, "d": State.SUBMITTED}
    marks.append(acted(6, APPROVAL, "d"))
    assert states(marks) == {"a": State.SUPERSEDED, "c": State.SUPERSEDED, "d": State.APPROVED}


def test_what_a_correction_replaced_comes_back_unless_it_was_withdrawn_as_well() -> None:
    marks = IN_STATE[State.SUPERSEDED]
    assert states([*marks, *done(5, Act.WITHDRAW, "c")])["a"] is State.APPROVED
    assert states([*marks, *done(5, Act.WITHDRAW, "a"), *done(7, Act.WITHDRAW, "c")])["a"] is State.WITHDRAWN


def test_how_a_file_was_read_has_no_state() -> None:
    assert states([record(1, "a"), mark_of(2, "F-1", IMPORT, "b", "")]) == {"a": State.SUBMITTED}


# --- any journal at all ----------------------------------------------------------------------------------------------

KINDS = ("record", "correction", APPROVAL, VERIFICATION, RETURN, WITHDRAWAL)


@st.composite
def journals(draw: st.DrawFn) -> list[Mark]:
    """Records, corrections and acts of every kind upon whatever lies before them: records, batches, other acts."""
    marks: list[Mark] = []
    for seq in range(1, draw(st.integers(1, 14)) + 1):
        kind = draw(st.sampled_from(KINDS))
        batch = draw(st.sampled_from(["b1", "b2"]))
        earlier = draw(st.sampled_from([mark.id for mark in marks] or ["nothing"]))
        if kind in ("record", "correction"):
            marks.append(record(seq, f"e{seq}", batch, earlier if kind == "correction" else ""))
        elif kind == WITHDRAWAL:
            marks.extend(done(10 * seq, Act.WITHDRAW, earlier) if draw(st.booleans()) else [acted(seq, kind, earlier)])
        elif draw(st.booleans()):
            marks.append(acted(seq, kind, batch=batch))
        else:
            marks.append(acted(seq, kind, earlier))
    return [mark._replace(seq=seq) for seq, mark in enumerate(marks, 1)]


@given(journals())
def test_counted_is_approved_and_waiting_is_submitted_or_verified(marks: list[Mark]) -> None:
    found = states(marks)
    assert counting(marks) == {name for name, state in found.items() if state is State.APPROVED}
    assert waiting(marks) == [name for name, state in found.items() if state in WAITING]


@given(journals())
def test_the_states_are_what_the_rules_say_one_entry_at_a_time(marks: list[Mark]) -> None:
    rules = Rules(marks)
    assert states(marks) == {mark.id: rules.state(mark) for mark in marks if mark.kind == "land.cleared"}


@given(journals(), st.randoms(use_true_random=False))
def test_the_order_in_which_a_store_hands_over_entries_does_not_matter(marks: list[Mark], chance: Random) -> None:
    mixed = list(marks)
    chance.shuffle(mixed)
    assert states(mixed) == states(marks)


@given(journals())
def test_no_entry_changes_what_was_known_before_it(marks: list[Mark]) -> None:
    known = [states(marks[:count]) for count in range(len(marks) + 1)]
    for count, then in enumerate(known):
        assert states([mark for mark in marks if mark.seq <= count]) == then


@given(st.lists(st.sampled_from(Act), max_size=8))
def test_acts_one_after_the_other_lead_where_the_table_leads(acts: Sequence[Act]) -> None:
    marks, state = [record(1, "a")], State.SUBMITTED
    for number, act in enumerate(acts, 1):
        marks.extend(done(10 * number, act, "a"))
        state = TRANSITIONS.get((state, act), state)
        assert states(marks)["a"] is state


@given(st.lists(st.tuples(st.sampled_from("ac"), st.sampled_from(Act)), max_size=8), st.randoms(use_true_random=False))
def test_acts_upon_different_records_do_not_touch_each_other(acts: list[tuple[str, Act]], chance: Random) -> None:
    def after(order: list[tuple[str, Act]]) -> dict[str, State]:
        marks = [record(1, "a"), record(2, "c")]
        for number, (name, act) in enumerate(order, 1):
            marks.extend(done(10 * number, act, name))
        return states(marks)

    queues = {name: [pair for pair in acts if pair[0] == name] for name in "ac"}
    names = [name for name, _ in acts]
    chance.shuffle(names)
    assert after([queues[name].pop(0) for name in names]) == after(acts)


@dataclass(frozen=True)
class Rules:
    """The rules as sentences about one entry at a time: slow, and written without the walk that the journal takes."""

    marks: list[Mark]

    def state(self, mark: Mark) -> State:
        if not self._replaced(mark) and not self._withdrawn(mark) and self._approved(mark):
            return State.APPROVED
        if self._withdrawn(mark):
            return State.WITHDRAWN
        if self._replaced(mark):
            return State.SUPERSEDED
        if self._first(RETURN, mark) < inf:
            return State.RETURNED
        return State.VERIFIED if self._first(VERIFICATION, mark) < inf else State.SUBMITTED

    def _later(self, mark: Mark) -> list[Mark]:
        return [other for other in self.marks if other.seq > mark.seq]

    def _approved(self, mark: Mark) -> bool:
        return self._first(APPROVAL, mark) < self._first(RETURN, mark)

    def _first(self, kind: str, mark: Mark) -> float:
        """Place of the first act of a kind that stands and names the entry or its batch."""
        return min(
            (
                act.seq
                for act in self._later(mark)
                if act.kind == kind
                and (mark.id in act.targets or (act.approves_batch and act.approves_batch == mark.batch))
                and not self._withdrawn(act)
                and not self._replaced(act)
            ),
            default=inf,
        )

    def _withdrawn(self, mark: Mark) -> bool:
        """A withdrawal names it that is approved, not withdrawn and not replaced itself."""
        return any(
            act.kind == WITHDRAWAL
            and mark.id in act.targets
            and self._approved(act)
            and not self._withdrawn(act)
            and not self._replaced(act)
            for act in self._later(mark)
        )

    def _replaced(self, mark: Mark) -> bool:
        """A correction of it counts, or is replaced in its turn."""
        return any(
            other.supersedes == mark.id
            and (self._replaced(other) or (self._approved(other) and not self._withdrawn(other)))
            for other in self._later(mark)
        )
