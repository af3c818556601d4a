"""Statements that stand in a treaty report where no figure does; somebody signs each of them."""

from __future__ import annotations

from datetime import datetime

from opendisarm.core.journal import APPROVAL, Proposal
from opendisarm.core.records import Declaration, Place, Said, payload_of
from opendisarm.desk.errors import DeskError
from opendisarm.desk.people.vault import refuse_names
from opendisarm.desk.workspace import Workspace


def declare(workspace: Workspace, declaration: Declaration, by: str, moment: datetime) -> str:
    """Enter a statement, approved by whoever enters it; its entry id.

    Errors  DeskError when it says "not applicable" or "withheld" without a reason, or names nobody who signs.
    """
    if declaration.said is not Said.NONE_DECLARED and not declaration.reason.strip():
        raise DeskError(f"'{declaration.said.value}' needs a reason.", "Say why, or who may see it, with --reason.")
    if not declaration.signed_by.strip():
        raise DeskError("A statement needs the name of the office that signs it.", "Give it with --signed-by.")
    refuse_names(workspace, declaration.reason, declaration.signed_by)
    head = workspace.store.head()
    said = Proposal(kind=declaration.kind, payload=payload_of(declaration), on=declaration.on, edition=head.seq)
    approval = Proposal(kind=APPROVAL, payload={"entries": [said.id], "after": head.seq})
    workspace.store.append([said, approval], batch=f"B-acts-{head.seq + 1}", by=by, moment=moment)
    return said.id


def statement(
    state: str, year: int, form: str, cell: str, said: str, reason: str, signed_by: str, moment: datetime
) -> Declaration:
    """What somebody declares, as a record.  Errors  DeskError on a word that cannot be declared."""
    try:
        word = Said(said)
    except ValueError:
        raise DeskError(f"'{said}' cannot be declared.", f"Use one of: {', '.join(Said)}.") from None
    return Declaration(
        on=moment.date(), place=Place(state=state.upper()), year=year, form=form, cell=cell, said=word, reason=reason,
        signed_by=signed_by,
    )  # fmt: skip
