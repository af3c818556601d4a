"""Acts that cannot stand beside what is known: found when they come in, before they are entered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from opendisarm.core.catalogue import norm
from opendisarm.core.findings import Code
from opendisarm.core.records import (
    DEPOSITS,
    Act,
    Endorsement,
    Endorsing,
    NormRecord,
    ObligationStep,
    Record,
    StateAct,
    Step,
)
from opendisarm.law.instrument import instruments
from opendisarm.ledgers.norms.facts import Fact, Facts
from opendisarm.ledgers.norms.standing import Standing, memberships

_R = TypeVar("_R", bound=NormRecord)
_NOT_YET = datetime.max.replace(tzinfo=UTC)

Found = tuple[Code, dict[str, object]]
"""A code of the catalogue with its facts; whoever knows the row makes the finding."""

COMING = "the same file"
"""Stands for the entry of a record that is not entered yet."""


def contradictions(record: Record, known: Facts, coming: Sequence[Record]) -> Iterator[Found]:
    """What is wrong with one record beside what is known and the records before it in its file.

    known  facts that count, the record itself left out;  coming: accepted records of the rows before it.
    """
    match record:
        case StateAct():
            yield from _opened(record)
            yield from _act(record, known, [one for one in coming if isinstance(one, StateAct)])
        case Endorsement():
            yield from _opened(record)
            yield from _endorsed(record, known, [one for one in coming if isinstance(one, Endorsement)])
        case ObligationStep():
            yield from _step(record, known, [one for one in coming if isinstance(one, ObligationStep)])


def _opened(record: StateAct | Endorsement) -> Iterator[Found]:
    instrument = instruments().get(record.instrument)
    if instrument is not None and record.on < instrument.opened.on:
        facts = {"on": record.on, "instrument": instrument.short, "opened": instrument.opened.on}
        yield norm.ACT_BEFORE_OPENING, facts


def _act(record: StateAct, known: Facts, coming: Sequence[StateAct]) -> Iterator[Found]:
    held = list(known.acts(record.instrument, record.state))
    held += [_coming(one) for one in coming if (one.instrument, one.state) == (record.instrument, record.state)]
    held.sort(key=lambda fact: fact.record.on)
    member = memberships(held, record.on).get(record.state)
    deposit = member.deposit if member else None
    left = member is not None and member.standing(record.on) is Standing.WITHDRAWN
    if record.act in DEPOSITS and deposit is not None and not left:
        yield norm.SECOND_DEPOSIT, {"state": record.state, "earlier": deposit.record.on, "entry": deposit.entry}
    if record.act is Act.WITHDRAWAL and deposit is None:
        yield norm.WITHDRAWAL_WITHOUT_DEPOSIT, {"state": record.state}


def _endorsed(record: Endorsement, known: Facts, coming: Sequence[Endorsement]) -> Iterator[Found]:
    if record.status is not Endorsing.ENDORSED:
        return
    held = list(known.endorsements(record.instrument, record.state))
    held += [_coming(one) for one in coming if (one.instrument, one.state) == (record.instrument, record.state)]
    before = [fact for fact in held if fact.record.status is Endorsing.ENDORSED]
    if before:
        yield norm.ENDORSED_TWICE, {"state": record.state, "earlier": before[0].record.on, "entry": before[0].entry}


def _step(record: ObligationStep, known: Facts, coming: Sequence[ObligationStep]) -> Iterator[Found]:
    held = list(known.steps(record.duty, record.state))
    held += [_coming(one) for one in coming if (one.duty, one.state) == (record.duty, record.state)]
    before = [fact for fact in held if fact.record.on <= record.on]
    if record.step is Step.EXTENSION and record.deadline is not None:
        later = [
            (fact.record.deadline, fact.entry)
            for fact in before
            if fact.record.step in {Step.ORIGINAL, Step.EXTENSION}
            if fact.record.deadline is not None and fact.record.deadline > record.deadline
        ]
        if later:
            earlier, entry = max(later)
            facts = {"deadline": record.deadline, "state": record.state, "earlier": earlier, "entry": entry}
            yield norm.EXTENSION_SHORTENS, facts
    if record.step is Step.COMPLETION:
        steps = sorted(before, key=lambda fact: fact.record.on)
        done = [fact for fact in steps if fact.record.step is Step.COMPLETION]
        opened = [fact for fact in steps if fact.record.step in {Step.REOPENED, Step.EXTENSION, Step.OUTSTANDING}]
        if done and not (opened and opened[-1].record.on > done[-1].record.on):
            facts = {"state": record.state, "earlier": done[-1].record.on, "entry": done[-1].entry}
            yield norm.COMPLETED_TWICE, facts


def _coming(record: _R) -> Fact[_R]:
    return Fact(COMING, record, _NOT_YET)
