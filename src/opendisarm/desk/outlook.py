"""What the land ledger is, or would be once proposals were entered and approved: balances, postings, findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from opendisarm.core.findings import Finding
from opendisarm.core.journal import Proposal
from opendisarm.core.records import LandRecord, record_of
from opendisarm.core.sources import Source
from opendisarm.desk.land import LAND_KINDS, counted_land, land_ledger
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.land.balances import balances
from opendisarm.ledgers.land.clashes import clashes
from opendisarm.ledgers.land.columns import LandColumns, columns_of
from opendisarm.ledgers.land.ledger import fold
from opendisarm.ledgers.land.postings import Postings
from opendisarm.ledgers.land.rules import CAUSES

_LAST_DAY: Final = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Outlook:
    """balances_m2: every account on the last field date; postings_m2: by cause, of the entries asked about."""

    balances_m2: dict[str, int]
    postings_m2: dict[str, int]
    findings: tuple[Finding, ...]


def outlook(workspace: Workspace, sources: Mapping[str, Source], proposals: Sequence[Proposal]) -> Outlook:
    """The ledger with proposals added, and what it says about the entries whose sources are given."""
    land = [proposal for proposal in proposals if proposal.kind in LAND_KINDS]
    if land:
        columns = columns_of(_with(workspace, land))
        postings = fold(columns)
    else:
        ledger = land_ledger(workspace)
        columns, postings = ledger.columns, ledger.postings
    [whole] = balances(columns, postings, _LAST_DAY)
    return Outlook(
        {account.value: m2 for account, m2 in whole.m2.items()},
        _by_cause(columns, postings, sources),
        tuple(finding for _, finding in clashes(columns, postings, sources)),
    )


def _with(workspace: Workspace, land: Sequence[Proposal]) -> Iterator[tuple[str, LandRecord]]:
    replaced = {proposal.supersedes for proposal in land}
    for name, record in counted_land(workspace, workspace.store.head()):
        if name not in replaced:
            yield name, record
    for proposal in land:
        if proposal.id in replaced:
            continue
        made = record_of(proposal.kind, proposal.payload, proposal.shape, proposal.given_shape)
        assert isinstance(made, LandRecord)
        yield proposal.id, made


def _by_cause(columns: LandColumns, postings: Postings, sources: Mapping[str, Source]) -> dict[str, int]:
    mine = np.fromiter((name in sources for name in columns.ids), bool, len(columns))[postings.by]
    summed = np.zeros(len(CAUSES), np.int64)
    np.add.at(summed, postings.cause[mine], postings.m2[mine])
    return {cause.value: int(m2) for cause, m2 in zip(CAUSES, summed, strict=True) if m2}
