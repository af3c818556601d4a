"""Land on the books over the years: what is open at the bottom, what was released above it, and the deadline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from opendisarm.core.vocabulary import CONTAMINATED, RELEASED, Account
from opendisarm.reports.figures import Column, Number, Phrase, Row, Table, Unit
from opendisarm.reports.land_pictures.areas import STILL_ADDS_UP, Measure
from opendisarm.reports.land_pictures.bridge import SAID
from opendisarm.reports.land_pictures.keys import Entry, key
from opendisarm.reports.land_pictures.looks import LAND, REOPENED
from opendisarm.reports.land_pictures.numbered import numbered, spelt
from opendisarm.reports.land_pictures.plot import AreaAxes
from opendisarm.reports.render.words import Voice
from opendisarm.reports.world import marks
from opendisarm.reports.world.heading import heading
from opendisarm.reports.world.sheet import INK, LEADING, Sheet, printed, wrapped

YEAR_END: Final = Phrase("End of the year, or last day")
LAND_ON_THE_BOOKS: Final = Phrase("Land on the books, in {unit}")
STILL_OPEN: Final = Phrase("Still open")
ALL_RELEASED: Final = Phrase("Released")
REOPENED_THEN: Final = Phrase("Reopened in the year")
IN_A_YEAR: Final = Phrase("{word}, {year}")
THIS_DAY: Final = Phrase("This day")

_HIGH, _NARROW_HIGH = 320, 230
_NUMBERS: Final = 64
_KEY: Final = 264
_BESIDE: Final = 24
_SMALL: Final = 11
_BELOW: Final = 30
"""From the ground line down to the lane of what was reopened: the years stand between."""
_LANE: Final = 18
_BAR: Final = 7
_LEAST: Final = 2.0


@dataclass(frozen=True, slots=True)
class Level:
    """What stood in each account at the end of a day, and what was reopened in the year up to it.  Unit  m2."""

    on: date
    m2: Mapping[Account, int]
    reopened: int = 0


@dataclass(frozen=True, slots=True)
class Strata:
    """Levels over time.

    levels   year-ends in their order; the last is the day of the report.
    marks    days worth a word, deadlines above all; the time goes on to the last of them, and begins where land does.
    Errors   ValueError when there is no level, or they are out of order.
    """

    title: Phrase
    subtitle: Phrase
    levels: tuple[Level, ...]
    marks: tuple[tuple[date, Phrase], ...] = ()

    def __post_init__(self) -> None:
        if not self.levels or any(later.on <= earlier.on for earlier, later in pairwise(self.levels)):
            raise ValueError("Strata need levels, each later than the one before.")

    @property
    def last(self) -> Level:
        """The level on the day of the report."""
        return self.levels[-1]

    def days(self) -> tuple[date, date]:
        """The first and the last day that are drawn: from the beginning of the first year."""
        first = date(self.levels[0].on.year, 1, 1)
        return first, max(self.last.on, *(on for on, _ in self.marks)) if self.marks else self.last.on


def in_words(picture: Strata, voice: Voice) -> str:
    """The text alternative: what stands now, what was reopened when, and the days that are marked."""
    measure = _measure(picture)
    now = {**_tied(measure, picture.last, CONTAMINATED), **_tied(measure, picture.last, RELEASED)}
    told = [(look.word, measure.words(voice, now[account])) for account, look in LAND.items()]
    told += [
        (IN_A_YEAR.of(word=REOPENED_THEN, year=str(level.on.year)), measure.words(voice, level.reopened))
        for level in picture.levels
        if level.reopened
    ]
    said = [voice.say(SAID.of(label=word, value=value)) for word, value in told]
    said += [voice.say(SAID.of(label=word, value=on)) for on, word in picture.marks]
    return f"{voice.say(picture.subtitle)}. {'; '.join(said)}"


def rows(picture: Strata) -> Table:
    """The same figures as a table: one row for each level, in whole m2."""
    columns = [Column(account.value, look.word, Unit.M2) for account, look in LAND.items()]
    columns.append(Column(REOPENED.key, REOPENED_THEN, Unit.M2, of_which=True))
    lines, cells = [], {}
    for level in picture.levels:
        name = level.on.isoformat()
        lines.append(Row(name, name))
        cells.update({(name, account.value): Number(level.m2[account]) for account in LAND})
        cells[name, REOPENED.key] = Number(level.reopened)
    return Table("strata", picture.title, picture.subtitle, YEAR_END, tuple(columns), tuple(lines), cells)


def svg(picture: Strata, voice: Voice, width: int = 1280, name: str = "strata") -> str:
    """The picture, `width` pixels wide; time runs as the language is read."""
    sheet, measure = Sheet(width, voice, name), _measure(picture)
    drawn, y = heading(sheet, picture.title, picture.subtitle)
    unit = voice.say(LAND_ON_THE_BOOKS.of(unit=measure.unit))
    drawn += sheet.text(sheet.margin, y + 14, unit, _SMALL, style='fill-opacity="0.78"')
    at = sheet.margin + _NUMBERS
    wide = width - at - sheet.margin - (0 if sheet.narrow else _KEY + _BESIDE)
    days = picture.days()
    said = [*(mark for mark in picture.marks if mark[0] >= days[0]), (picture.last.on, THIS_DAY)]
    noted = [] if sheet.narrow else marks.arranged(sheet, said, at, wide, days)
    top = y + 30 + (max(mark.row for mark in noted) + 1) * marks.ROW if noted else y + 60
    most = max(sum(level.m2[account] for account in LAND) for level in picture.levels)
    axes = AreaAxes(sheet, at, wide, top, _NARROW_HIGH if sheet.narrow else _HIGH, *days, max(most, 1), measure)
    drawn += _layers(axes, picture) + axes.drawn() + marks.drawn(axes, noted, y + 30)
    drawn += numbered(axes, said, y + 36) if sheet.narrow else ""
    lane, floor = _reopened(axes, picture.levels)
    beside = 0 if sheet.narrow else at + wide + _BESIDE
    told, end = key(
        sheet, beside or sheet.margin, top + 12 if beside else floor + 22, _KEY if beside else width - 2 * sheet.margin,
        _entries(picture, voice, measure),
    )  # fmt: skip
    bottom = max(end, floor) if beside else end
    if sheet.narrow:
        listed, bottom = spelt(sheet, said, bottom + 4)
        told += listed
    if measure.km2:
        note = wrapped(voice.say(STILL_ADDS_UP), width - 2 * sheet.margin, _SMALL)
        told += sheet.lines(sheet.margin, bottom + _SMALL, note, _SMALL, 'fill-opacity="0.78"')
        bottom += len(note) * _SMALL * LEADING
    defs = "".join(look.definition(name) for look in (*LAND.values(), REOPENED))
    body = f"{drawn}{lane}{told}"
    return sheet.document(bottom + sheet.margin, voice.say(picture.title), in_words(picture, voice), defs, body)


def png(picture: Strata, voice: Voice, width: int = 1280) -> bytes:
    """The same picture for a printed document, twice as many pixels wide."""
    return printed(svg(picture, voice, width, "print"), voice)


def _measure(picture: Strata) -> Measure:
    return Measure.of(m2 for level in picture.levels for m2 in (*level.m2.values(), _open(level), _released(level)))


def _open(level: Level) -> int:
    return sum(level.m2[account] for account in CONTAMINATED)


def _released(level: Level) -> int:
    return sum(level.m2[account] for account in RELEASED)


def _tied(measure: Measure, level: Level, accounts: Sequence[Account]) -> dict[Account, int]:
    """The accounts rounded to what is printed, so that they sum to their rounded sum; a small value stays."""
    parts = {account.value: level.m2[account] for account in accounts}
    _, rounded, _ = measure.tied(0, parts, sum(parts.values()))
    return {account: rounded[account.value] or level.m2[account] for account in accounts}


def _layers(axes: AreaAxes, picture: Strata) -> str:
    """One area on the other; a heavier line between what is open and what was released."""
    days = [axes.first, *(level.on for level in picture.levels)]
    below = [0] * len(days)
    parts, edge = [], ""
    for account, look in LAND.items():
        above = [low + m2 for low, m2 in zip(below, _heights(picture.levels, account), strict=True)]
        if above != below:
            outline = "L".join([*_points(axes, days, above), *reversed(list(_points(axes, days, below)))])
            fill = look.fill(axes.sheet.name)
            parts.append(f'<path data-account="{account.value}" d="M{outline}z" {fill} stroke-linejoin="round"/>')
        below = above
        if account in CONTAMINATED:
            edge = "L".join(_points(axes, days, below))
    return "".join(parts) + f'<path d="M{edge}" fill="none" stroke="{INK}" stroke-width="1.75"/>'


def _heights(levels: Sequence[Level], account: Account) -> list[int]:
    """m2 at the beginning of the first year, when nothing was on the books, and then at each level."""
    return [0, *(level.m2[account] for level in levels)]


def _points(axes: AreaAxes, days: Sequence[date], m2: Sequence[int]) -> Iterator[str]:
    for on, height in zip(days, m2, strict=True):
        yield f"{axes.x(on):g},{axes.y(height):g}"


def _reopened(axes: AreaAxes, levels: Sequence[Level]) -> tuple[str, float]:
    """(a lane under the years with a bar for each year in which land was reopened, the y under all of it)."""
    sheet, floor = axes.sheet, axes.top + axes.high + _BELOW
    found = [level for level in levels if level.reopened]
    if not found:
        return "", floor
    most = max(level.reopened for level in found)
    parts = [sheet.text(axes.at, floor + _SMALL, sheet.voice.say(REOPENED_THEN), _SMALL, style='fill-opacity="0.78"')]
    ground = floor + _SMALL + 6 + _LANE
    parts.append(
        f'<path d="M{sheet.x(axes.at, axes.wide):g},{ground:.1f}h{axes.wide:g}" stroke="{INK}" stroke-opacity="0.4" '
        f'stroke-width="0.75"/>'
    )
    for level in found:
        high = max(_LANE * level.reopened / most, _LEAST)
        middle = axes.along(level.on) - axes.wide / max((axes.last - axes.first).days, 1) * 180
        parts.append(
            f'<rect data-reopened="{level.on.year}" x="{sheet.x(middle - _BAR / 2, _BAR):g}" y="{ground - high:.1f}" '
            f'width="{_BAR}" height="{high:.1f}" {REOPENED.fill(sheet.name)}/>'
        )
    return "".join(parts), ground + 8


def _entries(picture: Strata, voice: Voice, measure: Measure) -> list[Entry]:
    """The key in the order of the layers, from the top; each side with its sum."""
    last = picture.last
    now = {**_tied(measure, last, CONTAMINATED), **_tied(measure, last, RELEASED)}

    def entry(account: Account) -> Entry:
        return Entry(LAND[account].word, measure.number(voice, now[account]), LAND[account])

    top_down = list(reversed(LAND))
    released = [entry(account) for account in top_down if account in RELEASED]
    still = [entry(account) for account in top_down if account in CONTAMINATED]
    told = [*released, Entry(ALL_RELEASED, measure.number(voice, _released(last)))]
    told += [*still, Entry(STILL_OPEN, measure.number(voice, _open(last)))]
    if reopened := sum(level.reopened for level in picture.levels):
        told.append(Entry(REOPENED.word, measure.number(voice, reopened), REOPENED))
    return told
