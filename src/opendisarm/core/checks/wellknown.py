"""Reading well-known binary, many shapes at once, none of which can stop the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely


def shapes_of(wkb: Sequence[bytes | None]) -> npt.NDArray[Any]:
    """The geometries; None where the bytes are none, or are curved (GEOS draws no polygon from them).

    Shape   same length, same order.
    """
    given = np.empty(len(wkb), dtype=object)
    given[:] = wkb
    read = np.full(len(wkb), None, dtype=object)
    _read(given, 0, len(wkb), read)
    return read


def why_unreadable(wkb: bytes) -> str:
    """What GEOS says about bytes that `shapes_of` could not read, as the middle of a sentence."""
    try:
        shapely.from_wkb(wkb)
    except NotImplementedError:
        return "it has curved sides"
    except (shapely.errors.ShapelyError, TypeError) as problem:
        return str(problem).removeprefix("IllegalArgumentException: ").removeprefix("ParseException: ").rstrip(".")
    return "it is no geometry"


def _read(given: npt.NDArray[Any], first: int, last: int, read: npt.NDArray[Any]) -> None:
    """By halves where one of many is curved: that raises whatever GEOS is told to ignore."""
    try:
        with np.errstate(invalid="ignore"):
            read[first:last] = shapely.from_wkb(given[first:last], on_invalid="ignore")
    except NotImplementedError:
        if last - first > 1:
            middle = (first + last) // 2
            _read(given, first, middle, read)
            _read(given, middle, last, read)
