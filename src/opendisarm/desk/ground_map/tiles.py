"""The tiles of the ground, for who asks: land within reach, accidents coarsened, kept while they are asked for."""

from __future__ import annotations

import os
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from threading import Lock
from typing import Final

import numpy as np
import shapely

from opendisarm.access.roles import Permission
from opendisarm.access.scope import Reader
from opendisarm.core.vocabulary import Account
from opendisarm.desk.ground_map.accidents import accidents_on
from opendisarm.desk.ground_map.index import REOPENED, GroundIndex
from opendisarm.desk.ground_map.painted import painted_ground
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.words import Flags, Floats, Ints
from opendisarm.tiles.drawing import drawn, gathered, large, on_tile
from opendisarm.tiles.encoding import Facts, Layer, encoded
from opendisarm.tiles.grid import Tile

STATES: Final = (*(account.value for account in Account if account is not Account.UNRECORDED), REOPENED)
"""Words of the key, by which small shapes are gathered."""

MOST_BYTES: Final = 24 * 2**20
"""What the kept tiles may take together."""

_Key = tuple[str, str, str, frozenset[str], str, int, int, int, int]


class _Tiles:
    """Encoded tiles, those asked for last; bounded by their bytes."""

    def __init__(self, most: int) -> None:
        self._most, self._bytes = most, 0
        self._kept: OrderedDict[_Key, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: _Key) -> bytes | None:
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key]

    def put(self, key: _Key, content: bytes) -> None:
        with self._lock:
            self._bytes += _ROOM + len(content) - (_ROOM + len(self._kept[key]) if key in self._kept else 0)
            self._kept[key] = content
            while self._bytes > self._most:
                self._bytes -= _ROOM + len(self._kept.popitem(last=False)[1])


_ROOM: Final = 600
"""About what a key takes, in bytes."""

_tiles = _Tiles(MOST_BYTES)
_makers = ThreadPoolExecutor(os.cpu_count() or 1, "tiles")
"""Land is drawn by a few threads, whoever asks: more at once would not come sooner, and every thread of a server that
once drew land keeps some 20 MiB for the next time.  They never touch the journal."""


def ground_tile(
    workspace: Workspace, reader: Reader, on: date, known: datetime | None, z: int, x: int, y: int
) -> bytes:
    """A vector tile of the ground as of both clocks; b"" where there is nothing that the reader may see.

    known    None: now.
    Layers   land         what of each stroke is on top: account, state, kind, ref, hazard, entry, on
             land_points  where that is too small to be drawn: state, count, m2; entry, ref, on where it is only one
             accidents    count, by cells of 10 km, for who may see numbers of persons
    Ground whose state was set by a record out of reach is left blank: what lies under it is not its state any more.
    Errors   ValueError, in words, when there is no such tile.     OSError when the journal cannot be read.
    """
    tile = Tile(z, x, y)
    if not (reader.may(Permission.SEE_RECORDS) or reader.may(Permission.SEE_PERSON_COUNTS)):
        return b""
    index = painted_ground(workspace, known)
    # Accidents have days of their own: between two of land's, a tile that shows them may differ.
    counts = reader.may(Permission.SEE_PERSON_COUNTS)
    day = on if counts else index.last_change(on)
    key = (
        str(workspace.folder), index.head.chain, reader.scope.org, reader.scope.areas, reader.role.value,
        day.toordinal(), z, x, y,
    )  # fmt: skip
    content = _tiles.get(key)
    if content is not None:
        return content
    accidents = accidents_on(tile, workspace, reader, index.head, on)
    content = _makers.submit(_made, index, tile, reader, on, accidents).result()
    _tiles.put(key, content)
    return content


def _made(index: GroundIndex, tile: Tile, reader: Reader, on: date, accidents: Layer | None) -> bytes:
    layers = land_layers(index, tile, reader, on)
    return encoded(tile, [*layers, accidents] if accidents is not None else layers)


def land_layers(index: GroundIndex, tile: Tile, reader: Reader, on: date) -> list[Layer]:
    """Layers `land` and `land_points` of a tile."""
    here = on_tile(tile, index.boxes)
    if not here.any():
        return []
    seen = index.seen_m2(index.last_change(on), reader)
    here &= seen > 0
    size = large(tile, index.boxes)
    return [_drawn(index, tile, np.flatnonzero(here & size), on), _points(index, tile, here & ~size, seen)]


def _drawn(index: GroundIndex, tile: Tile, chosen: Ints, on: date) -> Layer:
    shapes = drawn(tile, index.seen(chosen, on))
    full = ~shapely.is_empty(shapes) if len(shapes) else np.zeros(0, dtype=bool)
    facts: list[Facts] = [index.facts(stroke) for stroke in chosen[full].tolist()]
    return Layer("land", shapes[full], facts)


def _points(index: GroundIndex, tile: Tile, small: Flags, seen: Floats) -> Layer:
    strokes = np.flatnonzero(small)
    group = np.where(index.reopened[strokes], len(STATES) - 1, index.account[strokes].astype(np.int64) - 1)
    found = gathered(tile, index.boxes[strokes], group, seen[strokes])
    facts: list[Facts] = []
    rows = zip(found.group.tolist(), found.count.tolist(), found.m2.tolist(), found.only.tolist(), strict=True)
    for state, count, m2, only in rows:
        told: dict[str, str | int | bool] = {"state": STATES[state], "count": count, "m2": m2}
        if only >= 0:
            whole = index.facts(int(strokes[only]))
            told |= {name: whole[name] for name in ("entry", "ref", "on")}
        facts.append(told)
    return Layer("land_points", found.shapes, facts)
