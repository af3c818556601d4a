"""Open a vault: a database of its own, and the folder of its keys beside it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from opendisarm.store.opening import open_database
from opendisarm.vault.errors import VaultError
from opendisarm.vault.keyring import Keyring, make_keyring, open_keyring

if TYPE_CHECKING:
    from opendisarm.vault.vault import Vault

_PRAGMAS: Final = "PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;"


def open_vault(where: str | Path, keys: Path) -> Vault:
    """The vault at an SQLite path or a postgresql:// address, with the keys in a folder; both made when both are new.

    Errors  VaultError when a vault's keys are missing, of another vault, damaged, or open to others; ValueError on an
            address of another kind; the driver's own error when a server cannot be reached.
    """
    if "://" not in str(where):
        # Made by hand, since SQLite would let others read it; the files beside it have its mode.
        os.close(os.open(where, os.O_CREAT | os.O_RDWR, 0o600))
    alias = open_database(where, "vault", _PRAGMAS)
    from opendisarm.vault.vault import Vault  # models cannot be imported before Django is set up

    return Vault(alias, _keyring_of(alias, keys))


def _keyring_of(alias: str, folder: Path) -> Keyring:
    """New keys only for a new vault: with others, everything in an old one would silently be unknown."""
    from opendisarm.vault import tables
    from opendisarm.vault.models import Binding

    bindings = Binding.objects.using(alias)
    keyring = open_keyring(folder) if bindings.exists() else make_keyring(folder)
    with tables.alone(alias):
        binding, _ = bindings.get_or_create(id=1, defaults={"check_value": keyring.check})
    if binding.check_value != keyring.check:
        raise VaultError(f"The keys in {folder} belong to another vault. Put back the folder of keys of this one.")
    return keyring
