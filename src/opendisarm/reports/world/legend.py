"""The key of a map: a swatch, a word and a count for every fill; the counts add up to all states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from opendisarm.reports.figures import Phrase
from opendisarm.reports.world.sheet import INK, LEADING, Sheet, attribute, wrapped

STATES: Final = Phrase("States")
ALL_STATES: Final = Phrase("All states")

_SIZE: Final = 13
_SWATCH: Final = (26, 16)
_COUNT: Final = 34
_BETWEEN: Final = 9


@dataclass(frozen=True, slots=True)
class Entry:
    """count: how many states are filled so; None where nothing is counted."""

    label: Phrase
    fill: str
    count: int | None


def legend(sheet: Sheet, at: float, y: float, width: float, entries: Sequence[Entry]) -> tuple[str, float]:
    """(the key, the y under it); entries with a count first."""
    counted = [entry for entry in entries if entry.count is not None]
    drawn = [sheet.text(at + width, y, sheet.voice.say(STATES), 11, "end", 'fill-opacity="0.78"')]
    y += _SIZE * LEADING + 2
    for entry in counted:
        part, y = _entry(sheet, at, y, width, entry)
        drawn.append(part)
    drawn.append(_rule(sheet, at, y - _SIZE + 1, width))
    y += 5
    total = sum(entry.count or 0 for entry in counted)
    drawn.append(sheet.text(at, y, sheet.voice.say(ALL_STATES), _SIZE))
    drawn.append(_count(sheet, at + width, y, total))
    y += _SIZE * LEADING + _BETWEEN
    for entry in entries:
        if entry.count is None:
            part, y = _entry(sheet, at, y, width, entry)
            drawn.append(part)
    return "".join(drawn), y - _SIZE


def _entry(sheet: Sheet, at: float, y: float, width: float, entry: Entry) -> tuple[str, float]:
    wide, high = _SWATCH
    words = wrapped(sheet.voice.say(entry.label), width - wide - 8 - _COUNT, _SIZE)
    drawn = (
        f'<rect x="{sheet.x(at, wide):g}" y="{y - high + 3:.1f}" width="{wide}" height="{high}" '
        f'fill={attribute(entry.fill)} stroke="{INK}" stroke-opacity="0.35" stroke-width="0.75"/>'
    )
    drawn += sheet.lines(at + wide + 8, y, words, _SIZE)
    if entry.count is not None:
        drawn += _count(sheet, at + width, y, entry.count)
    return drawn, y + len(words) * _SIZE * LEADING + _BETWEEN


def _count(sheet: Sheet, at: float, y: float, count: int) -> str:
    return sheet.text(at, y, sheet.voice.number(count), _SIZE, "end", 'font-weight="bold"')


def _rule(sheet: Sheet, at: float, y: float, width: float) -> str:
    line = f"M{sheet.x(at, width):g},{y:.1f}h{width:g}"
    return f'<path d="{line}" stroke="{INK}" stroke-opacity="0.4" stroke-width="0.75"/>'
