"""Where the files of the import lie: sealed in <workspace>/uploads/, and opened for as long as a job works on them."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import stat
import tempfile
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Final

from opendisarm.site.imports.sealing import Sealer, Unsealable, site_key, unsealed

_MEMORY_DISK: Final = Path("/dev/shm")
"""A RAM disk, where there is one; folders in it are ours alone."""
_KEPT: Final = re.compile(r"[0-9a-f]{32}(?:\.\w{1,12})?")
_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|\u2028-\u202e\u2066-\u2069\ud800-\udfff]')
_LONGEST_NAME: Final = 120


def uploads(folder: Path) -> Path:
    """The folder of sealed files of a workspace, made for its owner only."""
    found = folder / "uploads"
    found.mkdir(mode=0o700, exist_ok=True)
    return found


def fresh_name() -> str:
    """A name under which something can be kept; it says nothing of what it is."""
    return secrets.token_hex(16)


def plain_name(name: str) -> str:
    """A file's name as text: no folder, nothing that a system or a line of text takes for more than a letter."""
    bare = re.split(r"[/\\]", name)[-1]
    bare = _FORBIDDEN.sub("_", bare).strip(". ") or "file"
    stem, dot, ending = bare.rpartition(".")
    if len(bare.encode("utf-8")) <= _LONGEST_NAME:
        return bare
    cut = (stem or ending).encode("utf-8")[: _LONGEST_NAME - 20].decode("utf-8", "ignore")
    return f"{cut}{dot}{ending[:16]}" if stem else cut


@contextmanager
def sealing(folder: Path, name: str) -> Iterator[Sealer]:
    """Write a sealed file under a name; it is there whole, or not at all."""
    part = uploads(folder) / f"{name}.part"
    try:
        with create(part) as out:
            sealer = Sealer(out, site_key(folder), name)
            yield sealer
            sealer.end()
        part.replace(uploads(folder) / name)
    finally:
        part.unlink(missing_ok=True)


def create(path: Path) -> BinaryIO:
    """A new file that only its owner may read."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def pieces(folder: Path, name: str) -> Iterator[bytes]:
    """What was sealed under a name.  Errors  OSError, Unsealable."""
    if not _KEPT.fullmatch(name):
        raise Unsealable
    with (uploads(folder) / name).open("rb") as sealed:
        yield from unsealed(sealed, site_key(folder), name)


def keep_words(folder: Path, name: str, words: Any) -> None:
    """Seal anything that JSON can hold under a name."""
    with sealing(folder, name) as sealer:
        sealer.write(json.dumps(words, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def kept_words(folder: Path, name: str) -> Any:
    """What `keep_words` was given; None when it is no longer there.  Errors  Unsealable."""
    try:
        return json.loads(b"".join(pieces(folder, name)).decode("utf-8", "surrogatepass"))
    except FileNotFoundError:
        return None


def discard(folder: Path, names: Collection[str]) -> None:
    """Take sealed files away; those that are gone already are no matter."""
    for name in names:
        if _KEPT.fullmatch(name):
            (uploads(folder) / name).unlink(missing_ok=True)


@contextmanager
def opened_privately(folder: Path, files: Mapping[str, str]) -> Iterator[dict[str, Path]]:
    """Files in clear, in a folder of our own (on the RAM disk where there is one), for as long as the block lasts.

    files   name under which one is kept -> its sender's name for it; all of them lie in one folder, as shapefiles must.
    Shape   {name under which one is kept: path}
    Errors  OSError, Unsealable.
    """
    private = Path(tempfile.mkdtemp(prefix=_prefix(folder), dir=_private_home(folder)))
    try:
        found = {}
        for kept, name in files.items():
            path = private / plain_name(name)
            with create(path) as out:
                for piece in pieces(folder, kept):
                    out.write(piece)
            found[kept] = path
        yield found
    finally:
        shutil.rmtree(private, ignore_errors=True)


def _private_home(folder: Path) -> Path:
    if _MEMORY_DISK.is_dir() and os.access(_MEMORY_DISK, os.W_OK):
        return _MEMORY_DISK
    return uploads(folder)


def memory_for(folder: Path, what: str) -> Path | None:
    """A folder of our own on the RAM disk that stays from one start to the next; None where there is no RAM disk."""
    if not _MEMORY_DISK.is_dir() or not os.access(_MEMORY_DISK, os.W_OK):
        return None
    place = _MEMORY_DISK / f"opendisarm-{what}-{os.getuid()}-{_of_here(folder)}"
    place.mkdir(mode=0o700, exist_ok=True)
    told = place.lstat()
    # Everybody may write there: a folder that somebody else put in our way is not used.
    return place if stat.S_ISDIR(told.st_mode) and told.st_uid == os.getuid() else None


def private_place(folder: Path, what: str) -> Path:
    """A new folder of our own for files in clear that must not outlive the task; `sweep` finds it afterwards."""
    return Path(tempfile.mkdtemp(prefix=_prefix(folder, what), dir=_private_home(folder)))


def _prefix(folder: Path, what: str = "job") -> str:
    return f"opendisarm-{_of_here(folder)}-{what}-{os.getpid()}-"


def _of_here(folder: Path) -> str:
    return sha256(str(folder.resolve()).encode()).hexdigest()[:12]


def left_open(folder: Path, process: int | None = None) -> list[Path]:
    """Folders with files in clear: of jobs that run, or that were cut off.  process: only those of this one."""
    named = f"opendisarm-{_of_here(folder)}-*-{process or '*'}-*"
    return [left for home in {_private_home(folder), uploads(folder)} for left in home.glob(named)]


def shut(folder: Path, process: int | None = None) -> None:
    """Remove folders with files in clear, as `left_open` finds them."""
    for left in left_open(folder, process):
        shutil.rmtree(left, ignore_errors=True)


_LONGEST_UPLOAD_S: Final = 6 * 3600.0


def sweep(folder: Path, in_use: Collection[str]) -> None:
    """Remove what a pulled plug left: opened files at once, sealed ones that no job knows once no upload lasts so long.

    Only for whoever knows that no job of this workspace runs.  in_use: names under which jobs keep files.
    """
    shut(folder)
    oldest = time.time() - _LONGEST_UPLOAD_S
    for file in uploads(folder).iterdir():
        name = file.name.removesuffix(".part")
        if _KEPT.fullmatch(name) and name not in in_use and file.is_file() and file.stat().st_mtime < oldest:
            file.unlink(missing_ok=True)
