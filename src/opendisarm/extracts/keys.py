"""The key that signs: an Ed25519 key of the workspace, made at first use, in a folder that only its owner can open.

The folder lies outside the workspace: whoever copies a workspace cannot sign in its name. The public half may be given
to everybody; it is what a check needs.
"""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from opendisarm.core.canonical import digest_bytes

FILE: Final = "signing.key"
LENGTH: Final = 32
"""Bytes of a private key."""
ID_BYTES: Final = 8
PrivateKey = Ed25519PrivateKey
"""What signs; the desk only hands it on."""
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


def signing_key(folder: Path) -> Ed25519PrivateKey:
    """The private key in a folder, made with it when there is none yet (folder 0700, file 0600).

    Errors  ValueError, in words, when it is damaged or others can open it; OSError when it cannot be written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _refuse_if_open(folder)
    if not (folder / FILE).exists():
        _make(folder)
    _refuse_if_open(folder / FILE)
    secret = (folder / FILE).read_bytes()
    if len(secret) != LENGTH:
        raise ValueError(
            f"{folder / FILE} holds {len(secret)} bytes where a key has {LENGTH}: it is damaged. "
            "Put it back from a copy; with another key, extracts signed so far can no longer be withdrawn."
        )
    return Ed25519PrivateKey.from_private_bytes(secret)


def public_pem(key: Ed25519PublicKey) -> str:
    """The public key as other programs read it (PEM, SubjectPublicKeyInfo)."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def public_key(pem: bytes) -> Ed25519PublicKey:
    """The public key in a PEM file.  Errors  ValueError, in words, when there is none in it."""
    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("This is no public key of extracts. Ask the authority for what 'extract key' prints.")
    return key


def key_id(key: Ed25519PublicKey) -> str:
    """How people name a key: the first 16 hex digits of the SHA-256 of its 32 bytes."""
    return digest_bytes(key.public_bytes(Encoding.Raw, PublicFormat.Raw))[: 2 * ID_BYTES]


def _make(folder: Path) -> None:
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


def _refuse_if_open(path: Path) -> None:
    if os.name == "posix" and path.stat().st_mode & _OTHERS:
        mode = "700" if path.is_dir() else "600"
        raise ValueError(
            f"Others than its owner can open {path}. Close it with 'chmod {mode} {path}', and ask who did."
        )
