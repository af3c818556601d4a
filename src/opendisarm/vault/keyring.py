"""One key a person, wrapped under the master key, outside the vault's database; a destroyed key stays destroyed.

Copies of the folder hold the keys of that day: whoever keeps some must let them go when a person is erased. Neither
can a program reach what a disk keeps in blocks that no file owns any more: put the folder on an encrypted disk.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from opendisarm.vault import master_key
from opendisarm.vault.sealing import lock, unlock

FILE: Final = "keys.sqlite"
_CHUNK: Final = 500
_WRAPPED: Final = "key 1"
_PRAGMAS: Final = (
    # Deleted content is overwritten with zeros; FULL: a key is on the disk before anything is sealed with it.
    "PRAGMA secure_delete=ON",
    "PRAGMA journal_mode=TRUNCATE",
    "PRAGMA synchronous=FULL",
    "PRAGMA temp_store=MEMORY",
)
_TABLE: Final = "CREATE TABLE IF NOT EXISTS keys (subject TEXT PRIMARY KEY, wrapped BLOB)"
"""wrapped is NULL once the key was destroyed: the row stays, so that no new key is ever made for that person."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys of a vault.

    folder   where they are; lookups, marks: keys of the digests in the vault; check: tells this keyring from others.
    Errors   of every method: VaultError when a key was changed; OSError in the words of SQLite.
    """

    folder: Path
    wrapping: bytes = field(repr=False)
    lookups: bytes = field(repr=False)
    marks: bytes = field(repr=False)
    check: str = field(repr=False)

    def keys(self, subjects: Collection[str]) -> dict[str, bytes]:
        """The keys of those that have one."""
        return {
            subject: unlock(self.wrapping, subject, _WRAPPED, wrapped)
            for subject, wrapped in self._rows(subjects)
            if wrapped is not None
        }

    def make(self, subjects: Collection[str]) -> None:
        """A new key for those that have none and whose key was never destroyed."""
        rows = [
            (subject, lock(self.wrapping, subject, _WRAPPED, secrets.token_bytes(master_key.LENGTH)))
            for subject in subjects
        ]
        with _opened(self.folder) as keys:
            keys.executemany("INSERT INTO keys VALUES (?, ?) ON CONFLICT (subject) DO NOTHING", rows)

    def destroy(self, subject: str) -> None:
        """Let nobody ever read what is sealed with the key: its bytes are gone from the file."""
        with _opened(self.folder) as keys:
            keys.execute(
                "INSERT INTO keys VALUES (?, NULL) ON CONFLICT (subject) DO UPDATE SET wrapped = NULL", [subject]
            )

    def destroyed(self, subjects: Collection[str]) -> set[str]:
        """Those whose key was destroyed."""
        return {subject for subject, wrapped in self._rows(subjects) if wrapped is None}

    def _rows(self, subjects: Collection[str]) -> Iterator[tuple[str, bytes | None]]:
        asked = list(dict.fromkeys(subjects))
        with _opened(self.folder) as keys:
            for start in range(0, len(asked), _CHUNK):
                some = asked[start : start + _CHUNK]
                places = ", ".join("?" * len(some))
                yield from keys.execute(f"SELECT subject, wrapped FROM keys WHERE subject IN ({places})", some)


def make_keyring(folder: Path) -> Keyring:
    """The keyring in a folder, made when there is none.  Errors  as `open_keyring`."""
    master_key.make(folder)
    return open_keyring(folder)


def open_keyring(folder: Path) -> Keyring:
    """The keyring in a folder.  Errors  VaultError when it is missing, damaged, or others can read it."""
    master = master_key.read(folder)
    file = folder / FILE
    # Made by hand, since SQLite would let others read it; its journal has the same mode as the file.
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    master_key.refuse_if_open(file)
    with _opened(folder) as keys:
        keys.execute(_TABLE)
    return Keyring(
        folder=folder,
        wrapping=master_key.derive(master, "wrapping"),
        lookups=master_key.derive(master, "lookups"),
        marks=master_key.derive(master, "marks"),
        check=master_key.derive(master, "check").hex(),
    )


@contextmanager
def _opened(folder: Path) -> Iterator[sqlite3.Connection]:
    """The file of keys for one transaction: all of it, or nothing."""
    try:
        # mode=rw: a file that is gone is an error and no empty keyring.
        address = f"{(folder / FILE).resolve().as_uri()}?mode=rw"
        keys = sqlite3.connect(address, uri=True, timeout=60, isolation_level=None)
        try:
            for pragma in _PRAGMAS:
                keys.execute(pragma)
            keys.execute("BEGIN IMMEDIATE")
            yield keys
            keys.execute("COMMIT")
        finally:
            keys.close()
    except sqlite3.Error as why:
        raise OSError(f"The keys in {folder} cannot be used: {why}.") from why
