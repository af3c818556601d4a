"""What is sealed with a key outside the workspace: uploaded files, what was found in them, and words of a job.

Uploads may name persons, and a copy of the workspace must tell nobody. Each file has its own key, derived from the key
of the site and 32 random bytes at its start; it is sealed in pieces, each with its number and whether it is the last,
so that a file that was cut, swapped or put together otherwise does not open.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from opendisarm.desk.people.vault import folder_of_keys
from opendisarm.desk.workspace import described

KEY_FILE: Final = "uploads.key"
PIECE: Final = 1 << 18
"""Bytes of a piece before it is sealed."""

_MARK: Final = b"ODSEAL1\n"
_SALT: Final = 32
_TAG: Final = 16


class Unsealable(OSError):  # noqa: N818 - as the neighbours of OSError are called
    """Something sealed does not open: it was changed or cut, or the key is another one."""

    def __init__(self) -> None:
        super().__init__("What was uploaded cannot be opened: it was changed, or its key is another one")


def site_key(folder: Path) -> bytes:
    """The key of a workspace's uploads; made once, in the folder of keys.  Errors  OSError, DeskError."""
    return _key_in(folder_of_keys(f"{described(folder).keys}-site"))


@lru_cache(maxsize=64)
def _key_in(keys: Path) -> bytes:
    file = keys / KEY_FILE
    if not file.exists():
        keys.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Linked into place whole: a worker and a server that start together must not end up with two keys.
        part = keys / f"{KEY_FILE}.{secrets.token_hex(4)}"
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as made:
            made.write(secrets.token_bytes(32))
            made.flush()
            os.fsync(made.fileno())
        try:
            os.link(part, file)
        except FileExistsError:
            pass
        finally:
            part.unlink()
    return file.read_bytes()


class Sealer:
    """Seals what it is given, piece by piece.  name: the file's own, which it must be opened under."""

    def __init__(self, out: BinaryIO, key: bytes, name: str) -> None:
        salt = secrets.token_bytes(_SALT)
        self._out, self._cipher, self._name = out, _cipher(key, salt), name.encode()
        self._waiting, self._count = bytearray(), 0
        out.write(_MARK + salt)

    def write(self, content: bytes) -> None:
        """More of it."""
        self._waiting += content
        while len(self._waiting) > PIECE:  # the last piece is only known at the end, and may be a full one
            self._piece(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]

    def end(self) -> None:
        """The last piece; without it the file does not open."""
        self._piece(bytes(self._waiting), last=True)
        self._waiting.clear()
        self._out.flush()
        os.fsync(self._out.fileno())

    def _piece(self, content: bytes, *, last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._count, last), content, self._name))
        self._count += 1


def unsealed(sealed: BinaryIO, key: bytes, name: str) -> Iterator[bytes]:
    """The pieces of a sealed file, opened one by one.  Errors  Unsealable, at the piece that does not fit."""
    head = sealed.read(len(_MARK) + _SALT)
    if len(head) < len(_MARK) + _SALT or not head.startswith(_MARK):
        raise Unsealable
    cipher, count = _cipher(key, head[len(_MARK) :]), 0
    piece = sealed.read(PIECE + _TAG)
    while True:
        following = sealed.read(PIECE + _TAG)
        try:
            yield cipher.decrypt(_nonce(count, not following), piece, name.encode())
        except InvalidTag as why:
            raise Unsealable from why
        if not following:
            return
        piece, count = following, count + 1


def seal_words(words: Any, key: bytes, name: str) -> bytes:
    """Anything that JSON can hold, sealed for a column of a table."""
    salt = secrets.token_bytes(_SALT)
    plain = json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return salt + _cipher(key, salt).encrypt(_nonce(0, True), plain, name.encode())


def words_in(sealed: bytes, key: bytes, name: str) -> Any:
    """What `seal_words` was given; None for nothing.  Errors  Unsealable."""
    if not sealed:
        return None
    try:
        plain = _cipher(key, sealed[:_SALT]).decrypt(_nonce(0, True), sealed[_SALT:], name.encode())
    except (InvalidTag, ValueError) as why:
        raise Unsealable from why
    return json.loads(plain.decode("utf-8", "surrogatepass"))


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=salt, info=b"opendisarm uploads").derive(key))


def _nonce(count: int, last: bool) -> bytes:
    return count.to_bytes(11, "big") + bytes([last])
