"""Postings of persons from one account to another, and what is known of those they move; one array a field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np

from opendisarm.core.persons import (
    Age,
    DeviceClass,
    Disability,
    Doing,
    Method,
    Pillar,
    ServiceResult,
    Setting,
    Sex,
    Status,
)
from opendisarm.ledgers.words import Ints, Words

NOBODY: Final = -1
NEVER: Final = 4_000_000
"""A day after every day: what has not happened."""

SEXES: Final = tuple(Sex)
AGES: Final = tuple(Age)
DISABILITIES: Final = tuple(Disability)
STATUSES: Final = tuple(Status)
DEVICES: Final = tuple(DeviceClass)
SETTINGS: Final = tuple(Setting)
DOINGS: Final = tuple(Doing)
METHODS: Final = tuple(Method)
PILLARS: Final = tuple(Pillar)
RESULTS: Final = tuple(ServiceResult)
"""Closed lists by their codes."""


@dataclass(frozen=True, slots=True)
class Profiles:
    """What many postings have in common.  Shape  one element a profile, each only once; lists by code."""

    state: Words
    admin1: Words
    admin2: Words
    organisation: Words
    disability: Ints
    status: Ints
    device: Ints
    setting: Ints
    doing: Ints
    method: Ints


@dataclass(frozen=True, slots=True)
class Postings:
    """Movements of persons.  Shape  one element a posting.

    by       position of the entry in `People.ids`.        profile  position in `Profiles`.
    person   position in `People.persons`; NOBODY for persons of whom only a number is known.
    on       day of the movement;  since: day of the harm, for both postings of somebody who died later.
    source, target   codes of accounts.       count  persons.      sex, age  codes of their lists.
    """

    by: Ints
    profile: Ints
    person: Ints
    on: Ints
    since: Ints
    source: Ints
    target: Ints
    count: Ints
    sex: Ints
    age: Ints


@dataclass(frozen=True, slots=True)
class Assessments:
    """Verdicts of the Washington Group short set, in the order of (person, day)."""

    by: Ints
    person: Ints
    on: Ints
    disability: Ints


@dataclass(frozen=True, slots=True)
class Waits:
    """Needs and referrals of a person for a pillar: since when; met: the day it was, NEVER where it was not."""

    by: Ints
    person: Ints
    pillar: Ints
    since: Ints
    met: Ints


@dataclass(frozen=True, slots=True)
class Services:
    """Services received: a person may receive several."""

    by: Ints
    person: Ints
    pillar: Ints
    on: Ints
    result: Ints


@dataclass(frozen=True, slots=True)
class Steps:
    """The first day on which a survivor took each step; account: code of a step."""

    by: Ints
    person: Ints
    account: Ints
    on: Ints


@dataclass(frozen=True, slots=True)
class People:
    """The ledger.

    ids       entries.      persons  root references.
    survivor  profile of each person who is a survivor, NOBODY for others; sex, age: of that person.
    died      day of death of a survivor, NEVER where none is known.
    """

    ids: tuple[str, ...]
    persons: tuple[str, ...]
    profiles: Profiles
    postings: Postings
    assessments: Assessments
    waits: Waits
    services: Services
    steps: Steps
    survivor: Ints
    sex: Ints
    age: Ints
    died: Ints


def table(of: type[Any], rows: Sequence[tuple[int, ...]]) -> Any:
    """Rows of whole numbers as the arrays of a class; none give empty arrays."""
    names = [field.name for field in fields(of)]
    columns: Iterable[Sequence[int]] = zip(*rows, strict=True) if rows else [()] * len(names)
    return of(**{name: np.array(column, np.int64) for name, column in zip(names, columns, strict=True)})
