"""The log of readings: the database refuses to change it, and the chain finds who did all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from opendisarm.core.journal import Break
from tests.vault.people import cursor, one_sealed, past_the_trigger, told, view

if TYPE_CHECKING:
    from opendisarm.vault.vault import Vault

REFUSAL = r"The reading log is only added to\."
COLUMNS = 'moment, "by", subject, purpose, what, previous, chain'
UNKNOWN = {"sqlite": ("TRUNCATE",), "postgresql": ("REPLACE", "INSERT OR REPLACE")}


@pytest.fixture
def subject(vault: Vault) -> str:
    """Somebody who was read four times."""
    name = one_sealed(vault)
    for purpose in ("referral", "visit", "complaint", "visit"):
        view(vault, name, purpose)
    return name


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE vault_reads SET purpose = 'other' WHERE seq = 1",
        "UPDATE vault_reads SET seq = seq + 10",
        "DELETE FROM vault_reads",
        "DELETE FROM vault_reads WHERE seq = 4",
        "TRUNCATE vault_reads",
        "REPLACE INTO vault_reads SELECT * FROM vault_reads WHERE seq = 1",
        "REPLACE INTO vault_reads SELECT * FROM vault_reads WHERE seq = 4",
        f"INSERT OR REPLACE INTO vault_reads (seq, {COLUMNS}) SELECT 2, {COLUMNS} FROM vault_reads WHERE seq = 1",
        "INSERT INTO vault_reads SELECT * FROM vault_reads WHERE seq = 1 "
        "ON CONFLICT (seq) DO UPDATE SET purpose = 'other'",
    ],
)
def test_the_database_itself_refuses_changes(vault: Vault, subject: str, statement: str) -> None:
    from django.db import Error

    before = vault.read_log()
    with cursor(vault) as opened:
        if statement.startswith(UNKNOWN[opened.db.vendor]):
            pytest.skip(f"{opened.db.vendor} knows no {statement.split()[0]}")
        with pytest.raises(Error, match=REFUSAL):
            opened.execute(statement)
    assert vault.read_log() == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE vault_reads SET purpose = 'audit' WHERE seq = 2", [(2, "its content is not what was logged")]),
        ("UPDATE vault_reads SET \"by\" = 'Nobody' WHERE seq = 4", [(4, "its content is not what was logged")]),
        ("UPDATE vault_reads SET subject = 'P-other' WHERE seq = 1", [(1, "its content is not what was logged")]),
        ("UPDATE vault_reads SET what = 'history' WHERE seq = 3", [(3, "its content is not what was logged")]),
        (
            "DELETE FROM vault_reads WHERE seq = 2",
            [(3, "row 2 is missing before it"), (3, "it does not follow the row before it")],
        ),
        ("DELETE FROM vault_reads WHERE seq = 4", [(3, "the log should end at row 4")]),
        ("DELETE FROM vault_reads", [(0, "the log should end at row 4")]),
        (
            f"INSERT INTO vault_reads (seq, {COLUMNS}) SELECT 5, {COLUMNS} FROM vault_reads WHERE seq = 4",
            [
                (5, "it does not follow the row before it"),
                (5, "its content is not what was logged"),
                (5, "it claims to be logged before its predecessor"),
                (5, "the log should end at row 4"),
            ],
        ),
    ],
)
def test_a_log_changed_behind_the_databases_back_is_found_with_its_place(
    vault: Vault, subject: str, change: str, said: list[tuple[int, str]]
) -> None:
    head = vault.read_head()
    assert vault.verify(head) == []
    past_the_trigger(vault, change)
    assert [(found.seq, found.what) for found in vault.verify(head)] == said


def test_a_break_names_whose_row_it_is(vault: Vault, subject: str) -> None:
    past_the_trigger(vault, "UPDATE vault_reads SET purpose = '' WHERE seq = 3")
    assert vault.verify() == [Break(3, subject, "its content is not what was logged")]


def test_a_swap_of_two_rows_is_found_at_the_first(vault: Vault, subject: str) -> None:
    moves = ((2, 9), (3, 2), (9, 3))
    past_the_trigger(vault, *(f"UPDATE vault_reads SET seq = {after} WHERE seq = {before}" for before, after in moves))
    assert vault.verify()[0] == Break(2, subject, "it does not follow the row before it")


def test_the_log_goes_on_after_the_last_row_and_tells_of_one_person(vault: Vault, subject: str) -> None:
    other = one_sealed(vault, "office/8", name="Nadia")
    view(vault, other)
    assert vault.read_log(other) == vault.read_log()[4:]
    assert [purpose for _, _, purpose in told(vault)] == ["referral", "visit", "complaint", "visit", "referral"]
    assert vault.read_head().seq == 5
    assert vault.verify() == []
