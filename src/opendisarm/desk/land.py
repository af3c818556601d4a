"""The land ledger of a workspace, as known at a moment; kept in the cache, thrown away and folded anew at will."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

import numpy as np

from opendisarm.core.journal import Head
from opendisarm.core.records import LandRecord
from opendisarm.core.vocabulary import LandKind
from opendisarm.desk.counted import counted_records
from opendisarm.desk.kept import BROKEN, keep, kept
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.land.columns import LandColumns, columns_of
from opendisarm.ledgers.land.ledger import FOLD_VERSION, fold
from opendisarm.ledgers.land.postings import Postings

LAND_KINDS: Final = tuple(kind.value for kind in LandKind)


@dataclass(frozen=True, slots=True)
class LandLedger:
    """Postings of the records that counted when the journal ended at `head`."""

    head: Head
    columns: LandColumns
    postings: Postings


def land_ledger(workspace: Workspace, known: datetime | None = None) -> LandLedger:
    """The ledger as known at a moment (now when none is given): the kept one, or where there is none a new fold."""
    head = workspace.store.head(known)
    kept = kept_ledger(workspace, head)
    return kept if isinstance(kept, LandLedger) else folded_anew(workspace, head)


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
        columns = parts["columns"]
        columns = replace(columns, shapes=np.full(len(columns), None, dtype=object))
        return LandLedger(head, columns, parts["postings"])
    except BROKEN as why:
        return " ".join(str(why).split()) or type(why).__name__


def _file(workspace: Workspace, head: Head) -> Path:
    return workspace.folder / "cache" / f"land-{head.seq}-{head.chain[:16]}-v{FOLD_VERSION}.npz"


def counted_land(workspace: Workspace, head: Head) -> Iterable[tuple[str, LandRecord]]:
    """(entry id, record) of the land records that count at a head."""
    for name, record in counted_records(workspace, head, LAND_KINDS):
        assert isinstance(record, LandRecord)
        yield name, record
