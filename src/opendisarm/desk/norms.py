"""What is known of states and instruments at a moment: the facts that ship with us, and the workspace's own.

The shipped facts are a sealed journal beside the workspace's (docs/decisions/0008): entries with an id made from their
content, a row of a shipped table as their source, and the day until which the table was compiled as their moment. A
workspace corrects one by a record that supersedes it, or takes it back by a withdrawal, like any entry of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

from opendisarm.core.journal import APPROVAL, Head, Mark, Proposal, counting
from opendisarm.core.records import NORM_KINDS, Incident, NormRecord, payload_of, record_of
from opendisarm.desk.last_ones import LastOnes
from opendisarm.desk.workspace import Workspace
from opendisarm.importers.shipped.edition import shipped
from opendisarm.law.entry_into_force import complete_all
from opendisarm.ledgers.norms.facts import Fact, Facts

_KINDS = (*NORM_KINDS, "incident.use")
BATCH = "shipped"
"""The batch under which the shipped facts stand, so that approvals and withdrawals treat them like any entry."""


@dataclass(frozen=True, slots=True)
class Known:
    """stored: facts as the sources give them; complete: the same, days of effect filled in by the treaties' rules."""

    stored: Facts
    complete: Facts


_LAST: Final[LastOnes[tuple[Path | None, Head, datetime | None], Known]] = LastOnes(4)


def known(workspace: Workspace | None, moment: datetime | None) -> Known:
    """Everything that counts as known at a moment; None = now.  Without a workspace, what ships with us.

    Of the last heads it is held in memory: to see what counts, every entry of the journal is looked at.
    """
    head = workspace.store.head(moment) if workspace is not None else Head()
    folder = workspace.folder.absolute() if workspace is not None else None
    return _LAST.of((folder, head, moment), lambda: _known(workspace, head, moment))


def _known(workspace: Workspace | None, head: Head, moment: datetime | None) -> Known:
    ours = [fact for fact in shipped_facts() if moment is None or fact.entered <= moment]
    own: list[Fact[NormRecord | Incident]] = []
    if workspace is not None:
        counted = counting([*_sealed(ours), *workspace.store.marks(head)])
        own = list(_records(workspace, head, counted))
        held = {fact.entry for fact in own}
        ours = [fact for fact in ours if fact.entry in counted and fact.entry not in held]
    everything = [*ours, *own]
    return Known(Facts(everything), Facts(complete_all(everything)))


@cache
def shipped_facts() -> tuple[Fact[NormRecord | Incident], ...]:
    """The shipped facts with the ids that the same records would have in any journal."""
    return tuple(
        Fact(
            Proposal(kind=fact.record.kind, payload=payload_of(fact.record)).id, fact.record, fact.entered, fact.source
        )
        for fact in shipped()
    )


def _sealed(facts: Sequence[Fact[NormRecord | Incident]]) -> Iterator[Mark]:
    """The marks of an approved batch that lies before a workspace's first entry."""
    for number, fact in enumerate(facts):
        yield Mark(-2 - number, fact.entry, fact.record.kind, BATCH, "", (), "")
    yield Mark(-1, f"A-{BATCH}", APPROVAL, BATCH, "", (), BATCH)


def _records(workspace: Workspace, head: Head, counted: set[str]) -> Iterator[Fact[NormRecord | Incident]]:
    for entry in workspace.store.load(head, kinds=_KINDS):
        if entry.id in counted:
            record = record_of(entry.kind, entry.payload)
            yield Fact(entry.id, record, entry.entered, entry.source)  # type: ignore[arg-type]  # by its kind
