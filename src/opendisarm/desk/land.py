"""The land ledger of a workspace, as known at a moment; kept in the cache, thrown away and folded anew at will."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import numpy as np

from opendisarm.core.canonical import canonical_json
from opendisarm.core.journal import Head
from opendisarm.core.records import LandRecord
from opendisarm.core.vocabulary import LandKind
from opendisarm.desk.counted import counted_records
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.land.columns import LandColumns, columns_of
from opendisarm.ledgers.land.ledger import FOLD_VERSION, fold
from opendisarm.ledgers.land.postings import Postings
from opendisarm.ledgers.words import Words

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
        _keep(_file(workspace, head), columns, postings)
    return LandLedger(head, columns, postings)


def kept_ledger(workspace: Workspace, head: Head) -> LandLedger | str:
    """The ledger that is kept for a head; "" when none is, and why when it cannot be read."""
    file = _file(workspace, head)
    try:
        return LandLedger(head, *_kept(file)) if file.exists() else ""
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile) as why:
        return " ".join(str(why).split()) or type(why).__name__


def _file(workspace: Workspace, head: Head) -> Path:
    return workspace.folder / "cache" / f"land-{head.seq}-{head.chain[:16]}-v{FOLD_VERSION}.npz"


def counted_land(workspace: Workspace, head: Head) -> Iterable[tuple[str, LandRecord]]:
    """(entry id, record) of the land records that count at a head."""
    for name, record in counted_records(workspace, head, LAND_KINDS):
        assert isinstance(record, LandRecord)
        yield name, record


def _keep(file: Path, columns: LandColumns, postings: Postings) -> None:
    arrays: dict[str, Any] = {f"posting_{name}": getattr(postings, name) for name in _names(Postings)}
    for name in _names(LandColumns):
        value = getattr(columns, name)
        if isinstance(value, Words):
            arrays[f"codes_{name}"] = value.codes
            arrays[f"names_{name}"] = np.frombuffer(canonical_json(list(value.names)).encode(), np.uint8)
        elif name == "ids":
            arrays["ids"] = np.array(value, dtype="S40")
        elif name != "shapes":
            arrays[f"column_{name}"] = value
    file.parent.mkdir(exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    with part.open("wb") as out:
        np.savez(out, **arrays)
    part.replace(file)
    for older in file.parent.glob("land-*"):
        if older != file and older.stat().st_mtime < file.stat().st_mtime - _KEPT_SECONDS:
            older.unlink(missing_ok=True)


_KEPT_SECONDS: Final = 30 * 86_400
"""Ledgers of older heads serve questions "as known on"; a month later they are folded again if anybody asks.

What a fold that was cut off left behind (.part) goes the same way.
"""


def _kept(file: Path) -> tuple[LandColumns, Postings]:
    with np.load(file) as kept:
        values: dict[str, Any] = {}
        for name in _names(LandColumns):
            if f"codes_{name}" in kept:
                names = tuple(json.loads(kept[f"names_{name}"].tobytes()))
                values[name] = Words(kept[f"codes_{name}"], names)
            elif name == "ids":
                values[name] = tuple(kept["ids"].astype("U40").tolist())
            elif name != "shapes":
                values[name] = kept[f"column_{name}"]
        values["shapes"] = np.full(len(values["ids"]), None, dtype=object)
        return LandColumns(**values), Postings(**{name: kept[f"posting_{name}"] for name in _names(Postings)})


def _names(of: type[Any]) -> list[str]:
    return [field.name for field in fields(of)]
