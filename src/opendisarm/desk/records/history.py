"""One record over time: its versions, what changed, who decided, what it moved in the ledger, which duties it serves.

A name that the reader does not reach is answered like one that nothing bears: whoever asks cannot find out what others
have. Versions of the same record that she does not reach (it once was another organisation's) are left out whole.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

import numpy as np

from opendisarm.access.scope import Reader
from opendisarm.core.journal import APPROVAL, DECISIONS, Entry
from opendisarm.core.records import LandRecord, record_of
from opendisarm.core.sources import Source
from opendisarm.core.vocabulary import LandKind
from opendisarm.desk.errors import DeskError
from opendisarm.desk.records.area import whose
from opendisarm.desk.records.changes import Change, ShapeChange, changes, shape_change
from opendisarm.desk.records.columns import entry_id
from opendisarm.desk.records.held import View, view
from opendisarm.desk.records.listing import reached
from opendisarm.desk.records.searching import Flags
from opendisarm.desk.records.standing import STANDINGS, Standing
from opendisarm.desk.why import Line, why
from opendisarm.desk.workspace import Workspace
from opendisarm.law.serving import duties_served

_DECIDE: Final = tuple(sorted(DECISIONS))
_LAND: Final = frozenset(kind.value for kind in LandKind)
_OTHERS: Final = "(not yours to see)"
"""Stands for the hazard of somebody else on whose land a record worked."""


@dataclass(frozen=True, slots=True)
class Decision:
    """An act of the review.  kind: journal.approval ...; of: what it was about, a version or an earlier act."""

    entry: str
    kind: str
    of: str
    by: str
    entered: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Version:
    """One entry of the record, as first entered.

    replaces         the version that it corrects, "" for none (or none that the reader reaches).
    changes, shape   against that version.
    """

    entry: str
    on: date | None
    ref: str
    org: str
    area: str
    batch: str
    entered: datetime
    by: str
    source: Source
    standing: Standing
    replaces: str
    changes: tuple[Change, ...]
    shape: ShapeChange | None
    decisions: tuple[Decision, ...]
    said: Entry


@dataclass(frozen=True, slots=True)
class History:
    """A record over time.

    versions  oldest first.        current   the one that counts, else the newest.
    postings  what the counting version moved in the land ledger, in m2; `posted_m2` is their sum, None where no version
              counts in that ledger; rest: sums by cause of what has more postings than can be read.
    duties    ids of the duties that the current version serves.
    others    entries of other records under the same id of the sender's (a survey of another day).
    """

    kind: str
    ref: str
    versions: tuple[Version, ...]
    current: Version
    postings: tuple[Line, ...]
    posted_m2: int | None
    rest: dict[str, int]
    duties: tuple[str, ...]
    others: tuple[str, ...]


def record_history(workspace: Workspace, reader: Reader, name: str, known: datetime | None = None) -> History:
    """The record with an entry id, or with an id of its sender's: the newest one, where several have it.

    known   moment of knowledge, None for now.
    Errors  DeskError when nothing that the reader reaches is called so.
    """
    seen = view(workspace, workspace.store.head(known))
    mine = reached(seen, reader)
    named = _named(workspace, seen, mine, name)
    if not named:
        raise DeskError(
            f"No record that you can see is called '{name}'.", "Look for it in the list of records by a part of its id."
        )
    rows = _kin(seen, mine, named[-1])
    versions = _versions(workspace, seen, rows)
    counting = [version for version in versions if version.standing is Standing.COUNTS]
    current = (counting or versions)[-1]
    postings, rest, posted = _postings(workspace, seen, mine, current, known)
    others = tuple(entry_id(seen.held.columns, row) for row in named if row not in rows)
    return History(
        current.said.kind, current.ref, versions, current, postings, posted, rest, _duties(current.said), others
    )


def _named(workspace: Workspace, seen: View, mine: Flags, name: str) -> list[int]:
    """Rows that the reader reaches with this entry id or, when there is none, this id of the sender's, oldest first."""
    columns = seen.held.columns
    row = columns.row(name)
    if row >= 0 and mine[row]:
        return [row]
    if not name:
        return []
    rows = [columns.row(entry.id) for entry in workspace.store.load(seen.head, ref=name)]
    return [row for row in rows if row >= 0 and mine[row]]


