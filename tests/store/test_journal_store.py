"""The journal in both databases: what is entered comes back as entered, in order, wholly or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from opendisarm.core.journal import APPROVAL, GENESIS, WITHDRAWAL, Entry, Head, Proposal, breaks
from opendisarm.core.sources import Source
from opendisarm.store.opening import open_store
from tests.store.journals import FULL, MORNING, append, cursor, proposal

if TYPE_CHECKING:
    from opendisarm.store.journal_store import JournalStore


@pytest.fixture
def store(store_url: str) -> Iterator[JournalStore]:
    opened = open_store(store_url)
    yield opened
    opened.close()


# --- what goes in comes back -----------------------------------------------------------------------------------------


def test_every_field_comes_back_as_it_was_entered(store: JournalStore) -> None:
    [name] = append(store, FULL)
    [entry] = store.load()
    assert entry == Entry(
        seq=1, id=name, kind=FULL.kind, payload=FULL.payload, source=FULL.source, shape=FULL.shape,
        given_shape=FULL.given_shape, on=FULL.on, ref=FULL.ref, org=FULL.org, supersedes=FULL.supersedes, batch="B-1",
        entered=MORNING, by="Amal", previous=GENESIS, chain=entry.link(),
    )  # fmt: skip
    assert (type(entry.shape), type(entry.given_shape)) == (bytes, bytes)
    assert store.head() == Head(1, entry.chain, MORNING)


def test_empty_fields_come_back_empty(store: JournalStore) -> None:
    append(store, Proposal(kind=APPROVAL, payload={"batch": "B-0"}))
    [entry] = store.load()
    assert (entry.shape, entry.given_shape, entry.on) == (None, None, None)
    assert (entry.ref, entry.org, entry.supersedes, entry.source) == ("", "", "", Source())


def test_entries_come_back_in_the_order_of_the_chain(store: JournalStore) -> None:
    names = [f"C-{number}" for number in range(1_200)]
    ids = append(store, *map(proposal, reversed(names)))
    assert [entry.ref for entry in store.load()] == names[::-1]
    assert [entry.seq for entry in store.load(ids=sorted(ids))] == list(range(1, 1_201)), "also when asked for by id"
    assert breaks(store.load(), store.head()) == []


def test_loading_narrows_by_everything_it_offers(store: JournalStore) -> None:
    [first] = append(store, proposal("C-1", source=Source("a.csv", "a" * 64)), batch="B-1")
    head = store.head()
    [second] = append(store, proposal("C-2", source=Source("b.csv", "b" * 64)), batch="B-2")

    def ids(head: Head | None = None, **narrowed: Any) -> list[str]:
        return [entry.id for entry in store.load(head, **narrowed)]

    assert ids() == [first, second]
    assert ids(head) == [first]
    assert ids(kinds=("land.cleared",)) == [first, second]
    assert ids(kinds=("land.confirmed",)) == []
    assert ids(ref="C-2") == ids(digest="b" * 64) == ids(file="b.csv") == ids(batch="B-2") == [second]
    assert ids(ids=[second, "E-unknown"]) == [second]
    assert ids(ids=[]) == [], "no ids are no entries, and never all of them"
    assert store.holds([first, "E-unknown"]) == {first}


def test_lines_give_what_a_list_needs_after_a_place_in_the_chain_and_up_to_a_head(store: JournalStore) -> None:
    [first] = append(store, FULL)
    head = store.head()
    [second] = append(store, proposal("C-2", source=Source("b.csv", "b" * 64)), batch="B-2")
    kinds = ("land.confirmed", "land.cleared")
    one, two = store.lines(store.head(), kinds)
    seq, name, kind, payload, shape, file, on, ref, org, supersedes, batch, entered = one
    assert (seq, name, kind, bytes(shape), file) == (1, first, FULL.kind, FULL.shape, FULL.source.file)
    assert (on, ref, org, supersedes, batch) == ("0001-01-01", FULL.ref, "NPA", "E-0", "B-1")
    assert (json.loads(payload), datetime.fromisoformat(entered)) == (FULL.payload, MORNING)
    assert (two[:3], two[4], two[6]) == ((2, second, "land.cleared"), None, "")
    assert [line[1] for line in store.lines(head, kinds)] == [first]
    assert [line[1] for line in store.lines(store.head(), kinds, after=1)] == [second]
    assert [line[1] for line in store.lines(store.head(), ("land.cleared",))] == [second]


def test_marks_carry_what_decides_and_refs_what_senders_call_their_records(store: JournalStore) -> None:
    [record] = append(store, proposal("C-1", org="NPA", on=date(2024, 5, 1)), batch="B-1")
    acts = append(
        store,
        Proposal(kind=APPROVAL, payload={"entries": [record], "batch": "B-1"}),
        Proposal(kind=WITHDRAWAL, payload={"entry": record, "reason": "twice"}),
        proposal("", supersedes=record),
        batch="B-2",
    )
    found = [(mark.id, mark.supersedes, mark.targets, mark.approves_batch) for mark in store.marks(store.head())]
    assert found == [
        (record, "", (), ""), (acts[0], "", (record,), "B-1"), (acts[1], "", (record,), ""), (acts[2], record, (), ""),
    ]  # fmt: skip
    assert [mark.id for mark in store.marks(Head(1))] == [record]
    assert store.refs(["land.cleared"]) == [("land.cleared", "NPA", "C-1", "2024-05-01", record)]
    assert store.refs(["land.reduced"]) == store.refs([]) == []


# --- appending -------------------------------------------------------------------------------------------------------


def test_the_same_again_is_nothing_new(store: JournalStore) -> None:
    assert len(append(store, proposal("C-1"), proposal("C-1"), proposal("C-2"))) == 2
    head = store.head()
    assert append(store, proposal("C-2"), proposal("C-1"), moment=MORNING + timedelta(days=1)) == []
    assert store.head() == head
    assert append(store) == []


def test_all_or_nothing_when_one_proposal_fails(store: JournalStore) -> None:
    append(store, proposal("C-1"))
    head = store.head()
    wrong = Proposal(kind="land.cleared", payload={"area_m2": 1.0, "said": object()})
    good = [proposal(f"C-{number}") for number in range(2, 2_500)]
    with pytest.raises(TypeError):
        append(store, *good, wrong)
    assert store.head() == head
    assert len(list(store.load())) == 1


def test_all_or_nothing_when_the_database_refuses_midway(store: JournalStore) -> None:
    """The second block of rows does not fit; the first, already handed to the database, goes with it."""
    append(store, proposal("C-1"))
    head = store.head()
    good = [proposal(f"C-{number}") for number in range(2, 2_300)]
    too_large = replace(proposal("C-big"), source=Source("a.csv", "a" * 64, "", 2**70))
    with pytest.raises((OSError, OverflowError)):
        append(store, *good, too_large)
    assert store.head() == head
    assert len(append(store, *good)) == len(good), "and the journal goes on"


def test_all_or_nothing_when_the_caller_is_stopped(store: JournalStore) -> None:
    def stop(_done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.append([proposal("C-1")], batch="B-1", by="Amal", moment=MORNING, progress=stop)
    assert store.head() == Head()


def test_what_is_appended_alone_is_entered_together_or_not_at_all(store: JournalStore) -> None:
    def cut_short() -> None:
        with store.alone():
            append(store, proposal("C-1"))
            append(store, proposal("C-2"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        cut_short()
    assert store.head() == Head()
    with store.alone():
        append(store, proposal("C-1"))
        append(store, proposal("C-2"))
    assert store.head().seq == 2


def test_a_clock_set_back_still_gives_increasing_moments(store: JournalStore) -> None:
    append(store, proposal("C-1"))
    append(store, proposal("C-2"), moment=MORNING - timedelta(days=400))
    append(store, proposal("C-3"), moment=MORNING)
    moments = [entry.entered for entry in store.load()]
    assert moments == [MORNING, MORNING + timedelta(microseconds=1), MORNING + timedelta(microseconds=2)]
    assert breaks(store.load(), store.head()) == []


def test_moments_of_any_time_zone_are_kept_in_utc(store: JournalStore) -> None:
    append(store, proposal("C-1"), moment=datetime.fromisoformat("2025-04-30T12:00:00+04:30"))
    assert store.head().entered == datetime(2025, 4, 30, 7, 30, tzinfo=UTC)
    with pytest.raises(ValueError, match="has no time zone"):
        append(store, proposal("C-2"), moment=datetime(2025, 4, 30))  # noqa: DTZ001


def test_the_head_as_known_is_a_first_part_of_the_journal(store: JournalStore) -> None:
    heads = []
    for number in range(3):
        append(store, proposal(f"C-{number}"), moment=MORNING + timedelta(hours=number))
        heads.append(store.head())
    assert store.head(MORNING - timedelta(microseconds=1)) == Head()
    assert store.head(MORNING) == heads[0], "the last moment of entry that counts is included"
    assert store.head(MORNING + timedelta(minutes=59)) == heads[0]
    assert store.head(MORNING + timedelta(hours=1)) == heads[1]
    assert store.head(datetime(9999, 12, 31, tzinfo=UTC)) == heads[2] == store.head()


def test_a_database_that_is_gone_is_told_in_its_own_words(store: JournalStore) -> None:
    append(store, proposal("C-1"))
    with cursor(store) as opened:
        opened.execute("ALTER TABLE journal RENAME TO elsewhere")
    for ask in (store.head, lambda: list(store.load()), lambda: store.holds(["E-1"]), lambda: store.refs(["x"]),
                lambda: store.marks(Head(1)), lambda: append(store, proposal("C-2"))):  # fmt: skip
        with pytest.raises(OSError, match="journal"):
            ask()
