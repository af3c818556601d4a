"""The names of lines: beside their ends on a wide sheet, under the plot on a narrow one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from opendisarm.reports.world.sheet import LEADING, Sheet, attribute, wrapped

ROOM: Final = 208
"""Width that names take beside a plot, in pixels."""

_SIZE: Final = 13
_SAMPLE: Final = 24
_BESIDE: Final = 8
_GAP: Final = 7
_COUNT: Final = 40


@dataclass(frozen=True, slots=True)
class End:
    """y  where the line ends.    stroke  the attributes of its stroke."""

    label: str
    count: str
    y: float
    stroke: str


def stroke(colour: str, dash: str) -> str:
    """The attributes of a line."""
    dashes = f" stroke-dasharray={attribute(dash)}" if dash else ""
    return f'fill="none" stroke={attribute(colour)} stroke-width="2"{dashes}'


def beside(sheet: Sheet, ends: Sequence[End], at: float, floor: float) -> str:
    """Each name with its number next to the end of its line; names that would touch move apart."""
    words = [wrapped(end.label, ROOM - _BESIDE - _SAMPLE - 6, _SIZE) for end in ends]
    heights = [(len(lines) + 1) * _SIZE * LEADING + _GAP for lines in words]
    tops = _stacked([end.y - 8 for end in ends], heights, floor)
    parts = []
    x = at + _BESIDE
    for end, lines, top in zip(ends, words, tops, strict=True):
        parts.append(_sample(sheet, x, top + 8, end))
        parts.append(sheet.text(x + _SAMPLE + 6, top + 12, end.count, _SIZE, style='font-weight="bold"'))
        parts.append(sheet.lines(x + _SAMPLE + 6, top + 12 + _SIZE * LEADING, lines, _SIZE))
    return "".join(parts)


def under(sheet: Sheet, ends: Sequence[End], y: float) -> tuple[str, float]:
    """(a list of names with their numbers, the y under it)."""
    parts = []
    for end in ends:
        lines = wrapped(end.label, sheet.width - 2 * sheet.margin - _SAMPLE - 8 - _COUNT, _SIZE)
        parts.append(_sample(sheet, sheet.margin, y - 4, end))
        parts.append(sheet.lines(sheet.margin + _SAMPLE + 8, y, lines, _SIZE))
        parts.append(sheet.text(sheet.width - sheet.margin, y, end.count, _SIZE, "end", 'font-weight="bold"'))
        y += len(lines) * _SIZE * LEADING + _GAP
    return "".join(parts), y


def _sample(sheet: Sheet, at: float, y: float, end: End) -> str:
    return f'<path d="M{sheet.x(at, _SAMPLE):g},{y:.1f}h{_SAMPLE}" {end.stroke}/>'


def _stacked(wanted: Sequence[float], heights: Sequence[float], floor: float) -> list[float]:
    """Tops of blocks, near where they are wanted, none on another, the last above the floor."""
    tops: list[float] = []
    for number, top in enumerate(wanted):
        tops.append(max(top, tops[-1] + heights[number - 1]) if number else top)
    below = floor
    for number in reversed(range(len(tops))):
        tops[number] = below = min(tops[number], below - heights[number])
    return tops