def _kin(seen: View, mine: Flags, row: int) -> list[int]:
    """Rows of all versions of the record in a row, oldest first: what it replaced, what replaced it, and so on.

    The way leads through versions that the reader does not reach, too; those are taken out at the end.
    """
    columns = seen.held.columns
    found, looked = {row}, [row]
    while looked:
        at = looked.pop()
        later = np.flatnonzero(columns.supersedes[: seen.count] == columns.ids[at]).tolist()
        earlier = bytes(columns.supersedes[at]).decode("ascii")
        near = [*later, *([columns.row(earlier)] if earlier else [])]
        fresh = [other for other in near if 0 <= other < seen.count and other not in found]
        found.update(fresh)
        looked += fresh
    return sorted(other for other in found if mine[other])


def _versions(workspace: Workspace, seen: View, rows: Collection[int]) -> tuple[Version, ...]:
    columns = seen.held.columns
    names = [entry_id(columns, row) for row in rows]
    entries = {entry.id: entry for entry in workspace.store.load(seen.head, ids=names)}
    decided = _decisions(workspace, seen, list(entries.values()))
    versions = []
    for row, name in zip(rows, names, strict=True):
        entry = entries[name]
        before = entries.get(entry.supersedes)
        versions.append(
            Version(
                name, entry.on, entry.ref, entry.org, whose(entry).area, entry.batch, entry.entered, entry.by,
                entry.source, STANDINGS[seen.standing[row]], before.id if before else "",
                changes(before, entry) if before else (), shape_change(before, entry) if before else None,
                tuple(decision for decision in decided if decision.of == name), entry,
            )
        )  # fmt: skip
    return tuple(versions)


def _decisions(workspace: Workspace, seen: View, entries: Collection[Entry]) -> list[Decision]:
    """Acts about these entries, by name or with their batch, and what took such an act back, oldest first.

    What takes an act back stands with the entries that the act was about. Approvals of acts are left out: whoever
    withdraws at the desk approves that with the same stroke.
    """
    found: list[Decision] = []
    by_batch: dict[str, list[str]] = {}
    for entry in entries:
        by_batch.setdefault(entry.batch, []).append(entry.id)
    of_entry = {entry.id: [entry.id] for entry in entries}
    of_act: dict[str, list[str]] = {}
    for act in workspace.store.load(seen.head, kinds=_DECIDE):
        targets = [*act.payload.get("entries", ()), act.payload.get("entry", "")]
        said = of_entry if act.kind == APPROVAL else of_entry | of_act
        about = [name for target in targets for name in said.get(target, ())]
        about += by_batch.get(act.payload.get("batch", ""), [])
        if not about:
            continue
        of_act[act.id] = list(dict.fromkeys(about))
        reason = str(act.payload.get("reason", ""))
        found += [Decision(act.id, act.kind, name, act.by, act.entered, reason) for name in of_act[act.id]]
    return found


def _postings(
    workspace: Workspace, seen: View, mine: Flags, current: Version, known: datetime | None
) -> tuple[tuple[Line, ...], dict[str, int], int | None]:
    """What the record moved; the hazards of others on whose land it worked are not named."""
    if current.standing is not Standing.COUNTS or current.said.kind not in _LAND:
        return (), {}, None
    told = why(workspace, current.entry, date.max, known)
    hazard = seen.held.columns.hazard
    hers = {hazard.names[code] for code in np.unique(hazard.codes[mine]).tolist()}
    lines = [line for line in told.lines if line.entry == current.entry]
    shown = (
        line if line.hazard in hers or not line.hazard else replace(line, hazard=_OTHERS, contamination="")
        for line in lines
    )
    return tuple(shown), told.rest, told.amount


def _duties(entry: Entry) -> tuple[str, ...]:
    record = record_of(entry.kind, entry.payload, entry.shape, entry.given_shape)
    return duties_served(record) if isinstance(record, LandRecord) else ()
