"""The way of a survivor: registered, need assessed, referred, assisted; and since when somebody waits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from opendisarm.core.persons import Age, Disability, Outcome, Pillar, ServiceResult, Sex
from opendisarm.core.records import Consent, NeedAssessed, OfPerson, PersonHarmed, Place, Referral, ServiceReceived
from opendisarm.ledgers.people.accounts import Account
from opendisarm.ledgers.people.casualties import Casualty
from opendisarm.ledgers.people.gathered import Gathered

_STEP: Final[dict[type[OfPerson], Account]] = {
    NeedAssessed: Account.NEED_ASSESSED,
    Referral: Account.REFERRED,
    ServiceReceived: Account.ASSISTED,
}


@dataclass(frozen=True, slots=True)
class Wait:
    """A need, or a referral, for a pillar: since when, and when it was met (None: not yet).  by: the entry."""

    by: str
    pillar: Pillar
    since: date
    met: date | None


@dataclass(frozen=True, slots=True)
class Service:
    """A service received."""

    by: str
    on: date
    pillar: Pillar
    result: ServiceResult


@dataclass(slots=True)
class Survivor:
    """A person who lived, and the steps of assistance.

    steps        account -> (day of the first record, its entry), for each step that was taken.
    assessments  (day, verdict of the short set, entry), oldest first.     died  day of death, where it is known.
    """

    person: str
    casualty: Casualty | None
    place: Place = Place()
    organisation: str = ""
    sex: Sex = Sex.UNKNOWN
    age: Age = Age.UNKNOWN
    died: date | None = None
    steps: dict[Account, tuple[date, str]] = field(default_factory=dict)
    assessments: list[tuple[date, Disability, str]] = field(default_factory=list)
    waits: list[Wait] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)


def survivors(found: Gathered, harmed: Sequence[Casualty]) -> list[Survivor]:
    """Every person who is known and was not killed, in the order of their references.

    Somebody of whom no more is known than harm with an unknown outcome is no survivor yet.
    """
    of_person: dict[str, list[Casualty]] = {}
    for casualty in harmed:
        if casualty.person:
            of_person.setdefault(casualty.person, []).append(casualty)
    result = []
    for person, facts in sorted(found.of_person.items()):
        survivor = _survivor(person, [(entry, record) for entry, _, record in facts], of_person.get(person, []))
        if survivor is not None:
            result.append(survivor)
    return result


def _survivor(person: str, facts: Sequence[tuple[str, OfPerson]], harms: Sequence[Casualty]) -> Survivor | None:
    killed = [one.on for one in harms if one.outcome is Outcome.KILLED]
    died = min([*killed, *(harm.died for harm in harms if harm.died is not None)], default=None)
    # Who was killed that day did not live; assistance dated after a death is a mistake that a check names.
    lived = [
        (entry, record)
        for entry, record in facts
        if _shows_alive(record) and (died is None or record.on < died or (record.on == died and died not in killed))
    ]
    if not lived:
        return None
    last = max(harms, key=lambda one: (one.on, one.by), default=None)
    one = Survivor(person, last, died=died)
    if last is not None:
        one.sex, one.age, one.place = last.sex, last.age, last.place
    for entry, record in lived:
        one.steps.setdefault(Account.REGISTERED, (record.on, entry))
        if not isinstance(record, PersonHarmed):
            _told(one, record)
        if (step := _STEP.get(type(record))) is not None:
            one.steps.setdefault(step, (record.on, entry))
        if isinstance(record, NeedAssessed) and record.disability is not Disability.UNKNOWN:
            one.assessments.append((record.on, record.disability, entry))
        if isinstance(record, ServiceReceived):
            one.services.append(Service(entry, record.on, record.pillar, record.result))
    one.waits = list(_waits(lived, died))
    return one


def _shows_alive(record: OfPerson) -> bool:
    return not isinstance(record, PersonHarmed) or record.outcome is Outcome.INJURED


def _told(one: Survivor, record: NeedAssessed | Referral | ServiceReceived | Consent) -> None:
    """The latest record tells where the person lives; sex and age count where the harm did not tell them."""
    if record.place.state:
        one.place = record.place
    one.organisation = record.organisation or one.organisation
    if one.sex is Sex.UNKNOWN:
        one.sex = record.sex
    if one.age is Age.UNKNOWN:
        one.age = record.age


def _waits(facts: Sequence[tuple[str, OfPerson]], died: date | None) -> Iterator[Wait]:
    """A wait begins with the first need or referral for a pillar; the next service of it ends it, or death."""
    waiting: dict[Pillar, tuple[date, str]] = {}
    # On one day a need comes before the referral, and both before the service that answers them.
    order: Mapping[type[OfPerson], int] = {NeedAssessed: 0, Referral: 1, ServiceReceived: 2}
    for entry, record in sorted(facts, key=lambda fact: (fact[1].on, order.get(type(fact[1]), 3), fact[0])):
        match record:
            case NeedAssessed(needs=needs):
                for pillar in sorted(needs):
                    waiting.setdefault(pillar, (record.on, entry))
            case Referral(pillar=pillar):
                waiting.setdefault(pillar, (record.on, entry))
            case ServiceReceived(pillar=pillar, result=result) if result is not ServiceResult.REFUSED:
                if (began := waiting.pop(pillar, None)) is not None:
                    yield Wait(began[1], pillar, began[0], record.on)
    for pillar, (since, entry) in sorted(waiting.items()):
        yield Wait(entry, pillar, since, died)
