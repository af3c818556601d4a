"""A backup that only whoever knows the passphrase can open, piece by piece, whatever its size.

Shape   mark, cost of the passphrase, salt; then pieces, each sealed with its number and whether it is the last, so
        that a file that was cut, swapped or put together otherwise does not open.
Method  the key is made of the passphrase by scrypt (RFC 7914); AES-256-GCM seals; the head is authenticated with it.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from opendisarm.backups.unreadable import UnreadableError

MARK: Final = b"ODSEALED1\n"
PIECE: Final = 1 << 18
"""Bytes of a piece before it is sealed."""
SHORTEST: Final = 12
"""Letters of a passphrase: whoever has the file can try as many as they like, for years."""

_COST: Final = 17
"""scrypt N = 2^17, r = 8: 128 MiB for each try."""
_MOST_COST: Final = 20
_SALT: Final = 16
_TAG: Final = 16
_HEAD: Final = len(MARK) + 1 + _SALT

_CHANGED: Final = "The sealed file does not open: the passphrase is another one, or the file was changed or cut."


def sealed(pieces: Iterable[bytes], passphrase: str, cost: int = _COST) -> Iterator[bytes]:
    """What to write, given what to seal.  cost: of one try of the passphrase, as a power of two."""
    head = MARK + bytes([cost]) + secrets.token_bytes(_SALT)
    cipher, waiting, number = _cipher(head, passphrase), bytearray(), 0
    yield head
    for content in pieces:
        waiting += content
        while len(waiting) > PIECE:  # the last piece is only known at the end, and may be a full one
            yield cipher.encrypt(_nonce(number, last=False), bytes(waiting[:PIECE]), head)
            del waiting[:PIECE]
            number += 1
    yield cipher.encrypt(_nonce(number, last=True), bytes(waiting), head)


def is_sealed(file: BinaryIO) -> bool:
    """Whether a file begins as sealed ones do; it is read from its beginning afterwards."""
    begins = file.read(len(MARK))
    file.seek(0)
    return begins == MARK


def unsealed(file: BinaryIO, passphrase: str) -> Iterator[bytes]:
    """The pieces of a sealed file.  Errors  UnreadableError, at the piece that does not open."""
    head = file.read(_HEAD)
    if len(head) < _HEAD or not head.startswith(MARK) or not 0 < head[len(MARK)] <= _MOST_COST:
        raise UnreadableError("This is no sealed file of ours, or its beginning was changed.", "Take another copy.")
    cipher, number = _cipher(head, passphrase), 0
    piece = file.read(PIECE + _TAG)
    while True:
        following = file.read(PIECE + _TAG)
        try:
            yield cipher.decrypt(_nonce(number, last=not following), piece, head)
        except InvalidTag as why:
            raise UnreadableError(_CHANGED, "Type the passphrase again, or take another copy.") from why
        if not following:
            return
        piece, number = following, number + 1


def _cipher(head: bytes, passphrase: str) -> AESGCM:
    # One letter has several spellings in Unicode, and keyboards differ in which they send.
    words = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    return AESGCM(Scrypt(salt=head[-_SALT:], length=32, n=1 << head[len(MARK)], r=8, p=1).derive(words))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
