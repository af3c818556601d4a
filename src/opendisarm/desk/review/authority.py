"""The acts of a review at the machine: its user holds the whole workspace and is the authority.

There four eyes are not asked for, nor a verification before an approval (docs/decisions/0007). The site calls `decide`
with whoever has signed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from opendisarm.access.roles import Role
from opendisarm.access.scope import Reader, Scope
from opendisarm.core.journal import ACTS, APPROVAL, RETURN, VERIFICATION, WITHDRAWAL, Proposal, standing
from opendisarm.core.review import Act
from opendisarm.desk.errors import DeskError
from opendisarm.desk.norms import shipped_facts
from opendisarm.desk.people.ledger import keep_people
from opendisarm.desk.people.vault import refuse_names
from opendisarm.desk.review.deciding import decide
from opendisarm.desk.workspace import Workspace

_TAKEN_BACK = frozenset({WITHDRAWAL, VERIFICATION, RETURN})
"""Acts that can be withdrawn. An approval cannot: the records that it let count are."""


def approve(workspace: Workspace, names: Sequence[str], by: str, moment: datetime, reason: str = "") -> int:
    """Approve batches or single entries; how many records that makes count.

    Errors  DeskError when a name is neither a batch nor an entry, or nothing waits under it.
    """
    return _decided(workspace, Reader(by, Role.APPROVER), Act.APPROVE, names, reason, moment)


def send_back(workspace: Workspace, names: Sequence[str], by: str, moment: datetime, reason: str) -> int:
    """Return batches or single entries to whoever sent them; how many records.

    Errors  DeskError as for `approve`, and when no reason is given.
    """
    return _decided(workspace, Reader(by, Role.APPROVER), Act.RETURN, names, reason, moment)


def verify_submission(
    workspace: Workspace, names: Sequence[str], org: str, by: str, moment: datetime, reason: str = ""
) -> int:
    """Say for an organisation that batches or single entries are what its teams sent; how many records.

    Errors  DeskError as for `approve`, and for records of another organisation.
    """
    reader = Reader(by, Role.TEAM_LEADER, Scope(org))
    return _decided(workspace, reader, Act.VERIFY, names, reason, moment)


def withdraw(workspace: Workspace, name: str, by: str, moment: datetime, reason: str) -> str:
    """Take an entry back, with its reason; the id of the withdrawal.  It can be withdrawn in its turn, and so can a
    verification and a return: what they said then holds no longer.

    A fact that ships with us can be taken back too: it then counts no longer in this workspace.

    Errors  DeskError when there is no such entry, it is withdrawn already, or no reason is given.
    """
    if not reason.strip():
        raise DeskError("A withdrawal needs its reason.", "Say it with --reason.")
    refuse_names(workspace, reason)
    with workspace.store.alone():
        head = workspace.store.head()
        entry = next(iter(workspace.store.load(ids=[name])), None)
        ours = entry is None and any(fact.entry == name for fact in shipped_facts())
        if not ours and (entry is None or (entry.kind in ACTS - _TAKEN_BACK)):
            raise DeskError(
                f"There is no record or withdrawal {name}.", "'opendisarm why' shows the ids behind a figure."
            )
        if name in standing(workspace.store.marks(head)).gone:
            raise DeskError(f"{name} is withdrawn already.", "If it was right, withdraw that withdrawal.")
        act = Proposal(kind=WITHDRAWAL, payload={"entry": name, "reason": reason, "after": head.seq})
        approval = Proposal(kind=APPROVAL, payload={"entries": [act.id], "after": head.seq})
        workspace.store.append([act, approval], batch=f"B-acts-{head.seq + 1}", by=by, moment=moment)
    keep_people(workspace)
    return act.id


def _decided(
    workspace: Workspace, reader: Reader, act: Act, names: Sequence[str], reason: str, moment: datetime
) -> int:
    made = decide(workspace, reader, act, names, reason, moment, verified_first=False, four_eyes=False)
    keep_people(workspace)
    return len(made.records)
