"""From an opening to a closing: one bar for each way in which land came onto the books or left them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from xml.sax.saxutils import escape

from opendisarm.core.vocabulary import Cause
from opendisarm.reports.article7.remaining import LAND_GROUP
from opendisarm.reports.figures import UNKNOWN, Column, Number, Phrase, Row, Table, Unit
from opendisarm.reports.land_pictures.areas import STILL_ADDS_UP, Measure
from opendisarm.reports.land_pictures.looks import FLOWS, GAP, STOCK, UNTOLD, Look
from opendisarm.reports.render.words import UNKNOWN_WORD, Voice
from opendisarm.reports.world.heading import heading
from opendisarm.reports.world.sheet import INK, LEADING, Sheet, length, printed, wrapped

CHANGE: Final = Phrase("Change")
SAID: Final = Phrase("{label}: {value}")
OPEN_LAND: Final = Phrase("Suspected and confirmed land, in {unit}")

_ONLY_WHEN_MOVED: Final = (Cause.REOPENED, Cause.CORRECTION, Cause.RECLASSIFIED)
_SIZE: Final = 13
_SMALL: Final = 11
_BAR: Final = 20
_ROW: Final = 34
_NARROW_ROW: Final = 48
_WORDS, _FIGURES = 0.19, 0.13
"""Shares of a wide sheet that the words and the figures take."""
_NARROW_FIGURES: Final = 96
_FAINT: Final = f'stroke="{INK}" stroke-opacity="{{}}" stroke-width="0.75"'
_LEAST: Final = 3.0
"""Width in pixels of a bar that would be too small to see."""


@dataclass(frozen=True, slots=True)
class LandBridge:
    """Land still open at the start and at the end of a period, and what happened between.  Unit  m2.

    flows  signed: releases are negative; None where nobody told, which is not 0.
    """

    title: Phrase
    subtitle: Phrase
    opening: int
    flows: Mapping[Cause, int | None]
    closing: int

    @property
    def gap(self) -> int:
        """What opening and flows leave unexplained; 0 when the bridge closes."""
        return self.closing - self.opening - sum(m2 or 0 for m2 in self.flows.values())


@dataclass(frozen=True, slots=True)
class Bar:
    """One step.  m2: None where nobody told.  start, end: the level before and after, as drawn."""

    look: Look
    m2: int | None
    start: int
    end: int
    stock: bool = False


def bars(picture: LandBridge) -> list[Bar]:
    """The steps in their order; what did not move at all is left out where a bridge usually has none of it."""
    shown = [
        (FLOWS[cause], picture.flows[cause])
        for cause in FLOWS
        if cause in picture.flows and (cause not in _ONLY_WHEN_MOVED or picture.flows[cause] != 0)
    ]
    if picture.gap:
        shown.append((UNTOLD if None in picture.flows.values() else GAP, picture.gap))
    steps = [Bar(STOCK["opening"], picture.opening, 0, picture.opening, stock=True)]
    level = picture.opening
    for look, m2 in shown:
        steps.append(Bar(look, m2, level, level + (m2 or 0)))
        level += m2 or 0
    return [*steps, Bar(STOCK["closing"], picture.closing, 0, picture.closing, stock=True)]


def in_words(picture: LandBridge, voice: Voice) -> str:
    """The text alternative: what the picture is about, and every bar."""
    steps = bars(picture)
    measure, printed_m2 = _printed(steps)
    told = (
        SAID.of(label=bar.look.word, value=_said(voice, measure, bar, m2, unit=True))
        for bar, m2 in zip(steps, printed_m2, strict=True)
    )
    return f"{voice.say(picture.subtitle)}. {'; '.join(map(voice.say, told))}"


def rows(picture: LandBridge) -> Table:
    """The same figures as a table, in whole m2."""
    steps = bars(picture)
    cells = {(bar.look.key, "m2"): UNKNOWN if bar.m2 is None else Number(bar.m2) for bar in steps}
    lines = tuple(Row(bar.look.key, bar.look.word) for bar in steps)
    column = Column("m2", LAND_GROUP, Unit.M2)
    return Table("bridge", picture.title, picture.subtitle, CHANGE, (column,), lines, cells)


def svg(picture: LandBridge, voice: Voice, width: int = 1280, name: str = "bridge") -> str:
    """The picture, `width` pixels wide; the words stand above their bars when it is narrow, else before them."""
    sheet = Sheet(width, voice, name)
    steps = bars(picture)
    measure, printed_m2 = _printed(steps)
    drawn, y = heading(sheet, picture.title, picture.subtitle)
    unit = voice.say(OPEN_LAND.of(unit=measure.unit))
    drawn += sheet.text(sheet.margin, y + 14, unit, _SMALL, style='fill-opacity="0.78"')
    plot = _plot(sheet, steps, y + 26)
    said = [_said(voice, measure, bar, m2) for bar, m2 in zip(steps, printed_m2, strict=True)]
    drawn += plot.connected(steps)
    for number, bar in enumerate(steps):
        drawn += plot.words(number, bar, said[number])
        drawn += plot.bar(number, bar, voice.say(SAID.of(label=bar.look.word, value=_exact(voice, bar))))
    bottom = plot.y(len(steps)) + 4
    if measure.km2:
        note = wrapped(voice.say(STILL_ADDS_UP), width - 2 * sheet.margin, _SMALL)
        drawn += sheet.lines(sheet.margin, bottom + _SMALL, note, _SMALL, 'fill-opacity="0.78"')
        bottom += len(note) * _SMALL * LEADING
    defs = "".join(look.definition(name) for look in {bar.look.key: bar.look for bar in steps}.values())
    return sheet.document(bottom + sheet.margin / 2, voice.say(picture.title), in_words(picture, voice), defs, drawn)


def png(picture: LandBridge, voice: Voice, width: int = 1280) -> bytes:
    """The same picture for a printed document, twice as many pixels wide."""
    return printed(svg(picture, voice, width, "print"), voice)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the rows stand.  at, wide  where bars may be, from where reading begins.  low, high  m2 at its edges."""

    sheet: Sheet
    at: float
    wide: float
    top: float
    row: float
    low: int
    high: int

    def y(self, number: int) -> float:
        """Where a row begins."""
        return self.top + number * self.row

    def along(self, m2: int) -> float:
        """Where a level stands, from where reading begins."""
        return self.at + self.wide * (m2 - self.low) / max(self.high - self.low, 1)

    def middle(self, number: int) -> float:
        """The middle of the bar of a row."""
        return self.y(number) + self.row - (6 + _BAR / 2 if self.sheet.narrow else self.row / 2)

    def bar(self, number: int, bar: Bar, title: str) -> str:
        """A bar from level to level; a small one is made wide enough to be seen, away from where it starts."""
        if not bar.m2:
            return ""
        start, end = self.along(bar.start), self.along(bar.end)
        wide = max(abs(end - start), _LEAST)
        at = min(start, max(start - wide, self.at)) if end < start else start
        return (
            f'<rect data-step="{bar.look.key}" x="{self.sheet.x(at, wide):g}" y="{self.middle(number) - _BAR / 2:.1f}" '
            f'width="{wide:.1f}" height="{_BAR}" {bar.look.fill(self.sheet.name)}><title>{escape(title)}</title></rect>'
        )

    def words(self, number: int, bar: Bar, value: str) -> str:
        """What a row is, and how much."""
        sheet, bold = self.sheet, 'font-weight="bold"' if bar.stock or bar.look is GAP else ""
        level = self.middle(number) + 4.5
        y = self.y(number) + _SIZE + 2 if sheet.narrow else level
        label = sheet.voice.say(bar.look.word)
        room = sheet.width * _WORDS - 12
        lines = [label] if sheet.narrow else wrapped(label, room, _SIZE)
        above = (len(lines) - 1) * _SIZE * LEADING / 2
        return sheet.lines(sheet.margin, y - above, lines, _SIZE, bold) + sheet.text(
            sheet.width - sheet.margin, level, value, _SIZE, "end", bold
        )

    def connected(self, steps: Sequence[Bar]) -> str:
        """The line at which bars begin, and the level that each step hands on to the next."""
        parts = [self._begun(number) for number in range(len(steps))]
        for number, (bar, after) in enumerate(pairwise(steps)):
            at = self.along(bar.end)
            said = length(self.sheet.voice.say(after.look.word), _SIZE)
            if self.sheet.narrow and at < self.sheet.margin + said + 4:
                continue  # it would run through the words above the next bar
            line = f"M{self.sheet.x(at):g},{self.middle(number):.1f}V{self.middle(number + 1):.1f}"
            parts.append(f'<path d="{line}" {_FAINT.format(0.7)} stroke-dasharray="2 2"/>')
        return "".join(parts)

    def _begun(self, number: int) -> str:
        zero, y = self.sheet.x(self.along(0)), self.middle(number)
        if self.sheet.narrow:
            return f'<path d="M{zero:g},{y - _BAR / 2 - 3:.1f}v{_BAR + 6}" {_FAINT.format(0.45)}/>'
        wide = self.sheet.width - 2 * self.sheet.margin
        under = f"M{self.sheet.x(self.sheet.margin, wide):g},{self.y(number) + self.row:.1f}h{wide:g}"
        return (
            f'<path d="M{zero:g},{self.y(number):.1f}v{self.row:g}" {_FAINT.format(0.45)}/>'
            f'<path d="{under}" {_FAINT.format(0.14)}/>'
        )


