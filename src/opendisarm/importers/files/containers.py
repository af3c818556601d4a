"""Archives and XML, looked through before any library opens them.

A zip is unpacked once into nothing, so that its true size is known whatever its directory claims; memory stays at one
block. What an office program or a GIS packs passes; traps, passwords and damage become one finding each.
"""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Final

from opendisarm.core.catalogue import file as codes
from opendisarm.core.findings import Finding
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.files.prologues import Prologue, Verdict

_BLOCK_BYTES: Final = 1 << 18
_LOCAL_HEADER_BYTES: Final = 30
_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
_OLE2: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""First bytes of a compound file: an office document with a password, or one from before 2007."""
_OFFICE: Final = frozenset({".xlsx", ".xlsm", ".ods", ".docx", ".odt"})
_ZIPPED: Final = frozenset({".zip", ".kmz"}) | _OFFICE
_ARCHIVES: Final = frozenset({".zip", ".kmz", ".7z", ".rar", ".gz", ".tgz", ".tar", ".bz2", ".xz"}) | _OFFICE
_XML: Final = frozenset({".kml", ".gml", ".gpx", ".xml", ".xsd"})
_XML_INSIDE: Final = frozenset({".kml", ".gml", ".gpx", ".xsd"})
_XML_OF_OFFICE: Final = frozenset({".xml", ".rels"})
_WORDS_ONLY: Final = frozenset({".csv", ".tsv", ".txt", ".json", ".geojson"})
"""Never parsed as XML, even when their first cell starts with "<"."""
_DRIVE: Final = re.compile(r"^[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far an archive may unpack.  Unit  bytes; ratio: unpacked by packed, looked at only beyond `free`."""

    unpacked: int = 4 << 30
    office: int = 1 << 30
    members: int = 20_000
    ratio: int = 400
    free: int = 100_000_000


BOUNDS: Final = Bounds()


class _Trap(Exception):  # noqa: N818 - ends the search; it becomes the finding it carries
    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


def safe(file: FieldFile, bounds: Bounds = BOUNDS) -> Finding | None:
    """The first trap in an archive or XML file, or None when there is none.  Errors  OSError when it vanishes."""
    if file.path.is_dir():
        return None
    suffix = file.path.suffix.lower()
    try:
        with file.path.open("rb") as stream:
            head = stream.read(_BLOCK_BYTES)
            if suffix in _OFFICE and head.startswith(_OLE2):
                return codes.ARCHIVE_ENCRYPTED.at(file.source)
            if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) or suffix in _ZIPPED:
                _search_zip(stream, file, bounds)
            elif suffix in _XML or (suffix not in _WORDS_ONLY and _starts_like_xml(head)):
                _search_xml(stream, head, file)
    except _Trap as trap:
        return trap.finding
    return None


def _search_xml(stream: IO[bytes], head: bytes, file: FieldFile) -> None:
    prologue, block = Prologue(), head
    while prologue.feed(block, last=not block) is Verdict.READING:
        block = stream.read(_BLOCK_BYTES)
    _judge(prologue, "The file", file)


def _starts_like_xml(head: bytes) -> bool:
    return head[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def _judge(prologue: Prologue, part: str, file: FieldFile) -> None:
    if prologue.verdict is Verdict.DECLARES:
        raise _Trap(codes.XML_DECLARES.at(file.source, part=part))
    if prologue.verdict is Verdict.BROKEN:
        raise _Trap(codes.XML_BROKEN.at(file.source, part=part, why=prologue.why))


def _search_zip(stream: IO[bytes], file: FieldFile, bounds: Bounds) -> None:
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, UnicodeDecodeError) as why:
        raise _broken(file, str(why)) from why
    office = _is_office(members)
    _search_directory(members, office, file, bounds)
    limit = bounds.office if office else bounds.unpacked
    unpacked = 0
    for member in members:
        if member.is_dir():
            continue
        # LibreOffice leaves empty parts behind.
        prologue = Prologue() if member.file_size and _parsed_as_xml(member.filename, office) else None
        for block in _unpacked(stream, member, file):
            unpacked += len(block)
            if unpacked > limit or (unpacked > bounds.free and unpacked > bounds.ratio * file.size):
                raise _swells(file, f"more than {unpacked // 10**6} MB from {max(1, file.size // 10**6)} MB")
            if prologue:
                prologue.feed(block)
            if member.filename == "META-INF/manifest.xml" and b"encryption-data" in block:
                raise _Trap(codes.ARCHIVE_ENCRYPTED.at(file.source))
        if prologue:
            prologue.feed(b"", last=True)
            _judge(prologue, member.filename, file)


