"""The land ledger of a workspace, as known at a moment; kept in the cache, thrown away and folded anew at will.

The last ledgers asked for stay in memory too, so that the questions of one page read the file once.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Final

import numpy as np

from opendisarm.core.journal import Head
from opendisarm.core.records import LandRecord
from opendisarm.core.vocabulary import LandKind
from opendisarm.desk.counted import counted_records
from opendisarm.desk.kept import BROKEN, keep, kept
from opendisarm.desk.last_ones import LastOnes
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.land.columns import LandColumns, columns_of
from opendisarm.ledgers.land.ledger import FOLD_VERSION, fold
from opendisarm.ledgers.land.postings import Postings
from opendisarm.ledgers.words import Words

LAND_KINDS: Final = tuple(kind.value for kind in LandKind)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class LandLedger:
    """Postings of the records that counted when the journal ended at `head`.

    Each is itself only: what is worked out from one is held by it, and goes with it.
    """

    head: Head
    columns: LandColumns
    postings: Postings


_Print = tuple[int, int, int] | None
"""Which file it is, its size and when it was written; None where there is none."""

_LAST: Final[LastOnes[tuple[Path, Head], tuple[_Print, LandLedger]]] = LastOnes(2)


def land_ledger(workspace: Workspace, known: datetime | None = None) -> LandLedger:
    """The ledger as known at a moment (now when none is given): the kept one, or where there is none a new fold.

    One that is held in memory serves as long as its file in the cache is the same: whoever throws that away, or damages
    it, gets a new fold. Its arrays cannot be written to; like those of a kept ledger they come without shapes.
    """
    head = workspace.store.head(known)
    file = _file(workspace, head)

    def made() -> tuple[_Print, LandLedger]:
        before = _print(file)
        held = kept_ledger(workspace, head)
        if isinstance(held, LandLedger):
            return before, _sealed(held)
        fresh = _without_shapes(folded_anew(workspace, head))
        return _print(file), _sealed(fresh)

    return _LAST.of((file.absolute(), head), made, lambda held: held[0] == _print(file))[1]


def folded_anew(workspace: Workspace, head: Head) -> LandLedger:
    """The ledger at a head, from the journal alone; kept from now on, where it can be."""
    columns = columns_of(counted_land(workspace, head))
    postings = fold(columns)
    with suppress(OSError):  # on a full disk or a write-protected medium figures can still be asked for
        keep(_file(workspace, head), {"columns": columns, "postings": postings}, without=("shapes",))
    return LandLedger(head, columns, postings)


def kept_ledger(workspace: Workspace, head: Head) -> LandLedger | str:
    """The ledger that is kept for a head; "" when none is, and why when it cannot be read."""
    file = _file(workspace, head)
    if not file.exists():
        return ""
    try:
        parts = kept(file, {"columns": LandColumns, "postings": Postings}, instead={"shapes": None})
        return _without_shapes(LandLedger(head, parts["columns"], parts["postings"]))
    except BROKEN as why:
        return " ".join(str(why).split()) or type(why).__name__


def _without_shapes(ledger: LandLedger) -> LandLedger:
    """Shapes are most of a ledger's size, and only a fold needs them."""
    nothing = np.full(len(ledger.columns), None, dtype=object)
    return replace(ledger, columns=replace(ledger.columns, shapes=nothing))


def _sealed(ledger: LandLedger) -> LandLedger:
    """Several threads share it: a question that wrote into an array would change the answers of others."""
    for part in (ledger.columns, ledger.postings):
        for field in fields(part):
            column = getattr(part, field.name)
            array = column.codes if isinstance(column, Words) else column
            if isinstance(array, np.ndarray):
                array.setflags(write=False)
    return ledger


def _print(file: Path) -> _Print:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _file(workspace: Workspace, head: Head) -> Path:
    return workspace.folder / "cache" / f"land-{head.seq}-{head.chain[:16]}-v{FOLD_VERSION}.npz"


def counted_land(workspace: Workspace, head: Head) -> Iterable[tuple[str, LandRecord]]:
    """(entry id, record) of the land records that count at a head."""
    for name, record in counted_records(workspace, head, LAND_KINDS):
        assert isinstance(record, LandRecord)
        yield name, record
