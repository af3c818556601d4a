"""What is known of states and instruments at a moment: the facts that ship with us, and the workspace's own.

The shipped facts are a sealed journal beside the workspace's (docs/decisions/0008): entries with an id made from their
content, a row of a shipped table as their source, and the day until which the table was compiled as their moment. A
workspace corrects one by a record that supersedes it, or takes it back by a withdrawal, like any entry of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from opendisarm.core.journal import WITHDRAWAL, Proposal, counting
from opendisarm.core.records import NORM_KINDS, Incident, NormRecord, payload_of, record_of
from opendisarm.desk.workspace import Workspace
from opendisarm.importers.shipped.edition import shipped
from opendisarm.law.entry_into_force import complete_all
from opendisarm.ledgers.norms.facts import Fact, Facts

_KINDS = (*NORM_KINDS, "incident.use")
BY_US = "shipped with OpenDisarm"


@dataclass(frozen=True, slots=True)
class Known:
    """stored: facts as the sources give them; complete: the same, days of effect filled in by the treaties' rules."""

    stored: Facts
    complete: Facts


def known(workspace: Workspace | None, moment: datetime | None) -> Known:
    """Everything that counts as known at a moment; None = now.  Without a workspace, what ships with us."""
    own: list[Fact[NormRecord | Incident]] = []
    gone: set[str] = set()
    if workspace is not None:
        own, gone = _own(workspace, moment)
    held = {fact.entry for fact in own}
    ours = [
        fact
        for fact in shipped_facts()
        if fact.entry not in gone and fact.entry not in held and (moment is None or fact.entered <= moment)
    ]
    everything = [*ours, *own]
    return Known(Facts(everything), Facts(complete_all(everything)))


@cache
def shipped_facts() -> tuple[Fact[NormRecord | Incident], ...]:
    """The shipped facts with the ids that the same records would have in any journal."""
    return tuple(Fact(_id(fact.record), fact.record, fact.entered, fact.source) for fact in shipped())


def _id(record: NormRecord | Incident) -> str:
    return Proposal(kind=record.kind, payload=payload_of(record)).id


def _own(workspace: Workspace, moment: datetime | None) -> tuple[list[Fact[NormRecord | Incident]], set[str]]:
    """The workspace's facts, and the ids that it corrected or took back."""
    head = workspace.store.head(moment)
    marks = workspace.store.marks(head)
    counted = counting(marks)
    gone = {mark.supersedes for mark in marks if mark.id in counted and mark.supersedes}
    gone |= {target for mark in marks if mark.kind == WITHDRAWAL for target in mark.targets}
    return list(_records(workspace, moment, counted)), gone


def _records(workspace: Workspace, moment: datetime | None, counted: set[str]) -> Iterator[Fact[NormRecord | Incident]]:
    for entry in workspace.store.load(workspace.store.head(moment), kinds=_KINDS):
        if entry.id in counted:
            record = record_of(entry.kind, entry.payload)
            yield Fact(entry.id, record, entry.entered, entry.source)  # type: ignore[arg-type]  # by its kind
