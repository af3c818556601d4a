"""What records of a submission meet on the ground: the land ledger as it would be once they counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from opendisarm.core.findings import Finding
from opendisarm.core.journal import Entry, Head
from opendisarm.core.records import LandRecord, record_of
from opendisarm.core.vocabulary import Cause
from opendisarm.desk.land import LAND_KINDS, counted_land
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.land.clashes import clashes
from opendisarm.ledgers.land.columns import columns_of
from opendisarm.ledgers.land.ledger import fold
from opendisarm.ledgers.land.postings import NOBODY
from opendisarm.ledgers.land.rules import C


@dataclass(frozen=True, slots=True)
class Met:
    """released: (entry that releases, entry that had released the same land) -> m2, one of the two submitted.

    findings  by the entry id of the submitted record.
    """

    released: dict[tuple[str, str], int] = field(default_factory=dict)
    findings: dict[str, list[Finding]] = field(default_factory=dict)


def met(workspace: Workspace, head: Head, submitted: Sequence[Entry]) -> Met:
    """What submitted records would meet beside those that count; nothing where none is about land."""
    land = [entry for entry in submitted if entry.kind in LAND_KINDS]
    if not land:
        return Met()
    columns = columns_of(_together(workspace, head, land))
    postings = fold(columns)
    found = Met()
    ours = {entry.id for entry in land}
    mine = np.fromiter((name in ours for name in columns.ids), bool, len(columns))
    told = (postings.cause == C[Cause.ALREADY_RELEASED]) & (postings.held_by != NOBODY) & (postings.m2 >= 1)
    some = postings.only(told)
    some = some.only(mine[some.by] | mine[some.held_by])
    for by, holder, m2 in zip(some.by.tolist(), some.held_by.tolist(), some.m2.tolist(), strict=True):
        pair = columns.ids[by], columns.ids[holder]
        found.released[pair] = found.released.get(pair, 0) + m2
    for name, finding in clashes(columns, postings, {entry.id: entry.source for entry in land}):
        found.findings.setdefault(name, []).append(finding)
    return found


def _together(workspace: Workspace, head: Head, land: Sequence[Entry]) -> Iterator[tuple[str, LandRecord]]:
    """The records that would count: those that count now and are not replaced, and the submitted ones."""
    replaced = {entry.supersedes for entry in land}
    for name, record in counted_land(workspace, head):
        if name not in replaced:
            yield name, record
    for entry in land:
        if entry.id not in replaced:
            made = record_of(entry.kind, entry.payload, entry.shape, entry.given_shape)
            assert isinstance(made, LandRecord)
            yield entry.id, made
