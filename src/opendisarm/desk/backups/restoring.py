"""Bring a workspace back from a backup: everything is checked before the folder takes its name."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from opendisarm.backups import archive, sealing, snapshots
from opendisarm.backups.archive import Archive
from opendisarm.backups.unreadable import UnreadableError
from opendisarm.core.journal import Head, breaks
from opendisarm.desk.backups.making import JOURNAL, VAULT
from opendisarm.desk.errors import DeskError
from opendisarm.desk.people.vault import folder_of_keys
from opendisarm.desk.workspace import CONFIG, described, opened


@dataclass(frozen=True, slots=True)
class Restored:
    """A workspace that was brought back.

    head           where its journal ends, as the backup said.     made, by  when the backup was made, by whom.
    files          how many came out of it.
    missing_keys   where the keys must lie, when there is a vault and they are not there; None when nothing is missing.
    absent         what was not in the backup, as sentences.
    """

    folder: Path
    name: str
    head: Head
    made: str
    by: str
    files: int
    missing_keys: Path | None
    absent: tuple[str, ...]


def needs_passphrase(file: Path) -> bool:
    """Whether a file is sealed.  Errors  OSError."""
    with file.open("rb") as given:
        return sealing.is_sealed(given)


def restore(file: Path, out: Path, passphrase: str = "", database: str = "") -> Restored:
    """Make a workspace of a backup, in a folder that is not there yet.  It is there whole, or not at all.

    database  postgresql:// address of an empty database that is to hold journal and vault; "" for files in the folder.

    Errors  DeskError when the file is no backup, was changed, or is sealed with another passphrase; when its journal's
            chain does not hold or does not end where the backup says; when there is something at `out`.  OSError.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise DeskError(f"{out} is not empty, and restoring overwrites nothing.", "Choose a folder that is not there.")
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_name(f".{out.name}.{secrets.token_hex(4)}.part")
    part.mkdir(mode=0o700)
    try:
        with _opened(file, passphrase, part) as found:
            says, count = found.says, len(found.files)
            entries, chain = _told(says)
            found.unpack(part / "workspace")
        name, head = _followed(part / "workspace", entries, chain)
        lost = (part / "workspace" / VAULT).is_file()
        if database:
            _moved_to(part / "workspace", database)
        (part / "workspace").rename(out)
    except UnreadableError as why:
        raise DeskError(why.what, why.remedy) from why
    finally:
        shutil.rmtree(part, ignore_errors=True)
    keys = folder_of_keys(described(out).keys)
    lost = lost and not (keys / "master.key").is_file()
    return Restored(
        out, name, head, str(says["made"]), str(says["by"]), count, keys if lost else None, tuple(says["absent"])
    )


@contextmanager
def _opened(file: Path, passphrase: str, room: Path) -> Iterator[Archive]:
    """The archive in a file; a sealed one is opened into a private folder for as long as it is read."""
    plain = room / "archive"
    with file.open("rb") as given:
        if not sealing.is_sealed(given):
            yield archive.opened(file)
            return
        if not passphrase:
            raise DeskError(f"{file.name} is sealed with a passphrase.", "Give the passphrase with which it was made.")
        with os.fdopen(os.open(plain, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            for piece in sealing.unsealed(given, passphrase):
                out.write(piece)
    yield archive.opened(plain)
    plain.unlink()


_KEYS: Final = re.compile(r"[0-9A-Za-z_-]{1,64}")
_WRONG_JOURNAL: Final = "The journal in the backup is not the one that it says"


def _told(says: Mapping[str, Any]) -> tuple[int, str]:
    """Where the journal in the backup ends, as its manifest tells.  Errors  DeskError when it is no backup's."""
    needed = ("workspace", "made", "by", "absent", "journal")
    if any(name not in says for name in needed):
        raise DeskError("This is a file of ours, but no backup.", "Keys come back by 'opendisarm keys import'.")
    return int(says["journal"]["entries"]), str(says["journal"]["head"])


def _moved_to(folder: Path, database: str) -> None:
    """Fill a server with the journal and the vault of a folder, which then lie there only.  Errors  DeskError."""
    try:
        snapshots.filled(folder / JOURNAL, "store", database)
        if (folder / VAULT).is_file():
            snapshots.filled(folder / VAULT, "vault", database)
    except (OSError, ValueError) as why:
        raise DeskError(f"The database cannot be filled: {str(why).rstrip('.')}.", "Give an empty database.") from why
    config = yaml.safe_load((folder / CONFIG).read_text(encoding="utf-8")) | {"journal": database, "vault": database}
    (folder / CONFIG).write_text(yaml.safe_dump(config, sort_keys=False, allow_unicode=True), encoding="utf-8")
    (folder / JOURNAL).unlink()
    (folder / VAULT).unlink(missing_ok=True)


def _followed(folder: Path, entries: int, chain: str) -> tuple[str, Head]:
    """The workspace's name and its journal's end, the chain followed to where the backup says that it ends."""
    if not (folder / JOURNAL).is_file() or not (folder / CONFIG).is_file():
        raise DeskError(f"{_WRONG_JOURNAL}: it is not there.", "Take an earlier backup.")
    told = described(folder)
    if (told.journal, told.vault) != (JOURNAL, VAULT) or not _KEYS.fullmatch(told.keys):
        # A file that a stranger made must not lead to another journal, a server of theirs, or keys elsewhere.
        raise DeskError(f"{CONFIG} in the backup names places outside it.", "Find out who made that file.")
    workspace = opened(folder)
    try:
        head = workspace.store.head()
        found = breaks(workspace.store.load(head), head)
    finally:
        workspace.store.close()
    if found:
        raise DeskError(f"{_WRONG_JOURNAL}: entry {found[0].seq}: {found[0].what}.", "Take an earlier backup.")
    if (head.seq, head.chain) != (entries, chain):
        raise DeskError(f"{_WRONG_JOURNAL}: it ends at entry {head.seq}, not {entries}.", "Take an earlier backup.")
    return workspace.name, head
