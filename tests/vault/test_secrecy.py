"""Where her words must not be: bytes of files, rows, messages; before and after she is erased."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from opendisarm.vault.errors import VaultError
from opendisarm.vault.opening import open_vault
from tests.vault.people import AMAL, MORNING, WORDS, everything, files, one_sealed, register, rows, view

if TYPE_CHECKING:
    from opendisarm.vault.vault import Vault


def found(content: bytes) -> list[str]:
    """Her words, and codes of them, in bytes of any of the usual encodings."""
    return [
        word
        for word in (*WORDS, *AMAL.values())
        if any(word.encode(encoding) in content for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
        or word.encode().hex().encode() in content
    ]


def use(vault: Vault) -> str:
    """Everything that can be done with her, and whether her own words are found where they are looked for."""
    subject = one_sealed(vault, key=f"senders/{AMAL['name']}")
    [twin] = register(vault, AMAL["national_id"])
    vault.seal([(twin, {**AMAL, "note": "also a canary"})], by="Farid", moment=MORNING)
    assert len(vault.candidates()) == 1
    assert found(str(view(vault, subject)).encode()), "who may read her reads her"
    return subject


def test_no_file_of_the_vault_or_its_keys_holds_her_words(file_vault: Vault, tmp_path: Path) -> None:
    use(file_vault)
    held = files(tmp_path)
    assert {"vault/vault.sqlite", "vault/vault.sqlite-wal", "keys/master.key", "keys/keys.sqlite"} <= held.keys()
    assert held["vault/vault.sqlite-wal"], "the log holds what was just written"
    assert {name: found(content) for name, content in held.items() if found(content)} == {}


def test_no_row_of_any_table_holds_her_words(vault: Vault) -> None:
    subject = use(vault)
    assert subject.encode() in everything(vault), "the rows are there"
    assert found(everything(vault)) == []


def test_nothing_that_the_vault_shows_of_itself_holds_keys_or_words(file_vault: Vault) -> None:
    subject = use(file_vault)
    shown = repr(file_vault) + repr(file_vault.candidates()) + repr(file_vault.read_log())
    keyring = file_vault.keyring
    assert found(shown.encode()) == []
    for secret in (keyring.wrapping, keyring.lookups, keyring.marks, keyring.keys([subject])[subject]):
        assert len(secret) == 32
        assert repr(secret) not in shown
        assert secret.hex() not in shown


def test_neither_her_ciphertext_nor_her_key_is_left_in_a_file_once_she_is_erased(
    file_vault: Vault, tmp_path: Path
) -> None:
    """Among many others, so that her rows lie in the middle of pages and, being long, on pages of their own."""
    many = register(file_vault, *(f"office/{number}" for number in range(400)))
    parts = [(subject, {**AMAL, "note": secrets.token_hex(50 * (place % 90))}) for place, subject in enumerate(many)]
    file_vault.seal(parts, by="Farid", moment=MORNING)
    gone, kept = many[1::7], [many[0], many[399]]
    contents = {row[1]: row[4] for row in rows(file_vault, "vault_sealed")}
    wrapped = _wrapped(file_vault)
    for subject in gone:
        file_vault.erase(subject, by="Farid", moment=MORNING)
    held = files(tmp_path)
    for subject in gone:
        for name, content in held.items():
            assert not any(part in content for part in _parts(contents[subject])), f"ciphertext in {name}"
            assert wrapped[subject][-24:] not in content, f"the key in {name}"
    for subject in kept:
        assert contents[subject][:24] in held["vault/vault.sqlite"], "where hers was, that of others still is"
        assert wrapped[subject][-24:] in held["keys/keys.sqlite"]
        assert view(file_vault, subject)["name"] == AMAL["name"]


def test_a_copy_of_the_database_from_before_she_was_erased_is_unreadable(
    file_vault: Vault, tmp_path: Path, keys: Path
) -> None:
    subject = one_sealed(file_vault)
    copy = _copied(file_vault, tmp_path)
    file_vault.erase(subject, by="Farid", moment=MORNING)
    old = open_vault(copy, keys)
    assert len(rows(old, "vault_sealed")) == 1, "the ciphertext is in the copy"
    assert old.is_erased([subject]) == {subject}
    with pytest.raises(VaultError, match="was erased"):
        view(old, subject)
    with pytest.raises(VaultError, match="was erased"):
        old.seal([(subject, AMAL)], by="Farid", moment=MORNING)
    old.close()


def test_a_copy_of_the_keys_from_before_she_was_erased_does_not_bring_her_back(vault: Vault, keys: Path) -> None:
    subject = one_sealed(vault)
    copy = (keys / "keys.sqlite").read_bytes()
    vault.erase(subject, by="Farid", moment=MORNING)
    (keys / "keys.sqlite").write_bytes(copy)
    assert vault.keyring.keys([subject]), "the key is there again"
    assert vault.is_erased([subject]) == {subject}
    with pytest.raises(VaultError, match="was erased"):
        view(vault, subject)
    with pytest.raises(VaultError, match="was erased"):
        vault.seal([(subject, AMAL)], by="Farid", moment=MORNING)


def test_a_vault_copied_without_its_keys_is_unreadable(file_vault: Vault, tmp_path: Path) -> None:
    one_sealed(file_vault)
    copy = _copied(file_vault, tmp_path)
    with pytest.raises(
        VaultError, match=r"There is no master.key in .*put back the folder of keys that belongs to this"
    ):
        open_vault(copy, tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists(), "no new keys are made for an old vault"
    open_vault(tmp_path / "another.sqlite", tmp_path / "keys of another").close()
    with pytest.raises(VaultError, match="belong to another vault"):
        open_vault(copy, tmp_path / "keys of another")


def _wrapped(vault: Vault) -> dict[str, bytes]:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(vault.keyring.folder / "keys.sqlite")) as opened:
        return dict(opened.execute("SELECT subject, wrapped FROM keys").fetchall())


def _parts(content: bytes) -> list[bytes]:
    """Pieces from all of it: a page holds no more than 4 kB together."""
    return [content[place : place + 24] for place in range(0, len(content) - 24, 500)]


def _copied(vault: Vault, folder: Path) -> Path:
    """As a backup does it: the file and the log beside it."""
    (folder / "copy").mkdir()
    for file in (folder / "vault").iterdir():
        shutil.copy(file, folder / "copy" / file.name)
    return folder / "copy" / "vault.sqlite"
