"""The signs on a duty line: each day has a shape of its own, so that none rests on colour alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from opendisarm.reports.figures import Phrase
from opendisarm.reports.land_pictures.duty_days import MOMENTS, Moment
from opendisarm.reports.land_pictures.looks import GAP, Look
from opendisarm.reports.world.sheet import INK, Sheet, length

PASSED_MISSED: Final = Phrase("Deadline passed, not met")
PASSED_UNKNOWN: Final = Phrase("Deadline passed, unknown whether met")

_SIZE: Final = 12
_ROW: Final = 22
_GREEN, _MAGENTA = "#009E73", "#CC79A7"


def _edge(fill: str, opacity: str = "1") -> str:
    return f'fill="{fill}" fill-opacity="{opacity}" stroke="{INK}" stroke-width="1.25"'


def _circle(x: float, y: float) -> str:
    return f'<circle cx="{x:g}" cy="{y:.1f}" r="4.5" {_edge(INK)}/>'


def _bar(x: float, y: float) -> str:
    return f'<path d="M{x:g},{y - 9:.1f}v18" stroke="{INK}" stroke-width="3"/>'


def _diamond(x: float, y: float) -> str:
    return f'<path d="M{x:g},{y - 7:.1f}l6,7l-6,7l-6,-7z" {_edge("#E69F00")}/>'


def _tick(x: float, y: float) -> str:
    return (
        f'<circle cx="{x:g}" cy="{y:.1f}" r="8" {_edge(_GREEN)}/>'
        f'<path d="M{x - 4:g},{y:.1f}l3,3.5l5,-6.5" fill="none" stroke="#fff" stroke-width="2"/>'
    )


def _triangle(x: float, y: float) -> str:
    return f'<path d="M{x:g},{y - 7:.1f}l7,12h-14z" {_edge(_MAGENTA)}/>'


def _ring(x: float, y: float) -> str:
    return f'<circle cx="{x:g}" cy="{y:.1f}" r="5" fill="none" stroke="{INK}" stroke-width="2"/>'


SIGNS: Final[dict[Moment, Callable[[float, float], str]]] = {
    Moment.IN_FORCE: _circle,
    Moment.DEADLINE: _bar,
    Moment.EXTENDED: _diamond,
    Moment.COMPLETED: _tick,
    Moment.FOUND_AGAIN: _triangle,
    Moment.NEXT_DUE: _ring,
}
"""How a day looks, its middle at (x, y) on the sheet."""


def legend(sheet: Sheet, y: float, moments: Sequence[Moment], bands: Sequence[Look]) -> tuple[str, float]:
    """(what the signs and the fills mean, as many on a line as fit, the y under it)."""
    told = [(MOMENTS[moment], SIGNS[moment], None) for moment in moments]
    parts, at = [], sheet.margin
    for word, sign, look in [*told, *((_passed(band), None, band) for band in bands)]:
        said = sheet.voice.say(word)
        wide = 30 + length(said, _SIZE) + 22
        if at > sheet.margin and at + wide > sheet.width - sheet.margin:
            at, y = sheet.margin, y + _ROW
        if sign is not None:
            parts.append(sign(sheet.x(at + 9), y - 4))
        elif look is not None:
            x = sheet.x(at, 22)
            parts.append(f'<rect x="{x:g}" y="{y - 9:.1f}" width="22" height="9" {look.fill(sheet.name)}/>')
        parts.append(sheet.text(at + 28, y, said, _SIZE))
        at += wide
    return "".join(parts), y + _ROW / 2


def _passed(band: Look) -> Phrase:
    return PASSED_MISSED if band is GAP else PASSED_UNKNOWN
