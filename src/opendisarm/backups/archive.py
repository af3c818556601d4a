"""The archive: a plain ZIP file that any program opens, with a manifest, and a digest of the whole as its comment.

A flipped byte anywhere is found: the comment holds the SHA-256 of all that stands before it, and the manifest that of
every file in the archive.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from opendisarm.backups.unreadable import UnreadableError

MANIFEST: Final = "manifest.json"
FORMAT: Final = 1

_CHUNK: Final = 1 << 20
_BEGINS: Final = b"OpenDisarm backup. SHA-256 of all before this comment: "
_COMMENT: Final = len(_BEGINS) + 64
_NAME: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
_LARGEST_MANIFEST: Final = 200_000_000
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_PRIVATE: Final = 0o600 << 16
_CHANGED: Final = "The file is no backup, or was changed or cut since it was made"
_ANOTHER: Final = "Take another copy of it, or an earlier backup."


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive.  size: bytes; digest: SHA-256."""

    name: str
    size: int
    digest: str


def packed(files: Iterable[tuple[str, Path]], told: Mapping[str, Any]) -> Iterator[bytes]:
    """An archive, piece by piece as it is made; the manifest holds what is told, and the digest of each file.

    files   (name in the archive, where it lies); read when their turn comes.     told  JSON values.
    Errors  OSError.
    """
    out, whole, members = _Growing(), sha256(), list[Member]()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.comment = b"." * _COMMENT
        for name, path in files:
            digest, size = sha256(), 0
            with path.open("rb") as content, archive.open(_info(name), "w", force_zip64=True) as member:
                while piece := content.read(_CHUNK):
                    member.write(piece)
                    digest.update(piece)
                    size += len(piece)
                    yield _counted(out, whole)
            members.append(Member(name, size, digest.hexdigest()))
        listed = [{"name": one.name, "bytes": one.size, "sha256": one.digest} for one in members]
        says = {"format": FORMAT, **told, "files": listed}
        archive.writestr(_info(MANIFEST), json.dumps(says, ensure_ascii=False, indent=1))
    yield _counted(out, whole)
    yield _BEGINS + whole.hexdigest().encode("ascii")


def _counted(out: _Growing, whole: Any) -> bytes:
    piece = out.taken()
    whole.update(piece)
    return piece


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, _EPOCH)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = _PRIVATE
    return info


class _Growing:
    """What was written and not yet taken; the comment at the end is held back, because it is not known yet."""

    def __init__(self) -> None:
        self._held = bytearray()

    def write(self, content: bytes) -> int:
        """As a file."""
        self._held += content
        return len(content)

    def flush(self) -> None:
        """As a file."""

    def close(self) -> None:
        """As a file."""

    def taken(self) -> bytes:
        """All but the last bytes, which may be the comment."""
        piece = bytes(self._held[:-_COMMENT])
        del self._held[:-_COMMENT]
        return piece


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive whose digest holds.  says: what its manifest was told; files: by name."""

    path: Path
    says: Mapping[str, Any]
    files: Mapping[str, Member]

    def unpack(self, folder: Path) -> None:
        """Write all files below a folder, each only for its owner.  Errors  OSError, UnreadableError."""
        with ZipFile(self.path) as archive:
            for member in self.files.values():
                _unpack(archive, member, folder / member.name)


def _unpack(archive: ZipFile, member: Member, where: Path) -> None:
    where.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    where.touch(mode=0o600)
    digest, size = sha256(), 0
    with archive.open(member.name) as content, where.open("wb") as out:
        while (piece := content.read(_CHUNK)) and size <= member.size:
            out.write(piece)
            digest.update(piece)
            size += len(piece)
    if (size, digest.hexdigest()) != (member.size, member.digest):
        raise UnreadableError(f"{member.name} is not what the manifest says.", _ANOTHER)


def opened(path: Path) -> Archive:
    """The archive in a file, followed to its last byte.  Errors  OSError, UnreadableError."""
    with path.open("rb") as file:
        _refuse_changed(file, path.stat().st_size)
    try:
        with ZipFile(path) as archive:
            if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
                raise UnreadableError("The manifest is too large to be one.", _ANOTHER)
            says = json.loads(archive.read(MANIFEST))
            members = [Member(one["name"], int(one["bytes"]), one["sha256"]) for one in says.pop("files")]
            found = says.pop("format")
            there = sorted(archive.namelist())
    except (BadZipFile, KeyError, TypeError, ValueError, AttributeError, NotImplementedError) as why:
        raise UnreadableError(f"{_CHANGED} ({type(why).__name__}).", _ANOTHER) from why
    if found != FORMAT:
        raise UnreadableError("The backup was made by another version of this program.", "Restore it with that one.")
    names = [one.name for one in members]
    if there != sorted([MANIFEST, *names]) or not all(map(_NAME.fullmatch, names)):
        raise UnreadableError("The files in the backup are not those of its manifest.", _ANOTHER)
    return Archive(path, says, {one.name: one for one in members})


def _refuse_changed(file: IO[bytes], size: int) -> None:
    whole, left = sha256(), size - _COMMENT
    while left > 0 and (piece := file.read(min(_CHUNK, left))):
        whole.update(piece)
        left -= len(piece)
    if left or file.read() != _BEGINS + whole.hexdigest().encode("ascii"):
        raise UnreadableError(f"{_CHANGED}.", _ANOTHER)
