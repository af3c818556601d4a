"""Balances of the people ledger on any date, by any dimension; "unknown" is a category in every one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

import numpy as np

from opendisarm.core.clocks import Span
from opendisarm.core.persons import Age, age_class
from opendisarm.ledgers.days import years
from opendisarm.ledgers.grouping import grouped
from opendisarm.ledgers.people.accounts import ACCOUNTS, CODE, SHOWN, Account
from opendisarm.ledgers.people.postings import (
    AGES,
    DEVICES,
    DISABILITIES,
    DOINGS,
    METHODS,
    SETTINGS,
    SEXES,
    STATUSES,
    People,
)
from opendisarm.ledgers.words import Flags, Ints, Words

_WORDS: Final = ("state", "admin1", "admin2", "organisation")
_LISTS: Final[dict[str, tuple[StrEnum, ...]]] = {
    "sex": SEXES, "age_group": AGES, "disability": DISABILITIES, "status": STATUSES, "device": DEVICES,
    "setting": SETTINGS, "doing": DOINGS, "method": METHODS,
}  # fmt: skip
_CLASSES: Final = (Age.CHILD, Age.ADULT, Age.UNKNOWN)
_CLASS_OF: Final = np.array([_CLASSES.index(age_class(age)) for age in AGES], np.int64)

DIMENSIONS: Final = (*_WORDS, "sex", "age", *(name for name in _LISTS if name != "sex"), "year")
ALSO_CALLED: Final = {
    "province": "admin1", "district": "admin2", "country": "state", "gender": "sex", "operator": "organisation",
    "activity": "doing", "device_class": "device",
}  # fmt: skip
_CASUALTY_CODES: Final = np.array([CODE[one] for one in (Account.KILLED, Account.INJURED, Account.UNKNOWN_OUTCOME)])


@dataclass(frozen=True, slots=True)
class Balance:
    """Persons in each account for one combination of dimension values; "" = a name that was not told."""

    key: tuple[str, ...]
    persons: dict[Account, int]


def dimension(name: str) -> str:
    """The dimension a person means.  Errors  ValueError naming the dimensions there are."""
    meant = ALSO_CALLED.get(name.strip().lower(), name.strip().lower())
    if meant not in DIMENSIONS:
        known = ", ".join((*DIMENSIONS, *ALSO_CALLED))
        raise ValueError(f"'{name}' is no dimension of the people ledger; use one or more of: {known}.")
    return meant


def values_of(name: str) -> tuple[str, ...]:
    """Every value that a dimension with a closed list can have; () for names of places, organisations and years."""
    if name == "age":
        return tuple(word.value for word in _CLASSES)
    return tuple(word.value for word in _LISTS.get(name, ()))


def up_to(people: People, on: date) -> Flags:
    """Postings that have happened at the end of a day."""
    counted: Flags = people.postings.on <= on.toordinal()
    return counted


def harmed_within(people: People, span: Span, on: date) -> Flags:
    """Postings of casualties harmed within a period, as far as they have happened at the end of a day.

    A person injured within the period who died after it counts as killed from the day of death on.
    """
    postings = people.postings
    within = (postings.since >= span.first.toordinal()) & (postings.since <= span.last.toordinal())
    counted: Flags = within & np.isin(postings.target, _CASUALTY_CODES) & up_to(people, on)
    return counted


def moved_within(people: People, span: Span) -> Flags:
    """Postings of a period: what it changed."""
    on = people.postings.on
    within: Flags = (on >= span.first.toordinal()) & (on <= span.last.toordinal())
    return within


def of_states(people: People, states: Sequence[str]) -> Flags:
    """Postings placed in one of these states."""
    named = people.profiles.state
    wanted = [code for code, name in enumerate(named.names) if name in states]
    flags: Flags = np.isin(named.codes, wanted)[people.postings.profile]
    return flags


def balances(people: People, counted: Flags, on: date, by: Sequence[str] = ()) -> list[Balance]:
    """Persons in every account, from the postings that count, split by dimensions; one row when none are asked for.

    on  the day on which a person's disability is asked: the latest assessment up to it, else what the report says.
    """
    postings = people.postings
    chosen = np.flatnonzero(counted)
    codes = [codes_of(people, name, on)[chosen] for name in by]
    keys, row = grouped(codes, len(chosen))
    summed = np.zeros((max(len(keys), 1), len(ACCOUNTS)), np.int64)
    np.add.at(summed, (row, postings.target[chosen]), postings.count[chosen])
    np.subtract.at(summed, (row, postings.source[chosen]), postings.count[chosen])
    name_of = [namer(people, name) for name in by]
    rows = [
        Balance(
            tuple(name(int(code)) for name, code in zip(name_of, key, strict=True)),
            {account: int(summed[position, CODE[account]]) for account in SHOWN},
        )
        for position, key in enumerate(keys if len(by) else [()])
    ]
    return sorted((row for row in rows if not by or any(row.persons.values())), key=lambda row: row.key)


def total(rows: Sequence[Balance]) -> dict[Account, int]:
    """The accounts summed over rows."""
    return {account: sum(row.persons[account] for row in rows) for account in SHOWN}


def codes_of(people: People, name: str, on: date) -> Ints:
    """The code that a dimension has on each posting.  Errors  AttributeError on a dimension that there is not."""
    postings = people.postings
    if name == "year":
        return years(postings.since)
    return _codes(people, name, on, postings.profile, postings.person, postings.sex, postings.age)


def codes_of_survivors(people: People, name: str, on: date) -> Ints:
    """The same for each person; of no meaning for those who are no survivors.  "year": that of registration."""
    everybody = np.arange(len(people.persons))
    if name == "year":
        first = np.zeros(len(people.persons), np.int64)
        steps = people.steps
        registered = steps.account == CODE[Account.REGISTERED]
        first[steps.person[registered]] = steps.on[registered]
        return years(first)
    profile = np.maximum(people.survivor, 0)
    return _codes(people, name, on, profile, everybody, people.sex, people.age)


def _codes(people: People, name: str, on: date, profile: Ints, person: Ints, sex: Ints, age: Ints) -> Ints:
    match name:
        case "sex":
            return sex
        case "age_group":
            return age
        case "age":
            classes: Ints = _CLASS_OF[age]
            return classes
        case "disability":
            return _disability(people, on, profile, person)
        case _ if name in _WORDS:
            named: Words = getattr(people.profiles, name)
            return named.codes[profile]
    listed: Ints = getattr(people.profiles, name)[profile]
    return listed


def namer(people: People, name: str) -> Callable[[int], str]:
    """From a code of a dimension to the word that is shown."""
    if name == "year":
        return str
    if name in _WORDS:
        names: tuple[str, ...] = getattr(people.profiles, name).names
        return lambda code: names[code]
    listed = values_of(name)
    return lambda code: listed[code]


def verdicts(people: People, on: date) -> Ints:
    """The latest verdict of the short set on each person up to a day, as a code; -1 where there is none."""
    found = people.assessments
    taken = found.on <= on.toordinal()
    latest = np.full(len(people.persons), -1, np.int64)
    latest[found.person[taken]] = found.disability[taken]  # in the order of days: the last one stays
    return latest


def _disability(people: People, on: date, profile: Ints, person: Ints) -> Ints:
    told: Ints = people.profiles.disability[profile]
    latest = verdicts(people, on)
    if not len(latest):
        return told
    assessed = np.where(person >= 0, latest[person], -1)
    return np.where(assessed >= 0, assessed, told)
