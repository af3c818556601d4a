"""The columns of a layer as plain Python values: what people wrote, not how a GIS stored it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from opendisarm.core.canonical import digest_bytes

_INTEGERS: Final = frozenset({"OFTInteger", "OFTInteger64"})
_LOST: Final = ("???", "\ufffd")

DRAWING: Final = frozenset({"altitudeMode", "tessellate", "extrude", "visibility", "drawOrder", "icon"})
"""Columns that GDAL makes of every KML file, filled or not: how a viewer draws it, nothing about the ground."""


def plain_column(column: npt.NDArray[Any], kind: str) -> list[object]:
    """The values of one column; None where blank.

    kind     as GDAL names it ("OFTInteger", "OFTDate", ...), or "bool".
    Values   whole numbers stay whole (blanks make GDAL give them as floats); dates and times become Python's; lists
             become text with commas; binary content becomes its size and digest, for it is no value of a record.
    """
    if column.dtype.kind == "M":
        # object: Python dates; what they cannot hold (years beyond 9999) numpy leaves as a number.
        return [
            None if blank else moment if isinstance(moment, date | datetime) else str(raw)
            for moment, raw, blank in zip(column.astype(object).tolist(), column, np.isnat(column), strict=True)
        ]
    if column.dtype.kind == "f":
        return [None if value != value else _number(value, kind) for value in column.tolist()]
    if column.dtype.kind in "iub":
        return [bool(value) for value in column.tolist()] if kind == "bool" else column.tolist()
    return [value if type(value) is str or value is None else _plain(value) for value in column.tolist()]


def lost_letters(column: list[object]) -> list[int]:
    """Positions of texts in which letters were replaced by question marks or the replacement character."""
    return [at for at, value in enumerate(column) if type(value) is str and _has_lost(value)]


def _has_lost(text: str) -> bool:
    if "?" not in text and "\ufffd" not in text:
        return False
    return any(sign in text for sign in _LOST) or ("??" in text and not text.strip("? "))


def _number(value: float, kind: str) -> object:
    if kind == "bool":
        return bool(value)
    return int(value) if kind in _INTEGERS else value


def _plain(value: object) -> object:
    if isinstance(value, bytes | bytearray | memoryview):
        content = bytes(value)
        return f"binary, {len(content)} bytes, SHA-256 {digest_bytes(content)}"
    if isinstance(value, np.ndarray | list | tuple):
        return ", ".join(str(part) for part in value)
    if isinstance(value, time):
        return value.isoformat()
    return str(value)
