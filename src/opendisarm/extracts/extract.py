"""An extract: a statement and its signed text; sealed by who issues it, opened by who checks it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from opendisarm.extracts.refused import ASK_FOR_NEW, NEWER, SCAN_INSTEAD, RefusedError, Why
from opendisarm.extracts.sealing import OTHER_VERSION, VERSION, Kind, seal, unseal
from opendisarm.extracts.statement import Statement, payload_of, statement_of
from opendisarm.reports.figures import Phrase

LONGEST_TEXT: Final = 2_100
"""Letters: some 1,240 bytes of statement.  A QR code of version 31, which phones still read from paper, holds 2,113."""

_PDF: Final = b"%PDF-"
_EMBEDDED: Final = re.compile(rb"ODX[0-9]+:[A-Z2-7]+")

WITHDRAWN: Final = Phrase("Extract {serial} was withdrawn by who issued it.")
EXPIRED: Final = Phrase("Extract {serial} was valid until {until}; more may be known since.")
SEVERAL: Final = Phrase("This PDF holds more than one extract.")
NONE_IN_PDF: Final = Phrase("This PDF holds no extract that a program can read.")


@dataclass(frozen=True, slots=True)
class Extract:
    """says: what it states.  text: the signed text, as the code on the page and the file itself carry it."""

    says: Statement
    text: str


def signed(says: Statement, key: Ed25519PrivateKey) -> Extract:
    """Sign a statement; an outline that the code has no room for is told by its digest alone.

    Errors  ValueError when the rest, too, is more than the code on a page can hold.
    """
    text = seal(Kind.EXTRACT, payload_of(says), key)
    if len(text) > LONGEST_TEXT and says.parcel.corners:
        return signed(replace(says, parcel=replace(says.parcel, corners=())), key)
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"The extract would have {len(text)} letters where its code holds {LONGEST_TEXT}.")
    return Extract(says, text)


def opened(text: str, key: Ed25519PublicKey) -> Extract:
    """The extract in a signed text.  Errors  RefusedError when it was changed; dates are not looked at."""
    said = unseal(Kind.EXTRACT, text, key)
    try:
        return Extract(statement_of(said), "".join(text.split()))
    except (KeyError, TypeError, ValueError, AttributeError):
        # Signed with the right key, and of no shape that this version writes: a later program's words.
        newer = OTHER_VERSION[Kind.EXTRACT].of(version=f"{VERSION}+", mine=str(VERSION))
        raise RefusedError(Why.VERSION, newer, NEWER) from None


def checked(text: str, key: Ed25519PublicKey, on: date, withdrawn: frozenset[str] = frozenset()) -> Extract:
    """The extract in a signed text, when it may be relied on on a day.  withdrawn: serial numbers.

    Errors  RefusedError when it is changed, of another key or version, expired, or withdrawn.
    """
    found = opened(text, key)
    says = found.says
    if says.serial in withdrawn:
        raise RefusedError(Why.WITHDRAWN, WITHDRAWN.of(serial=says.serial), ASK_FOR_NEW)
    if on > says.valid_until:
        told = EXPIRED.of(serial=says.serial, until=says.valid_until)
        raise RefusedError(Why.EXPIRED, told, ASK_FOR_NEW)
    return found


def text_in(content: bytes) -> str:
    """The signed text in a PDF of ours, or in a file or message that holds nothing else.

    Errors  RefusedError when there is none, or a PDF holds several.
    """
    if not content.startswith(_PDF):
        return content.decode("utf-8", errors="replace")
    found: set[bytes] = set(_EMBEDDED.findall(content))
    if len(found) != 1:
        raise RefusedError(Why.UNREADABLE, SEVERAL if found else NONE_IN_PDF, SCAN_INSTEAD)
    [text] = found
    return str(text, "ascii")
