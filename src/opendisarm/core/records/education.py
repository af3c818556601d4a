"""Risk education: a session and whom it reached, direct and indirect apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from opendisarm.core.persons import Method, Venue
from opendisarm.core.records.parts import Place, Precision, Shape


class Reached(NamedTuple):
    """Persons reached.  sex: a word of `Sex`; age: a word of `Age`; number: 0 or more."""

    sex: str
    age: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EducationSession:
    """A session of explosive ordnance risk education, or one run of a broadcast.

    on, until        first and last day; until: None when it is one day.
    direct           those who attended;  indirect: those whom they or a medium reach. Never added together.
    with_disability  of those reached directly, persons with disabilities; None when nobody counted.
    first_time       of those reached directly, those who had never attended before; None when nobody counted.
    """

    on: date
    kind: str = "education.session"
    ref: str = ""
    place: Place = Place()
    precision: Precision = Precision.DAY
    until: date | None = None
    method: Method = Method.UNKNOWN
    venue: Venue = Venue.UNKNOWN
    organisation: str = ""
    direct: tuple[Reached, ...] = ()
    indirect: tuple[Reached, ...] = ()
    with_disability: int | None = None
    first_time: int | None = None
    shape: Shape | None = None
    extra: tuple[tuple[str, str], ...] = ()
