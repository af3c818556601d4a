"""Field notes in a few words -> records -> ledger: so that a test can show its ground in the test itself.

    2021-03-01  S-1  confirms  100x100 at 0,0           a rectangle in metres east and north of 10 E, 5 N
    2022-06-10  C-1  clears    100x40 at 0,0   of S-1
    2022-06-10  C-2  clears    500 m2          of S-1   an area without a shape
Words after that: `holds ap_mine_factory+av_mine`, `in North`, `by NSD`, `to suspected` (corrections).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import numpy as np
import shapely

from opendisarm.core import plane
from opendisarm.core.records import LandRecord, Place, Shape
from opendisarm.core.vocabulary import Account, Contamination, LandKind
from opendisarm.ledgers.land.balances import Balance, balances
from opendisarm.ledgers.land.columns import LandColumns, columns_of
from opendisarm.ledgers.land.ledger import fold
from opendisarm.ledgers.land.postings import Postings
from opendisarm.ledgers.land.rules import CAUSES

VERBS = {
    "suspects": LandKind.SUSPECTED, "confirms": LandKind.CONFIRMED, "cancels": LandKind.CANCELLED,
    "reduces": LandKind.REDUCED, "clears": LandKind.CLEARED, "corrects": LandKind.CORRECTION,
}  # fmt: skip
_LINE = re.compile(r"(?P<on>\S+)\s+(?P<id>\S+)\s+(?P<verb>\S+)\s+(?P<area>\S+)\s+(at (?P<at>\S+)|m2)(?P<rest>.*)")
_ORIGIN = plane.into_plane(np.array([shapely.Point(10, 5)]))[0]


def rectangle(width: float, height: float, east: float, north: float) -> bytes:
    """WKB in longitude and latitude of a rectangle given in plane metres from the origin."""
    corner_x, corner_y = _ORIGIN.x + east, _ORIGIN.y + north
    return shapely.to_wkb(
        plane.onto_earth(np.array([shapely.box(corner_x, corner_y, corner_x + width, corner_y + height)]))[0]
    )


def record(line: str) -> tuple[str, LandRecord]:
    match = _LINE.match(line.strip())
    assert match, f"not a field note: {line}"
    rest = dict(re.findall(r"(of|holds|in|by|to) (\S+)", match["rest"]))
    kind = VERBS[match["verb"]]
    shape, area = None, None
    if match["at"]:
        width, height = map(float, match["area"].split("x"))
        east, north = map(float, match["at"].split(","))
        shape = Shape(rectangle(width, height, east, north))
    else:
        area = float(match["area"].replace("_", ""))
    own = match["id"] if kind in (LandKind.SUSPECTED, LandKind.CONFIRMED) else ""
    holds = rest.get("holds", "")
    return match["id"], LandRecord(
        kind=kind, on=date.fromisoformat(match["on"]), ref=match["id"], hazard=rest.get("of", own), shape=shape,
        area_m2=area, contamination=frozenset(map(Contamination, holds.split("+"))) if holds else frozenset(),
        place=Place(state="XSA", admin1=rest.get("in", "")), operator=rest.get("by", ""),
        to=Account(rest["to"]) if "to" in rest else None, reason="test" if kind is LandKind.CORRECTION else "",
    )  # fmt: skip


@dataclass(frozen=True)
class Walked:
    columns: LandColumns
    postings: Postings

    def m2(self, on: str = "2100-01-01") -> dict[str, int]:
        """Accounts that are not empty."""
        return nonzero(balances(self.columns, self.postings, date.fromisoformat(on))[0])

    def causes(self, name: str) -> dict[str, int]:
        """m2 by cause of one record."""
        found: dict[str, int] = {}
        mine = self.postings.only(self.postings.by == self.columns.ids.index(name))
        for cause, m2 in zip(mine.cause.tolist(), mine.m2.tolist(), strict=True):
            found[CAUSES[cause].value] = found.get(CAUSES[cause].value, 0) + m2
        return found


def nonzero(balance: Balance) -> dict[str, int]:
    return {account.value: m2 for account, m2 in balance.m2.items() if m2}


def walk(notes: str) -> Walked:
    columns = columns_of(record(line) for line in notes.strip().splitlines() if line.strip())
    return Walked(columns, fold(columns))
