"""Which backups were made: one line each in backups.jsonl in the workspace, whichever door made them."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from opendisarm.desk.workspace import Workspace

FILE: Final = "backups.jsonl"


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup that was made.

    made      moment, UTC; by: who.       name     what its file was called, without the folder.
    size      bytes; digest: SHA-256 of the file.
    entries   of the journal in it; head: where its chain ended.     sealed  whether it needs a passphrase.
    """

    made: datetime
    by: str
    name: str
    size: int
    digest: str
    entries: int
    head: str
    sealed: bool


def keep(workspace: Workspace, made: Kept) -> None:
    """Put a backup on record.  Errors  OSError."""
    line = json.dumps(asdict(made) | {"made": made.made.isoformat()}, ensure_ascii=False) + "\n"
    where = os.open(workspace.folder / FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(where, "ab") as file:
        file.write(line.encode("utf-8", "replace"))
        file.flush()
        os.fsync(file.fileno())


def backups(workspace: Workspace) -> list[Kept]:
    """Backups on record, newest first; a line that a pulled plug cut off is passed over.  Errors  OSError."""
    try:
        lines = (workspace.folder / FILE).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    return sorted(filter(None, map(_read, lines)), key=lambda one: one.made, reverse=True)


def last_backup(workspace: Workspace) -> Kept | None:
    """The newest backup on record.  Errors  OSError."""
    return next(iter(backups(workspace)), None)


def _read(line: str) -> Kept | None:
    try:
        told: dict[str, Any] = json.loads(line)
        return Kept(**told | {"made": datetime.fromisoformat(told["made"])})
    except (ValueError, TypeError, KeyError):
        return None


def part_of(out: Path) -> Path:
    """Where a file is written before it takes its name."""
    return out.with_name(f".{out.name}.{os.getpid()}.part")
