"""The people ledger of a workspace, as known at a moment; kept in the cache, folded anew at will.

It is kept under the records that count in it, not under the head of the journal: whatever else is entered (land,
norms, public tables, erasures) leaves it as it is. Which records count at a head is noted beside it.
"""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from opendisarm.core.canonical import digest
from opendisarm.core.journal import Head, counting
from opendisarm.core.records import PEOPLE_KINDS, record_of
from opendisarm.desk.kept import BROKEN, keep, kept
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.people.gathered import Fact
from opendisarm.ledgers.people.ledger import FOLD_VERSION, fold
from opendisarm.ledgers.people.postings import People

_FOLDED: Final = frozenset(PEOPLE_KINDS) - {"person.erased"}
"""Kinds that move persons; an erasure moves nobody."""


@dataclass(frozen=True, slots=True)
class PeopleLedger:
    """The ledger of the records that counted when the journal ended at `head`."""

    head: Head
    people: People


def people_ledger(workspace: Workspace, known: datetime | None = None) -> PeopleLedger:
    """The ledger as known at a moment (now when none is given): the kept one, or where there is none a new fold."""
    head = workspace.store.head(known)
    ledger = kept_people(workspace, head)
    return ledger if isinstance(ledger, PeopleLedger) else people_anew(workspace, head)


def people_anew(workspace: Workspace, head: Head) -> PeopleLedger:
    """The ledger at a head, from the journal alone; kept from now on, where it can be."""
    with _without_collecting():
        people = fold(people_facts(workspace, head))
    with suppress(OSError):  # on a full disk or a write-protected medium figures can still be asked for
        keep(_file(workspace, head), {"people": people})
    return PeopleLedger(head, people)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Hundreds of thousands of records live until the fold is over: looking for garbage among them, again and again
    while they are made, takes a third of the time and finds none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def kept_people(workspace: Workspace, head: Head) -> PeopleLedger | str:
    """The ledger that is kept for a head; "" when none is, and why when it cannot be read."""
    file = _file(workspace, head)
    if not file.exists():
        return ""
    try:
        return PeopleLedger(head, kept(file, {"people": People})["people"])
    except BROKEN as why:
        return " ".join(str(why).split()) or type(why).__name__


def people_facts(workspace: Workspace, head: Head, kinds: Collection[str] = PEOPLE_KINDS) -> Iterator[Fact]:
    """People records that count at a head, in the order of the journal; without their shapes, which no count needs."""
    counted = counting(workspace.store.marks(head))
    for name, org, kind, payload in workspace.store.payloads(head, kinds):
        if name in counted:
            said = json.loads(payload)
            said.pop("shape", None)
            yield Fact(name, org, record_of(kind, said))  # type: ignore[arg-type]  # by its kind


def _file(workspace: Workspace, head: Head) -> Path:
    return workspace.folder / "cache" / f"people-{_records(workspace, head)}-v{FOLD_VERSION}.npz"


def _records(workspace: Workspace, head: Head) -> str:
    """What stands for the people records that count at a head."""
    note = workspace.folder / "cache" / f"people-at-{head.seq}-{head.chain[:16]}.txt"
    with suppress(OSError):
        if re.fullmatch("[0-9a-f]{32}", noted := note.read_text(encoding="ascii")):
            return noted
    marks = workspace.store.marks(head)
    counted = counting(marks)
    found = digest([mark.id for mark in marks if mark.kind in _FOLDED and mark.id in counted])[:32]
    with suppress(OSError):
        note.parent.mkdir(exist_ok=True)
        note.write_text(found, encoding="ascii")
    return found
