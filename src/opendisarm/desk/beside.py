"""Records about states beside what is known of them: contradictions become findings of their rows."""

from __future__ import annotations

from collections.abc import Sequence

from opendisarm.core.journal import Proposal
from opendisarm.core.records import NormRecord, Record, payload_of
from opendisarm.core.rows import Row
from opendisarm.desk.norms import known
from opendisarm.desk.workspace import Workspace
from opendisarm.law.contradictions import contradictions


def beside_what_is_known(workspace: Workspace, rows: Sequence[Row], org: str) -> list[Row]:
    """The same rows; what contradicts a known act, or a row before it, says so.

    The very same record, entered before, contradicts nothing: reading a file again changes nothing.
    """
    if not any(isinstance(record, NormRecord) for row in rows for record in row.records):
        return list(rows)
    everything = known(workspace, None).complete
    entered = {fact.entry for fact in everything.all}
    coming: list[Record] = []
    found: list[Row] = []
    for row in rows:
        notes = []
        for record in row.records if row.accepted else ():
            if entered & {_id(record, org), _id(record, "")}:
                continue
            notes += [code.at(row.source, **facts) for code, facts in contradictions(record, everything, coming)]
            coming.append(record)
        found.append(row.noting(*notes))
    return found


def _id(record: Record, org: str) -> str:
    return Proposal(kind=str(record.kind), payload=payload_of(record), org=org).id
