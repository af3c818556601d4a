"""Approve what waits, withdraw what is wrong: acts are entries, too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from opendisarm.core.journal import ACTS, APPROVAL, WITHDRAWAL, Proposal, waiting
from opendisarm.desk.errors import DeskError
from opendisarm.desk.norms import shipped_facts
from opendisarm.desk.people.vault import refuse_names
from opendisarm.desk.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Waiting:
    """A batch that nobody has decided about."""

    batch: str
    file: str
    by: str
    entered: datetime
    records: int


def worklist(workspace: Workspace) -> list[Waiting]:
    """Batches with records that wait for approval, oldest first."""
    head = workspace.store.head()
    ids = waiting(workspace.store.marks(head))
    found: dict[str, Waiting] = {}
    for entry in workspace.store.load(head, ids=ids):
        known = found.get(entry.batch)
        count = known.records + 1 if known else 1
        found[entry.batch] = Waiting(entry.batch, entry.source.file, entry.by, entry.entered, count)
    return sorted(found.values(), key=lambda batch: batch.entered)


def approve(workspace: Workspace, names: Sequence[str], by: str, moment: datetime, reason: str = "") -> int:
    """Approve batches or single entries; how many records that makes count.

    Errors  DeskError when a name is neither a batch nor an entry, or nothing waits under it.
    """
    refuse_names(workspace, reason)
    with workspace.store.alone():
        head = workspace.store.head()
        waits = set(waiting(workspace.store.marks(head)))
        proposals: list[Proposal] = []
        approved: set[str] = set()
        for name in names:
            batch = {entry.id for entry in workspace.store.load(head, batch=name)} & waits if name else set()
            if batch:
                payload: dict[str, object] = {"batch": name, "reason": reason}
            elif name in waits:
                payload, batch = {"entries": [name], "reason": reason}, {name}
            else:
                raise DeskError(f"Nothing waits for approval under {name}.", "'opendisarm waiting' lists what does.")
            approved |= batch
            proposals.append(Proposal(kind=APPROVAL, payload=payload | {"after": head.seq}))
        workspace.store.append(proposals, batch=f"B-acts-{head.seq + 1}", by=by, moment=moment)
    return len(approved)


def withdraw(workspace: Workspace, name: str, by: str, moment: datetime, reason: str) -> str:
    """Take an entry back, with its reason; the id of the withdrawal.  It can be withdrawn in its turn.

    A fact that ships with us can be taken back too: it then counts no longer in this workspace.

    Errors  DeskError when there is no such entry, or no reason is given.
    """
    if not reason.strip():
        raise DeskError("A withdrawal needs its reason.", "Say it with --reason.")
    refuse_names(workspace, reason)
    entry = next(iter(workspace.store.load(ids=[name])), None)
    ours = entry is None and any(fact.entry == name for fact in shipped_facts())
    if not ours and (entry is None or (entry.kind in ACTS and entry.kind != WITHDRAWAL)):
        raise DeskError(f"There is no record or withdrawal {name}.", "'opendisarm why' shows the ids behind a figure.")
    return _enter(workspace, Proposal(kind=WITHDRAWAL, payload={"entry": name, "reason": reason}), by, moment)


def _enter(workspace: Workspace, act: Proposal, by: str, moment: datetime) -> str:
    """An act and its approval in one transaction: whoever acts at this door is the authority."""
    with workspace.store.alone():
        head = workspace.store.head()
        act = Proposal(kind=act.kind, payload=dict(act.payload) | {"after": head.seq})
        approval = Proposal(kind=APPROVAL, payload={"entries": [act.id], "after": head.seq})
        workspace.store.append([act, approval], batch=f"B-acts-{head.seq + 1}", by=by, moment=moment)
    return act.id
