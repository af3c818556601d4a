"""Who sends records here, and of which areas: counts of what the journal knows, without a record or a person in them.

For whoever gives out accounts and may see no record: names as records name them, so that a reach can be typed as the
records have it.
"""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Final

import numpy as np

from opendisarm.core.journal import Head
from opendisarm.core.records import PEOPLE_KINDS
from opendisarm.desk.records.columns import RecordColumns
from opendisarm.desk.records.held import view
from opendisarm.desk.records.standing import STANDINGS, Standing
from opendisarm.desk.workspace import Workspace

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation as records name it; "" for those that name none.

    records, waiting   records of things and places, and how many of them nobody has decided.
    hazards            hazardous areas that they name.
    first, last        moments of the first and the last entry: of those records, else of records of persons.
    last_on            the last field date that they tell.
    persons            whether it has sent records of persons, too: their number is for others to see.
    """

    name: str
    records: int
    waiting: int
    hazards: int
    first: datetime
    last: datetime
    last_on: date | None
    persons: bool


@dataclass(frozen=True, slots=True)
class Area:
    """A first-level area as records name it; "" for records that name none.

    districts  names of its second-level areas, with how many records name each.
    """

    name: str
    records: int
    hazards: int
    organisations: int
    districts: tuple[tuple[str, int], ...]


def organisations(workspace: Workspace, known: datetime | None = None) -> tuple[Organisation, ...]:
    """All that sent something, in alphabetical order; those that name no organisation last."""
    head = workspace.store.head(known)
    seen = view(workspace, head)
    columns, count = seen.held.columns, seen.count
    persons = _senders_of_persons(workspace, head)
    codes = columns.org.codes[:count]
    waits = seen.standing[:count] == STANDINGS.index(Standing.WAITS)
    found = []
    for code in np.unique(codes).tolist():
        mine = codes == code
        name = columns.org.names[code]
        entered, on = columns.entered[:count][mine], columns.on[:count][mine]
        found.append(
            Organisation(
                name, int(mine.sum()), int((mine & waits).sum()), _named(columns, "hazard", np.flatnonzero(mine)),
                _moment(int(entered.min())), _moment(int(entered.max())),
                date.fromordinal(int(on.max())) if on.max() > 0 else None, name in persons,
            )
        )  # fmt: skip
    there = {one.name for one in found}
    found += [
        Organisation(name, 0, 0, 0, first, last, None, True)
        for name, (first, last) in persons.items()
        if name not in there
    ]
    return tuple(sorted(found, key=lambda one: (not one.name, one.name.casefold())))


_Moments = dict[str, tuple[datetime, datetime]]
_LOCK: Final = Lock()
_READ: Final[OrderedDict[Path, tuple[Head, _Moments]]] = OrderedDict()
"""What was read of the journal's persons, up to a head: it is only added to, so that only the rest is read again."""


def _senders_of_persons(workspace: Workspace, head: Head) -> _Moments:
    """Organisation -> first and last moment at which it sent records of persons; neither whom nor how many."""
    key = workspace.folder.resolve()
    with _LOCK:
        before, known = _READ.get(key, (Head(), {}))
        if before.seq > head.seq:
            before, known = Head(), {}
        found = dict(known)
        for line in workspace.store.lines(head, PEOPLE_KINDS, before.seq):
            moment = datetime.fromisoformat(line[-1])
            found[line[_ORG]] = (found.get(line[_ORG], (moment, moment))[0], moment)
        _READ[key] = (head, found)
        if len(_READ) > _MOST_WORKSPACES:
            _READ.popitem(last=False)
        return found


_ORG: Final = 8
"""Where a line of `Store.lines` says the organisation."""
_MOST_WORKSPACES: Final = 2


def areas(workspace: Workspace, known: datetime | None = None) -> tuple[Area, ...]:
    """All first-level areas that records name, in alphabetical order; records that name none last."""
    seen = view(workspace, workspace.store.head(known))
    columns, count = seen.held.columns, seen.count
    codes = columns.admin1.codes[:count]
    districts: dict[int, Counter[str]] = defaultdict(Counter)
    pairs, numbers = np.unique(np.stack([codes, columns.admin2.codes[:count]]), axis=1, return_counts=True)
    for (first, second), number in zip(pairs.T.tolist(), numbers.tolist(), strict=True):
        if columns.admin2.names[second]:
            districts[first][columns.admin2.names[second]] += number
    found = []
    for code in np.unique(codes).tolist():
        rows = np.flatnonzero(codes == code)
        named = sorted(districts[code].items(), key=lambda pair: pair[0].casefold())
        found.append(
            Area(
                columns.admin1.names[code], len(rows), _named(columns, "hazard", rows), _named(columns, "org", rows),
                tuple(named),
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (not one.name, one.name.casefold())))


def _named(columns: RecordColumns, column: str, rows: np.ndarray[tuple[int], np.dtype[np.int64]]) -> int:
    """How many names of a column these rows have between them; having none is no name."""
    coded = getattr(columns, column)
    return sum(1 for code in np.unique(coded.codes[rows]).tolist() if coded.names[code])


def _moment(microseconds: int) -> datetime:
    return _EPOCH + timedelta(microseconds=microseconds)
