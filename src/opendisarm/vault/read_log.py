"""Who read what of whom, and why: rows that are only added to, each chained to the one before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from opendisarm.core.canonical import digest
from opendisarm.core.clocks import utc
from opendisarm.core.journal import Break, Head

VIEW: Final = "view"
HISTORY: Final = "history"
ERASURE: Final = "erasure"
REFUSED: Final = "{what} refused: {why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One act on what is sealed.

    what     view, history, erasure; or "view refused: erased", "view refused: unknown".
    subject  "" when nobody of that reference is known: what was typed may have been a name.
    """

    seq: int
    moment: datetime
    by: str
    subject: str
    purpose: str
    what: str
    previous: str
    chain: str

    def link(self) -> str:
        """What `chain` must be.  Method  SHA-256 over canonical JSON."""
        return digest(
            {
                "seq": self.seq, "moment": moment_text(self.moment), "by": self.by, "subject": self.subject,
                "purpose": self.purpose, "what": self.what, "previous": self.previous,
            }
        )  # fmt: skip


def follow(head: Head, *, moment: datetime, by: str, subject: str, purpose: str, what: str) -> Read:
    """The row after the head; a clock that was set back is answered with the moment after the last row."""
    moment = utc(moment)
    if head.entered is not None and moment <= head.entered:
        moment = head.entered + timedelta(microseconds=1)
    read = Read(
        seq=head.seq + 1, moment=moment, by=by, subject=subject, purpose=purpose, what=what, previous=head.chain,
        chain="",
    )  # fmt: skip
    return replace(read, chain=read.link())


def breaks(reads: Iterable[Read], head: Head | None = None) -> list[Break]:
    """Where a row was changed, removed, inserted or moved, in order; empty when the log is whole.

    `head`, where known from elsewhere (a printed page), also detects a log cut off at its end.
    """
    found: list[Break] = []
    end = Head()
    for read in reads:
        if read.seq != end.seq + 1:
            found.append(Break(read.seq, read.subject, f"row {end.seq + 1} is missing before it"))
        if read.previous != end.chain:
            found.append(Break(read.seq, read.subject, "it does not follow the row before it"))
        if read.link() != read.chain:
            found.append(Break(read.seq, read.subject, "its content is not what was logged"))
        if end.entered is not None and read.moment <= end.entered:
            found.append(Break(read.seq, read.subject, "it claims to be logged before its predecessor"))
        end = Head(read.seq, read.chain, read.moment)
    if head is not None and (end.seq, end.chain) != (head.seq, head.chain):
        found.append(Break(end.seq, "", f"the log should end at row {head.seq}"))
    return found


def moment_text(moment: datetime) -> str:
    """ISO text in UTC, always of the same length."""
    return utc(moment).isoformat(timespec="microseconds")
