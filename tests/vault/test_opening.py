"""A vault is opened with its own keys, in a database of its own."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest

from opendisarm.store.opening import open_store
from opendisarm.vault.errors import VaultError
from opendisarm.vault.opening import open_vault
from tests.vault.people import AMAL, one_sealed, view


def tables(alias: str) -> set[str]:
    from django.db import connections

    return set(connections[alias].introspection.table_names())


def test_a_vault_opened_again_is_the_same(database_url: str, keys: Path) -> None:
    vault = open_vault(database_url, keys)
    subject = one_sealed(vault)
    vault.close()
    again = open_vault(database_url, keys)
    assert view(again, subject) == AMAL
    assert again.subjects(["office/7"]) == {"office/7": subject}
    again.close()


def test_a_vault_and_a_journal_make_no_tables_for_each_other(database_url: str, tmp_path: Path, keys: Path) -> None:
    vault = open_vault(database_url, keys)
    assert tables(vault.alias) - {"django_migrations"} == {
        "vault_binding", "vault_lookups", "vault_marks", "vault_reads", "vault_sealed",
    }  # fmt: skip
    vault.close()
    store = open_store(tmp_path / "a journal.sqlite")
    assert tables(store.alias) - {"django_migrations"} == {"journal"}
    store.close()


def test_others_cannot_open_the_file_of_a_vault(tmp_path: Path, keys: Path) -> None:
    (tmp_path / "vault").mkdir()
    vault = open_vault(tmp_path / "vault" / "vault.sqlite", keys)
    one_sealed(vault)
    assert {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "vault").iterdir()} == {0o600}
    vault.close()


def test_a_vault_whose_keys_are_gone_does_not_open_and_gets_no_new_ones(database_url: str, keys: Path) -> None:
    open_vault(database_url, keys).close()
    shutil.rmtree(keys)
    with pytest.raises(VaultError, match=r"There is no master\.key in .* put back the folder of keys"):
        open_vault(database_url, keys)
    assert not keys.exists()


def test_a_vault_does_not_open_with_the_keys_of_another(database_url: str, keys: Path, tmp_path: Path) -> None:
    open_vault(database_url, keys).close()
    open_vault(tmp_path / "other.sqlite", tmp_path / "other keys").close()
    with pytest.raises(
        VaultError, match=r"belong to another vault\. Put back the folder of keys of this one"
    ) as refused:
        open_vault(database_url, tmp_path / "other keys")
    assert database_url not in str(refused.value), "an address may hold a password"


def test_an_address_of_another_kind_is_refused(keys: Path) -> None:
    with pytest.raises(ValueError, match="'mysql://host/db' is neither a file nor a postgresql:// address"):
        open_vault("mysql://host/db", keys)
    assert not keys.exists()
