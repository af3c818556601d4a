"""The survivor pathway on a day: how many were registered, assessed, referred and assisted, and who waits too long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from opendisarm.ledgers.grouping import grouped
from opendisarm.ledgers.people.accounts import CODE, STEPS, Account
from opendisarm.ledgers.people.balances import codes_of_survivors, namer
from opendisarm.ledgers.people.postings import NOBODY, PILLARS, People
from opendisarm.ledgers.words import Flags, Ints

TOO_LONG_DAYS: Final = 90
"""Somebody who waits longer for a service is named to the authority.  Source  the project's issue; ours."""


@dataclass(frozen=True, slots=True)
class Pathway:
    """Survivors alive on a day, for one combination of dimension values.

    taken      survivors who ever took each step: not a sequence that sums, a person is in every step taken.
    waiting    survivors with a need or referral not met yet;  too_long: those who wait more than 90 days.
    by_pillar  the same two numbers for each pillar; a person may wait for several.
    """

    key: tuple[str, ...]
    taken: dict[Account, int]
    waiting: int
    too_long: int
    by_pillar: dict[str, tuple[int, int]]


def pathway(people: People, on: date, by: Sequence[str] = (), only: Flags | None = None) -> list[Pathway]:
    """Rows by dimension; one when none are asked for.  only: flags over `people.persons`."""
    alive = alive_on(people, on) if only is None else alive_on(people, on) & only
    members = np.flatnonzero(alive)
    codes = [codes_of_survivors(people, name, on)[members] for name in by]
    keys, member = grouped(codes, len(members))
    row = np.full(len(people.persons), NOBODY, np.int64)
    row[members] = member
    name_of = [namer(people, name) for name in by]
    steps = {step: _steps(people, on, row, len(keys), step) for step in STEPS}
    waits = [_waiting(people, on, row, len(keys), pillar) for pillar in (None, *range(len(PILLARS)))]
    rows = [
        Pathway(
            tuple(name(int(code)) for name, code in zip(name_of, key, strict=True)),
            {step: int(counts[position]) for step, counts in steps.items()},
            int(waits[0][0][position]),
            int(waits[0][1][position]),
            {
                pillar.value: (int(waits[number][0][position]), int(waits[number][1][position]))
                for number, pillar in enumerate(PILLARS, start=1)
            },
        )
        for position, key in enumerate(keys)
    ]
    if not by and not rows:
        return [Pathway((), dict.fromkeys(STEPS, 0), 0, 0, {pillar.value: (0, 0) for pillar in PILLARS})]
    return sorted(rows, key=lambda one: one.key)


def alive_on(people: People, on: date) -> Flags:
    """Survivors registered and alive at the end of a day.  Shape  one element a person."""
    day = on.toordinal()
    registered = np.zeros(len(people.persons), dtype=bool)
    steps = people.steps
    registered[steps.person[(steps.account == CODE[Account.REGISTERED]) & (steps.on <= day)]] = True
    flags: Flags = registered & (people.died > day)
    return flags


def too_long(people: People, on: date) -> Flags:
    """Waits, of whoever is alive, that have lasted more than 90 days and are not over.  Shape  one element a wait."""
    flags: Flags = _open(people, on) & (on.toordinal() - people.waits.since > TOO_LONG_DAYS)
    return flags


def _open(people: People, on: date) -> Flags:
    day, waits = on.toordinal(), people.waits
    flags: Flags = (waits.since <= day) & (waits.met > day)
    return flags


def _steps(people: People, on: date, row: Ints, count: int, step: Account) -> Ints:
    steps = people.steps
    taken = (steps.account == CODE[step]) & (steps.on <= on.toordinal()) & (row[steps.person] != NOBODY)
    return np.bincount(row[steps.person[taken]], minlength=count)


def _waiting(people: People, on: date, row: Ints, count: int, pillar: int | None) -> tuple[Ints, Ints]:
    """Persons, not waits, by row: all that wait, and those that wait too long."""
    waits = people.waits
    counts = []
    for flags in (_open(people, on), too_long(people, on)):
        chosen = flags if pillar is None else flags & (waits.pillar == pillar)
        persons = np.unique(waits.person[chosen])
        persons = persons[row[persons] != NOBODY]
        counts.append(np.bincount(row[persons], minlength=count))
    return counts[0], counts[1]
