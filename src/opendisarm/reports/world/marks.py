"""Days worth a word on a timeline: a line down to the axis, and words at its head that no other line runs through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from opendisarm.reports.figures import Phrase
from opendisarm.reports.world.axes import Axes
from opendisarm.reports.world.sheet import INK, Anchor, Sheet, length

ROW: Final = 30
"""Height of the words of one mark, in pixels."""

_SIZE: Final = 11
_GAP: Final = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """at  where its line stands.    begin, end  where its words do.    row  0 is the highest."""

    lines: tuple[str, str]
    at: float
    begin: float
    end: float
    row: int

    def touches(self, other: Mark) -> bool:
        """Whether words cover words, or the line of the higher one runs through the words of the lower one."""
        if self.row == other.row:
            return self.begin < other.end and other.begin < self.end
        high, low = (self, other) if self.row < other.row else (other, self)
        return low.begin < high.at < low.end


def arranged(
    sheet: Sheet, marks: Sequence[tuple[date, Phrase]], at: float, wide: float, days: tuple[date, date]
) -> list[Mark]:
    """Marks within these days on a plot so wide, each in the highest row where it fits; the lowest for one that never
    does."""
    first, last = days
    placed: list[Mark] = []
    for on, words in sorted(marks, key=lambda mark: mark[0]):
        if not first <= on <= last:
            continue
        x = at + wide * (on - first).days / max((last - first).days, 1)
        lines = sheet.voice.say(words), sheet.voice.day(on)
        room = max(length(line, _SIZE) for line in lines) + _GAP
        begin = x - room if x + room > sheet.width and x - room > 0 else x
        lowest = max((mark.row for mark in placed), default=-1) + 1
        choices = [Mark(lines, x, begin, begin + room, row) for row in range(lowest + 1)]
        placed.append(next((one for one in choices if not any(one.touches(mark) for mark in placed)), choices[-1]))
    return placed


def drawn(axes: Axes, marks: Sequence[Mark], top: float) -> str:
    """Lines and words, the highest row at this y."""
    return "".join(_mark(axes, mark, top + mark.row * ROW) for mark in marks)


def _mark(axes: Axes, mark: Mark, y: float) -> str:
    sheet = axes.sheet
    anchor: Anchor = "start" if mark.begin == mark.at else "end"
    x = mark.at + (5 if anchor == "start" else -5)
    line = f"M{sheet.x(mark.at):g},{y - 4:.1f}V{axes.top + axes.high:.1f}"
    return (
        f'<path d="{line}" stroke="{INK}" stroke-opacity="0.55" stroke-width="0.75" stroke-dasharray="2 2"/>'
        + sheet.text(x, y + 6, mark.lines[0], _SIZE, anchor)
        + sheet.text(x, y + 20, mark.lines[1], _SIZE, anchor, 'fill-opacity="0.78"')
    )
