"""The pyramid: casualties of a year by sex and age, killed and injured; who is unknown is drawn, not left out.

Men and boys stand on one side, women and girls on the other; those whose sex is another or unknown have a side of their
own, on the same scale. Drawn with presentation attributes only, as the pictures of the world are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate
from typing import Final

from opendisarm.access.scope import Reader
from opendisarm.core.persons import Age, Sex
from opendisarm.desk.people.casualties import harmed
from opendisarm.desk.people.ledger import people_ledger
from opendisarm.desk.people.reach import counted_for
from opendisarm.desk.voices import voice_of
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.people.accounts import CASUALTIES, Account
from opendisarm.ledgers.people.balances import balances
from opendisarm.reports.world.patterns import Pattern, definition, fill
from opendisarm.reports.world.sheet import INK, Sheet, attribute, length

OTHERS: Final = "others"
"""The side of those whose sex is another or unknown."""
SIDES: Final = (Sex.MALE.value, Sex.FEMALE.value, OTHERS)
ROWS: Final = (
    Age.FROM_60, Age.FROM_18, Age.ADULT, Age.FROM_12, Age.FROM_5, Age.UNDER_5, Age.CHILD, Age.UNKNOWN,
)  # fmt: skip
"""From the oldest to the youngest; `adult` and `child` are those of whom no more is known, unknown stands last."""

_LOOKS: Final[dict[Account, tuple[str, Pattern]]] = {
    Account.KILLED: ("#3b3b3b", Pattern.NONE),
    Account.INJURED: ("#7fa9d6", Pattern.HATCHED),
    Account.UNKNOWN_OUTCOME: ("#ffffff", Pattern.DOTS),
}
_ROW, _BAR, _HEAD, _KEY = 30, 20, 26, 30
_LABELS, _GAP, _NUMBER = 128, 20, 46
_NAME: Final = "pyramid"

Cells = Mapping[tuple[str, Age], Mapping[Account, int]]
"""Persons by side and age, each by outcome."""


@dataclass(frozen=True, slots=True)
class Pyramid:
    """Casualties of one state and year.  cells: every side and age, those with nobody too."""

    state: str
    year: int
    cells: Cells

    @property
    def most(self) -> int:
        """The longest bar, in persons."""
        return max(sum(persons.values()) for persons in self.cells.values())

    @property
    def rows(self) -> tuple[Age, ...]:
        """Age groups of the field, and of the others those in which there is somebody."""
        always = {Age.FROM_60, Age.FROM_18, Age.FROM_12, Age.FROM_5, Age.UNDER_5, Age.UNKNOWN}
        return tuple(age for age in ROWS if age in always or any(sum(self.cells[side, age].values()) for side in SIDES))


def pyramid_of(
    workspace: Workspace, reader: Reader, state: str, year: int, on: date, known: datetime | None
) -> Pyramid:
    """The casualties within reach.  state: alpha-3, or WORLD."""
    ledger = people_ledger(workspace, known)
    counted = harmed(ledger.people, state, year, on) & counted_for(workspace, ledger, reader.scope)
    cells = {(side, age): dict.fromkeys(CASUALTIES, 0) for side in SIDES for age in ROWS}
    for row in balances(ledger.people, counted, on, ("sex", "age_group")):
        sex, age = row.key
        for account in CASUALTIES:
            cells[sex if sex in SIDES else OTHERS, Age(age)][account] += row.persons[account]
    return Pyramid(state, year, cells)


def pyramid_svg(found: Pyramid, words: Mapping[str, str], lang: str, width: int) -> str:
    """The picture, `width` pixels wide.

    words   what a side, an age group ("age:unknown" ...), an outcome, and the "title" are called, in this language.
    """
    sheet = Sheet(width, voice_of(lang), _NAME)
    ages = found.rows
    room = width - 2 * sheet.margin - _LABELS
    panel = (room if sheet.narrow else room - _GAP) / (2 if sheet.narrow else 3)
    axis = sheet.margin + panel
    each = (panel - _NUMBER) / max(found.most, 1)
    drawn, top = _key(sheet, words), sheet.margin + _KEY
    male = _Side(sheet, found, Sex.MALE.value, axis, each, outward=False)
    female = _Side(sheet, found, Sex.FEMALE.value, axis + _LABELS, each, outward=True)
    drawn += male.drawn(ages, top, words) + female.drawn(ages, top, words)
    drawn += _labels(sheet, ages, axis + _LABELS / 2, top, words)
    bottom = top + _HEAD + len(ages) * _ROW
    if sheet.narrow:
        others = _Side(sheet, found, OTHERS, sheet.margin + _LABELS, each, outward=True)
        drawn += others.drawn(ages, bottom, words) + _labels(sheet, ages, sheet.margin + _LABELS / 2, bottom, words)
        bottom += _HEAD + len(ages) * _ROW
    else:
        others = _Side(sheet, found, OTHERS, axis + _LABELS + panel + _GAP, each, outward=True)
        drawn += others.drawn(ages, top, words)
    defs = "".join(definition(f"{_NAME}-{account.value}", *look) for account, look in _LOOKS.items())
    return sheet.document(bottom + sheet.margin, words["title"], in_words(found, words), defs, drawn)


def in_words(found: Pyramid, words: Mapping[str, str]) -> str:
    """The same figures as one text, for whoever does not see the picture."""
    told = [
        f"{words[side]}, {words[f'age:{age.value}']}: "
        + ", ".join(f"{words[account.value]} {count}" for account, count in found.cells[side, age].items() if count)
        for side in SIDES
        for age in found.rows
        if any(found.cells[side, age].values())
    ]
    return "; ".join(told) or words["nobody"]


@dataclass(frozen=True, slots=True)
class _Side:
    """One side: bars from an axis, outward in the direction of reading or against it.

    axis  where it stands, from where reading begins.     each  pixels a person.
    """

    sheet: Sheet
    found: Pyramid
    side: str
    axis: float
    each: float
    outward: bool

    def drawn(self, ages: Sequence[Age], top: float, words: Mapping[str, str]) -> str:
        """Its name over its bars."""
        anchor = "start" if self.outward else "end"
        parts = [self.sheet.text(self.axis, top + 14, words[self.side], 13, anchor, 'font-weight="bold"')]  # type: ignore[arg-type]
        line = f"M{self.sheet.x(self.axis):g},{top + _HEAD - 4:.1f}v{len(ages) * _ROW + 2}"
        parts.append(f'<path d="{line}" stroke="{INK}" stroke-opacity="0.6" stroke-width="0.75"/>')
        parts += [self._bar(age, top + _HEAD + at * _ROW) for at, age in enumerate(ages)]
        return "".join(parts)

    def _bar(self, age: Age, y: float) -> str:
        persons = self.found.cells[self.side, age]
        ends = list(accumulate((persons[account] * self.each for account in CASUALTIES), initial=0.0))
        parts = []
        for account, begin, end in zip(CASUALTIES, ends, ends[1:], strict=False):
            if end > begin:
                at = self.axis + begin if self.outward else self.axis - end
                inside = attribute(fill(f"{_NAME}-{account.value}", *_LOOKS[account]))
                parts.append(
                    f'<rect data-outcome="{account.value}" x="{self.sheet.x(at, end - begin):g}" y="{y:.1f}" '
                    f'width="{end - begin:.1f}" height="{_BAR}" fill={inside} stroke="{INK}" stroke-width="0.75"/>'
                )
        total = sum(persons.values())
        said = self.sheet.voice.number(total)
        at = self.axis + ends[-1] + 6 if self.outward else self.axis - ends[-1] - 6
        faint = 'fill-opacity="0.55"' if not total else ""
        parts.append(self.sheet.text(at, y + 15, said, 12, "start" if self.outward else "end", faint))
        return "".join(parts)


def _labels(sheet: Sheet, ages: Sequence[Age], middle: float, top: float, words: Mapping[str, str]) -> str:
    return "".join(
        sheet.text(middle, top + _HEAD + at * _ROW + 15, words[f"age:{age.value}"], 12, "middle")
        for at, age in enumerate(ages)
    )


def _key(sheet: Sheet, words: Mapping[str, str]) -> str:
    parts, at = [], sheet.margin
    for account, look in _LOOKS.items():
        inside = attribute(fill(f"{_NAME}-{account.value}", *look))
        parts.append(
            f'<rect x="{sheet.x(at, 18):g}" y="{sheet.margin:g}" width="18" height="14" fill={inside} '
            f'stroke="{INK}" stroke-width="0.75"/>'
        )
        parts.append(sheet.text(at + 24, sheet.margin + 12, words[account.value], 12))
        at += 24 + length(words[account.value], 12) + 22
    return "".join(parts)
