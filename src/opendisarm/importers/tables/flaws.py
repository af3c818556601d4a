"""What a fast reader of XLSX does not tell: which cells hold formulas or errors."""

from __future__ import annotations

import posixpath
import re
import zipfile
from pathlib import Path
from typing import IO, Final, NamedTuple
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as SafeTree

_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_CHUNK: Final = 1 << 20
_FORMULA_OR_ERROR: Final = re.compile(rb"<(?:\w{1,20}:)?f[\s/>]|\bt=[\"']e[\"']")
_LONGEST_MATCH: Final = 32


class Flaw(NamedTuple):
    """A cell that is no plain value.  computed: a formula's result is there; error: as shown ("#REF!"), else ""."""

    formula: bool
    computed: bool
    error: str


def flaws(path: Path, sheet: str) -> dict[tuple[int, int], Flaw]:
    """(row, column), 0-based -> flaw, of one sheet.  Empty for what is no XLSX or cannot be looked into."""
    try:
        with zipfile.ZipFile(path) as book:
            part = _part_of(book, sheet)
            if not part or not _worth_a_look(book, part):
                return {}
            with book.open(part) as stream:
                return _flaws_in(stream)
    except (zipfile.BadZipFile, KeyError, OSError, ParseError, DefusedXmlException, ValueError):
        return {}


def _part_of(book: zipfile.ZipFile, sheet: str) -> str:
    workbook = SafeTree.fromstring(book.read("xl/workbook.xml"))
    for element in workbook.iter():
        if _name(element.tag) == "sheet" and element.get("name") == sheet:
            relation = element.get(_ID) or element.get(_STRICT_ID)
            for link in SafeTree.fromstring(book.read(_RELATIONS)).iter():
                if link.get("Id") == relation:
                    target = str(link.get("Target", ""))
                    return posixpath.normpath(target.lstrip("/") if target.startswith("/") else f"xl/{target}")
    return ""


def _worth_a_look(book: zipfile.ZipFile, part: str) -> bool:
    """Most sheets have neither formulas nor errors; a search through the bytes is much cheaper than parsing."""
    tail = b""
    with book.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            window = tail + chunk
            if _FORMULA_OR_ERROR.search(window):
                return True
            tail = window[-_LONGEST_MATCH:]
    return False


def _flaws_in(stream: IO[bytes]) -> dict[tuple[int, int], Flaw]:
    found: dict[tuple[int, int], Flaw] = {}
    for _, element in SafeTree.iterparse(stream, events=("end",)):
        name = _name(element.tag)
        if name == "c":
            parts = {_name(child.tag): child.text or "" for child in element}
            error = parts.get("v", "") if element.get("t") == "e" else ""
            if "f" in parts or error:
                found[_place(element.get("r", ""))] = Flaw("f" in parts, bool(parts.get("v") or "is" in parts), error)
            element.clear()
        elif name == "row":
            element.clear()
    return found


def _place(address: str) -> tuple[int, int]:
    """(row, column), 0-based, of an address such as "D14".  Errors  ValueError when it is none."""
    digits = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    column = 0
    for letter in address.removesuffix(digits):
        column = column * 26 + ord(letter) - 64
    return int(digits) - 1, column - 1


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]
