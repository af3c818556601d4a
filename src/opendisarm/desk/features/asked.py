"""What somebody asks of a layer, and a page of what was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

import numpy as np
import numpy.typing as npt

from opendisarm.desk.errors import DeskError
from opendisarm.desk.records.standing import Standing
from opendisarm.exports.table import Table

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees (WGS 84, longitude first); west is never east of east."""
Boxes = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

LARGEST_PAGE: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """All of it must hold.

    boxes        a feature meets one of them, or there are none.
    first, last  its day lies between them, both inclusive; None: open.
    hazard, admin1, org   the whole name.     standing  of records only.
    on, known    both clocks; known None: now.
    after        the feature before the page, "" for the first page.
    """

    on: date
    known: datetime | None = None
    boxes: tuple[Box, ...] = ()
    first: date | None = None
    last: date | None = None
    hazard: str = ""
    admin1: str = ""
    org: str = ""
    standing: frozenset[Standing] = field(default_factory=lambda: frozenset({Standing.COUNTS}))
    limit: int = 100
    after: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A page.  matched: features on all pages together; rows: on this one.

    before   the feature after which the page before this one begins ("" for the first page); None: this is the first.
    after    the last feature here; None when nothing follows.
    """

    table: Table
    matched: int
    rows: int
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Extent:
    """Where and when the features are; None where there are none."""

    box: Box | None
    days: tuple[date, date] | None


def cut(position: int, matched: int, limit: int) -> tuple[slice, int | None, bool]:
    """(the page that begins at a position, where the page before it begins, whether something follows)."""
    before = max(0, position - limit) if position else None
    return slice(position, position + limit), before, position + limit < matched


def no_such_page(name: str) -> DeskError:
    """What to say when a page begins after a feature that is not there."""
    return DeskError(f"No page begins after '{name[:60]}'.", "Follow the links of the page before, or begin anew.")


def meets(boxes: Boxes, asked: tuple[Box, ...]) -> tuple[Flags, Flags]:
    """(which boxes meet one of those asked for, which lie in it whole).  NaN meets nothing."""
    some, whole = np.zeros(len(boxes), np.bool_), np.zeros(len(boxes), np.bool_)
    for west, south, east, north in asked:
        some |= (boxes[:, 0] <= east) & (boxes[:, 2] >= west) & (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
        whole |= (boxes[:, 0] >= west) & (boxes[:, 2] <= east) & (boxes[:, 1] >= south) & (boxes[:, 3] <= north)
    return some, whole
