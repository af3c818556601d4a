"""How many states there were, day by day, as lines with steps; each line is named where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from opendisarm.reports.figures import Phrase
from opendisarm.reports.render.words import Voice
from opendisarm.reports.world import ends, marks
from opendisarm.reports.world.axes import Axes
from opendisarm.reports.world.heading import heading
from opendisarm.reports.world.sheet import Sheet, printed

NUMBER_OF_STATES: Final = Phrase("Number of states")
ENDS_AT: Final = Phrase("{label}: {count} on {day}")

_HIGH: Final = 300
_NARROW_HIGH: Final = 220
_NUMBERS: Final = 34
_SMALL: Final = 11


@dataclass(frozen=True, slots=True)
class Series:
    """One line.

    colour  "#rrggbb".    dash  as in SVG's stroke-dasharray, "" for a solid line.
    points  (day, number of states from that day on), at least one, in the order of days.
    """

    label: Phrase
    colour: str
    dash: str
    points: tuple[tuple[date, int], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lines over time.  Every line goes on until the last day of all: put the day of the report into one of them.

    marks  days worth a word.    Errors  ValueError when there is no line, or one without points.
    """

    title: Phrase
    subtitle: Phrase
    series: tuple[Series, ...]
    marks: tuple[tuple[date, Phrase], ...] = ()

    def __post_init__(self) -> None:
        if not self.series or not all(one.points for one in self.series):
            raise ValueError("A timeline needs lines, each with at least one point.")
        if any(later < earlier for one in self.series for (earlier, _), (later, _) in pairwise(one.points)):
            raise ValueError("The points of a line come in the order of their days.")

    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        days = [on for one in self.series for on, _ in one.points]
        return min(days), max(days)


def in_words(picture: Timeline, voice: Voice) -> str:
    """The text alternative: what the picture is about, and where every line ends."""
    last = picture.days()[1]
    ends = [voice.say(ENDS_AT.of(label=one.label, count=one.points[-1][1], day=last)) for one in picture.series]
    return f"{voice.say(picture.subtitle)} {'; '.join(ends)}"


def svg(picture: Timeline, voice: Voice, width: int = 1280, name: str = "timeline") -> str:
    """The picture, `width` pixels wide; time runs as the language is read."""
    sheet = Sheet(width, voice, name)
    head, y = heading(sheet, picture.title, picture.subtitle)
    head += sheet.text(sheet.margin, y + 14, voice.say(NUMBER_OF_STATES), _SMALL, style='fill-opacity="0.78"')
    days = picture.days()
    at = sheet.margin + _NUMBERS
    wide = width - at - sheet.margin - (0 if sheet.narrow else ends.ROOM)
    noted = marks.arranged(sheet, picture.marks, at, wide, days)
    top = y + 26 + (max((mark.row for mark in noted), default=-1) + 1) * marks.ROW
    most = max(number for one in picture.series for _, number in one.points)
    axes = Axes(sheet, at, wide, top, _NARROW_HIGH if sheet.narrow else _HIGH, *days, most)
    lines = "".join(f'<path d="{_steps(axes, one)}" {_stroke(one)}/>' for one in picture.series)
    names, height = _names(axes, picture.series)
    body = f"{head}{axes.drawn()}{marks.drawn(axes, noted, y + 26)}{lines}{names}"
    return sheet.document(height, voice.say(picture.title), in_words(picture, voice), "", body)


def png(picture: Timeline, voice: Voice, width: int = 1280) -> bytes:
    """The same picture for a printed document, twice as many pixels wide."""
    return printed(svg(picture, voice, width, "print"), voice)


def _steps(axes: Axes, one: Series) -> str:
    """A step at each point, and on to the last day."""
    (start, level), *later = one.points
    steps = [f"M{axes.x(start):g},{axes.y(level):g}"]
    steps += [f"H{axes.x(on):g}V{axes.y(number):g}" for on, number in later]
    return "".join(steps) + f"H{axes.x(axes.last):g}"


def _stroke(one: Series) -> str:
    return ends.stroke(one.colour, one.dash)


def _names(axes: Axes, series: Sequence[Series]) -> tuple[str, float]:
    """(the names of the lines, the height of the whole picture)."""
    sheet, floor = axes.sheet, axes.top + axes.high
    told = [
        ends.End(
            sheet.voice.say(one.label), sheet.voice.number(one.points[-1][1]), axes.y(one.points[-1][1]), _stroke(one)
        )
        for one in sorted(series, key=lambda one: -one.points[-1][1])
    ]
    if sheet.narrow:
        listed, y = ends.under(sheet, told, floor + 50)
        return listed, y + sheet.margin / 2
    return ends.beside(sheet, told, axes.along(axes.last), floor + 20), floor + 22 + sheet.margin
