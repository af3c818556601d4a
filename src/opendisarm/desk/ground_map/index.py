"""The painted ground of a workspace, ready to be asked for tiles: made once for a head of the journal, kept in memory.

Strokes are kept as WKB in Mercator metres, beside plain arrays: 200 000 records take some 100 MiB so, and as shapes
of their own five times that.  Any number of threads may ask at once.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

from opendisarm.access.scope import Reader
from opendisarm.core import plane
from opendisarm.core.journal import Head
from opendisarm.desk.ground_map.covering import Covering, covering
from opendisarm.desk.ground_map.recorded import Recorded, recorded
from opendisarm.desk.ground_map.strokes import Strokes, strokes
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.land.columns import MOVES
from opendisarm.ledgers.land.rules import ACCOUNTS
from opendisarm.ledgers.words import Flags, Floats, Ints, Words
from opendisarm.tiles.drawing import Boxes
from opendisarm.tiles.encoding import Facts, Shapes
from opendisarm.tiles.grid import in_degrees, on_mercator

REOPENED: Final = "reopened"
"""Open land that had been released before: no account of the ledger, but a colour of the map."""

_SLICE: Final = 20_000
_ASKED: Final = 6
"""Days and scopes whose m2 are remembered; a browser asks for some twenty tiles of each."""
_GRID_M: Final = 0.001
_COLLECTION: Final = 7
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class GroundIndex:
    """Strokes of the records that count at a head.  Shape  every array has one element a stroke, those of records one
    a record.

    boxes    rows of west, south, east, north, in Mercator metres.      wkb  the shapes, likewise.
    on       field date as proleptic ordinal days.      account, reopened, record, area_m2  as `Strokes` has them.
    ids, refs, move, hazard, org, admin1    of records.     drawn  which of them have strokes at all.
    asked, lock                             answers of `seen_m2` that were given last.
    """

    head: Head
    boxes: Boxes
    wkb: npt.NDArray[Any]
    on: Ints
    account: npt.NDArray[np.int8]
    reopened: Flags
    record: Ints
    area_m2: Floats
    covers: Covering
    ids: tuple[str, ...]
    refs: tuple[str, ...]
    move: npt.NDArray[np.int8]
    hazard: Words
    org: Words
    admin1: Words
    drawn: Flags
    asked: OrderedDict[Any, Floats] = field(default_factory=OrderedDict, repr=False)
    lock: Lock = field(default_factory=Lock, repr=False)

    def __len__(self) -> int:
        return len(self.on)

    def within_reach(self, reader: Reader) -> Flags:
        """Which strokes are of records that a reader may see."""
        return self._reached(reader)[self.record]

    def undrawn(self, reader: Reader) -> int:
        """How many records within reach have no polygon of their own, so that the map cannot show them."""
        return int((self._reached(reader) & ~self.drawn).sum())

    def seen_m2(self, on: date, reader: Reader) -> Floats:
        """m2 of each stroke that are on top at the end of a day; 0 for those out of reach."""
        key = (on.toordinal(), reader.role, reader.scope)
        with self.lock:
            if key in self.asked:
                self.asked.move_to_end(key)
                return self.asked[key]
        seen = self.covers.seen_m2(self.on, self.area_m2, on)
        seen[~self.within_reach(reader)] = 0.0
        with self.lock:
            self.asked[key] = seen
            while len(self.asked) > _ASKED:
                self.asked.popitem(last=False)
        return seen

    def seen(self, chosen: Ints, on: date) -> Shapes:
        """What is on top of these strokes at the end of a day, in Mercator metres; empty where nothing is."""
        shapes = np.asarray(shapely.from_wkb(self.wkb[chosen]), dtype=object).reshape(-1)
        which, over = self.covers.over_each(chosen)
        counts = self.on[over] <= on.toordinal()
        which, over = which[counts], over[counts]
        if len(which):
            above = shapely.from_wkb(self.wkb[over])
            for position in np.unique(which).tolist():
                shapes[position] = _less(shapes[position], above[which == position])
        return shapes

    def facts(self, stroke: int) -> Facts:
        """What a feature carries."""
        record = int(self.record[stroke])
        return {
            "account": ACCOUNTS[int(self.account[stroke])].value,
            "state": self.state(stroke),
            "kind": MOVES[int(self.move[record])][0].value,
            "ref": self.refs[record],
            "hazard": self.hazard[record],
            "entry": self.ids[record],
            "on": date.fromordinal(int(self.on[stroke])).isoformat(),
        }

    def state(self, stroke: int) -> str:
        """The word that the key of the map has for it."""
        return REOPENED if self.reopened[stroke] else ACCOUNTS[int(self.account[stroke])].value

    def title(self, stroke: int) -> str:
        """Which record painted it: the sender's own id where there is one, and the field date."""
        record = int(self.record[stroke])
        return f"{self.refs[record] or self.ids[record]}, {date.fromordinal(int(self.on[stroke])).isoformat()}"

    def box(self, reader: Reader) -> Box | None:
        """West, south, east, north in degrees of what is within reach; None where nothing is."""
        mine = self.boxes[self.within_reach(reader)]
        if not len(mine):
            return None
        corners = np.array([mine[:, :2].min(axis=0), mine[:, 2:].max(axis=0)])
        (west, south), (east, north) = in_degrees(corners).tolist()
        return west, south, east, north

    def days(self, reader: Reader) -> tuple[date, date] | None:
        """The first and the last field date within reach; None where nothing is."""
        mine = self.on[self.within_reach(reader)]
        return (date.fromordinal(int(mine.min())), date.fromordinal(int(mine.max()))) if len(mine) else None

    def last_change(self, on: date) -> date:
        """The last day up to `on` on which anything was painted: the ground of both days is the same."""
        until = int(np.searchsorted(self.on, on.toordinal(), "right"))
        return date.fromordinal(int(self.on[until - 1])) if until else date.min

    def _reached(self, reader: Reader) -> Flags:
        """Asked once for every pair of organisation and area, not for every record."""
        pair = self.org.codes * len(self.admin1.names) + self.admin1.codes
        pairs, of = np.unique(pair, return_inverse=True)
        answers = [
            reader.reaches(self.org.names[org], self.admin1.names[area])
            for org, area in (divmod(one, len(self.admin1.names)) for one in pairs.tolist())
        ]
        reached: Flags = np.array(answers, dtype=bool)[of.reshape(-1)]
        return reached


