"""How many states there were, day by day, as lines with steps; each line is named where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from opendisarm.reports.figures import Phrase
from opendisarm.reports.render.words import Voice
from opendisarm.reports.world.axes import Axes
from opendisarm.reports.world.heading import heading
from opendisarm.reports.world.sheet import INK, LEADING, Sheet, attribute, length, printed, wrapped

NUMBER_OF_STATES: Final = Phrase("Number of states")
ENDS_AT: Final = Phrase("{label}: {count} on {day}")

_HIGH: Final = 300
_NARROW_HIGH: Final = 220
_NUMBERS: Final = 34
_NAMES: Final = 200
_NARROW_NAMES: Final = 112
_SIZE: Final = 13
_MARK: Final = 11
_SAMPLE: Final = 22


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
    drawn, y = heading(sheet, picture.title, picture.subtitle)
    drawn += sheet.text(sheet.margin, y + 14, voice.say(NUMBER_OF_STATES), _MARK, style='fill-opacity="0.78"')
    names = _NARROW_NAMES if sheet.narrow else _NAMES
    at = sheet.margin + _NUMBERS
    first, last = picture.days()
    within = [(on, words) for on, words in sorted(picture.marks, key=lambda mark: mark[0]) if first <= on <= last]
    wide, high = width - at - sheet.margin - names, _NARROW_HIGH if sheet.narrow else _HIGH
    rows = _rows(sheet, within, at, wide, first, last)
    top = y + 26 + (max(rows, default=-1) + 1) * _MARK * 2.6
    most = max(number for one in picture.series for _, number in one.points)
    axes = Axes(sheet, at, wide, top, high, first, last, most)
    marks = "".join(_mark(axes, on, words, y + 26, row) for (on, words), row in zip(within, rows, strict=True))
    lines = "".join(_line(axes, one) for one in picture.series)
    body = f"{drawn}{axes.drawn()}{marks}{lines}{_ends(axes, picture.series, names)}"
    height = top + high + 22 + sheet.margin
    return sheet.document(height, voice.say(picture.title), in_words(picture, voice), "", body)


def png(picture: Timeline, voice: Voice, width: int = 1280) -> bytes:
    """The same picture for a printed document, twice as many pixels wide."""
    return printed(svg(picture, voice, width, "print"), voice)


def _line(axes: Axes, one: Series) -> str:
    """A step at each point, and on to the last day."""
    (start, level), *later = one.points
    steps = [f"M{axes.x(start):g},{axes.y(level):g}"]
    steps += [f"H{axes.x(on):g}V{axes.y(number):g}" for on, number in later]
    path = "".join(steps) + f"H{axes.x(axes.last):g}"
    return f'<path d="{path}" fill="none" stroke={attribute(one.colour)} stroke-width="2"{_dash(one)}/>'


def _dash(one: Series) -> str:
    return f" stroke-dasharray={attribute(one.dash)}" if one.dash else ""


def _ends(axes: Axes, series: Sequence[Series], room: float) -> str:
    """The name and the last number of each line, beside its end; names that would touch move apart."""
    sheet, at = axes.sheet, axes.along(axes.last) + 8
    blocks = []
    for one in sorted(series, key=lambda one: -one.points[-1][1]):
        words = wrapped(sheet.voice.say(one.label), room - 8 - _SAMPLE - 6, _SIZE)
        blocks.append((one, words, (len(words) + 1) * _SIZE * LEADING))
    tops = _stacked([(axes.y(one.points[-1][1]) - 8, high) for one, _, high in blocks], axes.top + axes.high + 20)
    parts = []
    for (one, words, _), top in zip(blocks, tops, strict=True):
        count = sheet.voice.number(one.points[-1][1])
        sample = f"M{sheet.x(at, _SAMPLE):g},{top + 8:.1f}h{_SAMPLE}"
        parts.append(f'<path d="{sample}" stroke={attribute(one.colour)} stroke-width="2"{_dash(one)}/>')
        parts.append(sheet.text(at + _SAMPLE + 6, top + 12, count, _SIZE, style='font-weight="bold"'))
        parts.append(sheet.lines(at + _SAMPLE + 6, top + 12 + _SIZE * LEADING, words, _SIZE))
    return "".join(parts)


def _stacked(wanted: Sequence[tuple[float, float]], floor: float) -> list[float]:
    """Tops of blocks of these heights, near where they are wanted, none on another, the last above the floor."""
    tops: list[float] = []
    for top, _ in wanted:
        under = tops[-1] + wanted[len(tops) - 1][1] if tops else top
        tops.append(max(top, under))
    below = floor
    for number in reversed(range(len(tops))):
        tops[number] = min(tops[number], below - wanted[number][1])
        below = tops[number]
    return tops


def _rows(
    sheet: Sheet, marks: Sequence[tuple[date, Phrase]], at: float, wide: float, first: date, last: date
) -> list[int]:
    """The row of each mark's words, from the lowest, such that none touches another."""
    ends: list[float] = []
    rows: list[int] = []
    for on, words in marks:
        x = at + wide * (on - first).days / max((last - first).days, 1)
        room = max(length(text, _MARK) for text in (sheet.voice.say(words), sheet.voice.day(on))) + 14
        free = next((row for row, end in enumerate(ends) if end <= x), len(ends))
        ends[free:] = [x + room, *ends[free + 1 :]]
        rows.append(free)
    return rows


def _mark(axes: Axes, on: date, words: Phrase, top: float, row: int) -> str:
    """A line from its words down to the axis."""
    sheet, x = axes.sheet, axes.along(on)
    y = top + row * _MARK * 2.6
    line = f"M{sheet.x(x):g},{y - 4:.1f}V{axes.top + axes.high:.1f}"
    return (
        f'<path d="{line}" stroke="{INK}" stroke-opacity="0.55" stroke-width="0.75" stroke-dasharray="2 2"/>'
        + sheet.text(x + 5, y + 6, sheet.voice.say(words), _MARK)
        + sheet.text(x + 5, y + 6 + _MARK * 1.2, sheet.voice.day(on), _MARK, style='fill-opacity="0.78"')
    )
