"""The map of the ground: states and administrative units below, land by its state above, a key and a scale.

Never drawn here: accidents, persons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely

from opendisarm.reports.figures import Phrase
from opendisarm.reports.ground_map.frame import Box, Frame, path
from opendisarm.reports.ground_map.key import key, scale_bar
from opendisarm.reports.ground_map.states import BY_KEY, LAND_STATES, LandState
from opendisarm.reports.render.words import Voice
from opendisarm.reports.world.heading import heading
from opendisarm.reports.world.patterns import definition, fill
from opendisarm.reports.world.sheet import LEADING, Sheet, attribute, length, wrapped
from opendisarm.reports.world.standing_map import NO_OPINION

LAND_STATE: Final = Phrase("The state of the land")
IN_WORDS: Final = Phrase("{label}: {count} m2")
NO_LAND: Final = Phrase("No land of a record lies here on this day.")
UNDRAWN: Final = Phrase("Records without a polygon, which no map can show: {count}.")
SHAPES: Final = Phrase("Outlines of states: Natural Earth. Projection: Mercator.")

_SEA: Final = "#E9EEF3"
_GROUND: Final = "#FBFAF7"
_BORDER: Final = "#6B7480"
_UNIT: Final = "#9AA3AE"
_INK: Final = "#1b1b1b"
_KEY_WIDTH: Final = 268
_BESIDE: Final = 20
_SMALL: Final = 10.5
_NAME: Final = 12
_DOT: Final = 3.2


@dataclass(frozen=True, slots=True)
class Piece:
    """Land in one state.  shape: polygon in degrees.  title: what a pointer that rests on it is told."""

    state: str
    shape: shapely.Geometry
    title: str = ""


@dataclass(frozen=True, slots=True)
class Speck:
    """Land too small to be drawn: where, and how many pieces stand here as one."""

    state: str
    lon: float
    lat: float
    count: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A state or an administrative unit.  level: 0 state, 1 province, 2 district.  name: "" for none."""

    level: int
    name: str
    shape: shapely.Geometry


@dataclass(frozen=True, slots=True)
class GroundMap:
    """What stands on the map.

    box      what must be seen.    m2  on top of each state's pieces and specks, by state.
    pieces   in the order in which they are drawn; they do not overlap.
    undrawn  records within reach that have no polygon.
    Errors   ValueError when a state of land has no colour.
    """

    title: Phrase
    subtitle: Phrase
    box: Box
    outlines: tuple[Outline, ...]
    pieces: tuple[Piece, ...]
    specks: tuple[Speck, ...]
    m2: tuple[tuple[str, int], ...]
    undrawn: int = 0

    def __post_init__(self) -> None:
        strangers = (self._drawn() | {state for state, _ in self.m2}) - BY_KEY.keys()
        if strangers:
            raise ValueError(f"No colour is known for land that is {', '.join(sorted(strangers))}.")

    def shown(self) -> list[tuple[LandState, int]]:
        """The states of land that stand on it, in the order of the key."""
        m2 = dict(self.m2)
        there = self._drawn() | {state for state, value in m2.items() if value}
        return [(state, m2.get(state.key, 0)) for state in LAND_STATES if state.key in there]

    def _drawn(self) -> set[str]:
        return {piece.state for piece in self.pieces} | {speck.state for speck in self.specks}


def in_words(picture: GroundMap, voice: Voice) -> str:
    """The text alternative: what the map is about, and the m2 of every state of land on it."""
    told = [voice.say(IN_WORDS.of(label=state.label, count=m2)) for state, m2 in picture.shown()]
    return f"{voice.say(picture.subtitle)} {'; '.join(told) if told else voice.say(NO_LAND)}"


def frame_of(box: Box, width: int) -> Frame:
    """The frame that `svg` draws in, for whoever decides what is large enough to be drawn.  Errors  ValueError."""
    narrow = Sheet(width, Voice("en"), "frame")
    inner = width - 2 * narrow.margin
    return Frame.of(box, narrow.margin, 0.0, inner if narrow.narrow else inner - _KEY_WIDTH - _BESIDE)