def index_of(workspace: Workspace, head: Head) -> GroundIndex:
    """The painted ground of a workspace when its journal ended at a head."""
    records = recorded(workspace, head)
    paint = strokes(records.columns)
    return _index(head, records, paint)


def _index(head: Head, records: Recorded, paint: Strokes) -> GroundIndex:
    columns = records.columns
    covers = covering(paint.shape)
    area = plane.area_m2(paint.shape)
    boxes, wkb = _on_mercator(paint.shape)
    return GroundIndex(
        head=head, boxes=boxes, wkb=wkb, on=columns.on[paint.by], account=paint.account.astype(np.int8),
        reopened=paint.reopened, record=paint.by, area_m2=area, covers=covers, ids=columns.ids, refs=records.refs,
        move=columns.move.astype(np.int8), hazard=columns.hazard, org=records.org, admin1=columns.admin1,
        drawn=columns.drawn,
    )  # fmt: skip


def _on_mercator(shapes: Shapes) -> tuple[Boxes, npt.NDArray[Any]]:
    """Boxes and WKB of plane shapes; in slices, so that they never all stand in memory twice."""
    boxes, wkb = np.empty((len(shapes), 4)), np.empty(len(shapes), dtype=object)
    for start in range(0, len(shapes), _SLICE):
        part = slice(start, start + _SLICE)
        moved = valid(shapely.transform(plane.onto_earth(shapes[part]), on_mercator))
        boxes[part], wkb[part] = shapely.bounds(moved), shapely.to_wkb(moved)
    return boxes, wkb


def valid(shapes: Shapes) -> Shapes:
    """Shapes whose corners were moved by less than they are wide may cross themselves: their polygons without that."""
    shapes = np.asarray(shapes, dtype=object).copy()
    wrong = np.flatnonzero(~shapely.is_valid(shapes))
    for position in wrong.tolist():
        shapes[position] = _polygons(shapely.make_valid(shapes[position]))
    return shapes


def _less(shape: shapely.Geometry, above: Shapes) -> shapely.Geometry:
    """The polygonal part that nothing covers."""
    for cover in above:
        try:
            shape = shapely.difference(shape, cover)
        except shapely.GEOSException:
            # Corners moved to another plane may no longer meet: a picture can do with the nearest millimetre.
            shape = shapely.difference(_polygons(shapely.make_valid(shape)), cover, grid_size=_GRID_M)
    return _polygons(shape)


def _polygons(shape: shapely.Geometry) -> shapely.Geometry:
    if shapely.get_type_id(shape) != _COLLECTION:
        return shape
    parts = shapely.get_parts(shape)
    return shapely.union_all(parts[np.isin(shapely.get_type_id(parts), (3, 6))])
