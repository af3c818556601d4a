"""The one secret of a vault: 32 random bytes in a file that only its owner can read, and the keys derived from it."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from opendisarm.vault.errors import VaultError

LENGTH: Final = 32
"""Bytes of the master key, and of every key derived from it."""
FILE: Final = "master.key"
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


def make(folder: Path) -> None:
    """Make the folder (0700) and a master key in it (0600), unless there is one; two makers at once agree on one."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    refuse_if_open(folder)
    if (folder / FILE).exists():
        return
    # Written whole under another name first: nobody ever reads half a key, and a link is refused where a file stands.
    fresh = folder / f"{FILE}.{secrets.token_hex(8)}"
    with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(secrets.token_bytes(LENGTH))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, folder / FILE)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    _keep(folder)


def read(folder: Path) -> bytes:
    """The master key.  Errors  VaultError when it is missing, of another length, or readable by others."""
    file = folder / FILE
    if not file.is_file():
        raise VaultError(
            f"There is no {FILE} in {folder}. Without it nothing in the vault can be read: "
            "put back the folder of keys that belongs to this vault."
        )
    refuse_if_open(folder)
    refuse_if_open(file)
    key = file.read_bytes()
    if len(key) != LENGTH:
        raise VaultError(
            f"{file} holds {len(key)} bytes where a master key has {LENGTH}: it is damaged. Put it back from a copy."
        )
    return key


def derive(master: bytes, label: str) -> bytes:
    """A key of its own for each use.  Method  HKDF with SHA-256 (RFC 5869), no salt, the label as info."""
    return HKDF(algorithm=SHA256(), length=LENGTH, salt=None, info=f"opendisarm vault 1: {label}".encode()).derive(
        master
    )


def refuse_if_open(path: Path) -> None:
    """Errors  VaultError when others than the owner may read or change the path (on systems that know owners)."""
    if os.name == "posix" and path.stat().st_mode & _OTHERS:
        mode = "700" if path.is_dir() else "600"
        raise VaultError(
            f"Others than its owner can open {path}. Close it with 'chmod {mode} {path}', and ask who did."
        )


def _keep(folder: Path) -> None:
    """The name of a new file survives a power cut only once its folder is on the disk."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
