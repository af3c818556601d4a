"""Make a backup while others work: databases are copied as they stood at one moment, and followed before packing.

The journal is copied first, then the vault, then attachments. Whoever enters a person seals the identity before the
journal holds its reference, and a picture lies there before the journal tells of it: so whatever the journal in a
backup names is in that backup.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import yaml

from opendisarm.backups import archive, snapshots
from opendisarm.backups.sealing import sealed
from opendisarm.core.clocks import utc
from opendisarm.core.journal import Head, breaks
from opendisarm.desk.backups.kept import Kept, keep, part_of
from opendisarm.desk.errors import DeskError
from opendisarm.desk.workspace import CONFIG, Workspace, described, opened

JOURNAL: Final = "journal.sqlite"
VAULT: Final = "vault.sqlite"
SITE: Final = "site.sqlite"
FORGOTTEN: Final = (
    "django_session", "usersessions_usersession", "site_cache", "huey_task", "huey_kv", "huey_schedule",
)  # fmt: skip
"""Tables of the site whose rows stay behind: whoever holds an open session's key is that member."""

_ATTACHMENT: Final = re.compile(r"[0-9a-f]{2}/[0-9a-f]{62}")
_PREFIX: Final = "backup-"
_A_DAY_S: Final = 24 * 3600.0


@dataclass(slots=True)
class Prepared:
    """Copies that are ready to be packed, in a folder of their own.

    head      where the journal in them ends; its chain was followed.
    absent    what could not be taken along, as sentences.
    """

    workspace: Workspace
    by: str
    moment: datetime
    folder: Path
    head: Head
    files: list[tuple[str, Path]]
    absent: tuple[str, ...] = ()

    def manifest(self) -> dict[str, Any]:
        """What the backup says of itself."""
        return {
            "what": "A backup of an OpenDisarm workspace. Its keys are not in it.",
            "made": utc(self.moment).isoformat(timespec="seconds"), "by": self.by,
            "workspace": {"name": self.workspace.name, "state": self.workspace.state, "keys": self.workspace.keys},
            "journal": {"entries": self.head.seq, "head": self.head.chain},
            "absent": list(self.absent),
        }  # fmt: skip

    def pieces(self, passphrase: str = "") -> Iterator[bytes]:
        """The file, piece by piece; sealed when there is a passphrase."""
        plain = archive.packed(self.files, self.manifest())
        return sealed(plain, passphrase) if passphrase else plain

    def close(self) -> None:
        """Take the copies away."""
        shutil.rmtree(self.folder, ignore_errors=True)


def prepared(workspace: Workspace, by: str, moment: datetime) -> Prepared:
    """Copy the databases and follow the journal's chain in the copy.  Whoever gets it must `close` it.

    Errors  DeskError when the journal is not whole (a backup of it would only look like one); OSError.
    """
    cache = workspace.folder / "cache"
    cache.mkdir(exist_ok=True)
    _sweep(cache, moment)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=cache))
    try:
        absent = _copies(workspace, folder)
        head = _followed(folder)
        files = [(name, folder / name) for name in (CONFIG, JOURNAL, VAULT, SITE) if (folder / name).is_file()]
        pictures, gone = _attachments(workspace.folder / "attachments")
        files += [*pictures, *_below(workspace.folder, "mappings")]
        return Prepared(workspace, by, moment, folder, head, files, (*absent, *gone))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def back_up(workspace: Workspace, out: Path, by: str, moment: datetime, passphrase: str = "") -> tuple[Kept, list[str]]:
    """Write a backup to a file; it stands there whole, or not at all.  Returns it, and what was not taken along.

    Errors  DeskError when the file exists, or the journal is not whole; OSError.
    """
    if out.exists():
        raise DeskError(f"{out} exists, and a backup overwrites nothing.", "Choose another name for the file.")
    if not out.parent.is_dir():
        raise DeskError(f"There is no folder {out.parent}.", "Make it first, or choose another place.")
    ready, part = prepared(workspace, by, moment), part_of(out)
    try:
        stream = Stream(ready, out.name, passphrase)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            for piece in stream.pieces():
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
        return stream.kept(), list(ready.absent)
    finally:
        part.unlink(missing_ok=True)
        ready.close()


