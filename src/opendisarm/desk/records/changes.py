"""What changed between two versions of a record: field by field, and of its shape in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely

from opendisarm.core import plane
from opendisarm.core.journal import Entry
from opendisarm.desk.records.columns import measured_m2

_APART: Final = frozenset({"shape", "extra"})
_SEEN_M: Final = 0.01
"""A middle that moved less than this did not move: it is rounding of the coordinates."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field that differs; "" where a version does not tell it.

    field  its name in the payload, "place.admin1" for a part, "extra: HEADER" for a column of the sender's.
    """

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ShapeChange:
    """How a shape differs.  Areas in m2, None where a version has no area; moved_m: how far its middle went, None where
    a version has no shape."""

    before_m2: float | None
    after_m2: float | None
    moved_m: float | None

    @property
    def words(self) -> str:
        """One sentence."""
        if self.moved_m is None:
            area = _m2(self.after_m2 if self.before_m2 is None else self.before_m2)
            return f"A shape was added ({area})." if self.before_m2 is None else f"The shape was taken away ({area})."
        moved = f"its middle moved by {self.moved_m:,.1f} m" if self.moved_m >= _SEEN_M else "its middle did not move"
        if self.before_m2 is None or self.after_m2 is None:
            return f"The shape was drawn anew; {moved}."
        differs = self.after_m2 - self.before_m2
        size = f"grew by {differs:,.1f} m2" if differs > 0 else f"shrank by {-differs:,.1f} m2"
        size = size if round(abs(differs), 1) else "kept its size"
        return f"The shape {size}: from {_m2(self.before_m2)} to {_m2(self.after_m2)}; {moved}."


def changes(before: Entry, after: Entry) -> tuple[Change, ...]:
    """Fields that differ, in alphabetical order; the shape is told apart (`shape_change`)."""
    old, new = _fields(before), _fields(after)
    names = sorted({*old, *new})
    return tuple(
        Change(name, old.get(name, ""), new.get(name, "")) for name in names if old.get(name, "") != new.get(name, "")
    )


def shape_change(before: Entry, after: Entry) -> ShapeChange | None:
    """How the shape differs; None when it is the same."""
    if before.shape == after.shape:
        return None
    was, is_ = _area(before.shape), _area(after.shape)
    if before.shape is None or after.shape is None:
        return ShapeChange(was if before.shape else None, is_ if after.shape else None, None)
    return ShapeChange(was, is_, _moved_m(before.shape, after.shape))


def _fields(entry: Entry) -> dict[str, str]:
    """A payload as names and texts, its parts by their own names; the kind with it."""
    found = {"kind": entry.kind, "organisation": entry.org}
    for name, value in entry.payload.items():
        if isinstance(value, Mapping) and name not in _APART:
            found |= {f"{name}.{part}": str(text) for part, text in value.items()}
        elif name not in _APART:
            found[name] = _said(value)
    for header, text in entry.payload.get("extra", ()):
        found[f"extra: {header}"] = str(text)
    return found


def _said(value: Any) -> str:
    if isinstance(value, list):
        return "+".join(_said(item) for item in value)
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _area(shape: bytes | None) -> float | None:
    if shape is None:
        return None
    area_m2 = float(measured_m2([shape])[0])
    return area_m2 if np.isfinite(area_m2) else None


def _moved_m(before: bytes, after: bytes) -> float | None:
    """Distance on the ellipsoid between the middles.  Unit  m."""
    was, is_ = (shapely.from_wkb(wkb, on_invalid="ignore") for wkb in (before, after))
    if was is None or is_ is None or was.is_empty or is_.is_empty:
        return None
    start, end = was.centroid, is_.centroid
    return float(plane.EARTH.inv(start.x, start.y, end.x, end.y)[2])


def _m2(area: float | None) -> str:
    return f"{area:,.1f} m2" if area is not None else "no area"
