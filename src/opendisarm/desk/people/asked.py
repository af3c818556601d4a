"""One person at a time, for somebody at the site: `persons`, as far as this reader reaches, by reference only.

A person out of reach and a person whom nobody knows are answered alike: whether there is somebody is no business of
whoever may not see them. That the attempt was made is on record in either case.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from opendisarm.access.roles import Permission
from opendisarm.access.scope import EVERYTHING, Reader
from opendisarm.core.persons import ErasureReason, Purpose, SameBecause
from opendisarm.desk.errors import DeskError
from opendisarm.desk.people import persons
from opendisarm.desk.people.ledger import people_facts
from opendisarm.desk.people.persons import Due, Pair, Seen
from opendisarm.desk.people.reach import references_within
from opendisarm.desk.people.vault import Read, vault_if_any
from opendisarm.desk.workspace import Workspace

PURPOSES: Final = tuple(purpose.value for purpose in Purpose)
REASONS: Final = tuple(reason.value for reason in ErasureReason)
SAME_BECAUSE: Final = tuple(reason.value for reason in SameBecause)

_REFERENCE: Final = re.compile(r"P-[A-Z2-7]{26}")
_UNKNOWN: Final = (
    "The vault knows nobody within your reach under what was given.",  # not repeated: it may be a name
    "Use the reference in the journal: P- and 26 letters or digits.",
)


def seen(workspace: Workspace, reader: Reader, reference: str, purpose: str, moment: datetime) -> Seen:
    """Show a person to somebody who may know; the reading is on record first.

    Errors  DeskError: nobody within reach is known so, the purpose is none of the list, consent was refused or
            withdrawn, or the person was erased.
    """
    _may_see(reader)
    if purpose not in PURPOSES:
        raise DeskError("The purpose is none of the list.", f"Use one of: {', '.join(PURPOSES)}.")
    if not within_reach(workspace, reader, reference):
        _on_record(workspace, reader, purpose, moment)
        raise DeskError(*_UNKNOWN)
    return persons.view(workspace, reference, purpose, reader.name, moment)


def to_be_erased(workspace: Workspace, reader: Reader, reference: str, because: str) -> None:
    """Whether this reader may erase this person for this reason: asked before somebody is asked again.

    Errors  DeskError: as `erased`.
    """
    _may_see(reader)
    if because not in REASONS:
        raise DeskError("The reason is none of the list.", f"Use one of: {', '.join(REASONS)}.")
    if not within_reach(workspace, reader, reference):
        raise DeskError(*_UNKNOWN)


def erased(workspace: Workspace, reader: Reader, reference: str, because: str, moment: datetime) -> None:
    """Destroy the key of a person, for good; what was counted stays counted.

    Errors  DeskError: nobody within reach is known so, or the reason is none of the list.
    """
    to_be_erased(workspace, reader, reference, because)
    persons.erase(workspace, reference, because, reader.name, moment)


def pairs(workspace: Workspace, reader: Reader) -> list[Pair]:
    """Pairs within reach that may be one person; no name is read to find them."""
    _may_see(reader)
    within = _within(workspace, reader)
    return [pair for pair in persons.duplicates(workspace) if {pair.first, pair.second} <= within]


def merged(workspace: Workspace, reader: Reader, kept: str, other: str, because: str, moment: datetime) -> str:
    """Say that two references are one person; the id of the entry, which can be withdrawn.

    Errors  DeskError: one of them is out of reach or known to nobody, both are the same, or the reason is none of the
            list.
    """
    _may_see(reader)
    if not {kept, other} <= _within(workspace, reader):
        raise DeskError(*_UNKNOWN)
    return persons.merge(workspace, kept, other, because, reader.name, moment)


def due(workspace: Workspace, reader: Reader, on: date) -> list[Due]:
    """Persons within reach whose data are to be erased on a day: retention is over, or consent was withdrawn."""
    _may_see(reader)
    within = _within(workspace, reader)
    return [one for one in persons.due_for_erasure(workspace, on) if one.reference in within]


def read_log(workspace: Workspace, reader: Reader, reference: str = "") -> list[Read]:
    """Who looked at whom, newest first; of one person when a reference is given.

    Errors  DeskError: somebody who may not read the log, or what is given is no reference.
    """
    if not reader.may(Permission.SEE_READINGS):
        raise DeskError("Your account does not read the log of readings.", "Ask an auditor.")
    if reference and not _REFERENCE.fullmatch(reference):
        raise DeskError("What was given is no reference.", _UNKNOWN[1])
    return persons.readings(workspace, reference)[::-1]


def within_reach(workspace: Workspace, reader: Reader, reference: str) -> bool:
    """Whether a reference is that of a person within reach.

    For somebody who reaches everything any reference is: those whose records were all withdrawn can then be erased.
    """
    if not _REFERENCE.fullmatch(reference):
        return False
    return reader.scope == EVERYTHING or reference in _within(workspace, reader)


def _within(workspace: Workspace, reader: Reader) -> frozenset[str]:
    return references_within(people_facts(workspace, workspace.store.head()), reader.scope)


def _on_record(workspace: Workspace, reader: Reader, purpose: str, moment: datetime) -> None:
    """Let the vault refuse somebody whom it does not know: the attempt is on record, what was typed is not."""
    vault = vault_if_any(workspace)
    if vault is None:
        return
    try:
        vault.view("", reader.name, moment, purpose)
    except OSError:
        return
    raise AssertionError("A vault that knows somebody without a reference is broken.")


def _may_see(reader: Reader) -> None:
    if not reader.may(Permission.SEE_PERSONS):
        raise DeskError("Your account does not see persons.", "Ask somebody whose task it is.")
