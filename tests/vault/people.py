"""A few invented people, and ways past the vault's doors that an attacker would take."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from opendisarm.vault.vault import Vault

MORNING = datetime(2025, 4, 30, 8, 0, 0, 123_456, tzinfo=UTC)

AMAL = {
    "name": "Amal Qanaria-Sharqi",
    "father_name": "Canarian Fatherly",
    "birth_date": "1987-06-05",
    "birth_year": "1987",
    "national_id": "KANARIE-4711-0815",
    "phone": "+93 70 777 1234",
    "address": "House of the yellow canary, 17",
    "note": "She keeps a canary: طائر الكناري",
}
"""Her words are found again wherever they should not be."""
WORDS = (
    "Qanaria",
    "qanaria",
    "Fatherly",
    "1987-06-05",
    "KANARIE",
    "kanarie",
    "777 1234",
    "07771234",
    "canary",
    "الكناري",
)


def register(vault: Vault, *keys: str) -> list[str]:
    known = vault.register(keys)
    return [known[key] for key in keys]


def one_sealed(vault: Vault, key: str = "office/7", **fields: str) -> str:
    [subject] = register(vault, key)
    vault.seal([(subject, fields or AMAL)], by="Farid", moment=MORNING)
    return subject


def view(vault: Vault, subject: str, purpose: str = "referral") -> dict[str, str]:
    return dict(vault.view(subject, by="Farid", moment=MORNING, purpose=purpose))


def told(vault: Vault) -> list[tuple[str, str, str]]:
    """(what, subject, purpose) of the reading log."""
    return [(read.what, read.subject, read.purpose) for read in vault.read_log()]


@contextmanager
def cursor(vault: Vault) -> Iterator[Any]:
    from django.db import connections

    with connections[vault.alias].cursor() as opened:
        yield opened


def rows(vault: Vault, table: str) -> list[tuple[Any, ...]]:
    with cursor(vault) as opened:
        opened.execute(f"SELECT * FROM {table}")
        return [tuple(bytes(cell) if isinstance(cell, memoryview) else cell for cell in row) for row in opened]


def everything(vault: Vault) -> bytes:
    """All rows of all tables, as bytes."""
    from django.db import connections

    cells = [
        cell
        for table in connections[vault.alias].introspection.table_names()
        for row in rows(vault, table)
        for cell in row
    ]
    return b"\n".join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in cells)


def files(folder: Path) -> dict[str, bytes]:
    """Every file in and under a folder."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def past_the_trigger(vault: Vault, *changes: str) -> None:
    """What somebody with all rights could do: take the trigger away, change the log, put the trigger back."""
    with cursor(vault) as opened:
        if opened.db.vendor == "sqlite":
            opened.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = opened.fetchall()
            statements = [*(f"DROP TRIGGER {name}" for name, _ in triggers), *changes, *(made for _, made in triggers)]
        else:
            table = "ALTER TABLE vault_reads"
            statements = [f"{table} DISABLE TRIGGER USER", *changes, f"{table} ENABLE TRIGGER USER"]
        for statement in statements:
            opened.execute(statement)