def svg(picture: GroundMap, voice: Voice, width: int = 1280, name: str = "ground") -> str:
    """The map, `width` pixels wide; in one column when narrow, else with its key where reading begins.

    Presentation attributes only: a page may forbid styles.
    """
    sheet = Sheet(width, voice, name)
    head, y = heading(sheet, picture.title, picture.subtitle)
    inner, measured = width - 2 * sheet.margin, frame_of(picture.box, width)
    left = sheet.margin if sheet.narrow else sheet.x(sheet.margin + _KEY_WIDTH + _BESIDE, measured.width)
    frame = Frame(measured.box, left, y + 8, measured.width, measured.height)
    below = frame.top + frame.height
    if sheet.narrow:
        told, end = key(sheet, sheet.margin, below + 26, inner, picture.shown())
    else:
        told, end = key(sheet, sheet.margin, y + 24, _KEY_WIDTH, picture.shown())
    foot, height = _foot(picture, sheet, max(end, below + 14))
    clip = f'<rect x="{frame.left:g}" y="{frame.top:g}" width="{frame.width:g}" height="{frame.height:g}"'
    land = f'<g clip-path="url(#{name}-frame)">{_below(picture, frame)}{_land(picture, frame, name)}</g>'
    edge = f'{clip} fill="none" stroke="{_BORDER}" stroke-width="0.75"/>'
    body = f'{head}{clip} fill="{_SEA}"/>{land}{_names(picture, frame)}{edge}{scale_bar(sheet, frame)}{told}{foot}'
    patterns = "".join(definition(f"{name}-{one.key}", one.colour, one.pattern) for one in LAND_STATES)
    defs = f'{patterns}<clipPath id="{name}-frame">{clip}/></clipPath>'
    return sheet.document(height, voice.say(picture.title), in_words(picture, voice), defs, body)


def _foot(picture: GroundMap, sheet: Sheet, y: float) -> tuple[str, float]:
    voice = sheet.voice
    words = [voice.say(NO_OPINION), voice.say(SHAPES)]
    if picture.undrawn:
        words.insert(0, voice.say(UNDRAWN.of(count=picture.undrawn)))
    if not picture.shown():
        words.insert(0, voice.say(NO_LAND))
    small = wrapped(" ".join(words), sheet.width - 2 * sheet.margin, _SMALL)
    drawn = sheet.lines(sheet.margin, y + 12, small, _SMALL, 'fill-opacity="0.78"')
    return drawn, y + 12 + len(small) * _SMALL * LEADING + sheet.margin / 2


def _below(picture: GroundMap, frame: Frame) -> str:
    """Land of the earth, then the lines of units, then those of states."""
    parts: list[str] = []
    for level, inks in (
        (0, f'fill="{_GROUND}"'),
        (2, f'fill="none" stroke="{_UNIT}" stroke-width="0.6" stroke-dasharray="2 2"'),
        (1, f'fill="none" stroke="{_UNIT}" stroke-width="1"'),
        (0, f'fill="none" stroke="{_BORDER}" stroke-width="1.4"'),
    ):
        shapes = _array([one.shape for one in picture.outlines if one.level == level])
        drawn = "".join(path(shape) for shape in frame.placed(shapes) if not shape.is_empty)
        if drawn:
            parts.append(f'<path data-level="{level}" d="{drawn}" {inks} stroke-linejoin="round"/>')
    return "".join(parts)


def _land(picture: GroundMap, frame: Frame, name: str) -> str:
    placed = frame.placed(_array([one.shape for one in picture.pieces]))
    parts: list[str] = []
    for one, shape in zip(picture.pieces, placed, strict=True):
        if not shape.is_empty:
            title = f"<title>{_escaped(one.title)}</title>" if one.title else ""
            parts.append(f'<path d="{path(shape)}" {_inks(one.state, name)}>{title}</path>')
    if picture.specks:
        at = frame.pixels(np.array([(one.lon, one.lat) for one in picture.specks]))
        for speck, (x, y) in zip(picture.specks, at.tolist(), strict=True):
            inks = _inks(speck.state, name)
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_DOT + min(speck.count, 50) ** 0.5 / 2:.1f}" {inks}/>')
    return "".join(parts)


def _inks(state: str, name: str) -> str:
    seen = BY_KEY[state]
    dashed = ' stroke-dasharray="3 2"' if state == "correction" else ""
    inked = attribute(fill(f"{name}-{state}", seen.colour, seen.pattern))
    return f'data-land="{state}" fill={inked} stroke="{_INK}" stroke-width="0.8"{dashed}'


def _names(picture: GroundMap, frame: Frame) -> str:
    """Names of provinces that have room for theirs; in the middle, so that no direction of writing moves them."""
    parts: list[str] = []
    named = [one for one in picture.outlines if one.level == 1 and one.name]
    for one, shape in zip(named, frame.placed(_array([one.shape for one in named])), strict=True):
        if shape.is_empty or shape.bounds[2] - shape.bounds[0] < length(one.name, _NAME) + 8:
            continue
        middle = shape.representative_point()
        parts.append(
            f'<text x="{middle.x:.1f}" y="{middle.y:.1f}" font-size="{_NAME}" text-anchor="middle" fill="{_INK}" '
            f'stroke="#fff" stroke-opacity="0.85" stroke-width="3" paint-order="stroke">{_escaped(one.name)}</text>'
        )
    return "".join(parts)


def _escaped(words: str) -> str:
    return attribute(words)[1:-1].replace("&quot;", '"')


def _array(shapes: Sequence[shapely.Geometry]) -> Any:
    held = np.empty(len(shapes), dtype=object)
    held[:] = shapes
    return held
