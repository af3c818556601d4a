"""Duties of a state over time: in force, deadline, each extension, completion, today; one row for each duty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from xml.sax.saxutils import escape

from opendisarm.reports.land_pictures.duty_days import (
    ANSWERS,
    EVENT_SAID,
    MOMENTS,
    NO_DUTY,
    DutyLines,
    DutyRow,
    Moment,
    in_words,
    rows,
)
from opendisarm.reports.land_pictures.looks import GAP, UNTOLD
from opendisarm.reports.land_pictures.signs import SIGNS, legend
from opendisarm.reports.render.words import Voice
from opendisarm.reports.world.axes import Axes
from opendisarm.reports.world.heading import heading
from opendisarm.reports.world.sheet import INK, LEADING, Sheet, length, printed, wrapped

__all__ = ["ANSWERS", "DutyLines", "DutyRow", "Moment", "in_words", "png", "rows", "svg"]

_SIZE, _SMALL, _TINY = 13, 11, 10.5
_ROW: Final = 46
_NARROW_ROW: Final = 82
_WORDS, _ANSWER = 0.25, 0.17
_BAND: Final = 7
_YEAR_ROOM: Final = 6
_WIDER: Final = 1.2
"""Bold letters take more room, Arabic ones above all."""


def svg(picture: DutyLines, voice: Voice, width: int = 1280, name: str = "duties") -> str:
    """The picture, `width` pixels wide; time runs as the language is read."""
    sheet = Sheet(width, voice, name)
    drawn, y = heading(sheet, picture.title, picture.subtitle)
    if not picture.duties:
        drawn += sheet.lines(sheet.margin, y + 30, wrapped(voice.say(NO_DUTY), width - 2 * sheet.margin, _SIZE), _SIZE)
        return sheet.document(y + 70, voice.say(picture.title), in_words(picture, voice), "", drawn)
    plot = _plot(picture, sheet, y + 34)
    drawn += plot.axes.drawn_years() + plot.this_day(picture.today)
    for number, row in enumerate(picture.duties):
        drawn += plot.words(number, row) + plot.band(number, row, picture.today) + plot.signs(number, row)
    seen = [moment for moment in MOMENTS if any(row.days(moment) for row in picture.duties)]
    answers = {row.answer for row in picture.duties if row.due and row.due < picture.today}
    bands = [look for answer, look in _OVERDUE.items() if answer in answers]
    told, bottom = legend(sheet, plot.axes.top + plot.axes.high + 44, seen, bands)
    defs = "".join(look.definition(name) for look in _OVERDUE.values())
    body = drawn + told
    return sheet.document(bottom + sheet.margin / 2, voice.say(picture.title), in_words(picture, voice), defs, body)


def png(picture: DutyLines, voice: Voice, width: int = 1280) -> bytes:
    """The same picture for a printed document, twice as many pixels wide."""
    return printed(svg(picture, voice, width, "print"), voice)


_OVERDUE: Final = {"missed": GAP, "unknown": UNTOLD}
"""How the time since a deadline looks that passed without an answer, or with a bad one."""


@dataclass(frozen=True, slots=True)
class _Years(Axes):
    """Axes without numbers: what goes up are rows."""

    def drawn_years(self) -> str:
        """The ground line and its years."""
        ground = f"M{self.sheet.x(self.at, self.wide):g},{self.top + self.high:.1f}h{self.wide:g}"
        return f'<path d="{ground}" stroke="{INK}" stroke-opacity="0.6" stroke-width="0.75"/>{self._years()}'


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the rows stand."""

    axes: _Years
    row: float

    @property
    def sheet(self) -> Sheet:
        return self.axes.sheet

    def top(self, number: int) -> float:
        """Where a row begins."""
        return self.axes.top + number * self.row

    def middle(self, number: int) -> float:
        """Where the line of a row runs."""
        return self.top(number) + (self.row - 27 if self.sheet.narrow else self.row / 2 - 4)

    def this_day(self, on: date) -> str:
        """A line through all rows; where words stand above the bands, only beside these."""
        sheet, x = self.sheet, self.axes.along(on)
        ends = [(self.axes.top - 4, self.axes.top + self.axes.high)]
        if sheet.narrow:
            number = round(self.axes.high / self.row)
            ends = [(middle - 14, middle + 9) for middle in map(self.middle, range(number))]
        line = "".join(f"M{sheet.x(x):g},{top:.1f}V{bottom:.1f}" for top, bottom in ends)
        word = sheet.voice.day(on)
        half = length(word, _SMALL) / 2
        at = min(max(x, self.axes.at + half), self.axes.at + self.axes.wide - half)
        said = sheet.text(at, self.axes.top - 10, word, _SMALL, "middle", 'font-weight="bold"')
        return f'<path d="{line}" stroke="{INK}" stroke-width="1.25" stroke-dasharray="4 3"/>{said}'

    def words(self, number: int, row: DutyRow) -> str:
        """Which duty, and how it stands."""
        sheet, top = self.sheet, self.top(number)
        rule = (
            f"M{sheet.x(sheet.margin, sheet.width - 2 * sheet.margin):g},{top:.1f}h{sheet.width - 2 * sheet.margin:g}"
        )
        drawn = f'<path d="{rule}" stroke="{INK}" stroke-opacity="0.14" stroke-width="0.75"/>'
        word, said = sheet.voice.say(row.word), sheet.voice.say(row.said())
        soft, bold = 'fill-opacity="0.78"', 'font-weight="bold"' if row.answer == "missed" else ""
        if sheet.narrow:
            drawn += sheet.text(sheet.margin, top + 17, word, _SIZE)
            drawn += sheet.text(sheet.margin, top + 33, row.cite, _SMALL, style=soft)
            return drawn + sheet.text(sheet.width - sheet.margin, top + 33, said, _SMALL, "end", bold)
        lines = wrapped(word, sheet.width * _WORDS - 12, _SIZE)
        y = top + self.row / 2 - (len(lines) - 1) * _SIZE * LEADING / 2 - 3
        drawn += sheet.lines(sheet.margin, y, lines, _SIZE)
        drawn += sheet.text(sheet.margin, y + (len(lines) - 1) * _SIZE * LEADING + 15, row.cite, _SMALL, style=soft)
        answer = wrapped(said, (sheet.width * _ANSWER - 16) / (_WIDER if bold else 1), 12)
        at = self.axes.at + self.axes.wide + 16
        return drawn + sheet.lines(at, top + self.row / 2 + 4 - (len(answer) - 1) * 8, answer, 12, bold)

    def band(self, number: int, row: DutyRow, today: date) -> str:
        """From the entry into force to the deadlines; what is overdue; an open end where there is no date."""
        begun = row.days(Moment.IN_FORCE)
        if not begun:
            return ""
        y = self.middle(number)
        ends = [on for what, on in row.events if what in (Moment.DEADLINE, Moment.EXTENDED)]
        done = max(row.days(Moment.COMPLETED), default=None) if row.answer == "met" else None
        if not ends:
            return self._stretch(begun[0], row.due or today, y, f'fill="{INK}" fill-opacity="0.22"', 3)
        parts, start = [], begun[0]
        for faint, end in zip((0.55, *[0.3] * len(ends)), ends, strict=False):
            stop = min(end, done) if done else end
            parts.append(self._stretch(start, stop, y, f'fill="{INK}" fill-opacity="{faint}"', _BAND))
            start = max(start, end)
        if done is None and start < today and row.answer in _OVERDUE:
            parts.append(self._stretch(start, today, y, _OVERDUE[row.answer].fill(self.sheet.name), _BAND + 2))
        return "".join(parts)

    def signs(self, number: int, row: DutyRow) -> str:
        """A sign on each day, and its year under it where there is room."""
        y, parts = self.middle(number), []
        free = float("-inf")
        for what, on in sorted(row.events, key=lambda event: (event[1], list(Moment).index(event[0]))):
            x = self.axes.along(on)
            title = self.sheet.voice.say(EVENT_SAID.of(event=MOMENTS[what], day=on))
            parts.append(
                f'<g data-moment="{what.value}" data-day="{on}"><title>{escape(title)}</title>'
                f"{SIGNS[what](self.sheet.x(x), y)}</g>"
            )
            year = str(on.year)
            half = length(year, _TINY) / 2
            if x - half > free:
                parts.append(self.sheet.text(x, y + 19, year, _TINY, "middle", 'fill-opacity="0.78"'))
                free = x + half + _YEAR_ROOM
        return "".join(parts)

    def _stretch(self, start: date, end: date, y: float, fill: str, thick: float) -> str:
        wide = self.axes.along(end) - self.axes.along(start)
        if wide <= 0:
            return ""
        x = self.sheet.x(self.axes.along(start), wide)
        return f'<rect x="{x:g}" y="{y - thick / 2:.1f}" width="{wide:.1f}" height="{thick:g}" {fill}/>'


def _plot(picture: DutyLines, sheet: Sheet, top: float) -> _Plot:
    row = _NARROW_ROW if sheet.narrow else _ROW
    at = sheet.margin + (8 if sheet.narrow else sheet.width * _WORDS)
    wide = sheet.width - at - sheet.margin - (8 if sheet.narrow else sheet.width * _ANSWER)
    return _Plot(_Years(sheet, at, wide, top, row * len(picture.duties), *picture.span(), 1), row)
