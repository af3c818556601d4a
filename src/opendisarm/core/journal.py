"""The journal: entries, their chain, and which of them count as of a moment of knowledge.

Nothing else is stored. A correction is a new entry that supersedes; a mistake is taken back by a withdrawal; what
is not approved does not count. Those acts are entries too, so that all of it can be asked "as known on".
What a reviewer may do to a record in which state stands in `core.review`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from math import inf
from operator import attrgetter
from typing import Any, Final, NamedTuple

from opendisarm.core.canonical import digest, digest_bytes
from opendisarm.core.sources import Source

APPROVAL: Final = "journal.approval"
WITHDRAWAL: Final = "journal.withdrawal"
VERIFICATION: Final = "journal.verification"
"""An organisation says that a submission is what its teams sent. It still waits for approval."""
RETURN: Final = "journal.return"
"""The authority sends a submission back, with the reason. It waits no longer, and a later approval has no effect."""
IMPORT: Final = "journal.import"
"""Says how a file was read: its columns, its counts. It needs no approval and moves no land."""
EDITION: Final = "journal.edition"
"""Says which table of persons the public was shown, so that no later one gives away the difference."""
EXTRACT: Final = "journal.extract"
"""A status extract was signed, or withdrawn. It needs no approval and moves no land."""
ATTACHMENT: Final = "journal.attachment"
"""Says which picture belongs to a record, by its digest: the content lies beside the journal."""
REMOVAL: Final = "journal.removal"
"""Takes an attachment away from its record, and says whether its content was destroyed."""
ACTS: Final = frozenset(
    {APPROVAL, WITHDRAWAL, VERIFICATION, RETURN, IMPORT, EDITION, EXTRACT, ATTACHMENT, REMOVAL}
)  # fmt: skip
DECISIONS: Final = frozenset({APPROVAL, WITHDRAWAL, VERIFICATION, RETURN})
"""Acts that say something of other entries: whoever asks what counts must know what they name."""
_SAYS_ONLY: Final = frozenset({IMPORT, EDITION, EXTRACT, ATTACHMENT, REMOVAL})
GENESIS: Final = "0" * 64
"""What the first entry names as the entry before it."""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """An entry that has not been appended yet: it has no number, no moment and no place in the chain.

    kind        a record kind, or an act: journal.approval, journal.verification and journal.return (payload: batch
                or entries, reason), journal.withdrawal (payload: entry, reason).
    payload     JSON values; `core.records.payload_of` writes it for records.
    shape       WGS 84 WKB; given_shape: as sent, when that differs.
    on          field date; None for acts.
    ref         the sender's own id, "" when there is none.
    org         the organisation whose record it is; supersedes: id of the entry that it replaces.
    repetition  tells apart rows of one organisation that say exactly the same, first = 0.
    edition     0, and one more each time that the same is entered again after it was withdrawn, returned or
                corrected away.
    """

    kind: str
    payload: Mapping[str, Any]
    source: Source = Source()
    shape: bytes | None = None
    given_shape: bytes | None = None
    on: date | None = None
    ref: str = ""
    org: str = ""
    supersedes: str = ""
    repetition: int = 0
    edition: int = 0

    @cached_property
    def id(self) -> str:
        """Content, not chance: the same record of the same organisation has the same id on every machine."""
        said = [self.kind, self.org, dict(self.payload), self.repetition, self.edition]
        return f"{_PREFIX.get(self.kind, 'E')}-{digest(said)[:20]}"


_PREFIX: Final = {
    APPROVAL: "A", WITHDRAWAL: "W", VERIFICATION: "V", RETURN: "R", IMPORT: "F", EDITION: "D", EXTRACT: "X",
    ATTACHMENT: "T", REMOVAL: "U",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the journal as first entered; nothing about it ever changes.

    seq, previous, chain   place in the chain: `chain` is the SHA-256 of this entry's facts and `previous`.
    entered, by            the moment (UTC) and the person at the door; batch: what was entered with it.
    """

    seq: int
    id: str
    kind: str
    payload: Mapping[str, Any]
    source: Source
    shape: bytes | None
    given_shape: bytes | None
    on: date | None
    ref: str
    org: str
    supersedes: str
    batch: str
    entered: datetime
    by: str
    previous: str
    chain: str

    def link(self) -> str:
        """What `chain` must be.  Method  SHA-256 over canonical JSON; shapes enter by their digest."""
        return digest(
            {
                "seq": self.seq, "id": self.id, "kind": self.kind, "payload": self.payload,
                "source": [self.source.file, self.source.digest, self.source.sheet, self.source.row],
                "shape": digest_bytes(self.shape) if self.shape is not None else None,
                "given_shape": digest_bytes(self.given_shape) if self.given_shape is not None else None,
                "on": self.on.isoformat() if self.on else None, "ref": self.ref, "org": self.org,
                "supersedes": self.supersedes, "batch": self.batch,
                "entered": self.entered.isoformat(timespec="microseconds"), "by": self.by,
                "previous": self.previous,
            }
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """Where the journal ends: the state of everything that was ever entered."""

    seq: int = 0
    chain: str = GENESIS
    entered: datetime | None = None


class Mark(NamedTuple):
    """As much of an entry as it takes to decide whether it counts.

    targets         the entries that a decision names.
    approves_batch  the batch that an approval, a verification or a return names.
    """

    seq: int
    id: str
    kind: str
    batch: str
    supersedes: str
    targets: tuple[str, ...]
    approves_batch: str


def mark_of(
    seq: int, identity: str, kind: str, batch: str, supersedes: str, payload: Mapping[str, Any] | None = None
) -> Mark:
    """The mark of an entry; only acts need their payload."""
    targets: tuple[str, ...] = ()
    approves = ""
    if kind == WITHDRAWAL and payload is not None:
        targets = (payload["entry"],)
    elif kind in DECISIONS and payload is not None:
        targets, approves = tuple(payload.get("entries", ())), payload.get("batch", "")
    return Mark(seq, identity, kind, batch, supersedes, targets, approves)


@dataclass(slots=True)
class _Named:
    """What the acts of one kind name: entries and batches, each with the place of the oldest act that does."""

    entries: dict[str, int] = field(default_factory=dict)
    batches: dict[str, int] = field(default_factory=dict)

    def by(self, act: Mark) -> None:
        """Take in an act that is older than all before it."""
        self.entries.update(dict.fromkeys(act.targets, act.seq))
        if act.approves_batch:
            self.batches[act.approves_batch] = act.seq

    def first(self, mark: Mark) -> float:
        """Place of the oldest act that names an entry, or its batch; infinite when none does."""
        alone = self.entries.get(mark.id, inf)
        together = self.batches.get(mark.batch, inf)
        return alone if alone < together else together  # asked of every entry, and min() takes twice as long


@dataclass(frozen=True, slots=True)
class Standing:
    """Ids of entries by what acts and corrections made of them; who is nowhere was only submitted.

    counted    they count: nothing below holds of them.
    replaced   a correction that counts stands in their place, or in that of what was to replace them.
    gone       withdrawn.     returned, verified   as the acts say; no others are in these two.
    """

    counted: set[str] = field(default_factory=set)
    replaced: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    returned: set[str] = field(default_factory=set)
    verified: set[str] = field(default_factory=set)


def standing(marks: Iterable[Mark]) -> Standing:
    """Where every entry stands, given every entry known at a moment (the journal's first n entries), in any order.

    Of an approval and a return the older one holds: what was approved is withdrawn, not returned, and what was
    returned is submitted anew, not approved. Acts can be withdrawn as well. Whatever acts on an entry comes after it,
    so one walk from the newest to the oldest settles everything.
    """
    named = {APPROVAL: _Named(), RETURN: _Named(), VERIFICATION: _Named()}
    approvals, returns, verifications = named.values()
    found, any_returned = Standing(), False
    for mark in sorted(marks, key=attrgetter("seq"), reverse=True):
        if mark.id in found.replaced:
            found.replaced.add(mark.supersedes)
        elif mark.id in found.gone or mark.kind in _SAYS_ONLY:
            continue
        elif mark.kind in named:
            named[mark.kind].by(mark)
            any_returned = any_returned or mark.kind == RETURN
        elif approvals.first(mark) < (returns.first(mark) if any_returned else inf):
            if mark.kind == WITHDRAWAL:
                found.gone.update(mark.targets)
            else:
                found.counted.add(mark.id)
                found.replaced.add(mark.supersedes)
        elif returns.first(mark) != inf:
            found.returned.add(mark.id)
        elif verifications.first(mark) != inf:
            found.verified.add(mark.id)
    return found


def counting(marks: Sequence[Mark]) -> set[str]:
    """The ids of the records that count, given every entry known at a moment (the journal's first n entries).

    An entry counts when it is approved, not returned before that, not withdrawn, and no counting entry supersedes it,
    or supersedes what was to replace it (a correction of a correction that nobody approved).
    """
    return standing(marks).counted


def waiting(marks: Sequence[Mark]) -> list[str]:
    """Ids of records that are neither approved, returned, withdrawn nor superseded: the reviewer's worklist, oldest
    first."""
    found = standing(marks)
    settled = found.counted | found.replaced | found.gone | found.returned
    return [mark.id for mark in marks if mark.kind not in ACTS and mark.id not in settled]


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold."""

    seq: int
    id: str
    what: str


def breaks(entries: Iterable[Entry], head: Head | None = None) -> list[Break]:
    """Where an entry was changed, removed, inserted or moved; empty when the journal is whole.

    `head`, where known from elsewhere (a printed report), also detects a journal cut off at its end.
    """
    found: list[Break] = []
    previous, seq = GENESIS, 0
    last: Entry | None = None
    for entry in entries:
        seq += 1
        if entry.seq != seq:
            found.append(Break(entry.seq, entry.id, f"entry {seq} is missing before it"))
            seq = entry.seq
        if entry.previous != previous:
            found.append(Break(entry.seq, entry.id, "it does not follow the entry before it"))
        if entry.link() != entry.chain:
            found.append(Break(entry.seq, entry.id, "its content is not what was entered"))
        if last is not None and entry.entered < last.entered:
            found.append(Break(entry.seq, entry.id, "it claims to be entered before its predecessor"))
        previous, last = entry.chain, entry
    if head is not None and (seq, previous) != (head.seq, head.chain):
        found.append(Break(seq, last.id if last else "", f"the journal should end at entry {head.seq}"))
    return found
