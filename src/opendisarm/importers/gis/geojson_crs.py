"""The `crs` member that GeoJSON had before 2016, read before GDAL sees it.

GDAL takes a name that it does not know for WGS 84 without a word, and follows a link over the network. So the name is
handed on to be judged like any other, and a link is not opened.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import IO, Final

_BLOCK_BYTES: Final = 1 << 20
_LONGEST_BYTES: Final = 1 << 14
_MEMBER: Final = re.compile(rb'"crs"\s*:\s*(?=\{)', re.IGNORECASE)
_HIDDEN: Final = re.compile(rb"\\u00(?:[46][1-9a-fA-F]|[57][0-9aA])")
"""A plain letter written as an escape: nobody does that except to hide a word."""

LINK: Final = "link"
"""The answer of `crs_member` for a file whose system is elsewhere, or hidden."""


def crs_member(stream: IO[bytes]) -> str:
    """The name of the coordinate system that the file gives, LINK, or "" when it gives none."""
    name = ""
    for window in _windows(stream):
        if _HIDDEN.search(window):
            return LINK
        for match in _MEMBER.finditer(window):
            kind, told = _read(window[match.end() : match.end() + _LONGEST_BYTES])
            if kind not in ("", "name", "epsg"):
                return LINK
            name = name or told
    return name


def _windows(stream: IO[bytes]) -> Iterator[bytes]:
    """Blocks that overlap, so that no member falls between two."""
    before = b""
    while block := stream.read(_BLOCK_BYTES):
        yield before + block
        before = block[-_LONGEST_BYTES:]


def _read(text: bytes) -> tuple[str, str]:
    """Type and name of a crs object; a column that only happens to be called crs has neither."""
    try:
        found, _ = json.JSONDecoder().raw_decode(text.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return "", ""
    properties = found.get("properties")
    if not isinstance(properties, dict) or "type" not in found:
        return "", ""
    kind = str(found["type"]).lower()
    told = str(properties.get("name") or properties.get("code") or "")
    return kind, f"EPSG:{told}" if kind == "epsg" and told else told
