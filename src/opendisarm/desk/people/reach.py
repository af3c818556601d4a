"""Which persons somebody reaches: those of the own organisation and provinces, as the account says.

A person is within reach when one record about that person is: the harm, a need, a referral, a service. What is out of
reach is not there: it is in no count, in no list, and under no reference.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from opendisarm.access.scope import EVERYTHING, Scope
from opendisarm.core.records import Accident, PersonHarmed, SamePerson
from opendisarm.desk.people.ledger import PeopleLedger, people_facts
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.people.gathered import Fact, roots
from opendisarm.ledgers.words import Flags


def counted_for(workspace: Workspace, ledger: PeopleLedger, scope: Scope) -> Flags:
    """Postings made by records within reach.  Shape  one element a posting.

    The province is that of the harm or the session; the organisation is the one whose record it is.
    """
    people = ledger.people
    profiles = people.profiles
    flags: Flags = np.ones(len(people.postings.by), dtype=np.bool_)
    if scope.areas:
        areas = [code for code, name in enumerate(profiles.admin1.names) if name in scope.areas]
        flags &= np.isin(profiles.admin1.codes[people.postings.profile], areas)
    if scope.org:
        own = {fact.entry for fact in people_facts(workspace, ledger.head) if fact.org == scope.org}
        entries = [at for at, name in enumerate(people.ids) if name in own]
        flags &= np.isin(people.postings.by, entries)
    return flags


def survivors_for(workspace: Workspace, ledger: PeopleLedger, scope: Scope) -> Flags:
    """Persons within reach.  Shape  one element a person of the ledger."""
    persons = ledger.people.persons
    if scope == EVERYTHING:
        everybody: Flags = np.ones(len(persons), dtype=np.bool_)
        return everybody
    within = references_within(people_facts(workspace, ledger.head), scope)
    flags: Flags = np.array([person in within for person in persons], dtype=np.bool_)
    return flags


def facts_within(facts: Iterable[Fact], scope: Scope) -> list[Fact]:
    """Records of accidents and harm within reach; harm without a place of its own lies where its accident does."""
    told = list(facts)
    areas = {
        (fact.org, fact.record.ref): fact.record.place.admin1 for fact in told if isinstance(fact.record, Accident)
    }

    def within(fact: Fact) -> bool:
        match fact.record:
            case Accident():
                return scope.holds(fact.org, fact.record.place.admin1)
            case PersonHarmed():
                own = fact.record.place.admin1
                return scope.holds(fact.org, own or areas.get((fact.org, fact.record.accident), ""))
            case _:
                return True

    return [fact for fact in told if within(fact)]


def references_within(facts: Iterable[Fact], scope: Scope) -> frozenset[str]:
    """References of persons within reach; references that are one person are so together."""
    told = list(facts)
    root = roots([fact.record for fact in told if isinstance(fact.record, SamePerson)])
    of_root: dict[str, set[str]] = {}
    reached: set[str] = set()
    for fact in told:
        person = str(getattr(fact.record, "person", ""))
        if not person:
            continue
        for name in filter(None, (person, str(getattr(fact.record, "other", "")))):
            of_root.setdefault(root.get(name, name), set()).add(name)
        place = getattr(fact.record, "place", None)
        if scope.holds(fact.org, place.admin1 if place is not None else ""):
            reached.add(root.get(person, person))
    return frozenset(name for one in reached for name in of_root[one])
