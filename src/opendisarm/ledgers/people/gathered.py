"""The people records that count, side by side: accidents by name, and what is known of each person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from opendisarm.core.records import (
    Accident,
    EducationSession,
    OfPerson,
    PeopleRecord,
    PersonErased,
    PersonHarmed,
    SamePerson,
)


class Fact(NamedTuple):
    """A record that counts.  org: whose record it is; ids of accidents are known within an organisation."""

    entry: str
    org: str
    record: PeopleRecord


@dataclass(slots=True)
class Gathered:
    """Facts in the order of (field date, entry id), whatever order they came in.

    accidents  (entry, org, record).     named  (organisation, id of the accident) -> position in `accidents`.
    of_person  root reference -> facts of that person.     unnamed  harm to persons without a reference.
    """

    accidents: list[tuple[str, str, Accident]] = field(default_factory=list)
    named: dict[tuple[str, str], int] = field(default_factory=dict)
    of_person: dict[str, list[tuple[str, str, OfPerson]]] = field(default_factory=dict)
    unnamed: list[tuple[str, str, PersonHarmed]] = field(default_factory=list)
    sessions: list[tuple[str, str, EducationSession]] = field(default_factory=list)


def gathered(facts: Iterable[Fact]) -> Gathered:
    """Sort facts by what they are about.  Pure; the same facts in any order give the same result."""
    found = Gathered()
    # One text a fact: of hundreds of thousands, comparing pairs of a date and a text takes three times as long.
    ordered = sorted(facts, key=lambda fact: f"{fact.record.on.toordinal():07}{fact.entry}")
    same = [fact.record for fact in ordered if isinstance(fact.record, SamePerson)]
    root = roots(same)
    of_person: defaultdict[str, list[tuple[str, str, OfPerson]]] = defaultdict(list)
    for entry, org, record in ordered:
        match record:
            case EducationSession():
                found.sessions.append((entry, org, record))
            case Accident():
                if record.ref:
                    found.named.setdefault((org, record.ref), len(found.accidents))
                found.accidents.append((entry, org, record))
            case SamePerson() | PersonErased():
                continue
            case PersonHarmed(person=""):
                found.unnamed.append((entry, org, record))
            case _:
                of_person[root.get(record.person, record.person)].append((entry, org, record))
    found.of_person = dict(of_person)
    return found


def roots(same: Iterable[SamePerson]) -> dict[str, str]:
    """Reference -> the one that stands for it, for references found to be one person; chains are followed.

    The smallest reference of a group stands for it, so that the order of the findings does not matter.
    """
    parent: dict[str, str] = {}

    def top(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for one in same:
        first, second = sorted((top(one.person), top(one.other)))
        parent[second] = first
    return {name: top(name) for name in parent}
