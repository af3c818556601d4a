"""The keys of a workspace in one sealed file, for a safe elsewhere.  Without keys nobody ever reads the vault again."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Final

from opendisarm.backups import archive, sealing, snapshots
from opendisarm.backups.unreadable import UnreadableError
from opendisarm.core.clocks import utc
from opendisarm.desk.backups.kept import part_of
from opendisarm.desk.backups.passphrase import refuse_weak
from opendisarm.desk.errors import DeskError
from opendisarm.desk.people.vault import folder_of_keys
from opendisarm.desk.workspace import Workspace

_KEYRING: Final = "keys.sqlite"
_SAYS: Final = "The keys of an OpenDisarm workspace."


def folders_of_keys(name: str) -> list[Path]:
    """All folders with keys of a workspace: of its vault, of its site, of what it signs."""
    home = folder_of_keys(name)
    return sorted(one for one in home.parent.glob(f"{name}*") if one.is_dir() and _is_of(one.name, name))


def _is_of(folder: str, name: str) -> bool:
    return folder == name or folder.startswith(f"{name}-")


def export_keys(workspace: Workspace, out: Path, by: str, moment: datetime, passphrase: str) -> int:
    """Write all keys to a file, sealed; how many files are in it.

    Errors  DeskError when there are none on this machine, the file exists, or the passphrase can be guessed; OSError.
    """
    refuse_weak(passphrase)
    if out.exists():
        raise DeskError(f"{out} exists, and keys overwrite nothing.", "Choose another name for the file.")
    folders = folders_of_keys(workspace.keys)
    if not folders:
        raise DeskError(
            f"There are no keys of {workspace.name} in {folder_of_keys(workspace.keys).parent}.",
            "Name the folder of keys with OPENDISARM_KEYS.",
        )
    copies = Path(tempfile.mkdtemp(prefix="opendisarm-keys-", dir=folders[0].parent))
    part = part_of(out)
    try:
        files = [one for folder in folders for one in _copied(folder, copies)]
        told = {
            "what": _SAYS, "keys": workspace.keys, "workspace": workspace.name, "by": by,
            "made": utc(moment).isoformat(timespec="seconds"),
        }  # fmt: skip
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            for piece in sealing.sealed(archive.packed(files, told), passphrase):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
        return len(files)
    finally:
        part.unlink(missing_ok=True)
        shutil.rmtree(copies, ignore_errors=True)


def _copied(folder: Path, copies: Path) -> list[tuple[str, Path]]:
    """Name in the file, and where it lies; the file of keys as it stood at one moment."""
    found = []
    for path in sorted(one for one in folder.iterdir() if one.is_file() and not one.name.endswith("-journal")):
        if path.name == _KEYRING:
            copy = copies / f"{folder.name}-{_KEYRING}"
            snapshots.copied(path, copy)
            found.append((f"{folder.name}/{path.name}", copy))
        else:
            found.append((f"{folder.name}/{path.name}", path))
    return found


def import_keys(file: Path, passphrase: str) -> tuple[str, list[Path]]:
    """Put keys where this machine looks for them: the workspace's name, and the folders that are new.

    Errors  DeskError when some are there already, the file is none of ours, or the passphrase is another one; OSError.
    """
    home = folder_of_keys("")
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    room = home / f".{secrets.token_hex(6)}.part"
    room.mkdir(mode=0o700)
    try:
        with file.open("rb") as given, (room / "archive").open("xb") as out:
            for piece in sealing.unsealed(given, passphrase):
                out.write(piece)
        found = archive.opened(room / "archive")
        name = str(found.says.get("keys", ""))
        tops = sorted({one.partition("/")[0] for one in found.files})
        if found.says.get("what") != _SAYS or not name or not all(_is_of(top, name) for top in tops):
            raise DeskError(f"{file.name} holds no keys.", "A backup comes back by 'opendisarm restore'.")
        there = [top for top in tops if (home / top).exists()]
        if there:
            raise DeskError(
                f"{home / there[0]} exists, and keys overwrite nothing.", "Move it away first, and do not delete it."
            )
        found.unpack(room / "keys")
        for top in tops:
            (room / "keys" / top).chmod(0o700)
            (room / "keys" / top).rename(home / top)
        return str(found.says.get("workspace", "")), [home / top for top in tops]
    except UnreadableError as why:
        raise DeskError(why.what, why.remedy) from why
    finally:
        shutil.rmtree(room, ignore_errors=True)
