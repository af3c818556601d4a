"""A file from the field, opened with care: it is there, it is whole, it is not too large, and nothing in it is a trap.

Every reader starts from a `FieldFile`; whoever holds one knows that `containers.safe` has looked into it.
"""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from opendisarm.core.catalogue import file as codes
from opendisarm.core.findings import Finding
from opendisarm.core.sources import Source
from opendisarm.importers.files import containers, encodings
from opendisarm.importers.files.field_file import FieldFile

LARGEST_BYTES: Final = 1 << 30
_LARGEST_MEMBERS: Final = 20_000
_BLOCK_BYTES: Final = 1 << 20
_ADDRESS: Final = re.compile(r"^/vsi|^[a-z][a-z0-9+.-]+:/", re.IGNORECASE)
"""A GDAL virtual file system or a URL; a drive letter has one letter only."""
SIDECARS: Final = (".shx", ".dbf", ".prj", ".cpg")


def opened(path: Path, largest: int = LARGEST_BYTES) -> FieldFile | Finding:
    """The file, measured, digested and searched for traps; or the one finding that says why it is not opened.

    Unit   largest: bytes.        Errors  none are raised: every failure of the file system is a finding.
    """
    where = Source(_shown(path.name or str(path)))
    if _ADDRESS.match(path.as_posix()):
        return codes.FILE_ADDRESS.at(where)
    try:
        return _measured(path.resolve(strict=True), path, where, largest)
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a zero byte in the name
        return codes.FILE_MISSING.at(where)
    except (OSError, RuntimeError) as why:  # RuntimeError: a link that leads to itself
        return codes.FILE_UNREADABLE.at(where, why=_reason(why))


def text(file: FieldFile) -> tuple[str, tuple[Finding, ...]] | Finding:
    """The whole file as text, as `decoded` reads it.  Errors  as a finding, also when the file cannot be read."""
    try:
        content = file.path.read_bytes()
    except OSError as why:
        return codes.FILE_UNREADABLE.at(file.source, why=_reason(why))
    return decoded(content, file.source)


def decoded(content: bytes, where: Source) -> tuple[str, tuple[Finding, ...]] | Finding:
    """Bytes as text, with a warning where their encoding had to be guessed.

    Order   byte order mark; UTF-8; UTF-16 without mark; UTF-8 with a few broken places; a code page.
    Errors  as a finding: binary content.
    """
    if named := encodings.marked(content):
        try:
            return content.decode(named), ()
        except UnicodeDecodeError:
            return codes.TEXT_IS_BINARY.at(where)
    if encodings.binary(content):
        return _without_mark(content, where)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError as why:
        return _guessed(content, why.start, where)


def sidecars(path: Path) -> dict[str, Path]:
    """The other parts of a shapefile by ending; .DBF is found as well as .dbf.  Shape  {".dbf": path}."""
    beside = ((ending, path.with_suffix(name)) for ending in SIDECARS for name in (ending.upper(), ending))
    return {ending: part for ending, part in beside if part.is_file()}


def _measured(real: Path, path: Path, where: Source, largest: int) -> FieldFile | Finding:
    mode = real.stat().st_mode
    parts = [real]
    if stat.S_ISDIR(mode):
        if path.suffix.lower() != ".gdb":
            return codes.FILE_IS_FOLDER.at(where)
        parts = [part for part in sorted(real.iterdir()) if part.suffix.lower() != ".lock"]
        if len(parts) > _LARGEST_MEMBERS:
            return codes.FILE_UNREADABLE.at(where, why=f"it has more than {_LARGEST_MEMBERS} parts")
        if odd := next((part.name for part in parts if part.is_symlink() or not part.is_file()), None):
            return codes.FILE_UNREADABLE.at(where, why=f"its part {odd} is not an ordinary file")
    elif not stat.S_ISREG(mode):
        return codes.FILE_UNREADABLE.at(where, why="it is a device or a pipe")
    elif real.suffix.lower() == ".shp":
        parts += sidecars(real).values()
    size = sum(part.stat().st_size for part in parts)
    if size == 0:
        return codes.FILE_EMPTY.at(where)
    if size > largest:
        return codes.FILE_TOO_LARGE.at(where, size_mb=-(-size // 10**6), largest_mb=largest // 10**6)
    digest = _digest(real) if parts == [real] else _digest_of_parts(parts)
    file = FieldFile(real, where.file, digest, size)
    return containers.safe(file) or file


_LINE_CHANGING: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def _shown(name: str) -> str:
    return _LINE_CHANGING.sub("\ufffd", name)


def _digest(path: Path) -> str:
    total = hashlib.sha256()
    for block in _blocks(path):
        total.update(block)
    return total.hexdigest()


def _digest_of_parts(parts: list[Path]) -> str:
    total = hashlib.sha256()
    for part in sorted(parts, key=lambda part: part.name):
        total.update(f"{part.name}\0{_digest(part)}\n".encode("utf-8", "surrogateescape"))
    return total.hexdigest()


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK_BYTES):
            yield block


def _without_mark(content: bytes, where: Source) -> tuple[str, tuple[Finding, ...]] | Finding:
    name = encodings.wide(content)
    try:
        words = content.decode(name) if name else ""
    except UnicodeDecodeError:
        words = ""
    if not words or encodings.binary(words.encode("utf-8", "surrogatepass")):
        return codes.TEXT_IS_BINARY.at(where)
    return words, (codes.ENCODING_GUESSED.at(where, encoding=name.upper()),)


def _guessed(content: bytes, first: int, where: Source) -> tuple[str, tuple[Finding, ...]]:
    replaced = content.decode("utf-8", "replace")
    lost = replaced.count("\ufffd") - content.count("\ufffd".encode())
    good = sum(1 for sign in replaced if sign > "\x7f") - lost
    if good > 10 * lost:
        line = content.count(b"\n", 0, first) + 1
        return replaced, (codes.ENCODING_MIXED.at(where, count=lost, line=line),)
    name = encodings.codepage(content)
    return content.decode(name), (codes.ENCODING_GUESSED.at(where, encoding=name),)


def _reason(why: OSError | RuntimeError) -> str:
    """Why, in the words of the system, without the path: names of folders stay on the machine."""
    return (why.strerror if isinstance(why, OSError) else None) or "the system refuses it"
