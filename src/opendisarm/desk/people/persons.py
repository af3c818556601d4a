"""One person: what the journal says under a reference, who may see the name, and how the name is destroyed.

Seeing is on record before anything is shown. Erasing destroys the key of the person; what was counted stays counted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from opendisarm.core.journal import APPROVAL, Head, Proposal
from opendisarm.core.persons import Decision, ErasureReason, Purpose, SameBecause
from opendisarm.core.records import Consent, PersonErased, Record, SamePerson, payload_of
from opendisarm.desk.errors import DeskError
from opendisarm.desk.people.ledger import people_facts
from opendisarm.desk.people.registering import lookup
from opendisarm.desk.people.vault import Read, Vault, vault_if_any
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.people.gathered import Fact, gathered, roots

_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Seen:
    """What an authorised reader is shown.  fields: from the vault; records: (entry, record) of the journal."""

    reference: str
    fields: Mapping[str, str]
    records: tuple[tuple[str, Record], ...]


def view(workspace: Workspace, name: str, purpose: str, by: str, moment: datetime) -> Seen:
    """Show a person (by reference) or the notes of an accident or session (by the sender's id of it).

    Errors  DeskError when nobody is known so, the purpose is none that is known, the person refused or withdrew
    consent to it, or was erased.
    """
    use = _of_list(Purpose, purpose)
    vault = _vault(workspace)
    reference = referred(workspace, vault, name)
    facts = [fact for fact in people_facts(workspace, workspace.store.head()) if _person(fact) == reference]
    refused = consents(facts).get((reference, use))
    if refused is not None and refused.decision is not Decision.GIVEN:
        raise DeskError(
            f"{reference} has {refused.decision.value} consent to the purpose {use.value} on {refused.on}.",
            "Ask the person again and enter the answer, or use another purpose that was agreed to.",
        )
    try:
        fields = vault.view(reference, by, moment, use.value)
    except OSError as why:
        raise DeskError(str(why), "") from why
    return Seen(reference, fields, tuple((fact.entry, fact.record) for fact in facts))


def erase(workspace: Workspace, name: str, because: str, by: str, moment: datetime) -> str:
    """Destroy the key of a person and say so in the journal; the reference.

    Errors  DeskError when nobody is known so, or the reason is none of the list.
    """
    why = _of_list(ErasureReason, because)
    vault = _vault(workspace)
    reference = referred(workspace, vault, name)
    try:
        vault.erase(reference, by, moment)
    except OSError as refused:
        raise DeskError(str(refused), "") from refused
    if reference.startswith("P-"):
        _enter(workspace, PersonErased(on=moment.date(), person=reference, because=why), by, moment)
    return reference


def readings(workspace: Workspace, reference: str = "") -> list[Read]:
    """Who looked at whom, oldest first; of one person when a reference is given."""
    vault = vault_if_any(workspace)
    return list(vault.read_log(reference)) if vault is not None else []


def merge(workspace: Workspace, kept: str, other: str, because: str, by: str, moment: datetime) -> str:
    """Say that two references are one person; the id of the entry, which can be withdrawn.

    Errors  DeskError when a reference is in no record, both are the same, or the reason is none of the list.
    """
    why = _of_list(SameBecause, because)
    known = {person for fact in people_facts(workspace, workspace.store.head()) if (person := _person(fact))}
    for name in (kept, other):
        if name not in known:
            raise DeskError(
                f"No record is about {_shown(name)}.", "'opendisarm people duplicates' lists pairs of references."
            )
    if kept == other:
        raise DeskError("The two references are the same.", "Name two.")
    return _enter(workspace, SamePerson(on=moment.date(), person=kept, other=other, because=why), by, moment)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two references that may be one person, by what marks they share; their records, for whoever decides."""

    first: str
    second: str
    because: tuple[str, ...]
    records: tuple[tuple[str, Record], ...]


def duplicates(workspace: Workspace) -> list[Pair]:
    """Pairs that nobody has merged yet; no name is read to find them."""
    vault = vault_if_any(workspace)
    if vault is None:
        return []
    facts = list(people_facts(workspace, workspace.store.head()))
    root = roots([fact.record for fact in facts if isinstance(fact.record, SamePerson)])
    of: dict[str, list[tuple[str, Record]]] = {}
    for fact in facts:
        of.setdefault(_person(fact), []).append((fact.entry, fact.record))
    return [
        Pair(pair.first, pair.second, pair.because, (*of.get(pair.first, ()), *of.get(pair.second, ())))
        for pair in vault.candidates()
        if root.get(pair.first, pair.first) != root.get(pair.second, pair.second)
    ]


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody whose data are to be erased; because: the retention date, or the consent withdrawn."""

    reference: str
    because: str
    on: date


def due_for_erasure(workspace: Workspace, on: date) -> list[Due]:
    """Persons whose retention date has passed, or who withdrew consent to assistance, and who are not erased yet."""
    vault = vault_if_any(workspace)
    if vault is None:
        return []
    facts = list(people_facts(workspace, workspace.store.head()))
    found: dict[str, Due] = {}
    for (person, purpose), consent in sorted(consents(facts).items(), key=lambda item: (item[0], item[1].on)):
        if consent.decision is Decision.WITHDRAWN and consent.on <= on:
            found.setdefault(person, Due(person, f"consent to {purpose.value} withdrawn", consent.on))
        elif consent.until is not None and consent.until < on:
            found.setdefault(person, Due(person, "kept until", consent.until))
    erased = vault.is_erased(list(found))
    return [due for person, due in found.items() if person not in erased]


def consents(facts: list[Fact]) -> dict[tuple[str, Purpose], Consent]:
    """The latest decision of each person for each purpose."""
    latest: dict[tuple[str, Purpose], Consent] = {}
    for found in gathered(facts).of_person.values():
        for _, _, record in found:
            if isinstance(record, Consent):
                latest[record.person, record.purpose] = record
    return latest


def referred(workspace: Workspace, vault: Vault, name: str) -> str:
    """The reference that a person at the desk means: itself, or the notes of a record by the sender's id of it.

    Errors  DeskError when there is none.
    """
    if name.startswith(("P-", "N-")):
        return name
    orgs = {entry.org for entry in workspace.store.load(ref=name)}
    found = vault.subjects([lookup(org, name, person=False) for org in sorted(orgs)])
    if not found:
        raise DeskError(
            "The vault knows nobody under what was given.",  # not repeated: it may be a name
            "Use the reference in the journal (P-...), or an accident's id.",
        )
    return next(iter(found.values()))


def _vault(workspace: Workspace) -> Vault:
    vault = vault_if_any(workspace)
    if vault is None:
        raise DeskError(
            "No person was ever entered in this workspace, or its keys are not on this machine.",
            "Bring the keys to the folder that OPENDISARM_KEYS names.",
        )
    return vault


def _of_list(listed: type[_Word], said: str) -> _Word:
    """A word of a closed list: what is typed here is kept for ever, and words of one's own may name somebody."""
    try:
        return listed(said)
    except ValueError:
        raise DeskError("The reason is none of the list.", f"Use one of: {', '.join(listed)}.") from None


def _shown(name: str) -> str:
    """A reference as it is; anything else is not repeated: it may be a name."""
    return name if re.fullmatch("[PN]-[A-Z2-7]{26}", name) else "what was given"


def _person(fact: Fact) -> str:
    return str(getattr(fact.record, "person", ""))


def _enter(workspace: Workspace, record: Record, by: str, moment: datetime) -> str:
    """A record of the desk's own, approved: whoever acts at this door is the authority."""
    with workspace.store.alone():
        head: Head = workspace.store.head()
        proposal = Proposal(kind=str(record.kind), payload=payload_of(record), on=record.on, edition=head.seq)
        approval = Proposal(kind=APPROVAL, payload={"entries": [proposal.id], "after": head.seq})
        workspace.store.append([proposal, approval], batch=f"B-people-{head.seq + 1}", by=by, moment=moment)
    return proposal.id
