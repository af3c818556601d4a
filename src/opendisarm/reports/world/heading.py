"""The first lines of a picture: what it shows, and as of when, as known when, from where."""

from __future__ import annotations

from typing import Final

from opendisarm.reports.figures import Phrase
from opendisarm.reports.world.sheet import LEADING, Sheet, wrapped

_TITLE: Final = 20
_NARROW_TITLE: Final = 16
_SUBTITLE: Final = 13
_WIDER: Final = 1.08
"""Bold letters take more room."""


def heading(sheet: Sheet, title: Phrase, subtitle: Phrase) -> tuple[str, float]:
    """(the lines, the height that they take from the top edge)."""
    room = sheet.width - 2 * sheet.margin
    size = _NARROW_TITLE if sheet.narrow else _TITLE
    large = wrapped(sheet.voice.say(title), room / _WIDER, size)
    small = wrapped(sheet.voice.say(subtitle), room, _SUBTITLE)
    first = sheet.margin + size
    second = first + (len(large) - 1) * size * LEADING + _SUBTITLE * 1.7
    drawn = sheet.lines(sheet.margin, first, large, size, 'font-weight="bold"')
    drawn += sheet.lines(sheet.margin, second, small, _SUBTITLE, 'fill-opacity="0.78"')
    return drawn, second + (len(small) - 1) * _SUBTITLE * LEADING + _SUBTITLE
