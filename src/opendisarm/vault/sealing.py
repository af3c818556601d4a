"""Seal text so that only its key opens it, and only as what it was sealed for."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from opendisarm.core.canonical import canonical_json
from opendisarm.vault.errors import VaultError

FIELDS: Final = "fields 1"
"""What is sealed, and the version of how: fields of a person as canonical JSON."""
NONCE: Final = 12
"""Bytes of the random nonce that stands before the ciphertext."""


def seal(key: bytes, subject: str, fields: Mapping[str, str]) -> bytes:
    """Nonce and ciphertext of a person's fields.  Method  canonical JSON, AES-256-GCM bound to the person's id."""
    return lock(key, subject, FIELDS, canonical_json(dict(fields)).encode("utf-8", "surrogatepass"))


def unseal(key: bytes, subject: str, content: bytes) -> dict[str, str]:
    """The fields again.  Errors  VaultError when they were changed, or sealed for somebody else or with another key."""
    fields: dict[str, str] = json.loads(unlock(key, subject, FIELDS, content).decode("utf-8", "surrogatepass"))
    return fields


def lock(key: bytes, subject: str, label: str, plain: bytes) -> bytes:
    """Nonce and ciphertext; the label says what it is, so that one thing never opens as another."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, _bound_to(subject, label))


def unlock(key: bytes, subject: str, label: str, content: bytes) -> bytes:
    """What was locked.  Errors  VaultError, and never anything else than what was locked."""
    try:
        return AESGCM(key).decrypt(content[:NONCE], content[NONCE:], _bound_to(subject, label))
    except (InvalidTag, ValueError) as why:
        raise VaultError(
            f"What is sealed of {subject} does not open: it was changed, or sealed for another person or with another "
            "key. Put the vault and its keys back from copies of the same day."
        ) from why


def _bound_to(subject: str, label: str) -> bytes:
    return canonical_json(["opendisarm vault", label, subject]).encode()
