"""The map of the ground as a picture: the same land as on the tiles, for who asks, in any language of reports."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from typing import Any, Final

import numpy as np
import shapely

from opendisarm.access.roles import Permission
from opendisarm.access.scope import Reader
from opendisarm.core.journal import Head
from opendisarm.desk.errors import DeskError
from opendisarm.desk.ground_map.index import GroundIndex
from opendisarm.desk.ground_map.painted import painted_ground
from opendisarm.desk.ground_map.units import unit_shapes
from opendisarm.desk.pictures import AS_OF, KNOWN_AT, KNOWN_NOW
from opendisarm.desk.voices import voice_of
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.words import Flags, Ints
from opendisarm.reports.ground_map.frame import Box, Frame
from opendisarm.reports.ground_map.picture import LAND_STATE, GroundMap, Outline, Piece, Speck, frame_of, svg
from opendisarm.reports.ground_map.states import LAND_STATES
from opendisarm.tiles.grid import in_degrees, on_mercator
from opendisarm.tiles.states import states_on_earth

_SEEN_PX: Final = 4.0
_CELL_PX: Final = 8.0
_WORLD: Final = (-170.0, -57.0, 180.0, 75.0)
_OPEN: Final = ("suspected", "confirmed", "reopened")
_ROOM: Final = 0.06
"""Empty space around the land, in widths of it."""


def drawn_ground(
    workspace: Workspace, reader: Reader, on: date, known: datetime | None, box: Box | None, lang: str, width: int
) -> str:
    """The map of a box as SVG, as of both clocks.

    known  None: now.      box  west, south, east, north in degrees; None: all land within reach.
    Errors  DeskError: a language that there is not, a box that is none, a reader who may not see records.
    """
    voice = voice_of(lang)
    _refuse(reader)
    index = painted_ground(workspace, known)
    whole = box or _roomy(index.box(reader))
    try:
        frame = frame_of(whole, width)
    except ValueError as why:
        raise DeskError(*_two(str(why))) from None
    moment = KNOWN_AT.of(moment=known) if known else KNOWN_NOW
    subtitle = AS_OF.of(on=on, known=moment)
    pieces, specks, m2 = _land(index, reader, on, frame)
    outlines = (*_states(frame.shown), *_units(workspace, index.head, frame.shown))
    picture = GroundMap(LAND_STATE, subtitle, whole, outlines, pieces, specks, m2, index.undrawn(reader))
    return svg(picture, voice, width)


def ground_m2(workspace: Workspace, reader: Reader, on: date, known: datetime | None) -> dict[str, int]:
    """m2 within reach by the state that they are in at the end of a day, as drawn; states of nothing are left out.

    known  None: now.   Errors  as above.
    """
    _refuse(reader)
    index = painted_ground(workspace, known)
    seen = index.seen_m2(index.last_change(on), reader)
    m2: defaultdict[str, float] = defaultdict(float)
    for stroke in np.flatnonzero(seen).tolist():
        m2[index.state(stroke)] += float(seen[stroke])
    return {state.key: round(m2[state.key]) for state in LAND_STATES if round(m2[state.key])}


def _refuse(reader: Reader) -> None:
    if not reader.may(Permission.SEE_RECORDS):
        raise DeskError("The map shows where land lies exactly.", "Ask for an account that may see records.")


def _two(words: str) -> tuple[str, str]:
    what, _, remedy = words.partition("; ")
    return f"{what}.", f"{remedy[:1].upper()}{remedy[1:]}"


def _roomy(box: Box | None) -> Box:
    """Some space around the land; the world where there is none."""
    if box is None:
        return _WORLD
    west, south, east, north = box
    more = max(east - west, north - south, 0.001) * _ROOM
    return max(-180.0, west - more), max(-84.0, south - more), min(180.0, east + more), min(84.0, north + more)


def _land(
    index: GroundIndex, reader: Reader, on: date, frame: Frame
) -> tuple[tuple[Piece, ...], tuple[Speck, ...], tuple[tuple[str, int], ...]]:
    """Pieces, specks, and m2 by state, of what reaches into the frame."""
    corners = np.array(frame.shown).reshape(2, 2)
    (west, south), (east, north) = on_mercator(corners).tolist()
    boxes, seen = index.boxes, index.seen_m2(index.last_change(on), reader)
    here: Flags = (boxes[:, 0] <= east) & (boxes[:, 2] >= west) & (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
    here &= seen > 0
    pixel = (east - west) / frame.width
    size = np.fmax(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) >= _SEEN_PX * pixel
    m2: defaultdict[str, float] = defaultdict(float)
    for stroke in np.flatnonzero(here).tolist():
        m2[index.state(stroke)] += float(seen[stroke])
    whole = tuple((state, round(value)) for state, value in sorted(m2.items()))
    return _pieces(index, np.flatnonzero(here & size), on), _specks(index, np.flatnonzero(here & ~size), pixel), whole


def _pieces(index: GroundIndex, strokes: Ints, on: date) -> tuple[Piece, ...]:
    shapes = shapely.transform(index.seen(strokes, on), in_degrees) if len(strokes) else ()
    return tuple(
        Piece(index.state(stroke), shape, index.title(stroke))
        for stroke, shape in zip(strokes.tolist(), shapes, strict=True)
        if not shape.is_empty
    )


def _specks(index: GroundIndex, strokes: Ints, pixel: float) -> tuple[Speck, ...]:
    """One for each state of land in a cell of the picture; the dangerous ones last, so that nothing hides them."""
    boxes = index.boxes[strokes]
    middle = np.column_stack(((boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2))
    cells = np.floor(middle / (_CELL_PX * pixel)).astype(np.int64).tolist()
    gathered: dict[tuple[str, int, int], list[int]] = {}
    for position, (stroke, (x, y)) in enumerate(zip(strokes.tolist(), cells, strict=True)):
        gathered.setdefault((index.state(stroke), x, y), []).append(position)
    at: Any = in_degrees(np.array([middle[held].mean(axis=0) for held in gathered.values()]).reshape(-1, 2))
    specks = [
        Speck(state, float(lon), float(lat), len(held))
        for ((state, _, _), held), (lon, lat) in zip(gathered.items(), at.tolist(), strict=True)
    ]
    return tuple(sorted(specks, key=lambda speck: _OPEN.index(speck.state) if speck.state in _OPEN else -1))


def _states(shown: Box) -> tuple[Outline, ...]:
    box = shapely.box(*shown)
    return tuple(Outline(0, "", land) for _, land in states_on_earth() if land.intersects(box))


def _units(workspace: Workspace, head: Head, shown: Box) -> tuple[Outline, ...]:
    box = shapely.box(*shown)
    return tuple(
        Outline(unit.level, unit.name if unit.level == 1 else "", shape)
        for unit, shape in unit_shapes(workspace, head)
        if shape.intersects(box)
    )
