"""Sex and age as tables show them: a row for each combination, or columns; unknown is never left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from opendisarm.core.persons import Age, Sex
from opendisarm.ledgers.people.balances import values_of
from opendisarm.ledgers.people.postings import SEXES
from opendisarm.ledgers.words import Flags, Ints
from opendisarm.reports.figures import Column, Phrase, Role, Row, Unit

CLASSES: Final = tuple(Age(word) for word in values_of("age"))
"""Child, adult, unknown: in the order of the ledger's codes."""
STUB: Final = Phrase("Sex and age")
TOTAL: Final = Row("total", Phrase("Total"), Role.TOTAL)


@dataclass(frozen=True, slots=True)
class Line:
    """One combination.  always: whether it has its row when it counts nobody.  column: where it counts."""

    row: Row
    sex: Sex
    age: Age
    column: str
    always: bool = True


def _line(key: str, label: Phrase, sex: Sex, age: Age, column: str = "unknown", *, always: bool = True) -> Line:
    return Line(Row(key, label), sex, age, column, always)


LINES: Final = (
    _line("women", Phrase("Women"), Sex.FEMALE, Age.ADULT, "women"),
    _line("men", Phrase("Men"), Sex.MALE, Age.ADULT, "men"),
    _line("girls", Phrase("Girls"), Sex.FEMALE, Age.CHILD, "girls"),
    _line("boys", Phrase("Boys"), Sex.MALE, Age.CHILD, "boys"),
    _line("other_adults", Phrase("Adults, other sex"), Sex.OTHER, Age.ADULT, "other", always=False),
    _line("other_children", Phrase("Children, other sex"), Sex.OTHER, Age.CHILD, "other", always=False),
    _line("other_age_unknown", Phrase("Other sex, age unknown"), Sex.OTHER, Age.UNKNOWN, always=False),
    _line("female_age_unknown", Phrase("Female, age unknown"), Sex.FEMALE, Age.UNKNOWN),
    _line("male_age_unknown", Phrase("Male, age unknown"), Sex.MALE, Age.UNKNOWN),
    _line("adults_sex_unknown", Phrase("Adults, sex unknown"), Sex.UNKNOWN, Age.ADULT),
    _line("children_sex_unknown", Phrase("Children, sex unknown"), Sex.UNKNOWN, Age.CHILD),
    _line("unknown", Phrase("Sex and age unknown"), Sex.UNKNOWN, Age.UNKNOWN),
)
"""Every combination of sex and age class, once."""

COLUMN_LABELS: Final = {
    "women": Phrase("Women"), "men": Phrase("Men"), "girls": Phrase("Girls"), "boys": Phrase("Boys"),
    "other": Phrase("Other sex"), "unknown": Phrase("Sex or age unknown"),
}  # fmt: skip
_KEYS: Final = tuple(COLUMN_LABELS)
_SELDOM: Final = "other"
"""The column that is left out where it would count nobody."""

_LINE_OF: Final = np.array(
    [
        [next(at for at, line in enumerate(LINES) if (line.sex, line.age) == (sex, age)) for age in CLASSES]
        for sex in SEXES
    ],
    np.int64,
)
_COLUMN_OF: Final = np.array([_KEYS.index(line.column) for line in LINES], np.int64)
_KNOWN_SEX: Final = np.array([line.sex is not Sex.UNKNOWN for line in LINES])
_KNOWN_AGE: Final = np.array([line.age is not Age.UNKNOWN for line in LINES])


def lines_of(sex: Ints, age_class: Ints) -> Ints:
    """Which of `LINES` each element is in, from codes of the ledger."""
    found: Ints = _LINE_OF[sex, age_class]
    return found


def shown_lines(lines: Ints) -> Iterator[tuple[int, Row]]:
    """(position in `LINES`, its row) of the rows that a table has when it counts these elements."""
    there = set(lines.tolist())
    for position, line in enumerate(LINES):
        if line.always or position in there:
            yield position, line.row


def shown_columns(lines: Ints, prefix: str, group: Phrase, unit: Unit = Unit.PERSONS) -> list[tuple[int, Column]]:
    """(code, column) by sex and age, for a table that counts these elements."""
    there = set(columns_of(lines).tolist())
    return [
        (code, Column(f"{prefix}{key}", label, unit, group))
        for code, (key, label) in enumerate(COLUMN_LABELS.items())
        if key != _SELDOM or code in there
    ]


def columns_of(lines: Ints) -> Ints:
    """The code of the column in which each element counts."""
    found: Ints = _COLUMN_OF[lines]
    return found


def sex_known(lines: Ints) -> Flags:
    """Whether the sex of each element is known."""
    flags: Flags = _KNOWN_SEX[lines]
    return flags


def age_known(lines: Ints) -> Flags:
    """Whether it is known that each element is a child or an adult."""
    flags: Flags = _KNOWN_AGE[lines]
    return flags
