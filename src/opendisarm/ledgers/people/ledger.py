"""The people ledger: people records in, postings out.  Pure; the same records give the same postings, in any order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

import numpy as np

from opendisarm.core.records import EducationSession, Place, Reached
from opendisarm.ledgers.people.accounts import CODE, OF_OUTCOME, STEPS, Account
from opendisarm.ledgers.people.casualties import Casualty, casualties
from opendisarm.ledgers.people.gathered import Fact, gathered
from opendisarm.ledgers.people.postings import (
    AGES,
    DEVICES,
    DISABILITIES,
    DOINGS,
    METHODS,
    NEVER,
    NOBODY,
    PILLARS,
    RESULTS,
    SETTINGS,
    SEXES,
    STATUSES,
    Assessments,
    People,
    Postings,
    Profiles,
    Services,
    Steps,
    Waits,
    table,
)
from opendisarm.ledgers.people.survivors import Survivor, survivors
from opendisarm.ledgers.words import words

FOLD_VERSION: Final = 1
"""Raised when the same records would give other postings: ledgers kept from an earlier version are thrown away."""


def _codes(listed: tuple[StrEnum, ...]) -> Mapping[str, int]:
    return {word.value: code for code, word in enumerate(listed)}


_SEX, _AGE, _DISABILITY = _codes(SEXES), _codes(AGES), _codes(DISABILITIES)
_STATUS, _DEVICE, _SETTING = _codes(STATUSES), _codes(DEVICES), _codes(SETTINGS)
_DOING, _METHOD, _PILLAR, _RESULT = _codes(DOINGS), _codes(METHODS), _codes(PILLARS), _codes(RESULTS)
_NONE: Final = ("unknown",) * 6


def fold(facts: Iterable[Fact]) -> People:
    """The ledger of the facts that count."""
    found = gathered(facts)
    harmed = casualties(found)
    lived = survivors(found, harmed)
    book = _Book()
    for casualty in harmed:
        book.harm(casualty)
    for survivor in lived:
        book.survivor(survivor)
    for entry, _, session in found.sessions:
        book.session(entry, session)
    return book.closed()


@dataclass(slots=True)
class _Book:
    """Rows as they are written; `closed` makes arrays of them."""

    ids: dict[str, int] = field(default_factory=dict)
    persons: dict[str, int] = field(default_factory=dict)
    profiles: dict[tuple[Place, str, tuple[str, ...]], int] = field(default_factory=dict)
    postings: list[tuple[int, ...]] = field(default_factory=list)
    assessments: list[tuple[int, ...]] = field(default_factory=list)
    waits: list[tuple[int, ...]] = field(default_factory=list)
    services: list[tuple[int, ...]] = field(default_factory=list)
    steps: list[tuple[int, ...]] = field(default_factory=list)
    lived: dict[int, tuple[int, int, int, int]] = field(default_factory=dict)

    def harm(self, one: Casualty) -> None:
        """Outside -> its outcome; a person who died later goes on from injured to killed."""
        by, person = self._entry(one.by), self._person(one.person)
        closed = (one.disability, one.status, one.device, one.setting, one.doing, "unknown")
        profile = self._profile(one.place, one.organisation, closed)
        since, target = one.on.toordinal(), CODE[OF_OUTCOME[one.outcome]]
        of = (one.count, _SEX[one.sex], _AGE[one.age])
        self.postings.append((by, profile, person, since, since, CODE[Account.OUTSIDE], target, *of))
        if one.died is not None:
            on = one.died.toordinal()
            self.postings.append((by, profile, person, on, since, target, CODE[Account.KILLED], *of))

    def survivor(self, one: Survivor) -> None:
        """Outside -> registered -> each further step -> died later."""
        person = self._person(one.person)
        harm = one.casualty
        closed = (harm.disability, harm.status, harm.device, harm.setting, harm.doing, "unknown") if harm else _NONE
        profile = self._profile(one.place, one.organisation, closed)
        of = (1, _SEX[one.sex], _AGE[one.age])
        self.lived[person] = (profile, of[1], of[2], one.died.toordinal() if one.died else NEVER)
        at = Account.OUTSIDE
        taken = sorted(one.steps.items(), key=lambda step: (step[1][0], STEPS.index(step[0])))
        for account, (day, entry) in taken:
            by, on = self._entry(entry), day.toordinal()
            self.steps.append((by, person, CODE[account], on))
            if at is Account.OUTSIDE or STEPS.index(account) > STEPS.index(at):
                self.postings.append((by, profile, person, on, on, CODE[at], CODE[account], *of))
                at = account
        if one.died is not None:
            by, on = self._entry(harm.by if harm else taken[-1][1][1]), one.died.toordinal()
            self.postings.append((by, profile, person, on, on, CODE[at], CODE[Account.DIED_LATER], *of))
        for day, verdict, entry in one.assessments:
            self.assessments.append((self._entry(entry), person, day.toordinal(), _DISABILITY[verdict]))
        for wait in one.waits:
            met = wait.met.toordinal() if wait.met else NEVER
            of_wait = (self._entry(wait.by), person, _PILLAR[wait.pillar])
            self.waits.append((*of_wait, wait.since.toordinal(), met))
        for service in one.services:
            of_service = (self._entry(service.by), person, _PILLAR[service.pillar])
            self.services.append((*of_service, service.on.toordinal(), _RESULT[service.result]))

    def session(self, entry: str, session: EducationSession) -> None:
        """Outside -> reached, direct and indirect apart."""
        by = self._entry(entry)
        closed = (*_NONE[:5], session.method)
        profile = self._profile(session.place, session.organisation, closed)
        on, outside = session.on.toordinal(), CODE[Account.OUTSIDE]
        tracks: tuple[tuple[Account, tuple[Reached, ...]], ...] = (
            (Account.REACHED_DIRECT, session.direct),
            (Account.REACHED_INDIRECT, session.indirect),
        )
        for account, reached in tracks:
            target = CODE[account]
            for sex, age, number in reached:
                if number:
                    of = (number, _SEX.get(sex, _SEX["unknown"]), _AGE.get(age, _AGE["unknown"]))
                    self.postings.append((by, profile, NOBODY, on, on, outside, target, *of))

    def closed(self) -> People:
        """The arrays."""
        lived = np.full((len(self.persons), 4), NOBODY, np.int64)
        lived[:, 3] = NEVER
        for person, row in self.lived.items():
            lived[person] = row
        self.assessments.sort(key=lambda row: (row[1], row[2], row[0]))
        return People(
            ids=tuple(self.ids),
            persons=tuple(self.persons),
            profiles=_profiles(list(self.profiles)),
            postings=table(Postings, self.postings),
            assessments=table(Assessments, self.assessments),
            waits=table(Waits, self.waits),
            services=table(Services, self.services),
            steps=table(Steps, self.steps),
            survivor=lived[:, 0],
            sex=lived[:, 1],
            age=lived[:, 2],
            died=lived[:, 3],
        )

    def _entry(self, name: str) -> int:
        return self.ids.setdefault(name, len(self.ids))

    def _person(self, name: str) -> int:
        return self.persons.setdefault(name, len(self.persons)) if name else NOBODY

    def _profile(self, place: Place, organisation: str, closed: tuple[str, ...]) -> int:
        return self.profiles.setdefault((place, organisation, closed), len(self.profiles))


def _profiles(rows: list[tuple[Place, str, tuple[str, ...]]]) -> Profiles:
    listed: tuple[tuple[str, Mapping[str, int]], ...] = (
        ("disability", _DISABILITY), ("status", _STATUS), ("device", _DEVICE), ("setting", _SETTING),
        ("doing", _DOING), ("method", _METHOD),
    )  # fmt: skip
    closed: dict[str, Any] = {
        name: np.fromiter((codes[row[2][position]] for row in rows), np.int64, len(rows))
        for position, (name, codes) in enumerate(listed)
    }
    return Profiles(
        state=words([place.state for place, _, _ in rows]),
        admin1=words([place.admin1 for place, _, _ in rows]),
        admin2=words([place.admin2 for place, _, _ in rows]),
        organisation=words([organisation for _, organisation, _ in rows]),
        **closed,
    )
