"""From rows that passed the checks to proposals for the journal: what is new, what corrects, what is known already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from opendisarm.core.canonical import digest
from opendisarm.core.catalogue import entering
from opendisarm.core.findings import Finding
from opendisarm.core.journal import Entry, Proposal, counting, waiting
from opendisarm.core.records import Record, payload_of
from opendisarm.core.rows import Row
from opendisarm.core.vocabulary import FINDINGS_OF_CONTAMINATION
from opendisarm.desk.store import Store


@dataclass(frozen=True, slots=True)
class Known:
    """What the journal already holds, as far as it matters for a batch of rows.

    standing   ids of entries that count or wait for a decision; gone: of those withdrawn or corrected away.
    by_ref     (kind, organisation, sender's id) -> (field date, entry id) of the standing ones, oldest first.
    by_row     (sheet, row, kind, position within the row) -> standing entry read from the very same file.
    """

    standing: set[str]
    gone: set[str]
    by_ref: Mapping[tuple[str, str, str], list[tuple[str, str]]]
    by_row: Mapping[tuple[str, int, str, int], str]


@dataclass(slots=True)
class Entered:
    """Rows as they will be reported, and what would be appended for them."""

    rows: list[Row] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)


def known(store: Store, rows: Sequence[Row], org: str) -> Known:
    """Look up what the journal holds of the records in these rows.

    org  the organisation under whose name they are entered.
    """
    head = store.head()
    kinds = {str(record.kind) for row in rows for record in row.records}
    if not head.seq or not kinds:
        return Known(set(), set(), {}, {})
    marks = store.marks(head)
    standing = counting(marks) | set(waiting(marks))
    by_ref: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for kind, owner, ref, on, name in store.refs(kinds):
        if owner == org and name in standing:
            by_ref.setdefault((kind, owner, ref), []).append((on, name))
    digests = {row.source.digest for row in rows} - {""}
    same_file = (entry for file in digests for entry in store.load(digest=file) if entry.id in standing)
    return Known(standing, {mark.id for mark in marks} - standing, by_ref, _by_row(same_file))


def entered(rows: Sequence[Row], known: Known, org: str) -> Entered:
    """What accepted rows become.  Shape  the same rows, same order; those that say nothing new come back skipped."""
    result = Entered()
    repetitions: Counter[str] = Counter()
    for row in rows:
        if not row.accepted:
            result.rows.append(row)
            continue
        proposals, notes = _proposals(row, known, org, repetitions)
        if row.records and not proposals:
            row = replace(row, skipped=entering.UNCHANGED)
        result.rows.append(row.noting(*notes))
        result.proposals.extend(proposals)
    return result


def _proposals(row: Row, known: Known, org: str, repetitions: Counter[str]) -> tuple[list[Proposal], list[Finding]]:
    proposals: list[Proposal] = []
    notes: list[Finding] = []
    seen_kinds: Counter[str] = Counter()
    for record in row.records:
        proposal = _proposal(row, record, org)
        said = digest([proposal.kind, org, dict(proposal.payload)])
        proposal = replace(proposal, repetition=repetitions[said])
        repetitions[said] += 1
        position = seen_kinds[proposal.kind]
        seen_kinds[proposal.kind] += 1
        before = proposal.id
        while proposal.id in known.gone:
            proposal = replace(proposal, edition=proposal.edition + 1)
        if proposal.id in known.standing:
            continue
        earlier = known.by_ref.get((proposal.kind, org, proposal.ref), []) if proposal.ref else []
        again = known.by_row.get((row.source.sheet, row.source.row, proposal.kind, position))
        replaced, note = _replaced(row, proposal, earlier, again)
        if replaced:
            proposal = replace(proposal, supersedes=replaced)
        elif proposal.edition:
            notes.append(entering.WITHDRAWN_BEFORE.at(row.source, entry=before))
        notes.extend(note)
        proposals.append(proposal)
    return proposals, notes


def _replaced(
    row: Row, proposal: Proposal, earlier: Sequence[tuple[str, str]], again: str | None
) -> tuple[str, list[Finding]]:
    """The entry that a proposal replaces, if any, and what to say about it.

    The same file read differently replaces what it gave before. The same id of the same kind is a correction, unless a
    hazardous area was surveyed on another day: surveys of different days are different facts.
    """
    if again:
        return again, [entering.CHANGED.at(row.source, entry=again, ref=proposal.ref or "this row", fields="read anew")]
    if not earlier:
        return "", []
    on = proposal.on.isoformat() if proposal.on else ""
    same_day = [name for day, name in earlier if day == on]
    if proposal.kind in FINDINGS_OF_CONTAMINATION and not same_day:
        day, name = earlier[-1]
        return "", [entering.LATER_SURVEY.at(row.source, ref=proposal.ref, earlier=day, entry=name)]
    name = (same_day or [earlier[-1][1]])[-1]
    return name, [entering.CHANGED.at(row.source, entry=name, ref=proposal.ref, fields="same id, other content")]


def _proposal(row: Row, record: Record, org: str) -> Proposal:
    shape = getattr(record, "shape", None)
    return Proposal(
        kind=str(record.kind),
        payload=payload_of(record),
        source=replace(row.source, field="", cell=""),
        shape=shape.wkb if shape is not None else None,
        given_shape=shape.given_wkb if shape is not None else None,
        on=record.on,
        ref=record.ref,
        org=org,
    )


def _by_row(entries: Iterable[Entry]) -> dict[tuple[str, int, str, int], str]:
    found: dict[tuple[str, int, str, int], str] = {}
    count: Counter[tuple[str, int, str]] = Counter()
    for entry in entries:
        place = (entry.source.sheet, entry.source.row, entry.kind)
        found[*place, count[place]] = entry.id
        count[place] += 1
    return found
