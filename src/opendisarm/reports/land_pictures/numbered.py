"""Marked days where there is no room for words: a number at the head of each line, and the words under the picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from opendisarm.reports.figures import Phrase
from opendisarm.reports.world.axes import Axes
from opendisarm.reports.world.sheet import INK, LEADING, Sheet, wrapped

NUMBERED: Final = Phrase("{label}: {value}")

_SIZE: Final = 12
_ROW: Final = 14
_ROOM: Final = 13
_INDENT: Final = 18


def numbered(axes: Axes, marks: Sequence[tuple[date, Phrase]], top: float) -> str:
    """Lines with their numbers, in two rows where they stand close."""
    parts = []
    before, row = float("-inf"), 0
    for number, (on, _) in enumerate(_in_order(marks), 1):
        at = axes.along(on)
        row = 1 - row if at - before < _ROOM else 0
        before = at
        y = top + row * _ROW
        line = f"M{axes.sheet.x(at):g},{y + 3:.1f}V{axes.top + axes.high:.1f}"
        parts.append(
            f'<path d="{line}" stroke="{INK}" stroke-opacity="0.55" stroke-width="0.75" stroke-dasharray="2 2"/>'
        )
        parts.append(axes.sheet.text(at, y, str(number), _SIZE, "middle", 'font-weight="bold"'))
    return "".join(parts)


def spelt(sheet: Sheet, marks: Sequence[tuple[date, Phrase]], y: float) -> tuple[str, float]:
    """(what the numbers mean, the y under it)."""
    parts = []
    for number, (on, word) in enumerate(_in_order(marks), 1):
        lines = wrapped(sheet.voice.say(NUMBERED.of(label=word, value=on)), sheet.width - 2 * sheet.margin, _SIZE)
        parts.append(sheet.text(sheet.margin, y, str(number), _SIZE, style='font-weight="bold"'))
        parts.append(sheet.lines(sheet.margin + _INDENT, y, lines, _SIZE))
        y += len(lines) * _SIZE * LEADING + 4
    return "".join(parts), y


def _in_order(marks: Sequence[tuple[date, Phrase]]) -> list[tuple[date, Phrase]]:
    return sorted(marks, key=lambda mark: mark[0])
