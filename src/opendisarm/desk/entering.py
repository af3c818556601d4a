"""From rows that passed the checks to proposals for the journal: what is new, what corrects, what is known already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from opendisarm.core.catalogue import entering
from opendisarm.core.findings import Finding
from opendisarm.core.journal import Entry, Proposal, counting, waiting
from opendisarm.core.records import Record, payload_of
from opendisarm.core.rows import Row
from opendisarm.core.vocabulary import FINDINGS_OF_CONTAMINATION
from opendisarm.desk.store import Store

Place = tuple[str, int, str, int]
"""Sheet, row, kind, and position among the records of that kind in the row."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the journal already holds, as far as it matters for a batch of rows.

    standing   ids of entries that count or wait for a decision; gone: of those withdrawn, returned or corrected
               away; who says one of them again says it anew.
    by_ref     (kind, organisation, sender's id) -> (field date, entry id) of the standing ones, oldest first.
    by_row     (sheet, row, kind, position within the row) -> standing entry read from the very same file.
    by_name    the same, from earlier files of that name; entries without an id of the sender's only.
    """

    standing: set[str]
    gone: set[str]
    by_ref: Mapping[tuple[str, str, str], list[tuple[str, str]]]
    by_row: Mapping[Place, str]
    by_name: Mapping[Place, str] = field(default_factory=dict)

    def after(self, coming: Sequence[Proposal]) -> Known:
        """The same, once these proposals were entered as well."""
        replaced = {proposal.supersedes for proposal in coming} - {""}
        by_ref = {key: [held for held in entries if held[1] not in replaced] for key, entries in self.by_ref.items()}
        for proposal in coming:
            if proposal.ref and proposal.id not in replaced:
                on = proposal.on.isoformat() if proposal.on else ""
                by_ref.setdefault((proposal.kind, proposal.org, proposal.ref), []).append((on, proposal.id))
        return Known(
            (self.standing | {proposal.id for proposal in coming}) - replaced,
            self.gone | replaced,
            by_ref,
            {place: name for place, name in self.by_row.items() if name not in replaced},
            {place: name for place, name in self.by_name.items() if name not in replaced},
        )


@dataclass(slots=True)
class Entered:
    """Rows as they will be reported, and what would be appended for them.

    said  entries that rows of the file say again, word for word.
    """

    rows: list[Row] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    said: set[str] = field(default_factory=set)


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
    names = {row.source.file for row in rows} - {""}
    same_file = (entry for file in digests for entry in store.load(digest=file) if entry.id in standing)
    same_name = (
        entry
        for file in names
        for entry in store.load(file=file)
        if entry.id in standing and not entry.ref and entry.source.digest not in digests
    )
    gone = {mark.id for mark in marks} - standing
    return Known(standing, gone, by_ref, _by_row(same_file), _by_row(same_name))


def entered(rows: Sequence[Row], known: Known, org: str) -> Entered:
    """What accepted rows become.  Shape  the same rows, same order; those that say nothing new come back skipped."""
    result = Entered()
    repetitions: Counter[str] = Counter()
    for row in rows:
        if not row.accepted:
            result.rows.append(row)
            continue
        proposals, notes = _proposals(row, known, org, repetitions, result.said)
        if row.records and not proposals:
            row = replace(row, skipped=entering.UNCHANGED)
        result.rows.append(row.noting(*notes))
        result.proposals.extend(proposals)
    return _corrected_file(result, known)


def _corrected_file(result: Entered, known: Known) -> Entered:
    """A corrected file whose rows have no ids: what changed in a row replaces what that row said before.

    Only where most of an earlier file of the same name is said again word for word: a monthly report that always has
    the same name says other things in the same rows.
    """
    before = set(known.by_name.values())
    kept = before & result.said
    if not before or 2 * len(kept) < len(before):
        return result
    for index, proposal in enumerate(result.proposals):
        place = (proposal.source.sheet, proposal.source.row, proposal.kind, 0)
        earlier = known.by_name.get(place, "")
        if earlier and earlier not in kept and not proposal.ref and not proposal.supersedes:
            result.proposals[index] = replace(proposal, supersedes=earlier)
    return result


def told_changes(result: Entered, store: Store, coming: Sequence[Proposal] = ()) -> Entered:
    """Say of every row that replaces an entry what it changes.  coming: as for `Known.after`."""
    replaced = {proposal.supersedes for proposal in result.proposals if proposal.supersedes}
    if not replaced:
        return result
    before = {entry.id: entry.payload for entry in store.load(ids=sorted(replaced))}
    before |= {proposal.id: proposal.payload for proposal in coming if proposal.id in replaced}
    notes: dict[tuple[str, int], list[Finding]] = {}
    for proposal in result.proposals:
        if earlier := before.get(proposal.supersedes):
            names = sorted({*earlier, *proposal.payload})
            changed = [name for name in names if earlier.get(name) != proposal.payload.get(name)]
            source, called = proposal.source, proposal.ref or "this row"
            facts = {
                "entry": proposal.supersedes,
                "ref": called,
                "fields": ", ".join(changed) or "nothing but its file",
            }
            notes.setdefault((source.sheet, source.row), []).append(entering.CHANGED.at(source, **facts))
    rows = [row.noting(*notes.get((row.source.sheet, row.source.row), ())) for row in result.rows]
    return replace(result, rows=rows)


def _proposals(
    row: Row, known: Known, org: str, repetitions: Counter[str], again: set[str]
) -> tuple[list[Proposal], list[Finding]]:
    proposals: list[Proposal] = []
    notes: list[Finding] = []
    seen_kinds: Counter[str] = Counter()
    for record in row.records:
        proposal = _proposal(row, record, org)
        said = proposal.id
        if repetitions[said]:
            proposal = replace(proposal, repetition=repetitions[said])
        repetitions[said] += 1
        position = seen_kinds[proposal.kind]
        seen_kinds[proposal.kind] += 1
        before = proposal.id
        while proposal.id in known.gone:
            proposal = replace(proposal, edition=proposal.edition + 1)
        if proposal.id in known.standing:
            again.add(proposal.id)
            continue
        earlier = known.by_ref.get((proposal.kind, org, proposal.ref), []) if proposal.ref else []
        same_row = known.by_row.get((row.source.sheet, row.source.row, proposal.kind, position))
        replaced, note = _replaced(row, proposal, earlier, same_row)
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
        return again, []
    if not earlier:
        return "", []
    on = proposal.on.isoformat() if proposal.on else ""
    same_day = [name for day, name in earlier if day == on]
    if proposal.kind in FINDINGS_OF_CONTAMINATION and not same_day:
        day, name = earlier[-1]
        return "", [entering.OTHER_SURVEY.at(row.source, ref=proposal.ref, earlier=day, entry=name)]
    return (same_day or [earlier[-1][1]])[-1], []


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


def _by_row(entries: Iterable[Entry]) -> dict[Place, str]:
    found: dict[Place, str] = {}
    count: Counter[tuple[str, int, str]] = Counter()
    for entry in entries:
        place = (entry.source.sheet, entry.source.row, entry.kind)
        found[*place, count[place]] = entry.id
        count[place] += 1
    return found
