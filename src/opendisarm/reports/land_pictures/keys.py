"""The key of a picture of land: a swatch, a word and an amount for each fill, beside the plot or under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from opendisarm.reports.figures import Phrase
from opendisarm.reports.land_pictures.looks import Look
from opendisarm.reports.world.sheet import INK, LEADING, Sheet, wrapped

_SIZE: Final = 13
_SWATCH: Final = (26, 16)
_BETWEEN: Final = 7
_FIGURES: Final = 96


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the key.  look: None for a sum, which has no fill of its own.  value: as it is printed."""

    word: Phrase
    value: str
    look: Look | None = None


def key(sheet: Sheet, at: float, y: float, width: float, entries: Sequence[Entry]) -> tuple[str, float]:
    """(the key from this baseline on, the y under it); a sum stands in bold under a line."""
    wide, high = _SWATCH
    drawn = []
    for entry in entries:
        bold = "" if entry.look else 'font-weight="bold"'
        words = wrapped(sheet.voice.say(entry.word), width - wide - 8 - _FIGURES, _SIZE)
        if entry.look:
            drawn.append(
                f'<rect x="{sheet.x(at, wide):g}" y="{y - high + 3:.1f}" width="{wide}" height="{high}" '
                f"{entry.look.fill(sheet.name)}/>"
            )
        else:
            line = f"M{sheet.x(at, width):g},{y - _SIZE - 2:.1f}h{width:g}"
            drawn.append(f'<path d="{line}" stroke="{INK}" stroke-opacity="0.4" stroke-width="0.75"/>')
        drawn.append(sheet.lines(at + (wide + 8 if entry.look else 0), y, words, _SIZE, bold))
        drawn.append(sheet.text(at + width, y, entry.value, _SIZE, "end", bold))
        y += len(words) * _SIZE * LEADING + _BETWEEN + (0 if entry.look else 6)
    return "".join(drawn), y
