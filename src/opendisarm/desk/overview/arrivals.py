"""What was brought lately, and what of it waits: as far as somebody reaches the records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from opendisarm.access.roles import Permission, Role
from opendisarm.access.scope import Reader, Scope
from opendisarm.core.journal import IMPORT, Head
from opendisarm.desk.last_ones import LastOnes
from opendisarm.desk.records.held import View, view
from opendisarm.desk.records.listing import reached
from opendisarm.desk.records.searching import Flags
from opendisarm.desk.records.standing import STANDINGS, Standing
from opendisarm.desk.workspace import Workspace

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Arrival:
    """What was entered together.

    records   those of them that the reader reaches; waiting and counted: how many of these wait, and count.
    org       "" where it is of several.
    findings  about the whole file, as its import kept their number; None where it kept none.
    """

    batch: str
    file: str
    org: str
    entered: datetime
    records: int
    waiting: int
    counted: int
    findings: int | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits for a decision.  findings: of the files that it came in, as far as imports kept their number."""

    submissions: int = 0
    records: int = 0
    findings: int = 0


_Told = tuple[Waiting, tuple[Arrival, ...]]
_TOLD: Final[LastOnes[tuple[Path, Head, Role, Scope, int], _Told]] = LastOnes(32)


def arrivals(workspace: Workspace, reader: Reader, head: Head, most: int) -> _Told:
    """(what waits, the latest that was entered, newest first) as known at a head; nothing for who sees no records."""
    if not reader.may(Permission.SEE_RECORDS):
        return Waiting(), ()
    key = (workspace.folder.absolute(), head, reader.role, reader.scope, most)
    return _TOLD.of(key, lambda: _arrivals(workspace, reader, head, most))


def _arrivals(workspace: Workspace, reader: Reader, head: Head, most: int) -> _Told:
    seen = view(workspace, head)
    mask = reached(seen, reader)[: seen.count]
    names = seen.held.columns.batch.names
    batch = seen.held.columns.batch.codes[: seen.count]

    def in_batches(which: Flags) -> Ints:
        return np.bincount(batch[which], minlength=len(names))

    waiting, counted = (
        in_batches(mask & (seen.standing == STANDINGS.index(one))) for one in (Standing.WAITS, Standing.COUNTS)
    )
    findings = _findings(workspace, head)
    open_ = np.flatnonzero(waiting).tolist()
    told = Waiting(len(open_), int(waiting.sum()), sum(findings.get(names[code], 0) for code in open_))
    return told, tuple(
        _arrival(seen, mask, code, int(waiting[code]), int(counted[code]), findings.get(names[code]))
        for code in _latest(seen, in_batches(mask), most)
    )


def _latest(seen: View, records: Ints, most: int) -> list[int]:
    """Codes of batches with records, in the order of their last entry, newest first."""
    batch = seen.held.columns.batch.codes[: seen.count]
    last = np.zeros(len(records), np.int64)
    np.maximum.at(last, batch, seen.held.columns.seq[: seen.count])
    order = np.argsort(-last, kind="stable")
    return [int(code) for code in order if records[code]][:most]


def _arrival(seen: View, mask: Flags, code: int, waiting: int, counted: int, findings: int | None) -> Arrival:
    columns = seen.held.columns
    rows = np.flatnonzero((columns.batch.codes[: seen.count] == code) & mask)
    orgs = np.unique(columns.org.codes[rows])
    entered = datetime.fromtimestamp(int(columns.entered[rows[-1]]) / 1_000_000, UTC)
    return Arrival(
        columns.batch.names[code], columns.file.names[columns.file.codes[rows[0]]],
        columns.org.names[orgs[0]] if len(orgs) == 1 else "", entered, len(rows), waiting, counted, findings,
    )  # fmt: skip


_LAST: Final[LastOnes[tuple[Path, Head], dict[str, int]]] = LastOnes(2)


def _findings(workspace: Workspace, head: Head) -> dict[str, int]:
    """Batch -> how many findings its import kept, where it kept a number or a list of them."""

    def made() -> dict[str, int]:
        found: dict[str, int] = {}
        for entry in workspace.store.load(head, kinds=[IMPORT]):
            match entry.payload.get("findings"):
                case int(number):
                    found[entry.batch] = number
                case list(kept):
                    found[entry.batch] = len(kept)
        return found

    return _LAST.of((workspace.folder.absolute(), head), made)
