"""A map of the world on which every state stands in a group, or outside all of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from opendisarm.reports.figures import Phrase
from opendisarm.reports.render.words import Voice
from opendisarm.reports.world.ground import Ground
from opendisarm.reports.world.heading import heading
from opendisarm.reports.world.legend import Entry, legend
from opendisarm.reports.world.patterns import Pattern, definition, fill
from opendisarm.reports.world.sheet import LEADING, Sheet, attribute, printed, wrapped
from opendisarm.world.claims import TERRITORY
from opendisarm.world.names import name_of
from opendisarm.world.shapes import Shape
from opendisarm.world.states import state, states

OUTSIDE: Final = Phrase("In none of these groups")
TERRITORIES: Final = Phrase("Territory; no status shown")
NO_OPINION: Final = Phrase("Boundaries and names shown do not imply any opinion on the legal status of a territory.")
SHAPES_FROM: Final = Phrase("Shapes: Natural Earth. Projection: Equal Earth.")
IN_WORDS: Final = Phrase("{label}: {count}")

_OUTSIDE: Final = "#C4CAD1"
_TERRITORY: Final = "#E3E6EA"
_SEA: Final = "#F6F8FA"
_COAST: Final = "#D5DBE1"
_KEY_WIDTH: Final = 232
_BESIDE: Final = 20
_SMALL: Final = 10.5


@dataclass(frozen=True, slots=True)
class Group:
    """States that are filled alike.

    colour  "#rrggbb".    states  their three-letter codes.
    """

    key: str
    label: Phrase
    colour: str
    pattern: Pattern
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorldMap:
    """What stands on the map.

    subtitle  as of when, as known when, from where.    outside  what it means to be in no group.
    Errors  ValueError when a code is no state's, or stands twice: the counts would not add up to all states.
    """

    title: Phrase
    subtitle: Phrase
    groups: tuple[Group, ...]
    outside: Phrase = OUTSIDE

    def __post_init__(self) -> None:
        told = Counter(iso3 for group in self.groups for iso3 in group.states)
        strangers = sorted(iso3 for iso3 in told if state(iso3) is None)
        twice = sorted(iso3 for iso3, times in told.items() if times > 1)
        if strangers or twice:
            raise ValueError(f"A map needs states, each once; no states: {strangers}, more than once: {twice}.")

    def left(self) -> tuple[str, ...]:
        """The states in no group."""
        told = {iso3 for group in self.groups for iso3 in group.states}
        return tuple(state.iso3 for state in states() if state.iso3 not in told)


def in_words(picture: WorldMap, voice: Voice) -> str:
    """The text alternative: what the picture is about, and every count."""
    counts = [(group.label, len(group.states)) for group in picture.groups] + [(picture.outside, len(picture.left()))]
    told = "; ".join(voice.say(IN_WORDS.of(label=label, count=count)) for label, count in counts)
    return f"{voice.say(picture.subtitle)} {told}"


def svg(picture: WorldMap, voice: Voice, width: int = 1280, name: str = "world") -> str:
    """The picture, `width` pixels wide; in one column when narrow, else with its key where reading begins."""
    sheet = Sheet(width, voice, name)
    drawn, y = heading(sheet, picture.title, picture.subtitle)
    inner = width - 2 * sheet.margin
    entries = _entries(picture, name)
    if sheet.narrow:
        ground = Ground(sheet.margin, y + 4, inner)
        key, end = legend(sheet, sheet.margin, y + ground.height + 28, inner, entries)
    else:
        room = inner - _KEY_WIDTH - _BESIDE
        ground = Ground(sheet.x(sheet.margin + _KEY_WIDTH + _BESIDE, room), y + 6, room)
        key, end = legend(sheet, sheet.margin, y + 26, _KEY_WIDTH, entries)
        end = max(end, y + 6 + ground.height + 14)
    small = wrapped(f"{voice.say(NO_OPINION)} {voice.say(SHAPES_FROM)}", inner, _SMALL)
    foot = sheet.lines(sheet.margin, end + 12, small, _SMALL, 'fill-opacity="0.78"')
    height = end + 12 + len(small) * _SMALL * LEADING + sheet.margin / 2
    body = f"{drawn}{_land(picture, ground, voice, name)}{key}{foot}"
    return sheet.document(height, voice.say(picture.title), in_words(picture, voice), _definitions(picture, name), body)


def png(picture: WorldMap, voice: Voice, width: int = 1280) -> bytes:
    """The same picture for a printed document, twice as many pixels wide."""
    return printed(svg(picture, voice, width, "print"), voice)


def _entries(picture: WorldMap, name: str) -> list[Entry]:
    groups = [Entry(group.label, _fill(group, name), len(group.states)) for group in picture.groups]
    outside = Entry(picture.outside, _OUTSIDE, len(picture.left()))
    return [*groups, outside, Entry(TERRITORIES, _TERRITORY, None)]


def _fill(group: Group, name: str) -> str:
    return fill(f"{name}-{group.key}", group.colour, group.pattern)


def _definitions(picture: WorldMap, name: str) -> str:
    return "".join(definition(f"{name}-{group.key}", group.colour, group.pattern) for group in picture.groups)


def _land(picture: WorldMap, ground: Ground, voice: Voice, name: str) -> str:
    """Sea, territories, then each group with its dots; dots come last, so that no neighbour covers them."""
    shapes = ground.shapes()
    by_code = {shape.iso3: shape for shape in shapes if shape.iso3 != TERRITORY}
    territories = "".join(_path(ground, shape, voice.say(TERRITORIES)) for shape in shapes if shape.iso3 == TERRITORY)
    fills = [("", _OUTSIDE, picture.left()), *((g.key, _fill(g, name), g.states) for g in picture.groups)]
    dots = {dot.iso3: dot for dot in ground.dots(shapes)}
    border = '" stroke="#fff" stroke-width="0.8" stroke-linejoin="round" paint-order="stroke"'
    parts = [
        f'<path d="{ground.edge()}" fill="{_SEA}" stroke="{_COAST}" stroke-width="0.75"/>',
        f'<g fill="{_TERRITORY}{border}>{territories}</g>',
    ]
    for key, ink, codes in fills:
        land = "".join(_path(ground, by_code[iso3], _name(iso3, voice)) for iso3 in codes if iso3 in by_code)
        parts.append(f'<g data-group={attribute(key)} fill="{ink}{border}>{land}</g>')
    for key, ink, codes in fills:
        small = "".join(
            f'<circle data-state="{iso3}" cx="{dots[iso3].x:.1f}" cy="{dots[iso3].y:.1f}" r="{ground.dot:.1f}">'
            f"<title>{_name(iso3, voice)}</title></circle>"
            for iso3 in codes
            if iso3 in dots
        )
        if small:
            parts.append(f'<g data-dots={attribute(key)} fill="{ink}" stroke="#333" stroke-width="0.7">{small}</g>')
    return "".join(parts)


def _path(ground: Ground, shape: Shape, title: str) -> str:
    told = f' data-state="{shape.iso3}"' if shape.iso3 else ""
    return f'<path{told} d="{ground.path(shape.polygons)}"><title>{title}</title></path>'


def _name(iso3: str, voice: Voice) -> str:
    named = state(iso3)
    return name_of(named, voice.lang) if named else iso3
