"""Which letters the fonts of the page can show.  A name in a script that none of them knows must not stop a page.

An extract is on record before its page is set, and PDF/A refuses a letter without a glyph. What cannot be shown stands
as a lozenge; the signed text holds it as it was written, and a check tells it.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Final

STAND_IN: Final = "\N{LOZENGE}"
_SILENT: Final = frozenset(map(ord, "\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069"))
"""Joiners and direction marks: they need no glyph. Overrides of the direction are not among them, they deceive."""
_WORDLESS: Final = ("Cc", "Cf", "Zl", "Zp")
_UNICODE: Final = {(0, 3), (0, 4), (3, 1), (3, 10)}
"""Platform and encoding of the tables that speak of Unicode (OpenType, "cmap")."""


def shown(value: Any) -> Any:
    """JSON values with a lozenge for each letter that no font of ours has; keys stay."""
    match value:
        case str():
            return "".join(letter if ord(letter) in _letters() else _instead(letter) for letter in value)
        case list():
            return [shown(one) for one in value]
        case dict():
            return {name: shown(one) for name, one in value.items()}
        case _:
            return value


def _instead(letter: str) -> str:
    return " " if letter.isspace() else STAND_IN


@cache
def _letters() -> frozenset[int]:
    fonts = [file for file in files("opendisarm").joinpath("data", "fonts").iterdir() if file.name.endswith(".ttf")]
    known = {letter for font in fonts for letter in letters_of(font.read_bytes())}
    # Some fonts have a glyph for controls; a PDF that screens can read aloud has no use for them.
    return frozenset(letter for letter in known if unicodedata.category(chr(letter)) not in _WORDLESS) | _SILENT


def letters_of(font: bytes) -> Iterator[int]:
    """Code points that a TrueType font has a glyph for.  Source  OpenType 1.9.1, "cmap", formats 4 and 12."""
    tables = struct.unpack_from(">H", font, 4)[0]
    for number in range(tables):
        tag, _, start, _ = struct.unpack_from(">4sLLL", font, 12 + 16 * number)
        if tag == b"cmap":
            yield from _mapped(font, start)


def _mapped(font: bytes, start: int) -> Iterator[int]:
    for number in range(struct.unpack_from(">H", font, start + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHL", font, start + 4 + 8 * number)
        if (platform, encoding) not in _UNICODE:
            continue
        at = start + offset
        form = struct.unpack_from(">H", font, at)[0]
        if form == 4:
            yield from _of_format_4(font, at)
        elif form == 12:
            for group in range(struct.unpack_from(">L", font, at + 12)[0]):
                first, last, _ = struct.unpack_from(">LLL", font, at + 16 + 12 * group)
                yield from range(first, last + 1)


def _of_format_4(font: bytes, at: int) -> Iterator[int]:
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    lasts, firsts, deltas, offsets = (
        struct.unpack_from(f">{count}H", font, at + 14 + 2 * count * part + (2 if part else 0)) for part in range(4)
    )
    where = at + 16 + 6 * count
    for n, (first, last, delta, offset) in enumerate(zip(firsts, lasts, deltas, offsets, strict=True)):
        for letter in range(first, last + 1):
            glyph = (letter + delta) % 0x10000
            if offset:
                [glyph] = struct.unpack_from(">H", font, where + 2 * n + offset + 2 * (letter - first))
            if glyph and letter != 0xFFFF:
                yield letter
