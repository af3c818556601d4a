"""The stream of invented people: who came to harm, who was helped, whom risk education reached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from opendisarm.core.identity import Identity
from opendisarm.core.persons import Outcome
from opendisarm.core.records import NeedAssessed, PeopleRecord, Place
from opendisarm.sample.draws import Draws
from opendisarm.sample.people.assistance import Way, way
from opendisarm.sample.people.faults import HARM_FAULTS, SESSION_FAULTS, PeopleDeck
from opendisarm.sample.people.ground import ground
from opendisarm.sample.people.harm import TOGETHER, Happened, Harm, happened, told
from opendisarm.sample.people.names import Register, Somebody
from opendisarm.sample.people.sessions import sessions
from opendisarm.sample.people.words import AGES_YEARS, OFFICE, PARTNER, SEXES
from opendisarm.sample.samplia import country
from opendisarm.sample.sites import LAST_DAY, Pen

_HARM_STREAM, _SESSIONS_STREAM, _FAULTS_STREAM = 5, 6, 7
_LAST: Final = date.fromordinal(LAST_DAY)
_HEX: Final = "0123456789abcdef"


@dataclass(frozen=True, slots=True)
class Sent:
    """A record as an organisation sends it.

    org       whose it is.       identity  whom it is about, or the remark beside it.
    fault     name of the fault in its row ("" when it is sound; names are those of `PEOPLE_FAULTS`).
    other     the senders' id of the same person at the office, where the partner knows them by another.
    """

    record: PeopleRecord
    org: str
    identity: Identity | None = None
    fault: str = ""
    other: str = ""


def people(count_persons: int, count_sessions: int, seed: int, faults: float = 0.015) -> Iterator[Sent]:
    """Exactly so many persons harmed, with their accidents and their assistance, then exactly so many sessions.

    The same arguments give the same records on any machine.
    faults  share of the persons harmed, and of the sessions, in whose row a fault is planted.
    Errors  ValueError on a negative number or seed, or a share outside 0 to 1.
    """
    if min(count_persons, count_sessions) < 0:
        raise ValueError(f"The sample has 0 persons and sessions or more, not {min(count_persons, count_sessions)}.")
    if not 0 <= faults <= 1:
        raise ValueError(f"The share of faulty records is a number from 0 to 1, not {faults}.")
    if seed < 0:
        raise ValueError(f"A seed is 0 or more, not {seed}.")
    return _people(count_persons, count_sessions, seed, faults)


def _people(count_persons: int, count_sessions: int, seed: int, faults: float) -> Iterator[Sent]:
    land = ground(country(seed), seed)
    pen = Pen(Draws(seed, _HARM_STREAM))
    register = Register(pen.draws)
    chance = Draws(seed, _FAULTS_STREAM)
    deck = PeopleDeck(HARM_FAULTS, faults, chance)
    left = count_persons
    while left > 0:
        event = happened(land, min(left, max(TOGETHER)), register, pen)
        left -= len(event.harms)
        event = replace(event, harms=tuple(_with_fault(harm, deck) for harm in event.harms))
        yield from _event(event, register, pen)
    of_sessions = PeopleDeck(SESSION_FAULTS, faults, chance)
    for session in sessions(land, count_sessions, Pen(Draws(seed, _SESSIONS_STREAM))):
        said, fault = of_sessions.planted(session)
        yield Sent(said, OFFICE, None, fault)


def _with_fault(harm: Harm, deck: PeopleDeck[Harm]) -> Harm:
    faulty, fault = deck.planted(harm)
    return replace(faulty, fault=fault)


def _event(event: Happened, register: Register, pen: Pen) -> Iterator[Sent]:
    if event.reported:
        accident, remark = told(event, pen.draws)
        yield Sent(accident, OFFICE, remark)
    for harm in event.harms:
        yield Sent(harm.record, OFFICE, harm.identity, harm.fault)
    for harm in event.harms:
        if harm.record.outcome is Outcome.INJURED:
            yield from _assisted(harm, event.accident.place, register, pen)


def _assisted(harm: Harm, place: Place, register: Register, pen: Pen) -> Iterator[Sent]:
    """Most survivors by the office; a few by the partner as well, who spells them otherwise, and some by it alone."""
    died, on = harm.record.died, harm.record.on
    last = died - timedelta(days=1) if died is not None and died > on else _LAST
    if pen.draws.chance(0.75):
        of = Way(harm.somebody, on, last, place, harm.record.sex, OFFICE)
        for record in way(of, pen):
            yield Sent(record, OFFICE, harm.somebody.brief())
    if harm.somebody.told and not harm.fault and pen.rota.due("twice", every=25, first=4):
        twice = harm.somebody.spelt_otherwise(pen.next_id("OFA"), pen.draws)
        yield from _submitted(twice, on, last, place, pen, harm.somebody.key)
    if pen.rota.due("stranger", every=25, first=9):
        stranger = _stranger(on, place, register, pen)
        yield from _submitted(stranger, on, _LAST, place, pen)


def _submitted(somebody: Somebody, on: date, last: date, place: Place, pen: Pen, other: str = "") -> Iterator[Sent]:
    """What one submission of the partner says."""
    of = Way(somebody, on, last, place, somebody.sex, PARTNER, _instance(pen.draws))
    for record in way(of, pen):
        yield Sent(record, PARTNER, somebody.identity(), other=other if isinstance(record, NeedAssessed) else "")


def _stranger(on: date, place: Place, register: Register, pen: Pen) -> Somebody:
    """A survivor of an accident that nobody wrote down."""
    youngest, oldest = pen.draws.pick(AGES_YEARS)
    years, sex = pen.draws.whole(youngest, oldest), pen.draws.pick(SEXES)
    return register.somebody(pen.next_id("OFA"), on, years, sex, place)


def _instance(draws: Draws) -> str:
    """An id as servers of forms give it: random, version 4."""
    digits = "".join(draws.pick(_HEX) for _ in range(30))
    return f"{digits[:8]}-{digits[8:12]}-4{digits[12:15]}-a{digits[15:18]}-{digits[18:30]}"
