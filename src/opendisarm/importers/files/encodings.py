"""Which encoding a text is in, when it does not say: Unicode if it can be, else the likeliest code page of the field.

Only three code pages are told apart, by their script: Western (cp1252), Cyrillic (cp1251) and Arabic (cp1256). A guess
is always reported as one.
"""

from __future__ import annotations

import codecs
import re
from itertools import pairwise
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; UTF-32 before UTF-16, whose little-endian mark it starts with."""

_SAMPLE_BYTES: Final = 1 << 20
_WORDS: Final = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
"""What no text has.  0x1A is the end mark of old DOS files and dBase."""


def marked(content: bytes) -> str:
    """The encoding that a byte order mark names; "" without one."""
    return next((name for mark, name in _MARKS if content.startswith(mark)), "")


def wide(content: bytes) -> str:
    """UTF-16 without a mark, told by its zero bytes, which all fall on one side of each pair; "" when it is not."""
    sample = content[: _SAMPLE_BYTES & ~1]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half and max(even, odd) > half * 0.3 and min(even, odd) <= half * 0.01:
        return "utf-16-le" if odd > even else "utf-16-be"
    return ""


def binary(content: bytes) -> bool:
    """Whether bytes hold control characters that no text has."""
    return _CONTROLS.search(content) is not None


def codepage(content: bytes) -> str:
    """The code page that these bytes, known not to be UTF-8, are likeliest in: one that can decode all of them.

    Accents stand alone between plain letters, other scripts fill whole words; and text in cp1256 decodes to Arabic
    letters nearly throughout, which Cyrillic does not.
    """
    letters = b" ".join(_WORDS.findall(content[:_SAMPLE_BYTES]))
    high = [byte >= 0x80 for byte in letters]
    neighbours = sum(left and right for left, right in pairwise(high))
    if neighbours < 0.4 * sum(high):
        likeliest = ("cp1252", "cp1256")
    else:
        signs = [sign for sign in letters.decode("cp1256") if sign > "\x7f"]
        arabic = sum("\u0600" <= sign <= "\u06ff" for sign in signs)
        likeliest = ("cp1256", "cp1256") if arabic > 0.9 * len(signs) else ("cp1251", "cp1256")
    return next(name for name in likeliest if _decodes(content, name))


def of_table(head: bytes, records: bytes, told: bytes) -> tuple[str, bool]:
    """The encoding of a dBase table (the columns of a shapefile), and whether it was guessed.

    head      first 32 bytes of the .dbf; byte 29 is its language driver.
    records   a sample of what follows.
    told      content of the .cpg file; b"" when there is none.
    """
    if told and (name := _named(told)) and not (name == "utf-8" and _mostly_not_utf8(records)):
        return name, False
    if records.isascii():
        return "utf-8", False
    if not told and len(head) > 29 and (name := _LANGUAGE_DRIVERS.get(head[29], "")):
        return name, False
    return ("utf-8" if not _mostly_not_utf8(records) else codepage(records)), True


_LANGUAGE_DRIVERS: Final = {
    0x01: "cp437", 0x02: "cp850", 0x03: "cp1252", 0x26: "cp866", 0x64: "cp852", 0x65: "cp866",
    0x7D: "cp1255", 0x7E: "cp1256", 0xC8: "cp1250", 0xC9: "cp1251", 0xCA: "cp1254", 0xCB: "cp1253",
}  # fmt: skip
"""Byte 29 of a .dbf.  0x57 is left out: it means "whatever this computer uses", on an Arabic one Arabic."""


def _named(told: bytes) -> str:
    """The codec that a .cpg file names ("UTF-8", "1256", "ANSI 1256", "ISO 88591"); "" when nobody knows it."""
    words = told[:64].decode("ascii", "ignore").strip("\ufeff \t\r\n\0").split()
    if not words:
        return ""
    last = words[-1]
    for name in (f"iso8859-{last[4:]}" if last.startswith("8859") and last.isdigit() else "", f"cp{last}", last):
        try:
            if name:
                return codecs.lookup(name).name
        except LookupError:
            continue
    return ""


def _mostly_not_utf8(content: bytes) -> bool:
    """A cut-off last letter is common, as the columns of a .dbf are so many bytes wide; more is another encoding."""
    replaced = content.decode("utf-8", "replace")
    lost = replaced.count("\ufffd")
    return 4 * lost > sum(sign > "\x7f" for sign in replaced)


def _decodes(content: bytes, name: str) -> bool:
    try:
        content.decode(name)
    except UnicodeDecodeError:
        return False
    return True
