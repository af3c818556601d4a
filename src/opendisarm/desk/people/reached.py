"""Counts of persons as far as somebody reaches: the figures of `balance`, `casualties`, `pathway` and `accidents`.

For somebody who reaches everything they are those figures themselves. For others every figure, split, list and
denominator is made of the records within reach only, so that no difference between two of them tells of the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from opendisarm.access.scope import EVERYTHING, Reader
from opendisarm.core.clocks import Span
from opendisarm.desk.people.accidents import AccidentSummary, accident_summary
from opendisarm.desk.people.balance import PeopleBalance, dimensions, people_balance
from opendisarm.desk.people.casualties import SPLITS, WORLD, CasualtyTable, Line, casualty_table, harmed
from opendisarm.desk.people.ledger import people_facts, people_ledger
from opendisarm.desk.people.pathway import SurvivorPathway, survivor_pathway
from opendisarm.desk.people.reach import counted_for, facts_within, survivors_for
from opendisarm.desk.workspace import Workspace
from opendisarm.ledgers.people.accidents import accidents, grouped_by
from opendisarm.ledgers.people.accounts import CASUALTIES, Account
from opendisarm.ledgers.people.balances import balances, total, up_to, values_of
from opendisarm.ledgers.people.pathway import pathway
from opendisarm.ledgers.people.postings import People
from opendisarm.ledgers.words import Flags

KINDS: Final = ("accident", "person.harmed", "person.same")
"""What accidents and their casualties are made of."""


def balance_for(
    workspace: Workspace, reader: Reader, on: date, known: datetime | None, by: Sequence[str] = ()
) -> PeopleBalance:
    """Persons in every account.  Errors  DeskError on a dimension that there is not."""
    if reader.scope == EVERYTHING:
        return people_balance(workspace, on, known, by)
    ledger, dims = people_ledger(workspace, known), dimensions(by)
    counted = up_to(ledger.people, on) & counted_for(workspace, ledger, reader.scope)
    rows = balances(ledger.people, counted, on, dims)
    return PeopleBalance(on, known, ledger.head.chain, dims, rows, total(rows))


def casualties_for(
    workspace: Workspace, reader: Reader, state: str, year: int, on: date, known: datetime | None
) -> CasualtyTable:
    """Casualties of a year with their splits; what others published is public and is told to everybody."""
    whole = casualty_table(workspace, state, year, on, known)
    if reader.scope == EVERYTHING:
        return whole
    ledger = people_ledger(workspace, known)
    counted = harmed(ledger.people, state, year, on) & counted_for(workspace, ledger, reader.scope)
    splits = {name: _lines(ledger.people, counted, on, name) for name in SPLITS}
    return replace(whole, total=_outcomes(total(balances(ledger.people, counted, on))), splits=splits)


def pathway_for(
    workspace: Workspace, reader: Reader, on: date, known: datetime | None, by: Sequence[str] = ()
) -> SurvivorPathway:
    """Survivors alive on a day, and who waits.  Errors  DeskError on a dimension that there is not."""
    whole = survivor_pathway(workspace, on, known, by)
    if reader.scope == EVERYTHING:
        return whole
    ledger = people_ledger(workspace, known)
    only = survivors_for(workspace, ledger, reader.scope)
    names = {person for person, reached in zip(ledger.people.persons, only.tolist(), strict=True) if reached}
    waiting = [one for one in whole.waiting if one.person in names]
    return replace(whole, rows=pathway(ledger.people, on, whole.by, only), waiting=waiting)


def accidents_for(
    workspace: Workspace, reader: Reader, state: str, year: int, known: datetime | None, by: Sequence[str] = ()
) -> AccidentSummary:
    """Accidents of a year.  Errors  DeskError on a dimension that accidents do not have."""
    whole = accident_summary(workspace, state, year, known, by)
    if reader.scope == EVERYTHING:
        return whole
    facts = facts_within(people_facts(workspace, workspace.store.head(known), KINDS), reader.scope)
    lines, alone = accidents(facts, Span.of_year(year), "" if state == WORLD else state)
    return replace(whole, lines=lines, groups=grouped_by(lines, whole.by), alone=alone)


def _lines(people: People, counted: Flags, on: date, split: str) -> tuple[Line, ...]:
    found = {row.key[0]: _outcomes(row.persons) for row in balances(people, counted, on, (split,))}
    order: Sequence[str] = values_of(split) or sorted(found, key=lambda name: (not name, name))
    return tuple(Line(value, found.get(value, dict.fromkeys(CASUALTIES, 0))) for value in order)


def _outcomes(persons: dict[Account, int]) -> dict[Account, int]:
    return {account: persons[account] for account in CASUALTIES}
