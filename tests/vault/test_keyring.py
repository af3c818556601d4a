"""One key a person: made once, only for that person, and gone for good when it is destroyed."""

from __future__ import annotations

import random
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from opendisarm.vault.errors import VaultError
from opendisarm.vault.keyring import Keyring, make_keyring, open_keyring


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    return make_keyring(tmp_path / "keys")


@contextmanager
def opened(keyring: Keyring) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(keyring.folder / "keys.sqlite", isolation_level=None)) as connection:
        yield connection


def test_everybody_gets_a_key_of_their_own_and_keeps_it(keyring: Keyring) -> None:
    many = [f"P-{number}" for number in range(1_100)]
    assert keyring.keys(many) == {}
    keyring.make(many[:600])
    first = keyring.keys(many)
    assert first.keys() == set(many[:600])
    assert {len(key) for key in first.values()} == {32}
    assert len(set(first.values())) == 600
    keyring.make(many)
    assert {name: key for name, key in keyring.keys(many).items() if name in first} == first
    assert open_keyring(keyring.folder).keys(many[:5]) == keyring.keys(many[:5])


def test_no_key_is_in_the_file_as_it_is(keyring: Keyring) -> None:
    keyring.make(["P-1"])
    content = (keyring.folder / "keys.sqlite").read_bytes()
    assert b"P-1" in content
    assert keyring.keys(["P-1"])["P-1"] not in content


def test_a_destroyed_key_stays_destroyed(keyring: Keyring) -> None:
    keyring.make(["P-1", "P-2"])
    kept = keyring.keys(["P-2"])
    for gone in ("P-1", "P-1", "P-3"):
        keyring.destroy(gone)
    keyring.make(["P-1", "P-2", "P-3"])
    assert keyring.keys(["P-1", "P-2", "P-3"]) == kept
    assert keyring.destroyed(["P-1", "P-2", "P-3", "P-4"]) == {"P-1", "P-3"}


def test_the_bytes_of_destroyed_keys_are_gone_from_the_folder(keyring: Keyring) -> None:
    chance = random.Random(7)
    many = [f"P-{chance.getrandbits(128):032x}" for _ in range(2_000)]
    for start in range(0, len(many), 100):
        keyring.make(many[start : start + 100])
    with opened(keyring) as connection:
        wrapped = dict(connection.execute("SELECT subject, wrapped FROM keys").fetchall())
    gone = chance.sample(many, 150)
    for subject in gone:
        keyring.destroy(subject)
    content = b"".join(file.read_bytes() for file in keyring.folder.iterdir())
    assert [subject for subject in gone if wrapped[subject][:16] in content or wrapped[subject][-16:] in content] == []
    assert all(wrapped[subject] in content for subject in many if subject not in gone)


def test_a_key_given_to_somebody_else_opens_nothing(keyring: Keyring) -> None:
    keyring.make(["P-1", "P-2"])
    with opened(keyring) as connection:
        connection.execute("UPDATE keys SET wrapped = (SELECT wrapped FROM keys WHERE subject = 'P-1')")
    assert keyring.keys(["P-1"]).keys() == {"P-1"}
    with pytest.raises(VaultError, match="What is sealed of P-2 does not open"):
        keyring.keys(["P-2"])


def test_only_the_owner_can_open_the_keys(keyring: Keyring) -> None:
    file = keyring.folder / "keys.sqlite"
    assert {stat.S_IMODE(one.stat().st_mode) for one in keyring.folder.iterdir()} == {0o600}
    file.chmod(0o644)
    with pytest.raises(VaultError, match=f"Others than its owner can open {file}. Close it with 'chmod 600 {file}'"):
        open_keyring(keyring.folder)


def test_a_keyring_that_is_missing_is_not_made_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(VaultError, match=r"There is no master\.key in"):
        open_keyring(tmp_path / "keys")
    assert not (tmp_path / "keys").exists()


def test_keys_that_vanish_or_break_while_in_use_are_told_in_words(keyring: Keyring) -> None:
    file = keyring.folder / "keys.sqlite"
    file.rename(keyring.folder / "elsewhere")
    with pytest.raises(OSError, match=f"The keys in {keyring.folder} cannot be used: unable to open database file"):
        keyring.make(["P-1"])
    assert not file.exists(), "an empty keyring would be worse than none"
    file.write_bytes(b"no database at all" * 100)
    with pytest.raises(OSError, match="cannot be used: file is not a database"):
        keyring.keys(["P-1"])


def test_a_keyring_made_in_a_folder_of_keys_is_the_one_that_was_there(keyring: Keyring, tmp_path: Path) -> None:
    assert make_keyring(keyring.folder) == keyring
    assert make_keyring(tmp_path / "other").check != keyring.check
    assert "b'" not in repr(keyring)