@dataclass(slots=True)
class Stream:
    """A backup on its way: iterate it to the end, and it is on record; `close` it whatever happens."""

    ready: Prepared
    name: str
    passphrase: str = field(repr=False, default="")
    _digest: Any = field(default_factory=sha256)
    _size: int = 0

    def pieces(self) -> Iterator[bytes]:
        """The file, counted as it goes by."""
        for piece in self.ready.pieces(self.passphrase):
            self._digest.update(piece)
            self._size += len(piece)
            yield piece

    def kept(self) -> Kept:
        """Put it on record, once it is whole.  Errors  OSError."""
        ready = self.ready
        made = Kept(
            utc(ready.moment), ready.by, self.name, self._size, self._digest.hexdigest(), ready.head.seq,
            ready.head.chain, bool(self.passphrase),
        )  # fmt: skip
        keep(ready.workspace, made)
        return made

    def close(self) -> None:
        """Take the copies away."""
        self.ready.close()


def _copies(workspace: Workspace, folder: Path) -> tuple[str, ...]:
    """Databases and the description of the workspace, in which no address of a server stands."""
    says, here, absent = described(workspace.folder), workspace.folder, []
    config = {"name": says.name, "state": says.state, "journal": JOURNAL, "vault": VAULT, "keys": says.keys}
    (folder / CONFIG).write_text(yaml.safe_dump(config, sort_keys=False, allow_unicode=True), encoding="utf-8")
    on_server = "://" in says.journal
    if on_server:
        snapshots.filled(says.journal, "store", folder / JOURNAL)
        absent.append("The site's own tables (members, second factors) lie on the server: keep them with pg_dump.")
    else:
        snapshots.copied(here / says.journal, folder / JOURNAL)
        if (here / SITE).is_file():
            snapshots.copied(here / SITE, folder / SITE, FORGOTTEN)
    if "://" in says.vault:
        if snapshots.holds(says.vault, "vault_binding"):
            snapshots.filled(says.vault, "vault", folder / VAULT)
    elif (here / says.vault).is_file():
        snapshots.copied(here / says.vault, folder / VAULT)
    return tuple(absent)


def _followed(folder: Path) -> Head:
    """Where the journal in the copy ends.  Errors  DeskError when its chain does not hold."""
    copy = opened(folder)
    try:
        head = copy.store.head()
        found = breaks(copy.store.load(head), head)
    finally:
        copy.store.close()
    if found:
        raise DeskError(
            f"The journal is not whole (entry {found[0].seq}: {found[0].what}): no backup was made of it.",
            "Keep the last backup that verifies, and run 'opendisarm verify'.",
        )
    return head


def _attachments(folder: Path) -> tuple[list[tuple[str, Path]], list[str]]:
    """Pictures that are what their names say, and sentences about the others."""
    files, gone = [], []
    for path in sorted(folder.glob("??/*")):
        name = path.relative_to(folder).as_posix()
        if not _ATTACHMENT.fullmatch(name):
            continue
        try:
            whole = sha256(path.read_bytes()).hexdigest() == name.replace("/", "")
        except FileNotFoundError:  # destroyed on purpose, a moment ago
            continue
        if whole:
            files.append((f"attachments/{name}", path))
        else:
            gone.append(f"The attachment {name.replace('/', '')[:12]} is damaged and was left out.")
    return files, gone


def _below(folder: Path, name: str) -> Iterable[tuple[str, Path]]:
    return [(f"{name}/{path.name}", path) for path in sorted((folder / name).glob("*.yaml")) if path.is_file()]


def _sweep(cache: Path, moment: datetime) -> None:
    """Copies that a pulled plug left behind."""
    for left in cache.glob(f"{_PREFIX}*"):
        if utc(moment).timestamp() - left.stat().st_mtime > _A_DAY_S:
            shutil.rmtree(left, ignore_errors=True)
