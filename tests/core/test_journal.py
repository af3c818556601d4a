"""Which entries count, as known at a moment; what the chain detects."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from opendisarm.core.journal import (
    APPROVAL,
    GENESIS,
    RETURN,
    VERIFICATION,
    WITHDRAWAL,
    Entry,
    Head,
    Mark,
    Proposal,
    breaks,
    counting,
    mark_of,
    waiting,
)
from opendisarm.core.sources import Source


def record(seq: int, name: str, batch: str = "b1", supersedes: str = "") -> Mark:
    return mark_of(seq, name, "land.cleared", batch, supersedes)


def approval(seq: int, name: str, *, batch: str = "", entries: tuple[str, ...] = ()) -> Mark:
    return mark_of(seq, name, APPROVAL, "acts", "", {"batch": batch, "entries": entries})


def withdrawal(seq: int, name: str, entry: str, batch: str = "acts") -> Mark:
    return mark_of(seq, name, WITHDRAWAL, batch, "", {"entry": entry, "reason": "entered twice"})


def test_what_is_not_approved_does_not_count() -> None:
    assert counting([record(1, "a"), record(2, "b"), approval(3, "A", entries=("b",))]) == {"b"}


def test_approving_a_batch_approves_all_of_it() -> None:
    assert counting([record(1, "a"), record(2, "b", batch="b2"), approval(3, "A", batch="b1")]) == {"a"}


def test_an_approval_does_not_reach_forward_to_entries_made_later() -> None:
    assert counting([record(1, "a"), approval(2, "A", batch="b1"), record(3, "b")]) == {"a"}


def test_a_correction_replaces_only_once_it_is_approved() -> None:
    marks = [record(1, "a"), approval(2, "A", batch="b1"), record(3, "b", "b2", supersedes="a")]
    assert counting(marks) == {"a"}
    assert counting([*marks, approval(4, "B", batch="b2")]) == {"b"}


def test_withdrawing_a_correction_brings_back_what_it_replaced() -> None:
    marks = [
        record(1, "a"), approval(2, "A", batch="b1"), record(3, "b", "b2", supersedes="a"),
        approval(4, "B", batch="b2"), withdrawal(5, "W", "b"), approval(6, "C", entries=("W",)),
    ]  # fmt: skip
    assert counting(marks) == {"a"}


def test_a_withdrawal_can_itself_be_withdrawn() -> None:
    marks = [
        record(1, "a"), approval(2, "A", batch="b1"), withdrawal(3, "W", "a"), approval(4, "B", entries=("W",)),
        withdrawal(5, "V", "W"), approval(6, "C", entries=("V",)),
    ]  # fmt: skip
    assert counting(marks) == {"a"}
    assert counting(marks[:4]) == set()


def test_the_worklist_holds_what_nobody_has_decided() -> None:
    marks = [record(1, "a"), record(2, "b", "b2"), record(3, "c", "b3", supersedes="a"), approval(4, "A", batch="b1")]
    assert waiting(marks) == ["b", "c"]


def test_what_was_returned_neither_counts_nor_waits_and_what_was_verified_waits() -> None:
    marks = [
        record(1, "a"), record(2, "b", "b2"), record(3, "c", "b3"),
        mark_of(4, "V", VERIFICATION, "acts", "", {"batch": "b1", "reason": ""}),
        mark_of(5, "R", RETURN, "acts", "", {"entries": ["b"], "reason": "no shape"}),
    ]  # fmt: skip
    assert (counting(marks), waiting(marks)) == (set(), ["a", "c"])
    assert waiting(marks[:4]) == ["a", "b", "c"]


def test_each_kind_of_act_has_ids_of_its_own() -> None:
    ids = [Proposal(kind=kind, payload={"batch": "b"}).id[:2] for kind in (APPROVAL, WITHDRAWAL, VERIFICATION, RETURN)]
    assert ids == ["A-", "W-", "V-", "R-"]


@given(st.lists(st.sampled_from(["record", "approve", "withdraw", "supersede"]), max_size=30), st.randoms())
def test_knowing_more_never_changes_what_was_known(acts: list[str], chance: st.DataObject) -> None:
    marks: list[Mark] = []
    for seq, act in enumerate(acts, start=1):
        earlier = [mark.id for mark in marks] or ["none"]
        target = chance.choice(earlier)  # type: ignore[attr-defined]
        match act:
            case "record":
                marks.append(record(seq, f"e{seq}", f"b{seq}"))
            case "supersede":
                marks.append(record(seq, f"e{seq}", f"b{seq}", supersedes=target))
            case "approve":
                marks.append(approval(seq, f"e{seq}", entries=(target,)))
            case "withdraw":
                marks.append(withdrawal(seq, f"e{seq}", target))
    known_then = [counting(marks[:n]) for n in range(len(marks) + 1)]
    marks.append(record(len(marks) + 1, "late", "late"))
    assert [counting(marks[:n]) for n in range(len(marks))] == known_then[: len(marks)]


def test_the_same_record_has_the_same_id_everywhere_and_a_repetition_another() -> None:
    said = Proposal(kind="land.cleared", payload={"on": "2020-01-01", "area_m2": 5.0}, org="NSD")
    assert said.id == replace(said, source=Source(file="other.xlsx", row=9)).id == "E-" + said.id[2:]
    assert said.id != replace(said, repetition=1).id
    assert said.id == replace(said, supersedes="E-1").id
    assert said.id != replace(said, edition=1).id


def chain(count: int) -> list[Entry]:
    entries: list[Entry] = []
    previous = GENESIS
    for seq in range(1, count + 1):
        bare = Entry(
            seq=seq, id=f"E-{seq}", kind="land.cleared", payload={"area_m2": float(seq)}, source=Source(file="a.csv"),
            shape=None, given_shape=None, on=None, ref="", org="", supersedes="", batch="b", previous=previous,
            entered=datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=seq), by="officer", chain="",
        )  # fmt: skip
        entries.append(replace(bare, chain=bare.link()))
        previous = entries[-1].chain
    return entries


def test_a_whole_journal_has_no_break() -> None:
    entries = chain(5)
    assert breaks(entries, Head(5, entries[-1].chain)) == []


def test_a_changed_entry_is_named() -> None:
    entries = chain(5)
    entries[2] = replace(entries[2], payload={"area_m2": 999.0})
    assert [(found.seq, found.what) for found in breaks(entries)] == [(3, "its content is not what was entered")]


def test_a_removed_an_inserted_and_a_moved_entry_are_found() -> None:
    entries = chain(5)
    assert breaks(entries[:2] + entries[3:])[0].what == "entry 3 is missing before it"
    assert breaks([*entries[:2], entries[4], entries[2], entries[3]])
    assert breaks([*entries[:3], entries[2], *entries[3:]])


def test_a_journal_cut_off_at_its_end_is_found_by_a_printed_head() -> None:
    entries = chain(5)
    assert breaks(entries[:4]) == []
    assert breaks(entries[:4], Head(5, entries[-1].chain))[0].what == "the journal should end at entry 5"