def _search_directory(members: list[zipfile.ZipInfo], office: bool, file: FieldFile, bounds: Bounds) -> None:
    """What the directory of the archive alone gives away."""
    if len(members) > bounds.members:
        raise _swells(file, f"{len(members)} members")
    for member in members:
        name = member.orig_filename.replace("\\", "/")
        linked = stat.S_ISLNK(member.external_attr >> 16)
        if linked or name.startswith("/") or _DRIVE.match(name) or "\0" in name or ".." in name.split("/"):
            raise _Trap(codes.ARCHIVE_UNSAFE_NAME.at(file.source, member=_printable(name)))
        if member.flag_bits & 0x41:  # encrypted; strongly encrypted
            raise _Trap(codes.ARCHIVE_ENCRYPTED.at(file.source))
        # Documents embedded in a workbook are never opened.
        if PurePosixPath(name).suffix.lower() in _ARCHIVES and not (office and "/embeddings/" in f"/{name}"):
            raise _Trap(codes.ARCHIVE_NESTED.at(file.source, member=_printable(name)))
        if member.compress_type not in (_STORED, _DEFLATED):
            raise _Trap(codes.ARCHIVE_METHOD.at(file.source, member=_printable(name)))
    if sum(member.file_size for member in members) > (bounds.office if office else bounds.unpacked):
        raise _swells(file, f"{sum(member.file_size for member in members) // 10**6} MB by its own directory")


def _unpacked(stream: IO[bytes], member: zipfile.ZipInfo, file: FieldFile) -> Iterator[bytes]:
    """The bytes of a member as they truly unpack, at most one block at a time, whatever size it declares."""
    stream.seek(member.header_offset)
    header = stream.read(_LOCAL_HEADER_BYTES)
    if len(header) < _LOCAL_HEADER_BYTES or not header.startswith(b"PK\x03\x04"):
        raise _broken(file, f"{_printable(member.filename)} is not where the directory says")
    stream.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    checksum, size, left = 0, 0, member.compress_size
    inflater = zlib.decompressobj(-zlib.MAX_WBITS) if member.compress_type == _DEFLATED else None
    try:
        while left and (packed := stream.read(min(left, _BLOCK_BYTES))):
            left -= len(packed)
            for block in _inflated(inflater, packed) if inflater else (packed,):
                checksum, size = zlib.crc32(block, checksum), size + len(block)
                yield block
    except zlib.error as why:
        raise _broken(file, _printable(member.filename)) from why
    if size != member.file_size or checksum != member.CRC:
        raise _broken(file, f"{_printable(member.filename)} is not what the directory says")


def _inflated(inflater: zlib._Decompress, packed: bytes) -> Iterator[bytes]:
    while packed and not inflater.eof:
        yield inflater.decompress(packed, _BLOCK_BYTES)
        packed = inflater.unconsumed_tail


def _is_office(members: list[zipfile.ZipInfo]) -> bool:
    """A workbook or document: its parts are loaded whole, so it has a narrower bound, and all its XML is read."""
    return any(member.filename in ("[Content_Types].xml", "META-INF/manifest.xml") for member in members)


def _parsed_as_xml(name: str, office: bool) -> bool:
    return PurePosixPath(name).suffix.lower() in (_XML_INSIDE | _XML_OF_OFFICE if office else _XML_INSIDE)


def _broken(file: FieldFile, why: str) -> _Trap:
    return _Trap(codes.ARCHIVE_BROKEN.at(file.source, why=why))


def _swells(file: FieldFile, why: str) -> _Trap:
    return _Trap(codes.ARCHIVE_SWELLS.at(file.source, why=why))


def _printable(name: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in name)[:120]
