"""Accidents, and the persons harmed in them: alone, side by side, or with their family."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeVar

from opendisarm.core.clocks import last_day_of_month
from opendisarm.core.identity import NOTE, Identity
from opendisarm.core.persons import DeviceClass, Disability, Doing, Outcome, Setting, Sex, Status, YesNo
from opendisarm.core.records import Accident, PersonHarmed, Place, Precision
from opendisarm.core.vocabulary import Contamination
from opendisarm.sample.draws import Draws
from opendisarm.sample.people.ground import Ground, near
from opendisarm.sample.people.names import Register, Somebody
from opendisarm.sample.people.words import (
    ADULT_DOING,
    ADULT_STATUS,
    AGES_YEARS,
    CHILD_DOING,
    DEVICE_OF,
    OUTCOMES,
    SEXES,
    TOLD_OF_ACCIDENTS,
    TOLD_OF_PERSONS,
)
from opendisarm.sample.sites import LAST_DAY, Pen, Site
from opendisarm.sample.words import CLEARERS

T = TypeVar("T")

TOGETHER: Final = (*[1] * 13, *[2] * 4, 3, 3, 4)
"""How many persons are harmed in one accident."""

_UNKNOWN: Final = 0.1
_ADULT: Final = 18


@dataclass(frozen=True, slots=True)
class Harm:
    """Somebody harmed.  document: an identity number of the family; "" where none is known."""

    somebody: Somebody
    record: PersonHarmed
    identity: Identity
    document: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """An accident as its report will say it, without its numbers yet, and the persons harmed of whom a table tells.

    reported  False for one that nobody reported: its persons stand alone.
    """

    accident: Accident
    harms: tuple[Harm, ...]
    reported: bool


def happened(ground: Ground, most: int, register: Register, pen: Pen) -> Happened:
    """The next accident, with one to `most` persons."""
    draws = pen.draws
    day, site = ground.harm(draws)
    demining = draws.chance(0.04)
    accident = _accident(day, site, demining, pen)
    count = min(most, draws.pick(TOGETHER) + (1 if accident.device is DeviceClass.AV_MINE else 0))
    reported = demining or not draws.chance(0.08)
    family = count > 1 and not demining and draws.chance(0.5)
    somebodies = (_family if family else _strangers)(accident, count, demining, register, pen)
    documents = [one.document for one in somebodies if one.document]
    document = documents[0] if family and documents else ""
    harms = tuple(_harm(one, accident, reported, demining, document, draws) for one in somebodies)
    return Happened(accident, harms, reported)


def told(event: Happened, draws: Draws) -> tuple[Accident, Identity | None]:
    """The report with its numbers, which never are below the persons recorded, and the remark beside it."""
    outcomes = [harm.record.outcome for harm in event.harms]
    numbers = {outcome: outcomes.count(outcome) for outcome in Outcome}
    if draws.chance(0.1):
        numbers[draws.pick((Outcome.INJURED, Outcome.INJURED, Outcome.KILLED))] += draws.whole(1, 2)
    accident = event.accident
    if not draws.chance(0.06):
        accident = replace(
            accident, killed=numbers[Outcome.KILLED], injured=numbers[Outcome.INJURED],
            unknown_outcome=numbers[Outcome.UNKNOWN] or None,
        )  # fmt: skip
    if draws.chance(0.25):
        return accident, Identity(accident.ref, {NOTE: draws.pick(TOLD_OF_ACCIDENTS)}, person=False)
    return accident, None


def _accident(day: date, site: Site, demining: bool, pen: Pen) -> Accident:
    draws = pen.draws
    month_only = draws.chance(0.04)
    return Accident(
        on=last_day_of_month(day.year, day.month) if month_only else day,
        ref=pen.next_id("ACC"),
        place=site.place,
        precision=Precision.MONTH if month_only else Precision.DAY,
        setting=Setting.DEMINING if demining else _or_unknown(Setting.OTHER, Setting.UNKNOWN, draws),
        device=_device(site, draws),
        marked=draws.pick((YesNo.NO, YesNo.NO, YesNo.NO, YesNo.YES, YesNo.UNKNOWN)),
        organisation=draws.pick(CLEARERS) if demining else "",
        shape=near(site, draws) if draws.chance(0.5) else None,
    )


def _device(site: Site, draws: Draws) -> DeviceClass:
    kinds = [kind for kind in Contamination if kind in site.mix]
    device = DEVICE_OF[draws.pick(kinds)]
    if device in (DeviceClass.AP_MINE, DeviceClass.AV_MINE) and draws.chance(0.12):
        device = DeviceClass.UNSPECIFIED_MINE
    return _or_unknown(device, DeviceClass.UNKNOWN, draws)


def _strangers(accident: Accident, count: int, demining: bool, register: Register, pen: Pen) -> list[Somebody]:
    draws = pen.draws
    found = []
    for _ in range(count):
        youngest, oldest = (20, 55) if demining else draws.pick(AGES_YEARS)
        years, sex = draws.whole(youngest, oldest), draws.pick(SEXES)
        found.append(register.somebody(pen.next_id("VIC"), accident.on, years, sex, accident.place))
    return found


def _family(accident: Accident, count: int, _demining: bool, register: Register, pen: Pen) -> list[Somebody]:
    """A parent, then brothers and sisters, or at times the other parent."""
    draws = pen.draws
    years, sex = draws.whole(26, 58), draws.pick((Sex.MALE, Sex.MALE, Sex.FEMALE))
    head = register.somebody(pen.next_id("VIC"), accident.on, years, sex, accident.place)
    found = [head]
    for number in range(1, count):
        if number == 1 and draws.chance(0.25):
            other = Sex.FEMALE if sex is Sex.MALE else Sex.MALE
            age, its = max(20, years - draws.whole(-4, 6)), other
        else:
            age, its = draws.whole(2, min(17, years - 19)), draws.pick((Sex.MALE, Sex.FEMALE))
        found.append(register.somebody(pen.next_id("VIC"), accident.on, age, its, accident.place, head))
    return found


def _harm(somebody: Somebody, accident: Accident, reported: bool, demining: bool, document: str, draws: Draws) -> Harm:
    outcome = draws.pick(OUTCOMES)
    adult = somebody.years_on(accident.on) >= _ADULT
    status = Status.DEMINER if demining else draws.pick(ADULT_STATUS) if adult else Status.CIVILIAN
    doing = Doing.DEMINING if demining else draws.pick(ADULT_DOING if adult else CHILD_DOING)
    if status is Status.SECURITY_FORCES:
        doing = Doing.MILITARY
    died = None
    if outcome is Outcome.INJURED and draws.chance(0.05):
        died = date.fromordinal(min(LAST_DAY, accident.on.toordinal() + draws.whole(1, 300)))
    record = PersonHarmed(
        on=accident.on,
        outcome=outcome,
        accident=accident.ref if reported else "",
        place=accident.place if not reported or draws.chance(0.7) else Place(),
        precision=accident.precision,
        died=died,
        sex=_or_unknown(somebody.sex, Sex.UNKNOWN, draws),
        age=somebody.age_on(accident.on),
        disability=draws.pick((Disability.YES, Disability.NO, Disability.UNKNOWN)),
        status=_or_unknown(status, Status.UNKNOWN, draws),
        device=DeviceClass.UNKNOWN if reported else accident.device,
        doing=_or_unknown(doing, Doing.UNKNOWN, draws),
        educated=draws.pick((YesNo.NO, YesNo.NO, YesNo.YES, YesNo.UNKNOWN)),
    )
    more = {NOTE: draws.pick(TOLD_OF_PERSONS)} if draws.chance(0.2) else {}
    return Harm(somebody, record, somebody.identity(**more), document)


def _or_unknown(value: T, unknown: T, draws: Draws) -> T:
    """About one in ten is not told, everywhere."""
    return unknown if draws.chance(_UNKNOWN) else value
