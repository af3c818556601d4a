"""What waits for a decision, batch by batch; what was returned, record by record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from opendisarm.access.scope import Reader
from opendisarm.core.journal import IMPORT, RETURN, Entry, Head, standing
from opendisarm.core.review import WAITING, State, states
from opendisarm.desk.review.rights import AUTHORITY, reached, withheld
from opendisarm.desk.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Waiting:
    """A batch with records that wait for a decision.

    records   how many of them; states (submitted, verified) and kinds: the same, counted apart.
    findings  about the whole file, as its import kept their number; None where it kept none.
    seen      the last entry of the journal when this was looked up: `decide` takes it.
    """

    batch: str
    file: str
    org: str
    by: str
    entered: datetime
    records: int
    states: Mapping[State, int]
    kinds: Mapping[str, int]
    findings: int | None
    seen: int


@dataclass(frozen=True, slots=True)
class Returned:
    """A record that the authority sent back.

    ref     "" where the record is about one person.        reason, returned, returned_by   of the return.
    """

    entry: str
    batch: str
    file: str
    row: int
    org: str
    kind: str
    ref: str
    by: str
    reason: str
    returned: datetime
    returned_by: str


def worklist(workspace: Workspace, reader: Reader = AUTHORITY) -> list[Waiting]:
    """Batches with records that wait for a decision and that the reader reaches, oldest first.

    reader  left out by the door of the machine only, whose user holds the whole workspace.
    """
    head = workspace.store.head()
    found = states(workspace.store.marks(head))
    batches: dict[str, list[Entry]] = {}
    for entry in workspace.store.load(head, ids=[name for name, state in found.items() if state in WAITING]):
        if reached(reader, entry):
            batches.setdefault(entry.batch, []).append(entry)
    findings = _findings(workspace) if batches else {}
    listed = [
        Waiting(
            batch, first.source.file, first.org, first.by, first.entered, len(entries),
            Counter(found[entry.id] for entry in entries), Counter(entry.kind for entry in entries),
            findings.get(batch), head.seq,
        )
        for batch, entries in batches.items()
        for first in entries[:1]
    ]  # fmt: skip
    return sorted(listed, key=lambda waiting: waiting.entered)


def returned(workspace: Workspace, reader: Reader = AUTHORITY) -> list[Returned]:
    """Records that were returned and wait for their sender, in the order of their entry, as far as the reader reaches.

    A record is answered, and no longer here, once a later one under the sender's same id waits or counts, or once it
    is withdrawn; one without an id of the sender's, once it is withdrawn.
    reader  as for `worklist`.
    """
    head = workspace.store.head()
    marks = workspace.store.marks(head)
    found = states(marks)
    names = {name for name, state in found.items() if state is State.RETURNED}
    if not names:
        return []
    told = _returns(workspace, head, standing(marks).gone)
    entries = [entry for entry in workspace.store.load(head, ids=names) if reached(reader, entry)]
    places = {mark.id: mark.seq for mark in marks}
    answers: dict[tuple[str, str, str], int] = {}
    for kind, org, ref, _, name in workspace.store.refs({entry.kind for entry in entries}):
        if found.get(name) in {*WAITING, State.APPROVED}:
            answers[kind, org, ref] = max(places[name], answers.get((kind, org, ref), 0))
    return [
        Returned(
            entry.id, entry.batch, entry.source.file, entry.source.row, entry.org, entry.kind,
            "" if withheld(entry) else entry.ref, entry.by, act.payload["reason"], act.entered, act.by,
        )
        for entry in entries
        if entry.seq >= answers.get((entry.kind, entry.org, entry.ref), 0)
        for act in [told.get(entry.id) or told[entry.batch]]
    ]  # fmt: skip


def _returns(workspace: Workspace, head: Head, gone: Collection[str]) -> dict[str, Entry]:
    """Entry or batch -> the return that names it; of several the oldest that stands: it sent the record back."""
    told: dict[str, Entry] = {}
    for act in workspace.store.load(head, kinds=[RETURN]):
        if act.id not in gone:
            for name in (*act.payload.get("entries", ()), act.payload.get("batch", "")):
                told.setdefault(name, act)
    return told


def _findings(workspace: Workspace) -> dict[str, int]:
    """Batch -> how many findings its import kept, where it kept a number or a list of them."""
    found: dict[str, int] = {}
    for entry in workspace.store.load(kinds=[IMPORT]):
        match entry.payload.get("findings"):
            case int(number):
                found[entry.batch] = number
            case list(kept):
                found[entry.batch] = len(kept)
    return found
