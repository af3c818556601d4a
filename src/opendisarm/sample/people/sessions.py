"""Risk education: sessions by method and venue, with those reached directly and indirectly apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from opendisarm.core.persons import Age, Method, Sex, Venue
from opendisarm.core.records import EducationSession, Reached
from opendisarm.sample.draws import Draws
from opendisarm.sample.people.ground import FIRST_HARM, Ground
from opendisarm.sample.people.words import EDUCATORS, METHODS, VENUES
from opendisarm.sample.sites import LAST_DAY, Pen

_GROUPS: Final = ((Sex.FEMALE, Age.ADULT), (Sex.FEMALE, Age.CHILD), (Sex.MALE, Age.ADULT), (Sex.MALE, Age.CHILD))
"""In the order of their words, which is that of the cells of a record."""
_BROADCAST: Final = frozenset({Method.MASS_MEDIA, Method.DIGITAL})
_MOST: Final = {Method.SCHOOL: (0, 38), Method.TRAINING: (0, 9)}
_UNCOUNTED: Final = 0.02
_TOTAL_ONLY: Final = 0.1


def sessions(ground: Ground, count: int, pen: Pen) -> Iterator[EducationSession]:
    """So many sessions; of some nobody counted anybody."""
    for _ in range(count):
        yield _session(ground, pen)


def _session(ground: Ground, pen: Pen) -> EducationSession:
    draws = pen.draws
    method = draws.pick(METHODS)
    on = date.fromordinal(draws.whole(FIRST_HARM, LAST_DAY))
    until = on + timedelta(days=draws.whole(1, 4)) if draws.chance(0.12) else None
    direct, indirect = _reached(method, draws)
    total = sum(cell.number for cell in direct)
    return EducationSession(
        on=on,
        ref=pen.next_id("ES"),
        place=ground.place(draws),
        until=until if until is not None and until.toordinal() <= LAST_DAY else None,
        method=method,
        venue=_venue(method, draws),
        organisation=draws.pick(EDUCATORS),
        direct=direct,
        indirect=indirect,
        with_disability=draws.whole(0, max(1, total // 12)) if total and draws.chance(0.6) else None,
        first_time=draws.whole(total // 3, total) if total and draws.chance(0.5) else None,
    )


def _venue(method: Method, draws: Draws) -> Venue:
    if method in _BROADCAST or draws.chance(0.1):
        return Venue.UNKNOWN
    return Venue.SCHOOL if method is Method.SCHOOL else draws.pick(VENUES)


def _reached(method: Method, draws: Draws) -> tuple[tuple[Reached, ...], tuple[Reached, ...]]:
    """(direct, indirect): a broadcast reaches nobody directly; those who were trained go on to teach others."""
    if draws.chance(_UNCOUNTED):
        return (), ()
    if method in _BROADCAST:
        return (), (_all(draws.whole(8, 400) * 100),)
    least, most = _MOST.get(method, (1, 24))
    direct = tuple(Reached(sex.value, age.value, draws.whole(least, most)) for sex, age in _GROUPS)
    if draws.chance(_TOTAL_ONLY):
        direct = (_all(sum(cell.number for cell in direct)),)
    if method is Method.TRAINING:
        return direct, (_all(sum(cell.number for cell in direct) * draws.whole(15, 40)),)
    if len(direct) > 1 and draws.chance(0.3):
        return direct, tuple(Reached(sex, age, number * draws.whole(1, 4)) for sex, age, number in direct)
    return direct, ()


def _all(number: int) -> Reached:
    """Persons of whom nobody knows more than how many they are."""
    return Reached(Sex.UNKNOWN.value, Age.UNKNOWN.value, number)