def _plot(sheet: Sheet, steps: Sequence[Bar], top: float) -> _Plot:
    levels = [level for bar in steps for level in (bar.start, bar.end)]
    low, high = min(0, *levels), max(1, *levels)
    if sheet.narrow:
        wide = sheet.width - 2 * sheet.margin - _NARROW_FIGURES
        return _Plot(sheet, sheet.margin, wide, top, _NARROW_ROW, low, high)
    words, figures = sheet.margin + sheet.width * _WORDS, sheet.width * _FIGURES + sheet.margin
    return _Plot(sheet, words, sheet.width - words - figures, top, _ROW, low, high)


def _printed(steps: Sequence[Bar]) -> tuple[Measure, list[int | None]]:
    """The unit, and every amount rounded to what is printed."""
    opening, *between, closing = steps
    measure = Measure.of(level for bar in steps for level in (bar.start, bar.end, bar.m2 or 0))
    flows = {bar.look.key: bar.m2 for bar in between if bar.m2 is not None}
    first, tied, last = measure.tied(opening.m2 or 0, flows, closing.m2 or 0)
    return measure, [first, *(_or_exact(tied[b.look.key], b) if b.m2 is not None else None for b in between), last]


def _or_exact(rounded: int, bar: Bar) -> int:
    """What would read as nothing is said as it is: a small value is not none."""
    assert bar.m2 is not None
    return rounded or bar.m2


def _said(voice: Voice, measure: Measure, bar: Bar, m2: int | None, *, unit: bool = False) -> str:
    if m2 is None:
        return voice.say(UNKNOWN_WORD)
    return (measure.words if unit else measure.number)(voice, m2, signed=not bar.stock)


def _exact(voice: Voice, bar: Bar) -> str:
    if bar.m2 is None:
        return voice.say(UNKNOWN_WORD)
    return Measure(False).words(voice, bar.m2, signed=not bar.stock)
