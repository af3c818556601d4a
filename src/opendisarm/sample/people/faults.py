"""Faults as tables about people have them, planted one to a row and named.

The record beside a fault is what may be counted of the faulty row: where the row cannot be right, it is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final, Generic, TypeVar

from opendisarm.core.identity import NATIONAL_ID, NOTE, Identity
from opendisarm.core.persons import Age, Outcome, age_class
from opendisarm.core.records import EducationSession
from opendisarm.sample.draws import Draws
from opendisarm.sample.people.harm import Harm

IMPOSSIBLE_AGE: Final = "impossible_age"
KILLED_AND_INJURED: Final = "killed_and_injured"
THOUSANDS_SEPARATOR: Final = "thousands_separator"
"""Faults that only the cells of a file can show."""

YEARS_TYPED: Final = 199
"""An age in which one digit was struck twice."""

T = TypeVar("T")
Planting = Callable[[T], T | None]


class PeopleDeck(Generic[T]):
    """Faults in turn, in a share of all rows; one that was due and did not fit waits for the next row that it fits."""

    def __init__(self, faults: Mapping[str, Planting[T]], share: float, draws: Draws) -> None:
        self._faults = list(faults.items())
        self._share = share
        self._draws = draws
        self._owed = 0
        self._turn = 0

    def planted(self, row: T) -> tuple[T, str]:
        """The row with or without a fault, and the name of the fault or ""."""
        self._owed += self._draws.chance(self._share)
        name, plant = self._faults[self._turn]
        faulty = plant(row) if self._owed else None
        if faulty is None:
            return row, ""
        self._owed -= 1
        self._turn = (self._turn + 1) % len(self._faults)
        return faulty, name


def child_with_identity_number(harm: Harm) -> Harm | None:
    """The number of a parent's document beside a child."""
    if age_class(harm.record.age) is not Age.CHILD or not harm.document:
        return None
    return _telling(harm, NATIONAL_ID, harm.document)


def death_before_accident(harm: Harm) -> Harm | None:
    """The day of a later death, with the year before."""
    if harm.record.outcome is not Outcome.INJURED:
        return None
    died = (harm.record.died or harm.record.on) - timedelta(days=365)
    return replace(harm, record=replace(harm.record, died=died))


def killed_and_injured(harm: Harm) -> Harm | None:
    """Both in one cell."""
    return replace(harm, record=replace(harm.record, outcome=Outcome.UNKNOWN, died=None))


def impossible_age(harm: Harm) -> Harm | None:
    """More years than anybody lives."""
    return replace(harm, record=replace(harm.record, age=Age.UNKNOWN))


def name_in_remarks(harm: Harm) -> Harm | None:
    """The person's name once more, in free text."""
    return _telling(harm, NOTE, f"The family of {harm.somebody.name} asks for help.")


def thousands_separator(session: EducationSession) -> EducationSession | None:
    """A number with a comma in it, as a program for tables shows it."""
    numbers = [cell.number for cell in session.indirect]
    return session if numbers and max(numbers) >= 1000 else None


HARM_FAULTS: Final[Mapping[str, Planting[Harm]]] = {
    "child_with_identity_number": child_with_identity_number,
    "death_before_accident": death_before_accident,
    KILLED_AND_INJURED: killed_and_injured,
    IMPOSSIBLE_AGE: impossible_age,
    "name_in_remarks": name_in_remarks,
}
SESSION_FAULTS: Final[Mapping[str, Planting[EducationSession]]] = {THOUSANDS_SEPARATOR: thousands_separator}
PEOPLE_FAULTS: Final = (*HARM_FAULTS, *SESSION_FAULTS)


def _telling(harm: Harm, field: str, text: str) -> Harm:
    """The same, telling something else of who the person is."""
    return replace(harm, identity=Identity(harm.identity.key, {**harm.identity.fields, field: text}))
