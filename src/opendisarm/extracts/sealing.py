"""A signed text: letters and digits that survive a phone, a mail and a PDF, and that nobody can change unseen.

    ODX1:<base32 of  key id (8 bytes) | canonical JSON | Ed25519 signature (64 bytes)>

Base32 (RFC 4648, A-Z 2-7, no padding) and not base45 or base64url: its letters are of the QR code's dense mode
(8.8 modules' bits a byte; base45 needs 8.25, base64url 10.7), and it has neither blanks, which apps and PDF readers
trim and fold, nor signs that a shell or an address takes for its own. The signature stands over a prefix of its own
for each kind of text, so that no text of one kind passes for another. Nothing is read before the signature holds.
"""

from __future__ import annotations

import base64
import json
import re
from enum import StrEnum
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from opendisarm.core.canonical import canonical_json
from opendisarm.extracts.keys import ID_BYTES, key_id
from opendisarm.extracts.refused import ASK_FOR_KEY, DO_NOT_RELY, NEWER, SCAN_AGAIN, RefusedError, Why
from opendisarm.reports.figures import Phrase

VERSION: Final = 1
SIGNATURE_BYTES: Final = 64
LONGEST: Final = 8_000_000
"""Letters.  Nothing of ours is longer, and nobody should make a reader decode more."""


class Kind(StrEnum):
    """What a text is; its first three letters."""

    EXTRACT = "ODX"
    WITHDRAWN = "ODR"


_FORM: Final = re.compile(r"(OD[A-Z])([0-9]+):([A-Z2-7]+)")
UNREADABLE: Final = {
    Kind.EXTRACT: Phrase("This is no whole extract."),
    Kind.WITHDRAWN: Phrase("This is no whole list of withdrawn extracts."),
}
OTHER_VERSION: Final = {
    Kind.EXTRACT: Phrase("This extract is of version {version}, and this program reads version {mine}."),
    Kind.WITHDRAWN: Phrase(
        "This list of withdrawn extracts is of version {version}, and this program reads version {mine}."
    ),
}
OTHER_KEY: Final = {
    Kind.EXTRACT: Phrase("This extract names the key {signer}, and you check with the key {mine}."),
    Kind.WITHDRAWN: Phrase(
        "This list of withdrawn extracts names the key {signer}, and you check with the key {mine}."
    ),
}
CHANGED: Final = {
    Kind.EXTRACT: Phrase("The signature does not hold: this extract was changed, or was never issued."),
    Kind.WITHDRAWN: Phrase(
        "The signature does not hold: this list of withdrawn extracts was changed, or was never issued."
    ),
}


def seal(kind: Kind, payload: Any, key: Ed25519PrivateKey) -> str:
    """Sign JSON values.  The same values and key give the same text, always: Ed25519 draws no lots."""
    said = bytes.fromhex(key_id(key.public_key())) + canonical_json(payload).encode()
    signature = key.sign(_domain(kind) + said)
    return f"{kind.value}{VERSION}:{base64.b32encode(said + signature).decode().rstrip('=')}"


def unseal(kind: Kind, text: str, key: Ed25519PublicKey) -> Any:
    """The JSON values that were signed with this key.  Blanks and line ends in the text do not matter.

    Errors  RefusedError when it is another kind of text, of a later version, signed with another key, or changed.
    """
    body = _bytes(kind, "".join(text.split()) if len(text) <= LONGEST else "")
    said, signature = body[:-SIGNATURE_BYTES], body[-SIGNATURE_BYTES:]
    signer, mine = said[:ID_BYTES].hex(), key_id(key)
    if signer != mine:
        raise RefusedError(Why.KEY, OTHER_KEY[kind].of(signer=signer, mine=mine), ASK_FOR_KEY)
    try:
        key.verify(signature, _domain(kind) + said)
    except InvalidSignature:
        raise RefusedError(Why.SIGNATURE, CHANGED[kind], DO_NOT_RELY) from None
    return json.loads(said[ID_BYTES:])


def _bytes(kind: Kind, text: str) -> bytes:
    form = _FORM.fullmatch(text)
    if form is None or form[1] != kind.value:
        raise _unreadable(kind)
    if form[2] != str(VERSION):
        said = OTHER_VERSION[kind].of(version=form[2][:9], mine=str(VERSION))
        raise RefusedError(Why.VERSION, said, NEWER)
    letters = form[3]
    try:
        body = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError:
        raise _unreadable(kind) from None
    # The last letter may hold bits that say nothing: with them, two texts would stand for one.
    if base64.b32encode(body).decode().rstrip("=") != letters or len(body) <= ID_BYTES + SIGNATURE_BYTES:
        raise _unreadable(kind)
    return body


def _unreadable(kind: Kind) -> RefusedError:
    return RefusedError(Why.UNREADABLE, UNREADABLE[kind], SCAN_AGAIN)


def _domain(kind: Kind) -> bytes:
    return f"OpenDisarm {kind.value}{VERSION}\n".encode()
