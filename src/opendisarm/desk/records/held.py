"""The columns of a workspace's records, once for all who ask; and what the review made of them at a few heads.

The journal is only added to, so columns never change: those of an earlier moment are the first of those of now, and
what was entered since is read and put after them. Whoever asks first waits until they are read; the others wait with
her.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import Final

import numpy as np
import numpy.typing as npt

from opendisarm.core.journal import Head
from opendisarm.desk.records.area import LISTED_KINDS
from opendisarm.desk.records.columns import RecordColumns, columns_of
from opendisarm.desk.records.query import Sort
from opendisarm.desk.records.searching import Coded, Flags, Haystack, haystack
from opendisarm.desk.records.standing import Codes, standings
from opendisarm.desk.workspace import Workspace

_MOST_WORKSPACES: Final = 2
_MOST_HEADS: Final = 8
_MOST_WORDS: Final = 32
_SEARCHED: Final = ("hazard", "admin1", "admin2", "file")
"""Columns of names that a search looks through, besides the ids of each record."""

Rows = npt.NDArray[np.int32]


@dataclass
class Held:
    """Columns, and what was worked out from them since; safe for many threads.

    head  up to which the journal was read.
    """

    head: Head
    columns: RecordColumns
    _orders: dict[tuple[Sort, bool], Rows] = field(default_factory=dict)
    _found: OrderedDict[str, npt.NDArray[np.uint8]] = field(default_factory=OrderedDict)
    _names: dict[str, Haystack] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def order(self, sort: Sort, *, descending: bool) -> Rows:
        """All rows in an order; those that are equal in it by entry id, those that do not tell it last."""
        with self._lock:
            if (sort, descending) not in self._orders:
                self._orders[sort, descending] = _ordered(self.columns, sort, descending=descending)
            return self._orders[sort, descending]

    def holding(self, word: str) -> Flags:
        """Which records hold a folded word in their ids, hazard, place names or file name."""
        with self._lock:
            packed = self._found.get(word)
            if packed is not None:
                self._found.move_to_end(word)
                return np.unpackbits(packed, count=len(self.columns)).astype(np.bool_)
        found = self.columns.names.holding(word)
        for name in _SEARCHED:
            column: Coded = getattr(self.columns, name)
            with self._lock:
                if name not in self._names:
                    self._names[name] = haystack(column.names)
            found |= self._names[name].holding(word)[column.codes]
        with self._lock:
            self._found[word] = np.packbits(found)
            if len(self._found) > _MOST_WORDS:
                self._found.popitem(last=False)
        return found


@dataclass(frozen=True, slots=True)
class View:
    """The records as known at a head: the first `count` of those held, and where each of them stands in the review."""

    head: Head
    held: Held
    count: int
    standing: Codes


def view(workspace: Workspace, head: Head) -> View:
    """The records of a workspace at a head of its journal."""
    key = workspace.folder.resolve()
    with _LOCK:
        held = _brought_up(workspace, key, head)
        where = (key, head.chain)
        if where not in _STANDINGS:
            _STANDINGS[where] = standings(workspace.store.marks(head), LISTED_KINDS)
            if len(_STANDINGS) > _MOST_HEADS:
                _STANDINGS.popitem(last=False)
        _STANDINGS.move_to_end(where)
        return View(head, held, held.columns.first(head.seq), _STANDINGS[where])


_LOCK: Final = Lock()
_HELD: Final[OrderedDict[Path, Held]] = OrderedDict()
_STANDINGS: Final[OrderedDict[tuple[Path, str], Codes]] = OrderedDict()


def _brought_up(workspace: Workspace, key: Path, head: Head) -> Held:
    held, store = _HELD.get(key), workspace.store
    if held is not None and held.head == head:
        _HELD.move_to_end(key)
        return held
    if held is not None and held.head.seq and store.head(held.head.entered) != held.head:
        held = None  # another journal lies in this folder now: a restored backup, a new database
    if held is None:
        newest = store.head()
        held = Held(newest, columns_of(store.lines(newest, LISTED_KINDS)))
    elif held.head.seq < head.seq:
        more = columns_of(store.lines(head, LISTED_KINDS, held.head.seq))
        held = Held(head, held.columns.followed_by(more) if len(more) else held.columns)
    _HELD[key] = held
    _HELD.move_to_end(key)
    if len(_HELD) > _MOST_WORKSPACES:
        _HELD.popitem(last=False)
    return held


def _ordered(columns: RecordColumns, sort: Sort, *, descending: bool) -> Rows:
    rank, told = _rank(columns, sort)
    if descending:
        rank = -rank
    return np.lexsort((columns.ids, rank, ~told)).astype(np.int32)


def _rank(columns: RecordColumns, sort: Sort) -> tuple[npt.NDArray[np.float64], Flags]:
    """What to sort by, and which records tell it."""
    match sort:
        case Sort.ON:
            return columns.on.astype(np.float64), columns.on > 0
        case Sort.ENTERED:
            return columns.entered.astype(np.float64), np.ones(len(columns), np.bool_)
        case Sort.AREA:
            told = np.isfinite(columns.area_m2)
            return np.where(told, columns.area_m2, 0.0), told
        case Sort.REF:
            texts = columns.refs.texts()
            rank = np.empty(len(texts), np.float64)
            order = sorted(range(len(texts)), key=texts.__getitem__)
            rank[order] = _dense([texts[row] for row in order])
            return rank, np.fromiter(map(bool, texts), np.bool_, len(texts))
        case Sort.KIND | Sort.ADMIN1:
            names = columns.kind if sort is Sort.KIND else columns.admin1
            return names.ranks().astype(np.float64), names.codes > 0


def _dense(texts: list[str]) -> npt.NDArray[np.float64]:
    """0 for the first of sorted texts, and one more at each that differs from the one before."""
    differs = [a != b for a, b in pairwise(texts)]
    return np.concatenate([[0.0], np.cumsum(np.array(differs, np.float64))])[: len(texts)]
