"""Accidents of a period, one by one, each with those harmed in it; and harm of which no accident is reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from opendisarm.core.clocks import Span
from opendisarm.core.persons import Outcome
from opendisarm.core.records import Accident
from opendisarm.ledgers.people.accounts import CASUALTIES, OF_OUTCOME, Account
from opendisarm.ledgers.people.casualties import Casualty, casualties
from opendisarm.ledgers.people.gathered import Fact, gathered


@dataclass(frozen=True, slots=True)
class AccidentLine:
    """An accident and its casualties.

    persons  by outcome, whether they have records of their own or only the report counts them.
    recorded   persons of it that have records.
    """

    entry: str
    organisation: str
    record: Accident
    persons: dict[Account, int]
    recorded: int


@dataclass(frozen=True, slots=True)
class AccidentGroup:
    """Accidents that have something in common, and their casualties together."""

    key: tuple[str, ...]
    accidents: int
    persons: dict[Account, int]


def accidents(facts: Iterable[Fact], span: Span, state: str = "") -> tuple[list[AccidentLine], dict[Account, int]]:
    """(accidents in the order of their days, casualties of the period whose accident nobody reported).

    state  alpha-3; "" = of all states.
    """
    found = gathered(facts)
    of_accident: dict[int, list[Casualty]] = {}
    alone = dict.fromkeys(CASUALTIES, 0)
    for one in casualties(found):
        if one.accident is not None:
            of_accident.setdefault(one.accident, []).append(one)
        elif one.on in span and state in ("", one.place.state):
            alone[_account(one)] += one.count
    lines = []
    for position, (entry, org, record) in enumerate(found.accidents):
        if record.on not in span or state not in ("", record.place.state):
            continue
        harmed = of_accident.get(position, [])
        persons = dict.fromkeys(CASUALTIES, 0)
        for one in harmed:
            persons[_account(one)] += one.count
        lines.append(AccidentLine(entry, org, record, persons, sum(1 for one in harmed if one.by != entry)))
    return lines, alone


DIMENSIONS: Final[dict[str, Callable[[Accident], str]]] = {
    "setting": lambda one: one.setting.value,
    "device": lambda one: one.device.value,
    "doing": lambda one: one.doing.value,
    "marked": lambda one: one.marked.value,
    "admin1": lambda one: one.place.admin1,
    "admin2": lambda one: one.place.admin2,
    "month": lambda one: f"{one.on:%Y-%m}",
}
"""What accidents can be grouped by."""


def grouped_by(lines: Sequence[AccidentLine], by: Sequence[str]) -> list[AccidentGroup]:
    """Accidents by dimensions, in alphabetical order.  Errors  KeyError on a dimension that there is not."""
    groups: dict[tuple[str, ...], list[AccidentLine]] = {}
    for line in lines:
        groups.setdefault(tuple(DIMENSIONS[name](line.record) for name in by), []).append(line)
    return [
        AccidentGroup(key, len(some), {account: sum(line.persons[account] for line in some) for account in CASUALTIES})
        for key, some in sorted(groups.items())
    ]


def _account(one: Casualty) -> Account:
    """A person who died of it later was killed by it."""
    return Account.KILLED if one.died is not None else OF_OUTCOME[Outcome(one.outcome)]
