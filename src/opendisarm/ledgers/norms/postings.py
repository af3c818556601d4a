"""Every change of a state's standing as a posting from one account to another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from opendisarm.core.records import DEPOSITS, Act, StateAct
from opendisarm.ledgers.norms.facts import Fact
from opendisarm.ledgers.norms.standing import Standing


@dataclass(frozen=True, slots=True)
class Posting:
    """One state moves on a day; `entry` is the act by which it does."""

    on: date
    state: str
    source: Standing
    target: Standing
    entry: str


def postings(acts: Iterable[Fact[StateAct]]) -> list[Posting]:
    """All postings of one instrument, by date.  Shape  acts of one instrument, in the order of their dates.

    An act that changes nothing (a second signature, a deposit while a party) posts nothing.
    """
    by_state: dict[str, list[Fact[StateAct]]] = {}
    for fact in acts:
        by_state.setdefault(fact.record.state, []).append(fact)
    made = (posting for own in by_state.values() for posting in _of_state(own))
    return sorted(made, key=lambda posting: (posting.on, posting.state))  # of one state and day: as they followed


def _of_state(acts: list[Fact[StateAct]]) -> list[Posting]:
    moves = sorted(move for fact in acts for move in _moves(fact))
    made: list[Posting] = []
    at = Standing.OUTSIDE
    for on, _, target, entry, state in moves:
        if _follows(at, target):
            made.append(Posting(on, state, at, target, entry))
            at = target
    return made


def _moves(fact: Fact[StateAct]) -> Iterable[tuple[date, int, Standing, str, str]]:
    """(day, rank within the day, account reached, entry, state)."""
    act = fact.record
    if act.act is Act.SIGNATURE:
        yield act.on, 1, Standing.SIGNED, fact.entry, act.state
    elif act.act in DEPOSITS:
        yield act.on, 2, Standing.DEPOSITED, fact.entry, act.state
        if act.effective is not None:
            yield max(act.on, act.effective), 3, Standing.IN_FORCE, fact.entry, act.state
    elif act.act is Act.WITHDRAWAL and act.effective is not None:
        yield max(act.on, act.effective), 0, Standing.WITHDRAWN, fact.entry, act.state


_NEXT = {
    Standing.OUTSIDE: {Standing.SIGNED, Standing.DEPOSITED},
    Standing.SIGNED: {Standing.DEPOSITED, Standing.WITHDRAWN},
    Standing.DEPOSITED: {Standing.IN_FORCE, Standing.WITHDRAWN},
    Standing.IN_FORCE: {Standing.WITHDRAWN},
    Standing.WITHDRAWN: {Standing.DEPOSITED},
}


def _follows(at: Standing, target: Standing) -> bool:
    return target in _NEXT[at]
