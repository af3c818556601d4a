"""Nobody changes the journal: the models, the database and the chain each refuse or find it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from opendisarm.core.journal import APPROVAL, Proposal, breaks
from opendisarm.store.opening import open_store
from tests.store.journals import FULL, append, cursor, past_the_trigger, proposal

if TYPE_CHECKING:
    from opendisarm.store.journal_store import JournalStore

REFUSAL = "The journal is only added to: enter a correction or a withdrawal."


@pytest.fixture
def store(store_url: str) -> Iterator[JournalStore]:
    opened = open_store(store_url)
    yield opened
    opened.close()


# --- nobody changes it -----------------------------------------------------------------------------------------------


def test_a_row_can_be_neither_saved_nor_deleted(store: JournalStore) -> None:
    from opendisarm.store.models import JournalRow

    append(store, proposal("C-1"))
    row = JournalRow.objects.using(store.alias).get(seq=1)
    with pytest.raises(TypeError, match="append through JournalStore, do not save rows"):
        row.save()
    with pytest.raises(TypeError, match="withdraw an entry with a new entry instead"):
        row.delete()


UNKNOWN = {"sqlite": ("TRUNCATE",), "postgresql": ("REPLACE", "INSERT OR REPLACE")}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET payload = '{}' WHERE seq = 1",
        "UPDATE journal SET seq = 9",
        "DELETE FROM journal",
        "DELETE FROM journal WHERE seq = 2",
        "TRUNCATE journal",
        "REPLACE INTO journal SELECT * FROM journal WHERE seq = 1",
        "INSERT OR REPLACE INTO journal (seq, {others}) SELECT seq + 5, {others} FROM journal WHERE seq = 1",
        "INSERT INTO journal SELECT * FROM journal WHERE seq = 1 ON CONFLICT (seq) DO UPDATE SET payload = '{}'",
    ],
)
def test_the_database_itself_refuses_changes(store: JournalStore, statement: str) -> None:
    from django.db import Error

    from opendisarm.store.models import JournalRow

    append(store, proposal("C-1"), proposal("C-2"))
    before = list(store.load())
    others = ", ".join(f'"{field.column}"' for field in JournalRow._meta.fields if field.column != "seq")
    with cursor(store) as opened:
        if statement.startswith(UNKNOWN[opened.db.vendor]):
            pytest.skip(f"{opened.db.vendor} has no such statement")
        with pytest.raises(Error, match=REFUSAL):
            opened.execute(statement.replace("{others}", others))
    assert list(store.load()) == before


def test_rows_cannot_be_changed_through_the_models_either(store: JournalStore) -> None:
    from django.db import Error

    from opendisarm.store.models import JournalRow

    append(store, proposal("C-1"))
    rows = JournalRow.objects.using(store.alias)
    with pytest.raises(Error, match=REFUSAL):
        rows.update(by="Mallory")
    with pytest.raises(Error, match=REFUSAL):
        rows.all().delete()
    assert [entry.by for entry in store.load()] == ["Amal"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE journal SET payload = '{\"area_m2\":1}' WHERE seq = 2", [(2, "its content is not what was entered")]),
        ("UPDATE journal SET \"by\" = 'Mallory' WHERE seq = 3", [(3, "its content is not what was entered")]),
        ("UPDATE journal SET entered = '2020-01-01T00:00:00.000000+00:00' WHERE seq = 2",
         [(2, "its content is not what was entered"), (2, "it claims to be entered before its predecessor")]),
        ("DELETE FROM journal WHERE seq = 2",
         [(3, "entry 2 is missing before it"), (3, "it does not follow the entry before it")]),
        ("DELETE FROM journal WHERE seq = 3", [(2, "the journal should end at entry 3")]),
        ("DELETE FROM journal", [(0, "the journal should end at entry 3")]),
    ],
)  # fmt: skip
def test_whoever_gets_past_the_trigger_is_found_by_the_chain(
    store: JournalStore, change: str, said: list[tuple[int, str]]
) -> None:
    append(store, proposal("C-1"), proposal("C-2"), proposal("C-3"))
    head = store.head()
    past_the_trigger(store, change)
    assert [(found.seq, found.what) for found in breaks(store.load(), head)] == said


def test_a_changed_shape_is_found_by_the_chain(store: JournalStore) -> None:
    append(store, proposal("C-1"), replace(FULL, supersedes=""))
    past_the_trigger(store, "UPDATE journal SET shape = NULL WHERE seq = 2")
    [found] = breaks(store.load(), store.head())
    assert (found.seq, found.what) == (2, "its content is not what was entered")


# --- both databases are the same journal -----------------------------------------------------------------------------

ENTRIES = (FULL, proposal("C-1", org="a"), Proposal(kind=APPROVAL, payload={"batch": "B-1"}), proposal("C-1", org="b"))


def test_the_same_entries_give_the_same_chain_on_both_databases(store: JournalStore) -> None:
    """The chain is spelt out here, so that the two databases are compared with each other and with last year."""
    append(store, *ENTRIES)
    assert [entry.chain[:16] for entry in store.load()] == [
        "cb62d7d99b37cc59",
        "e7fbe8c55f25b6cd",
        "e2462060e23d6dec",
        "5de2ffe0f5cdaac9",
    ]
