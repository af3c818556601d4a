"""How many states stand where on a day, and who changed between two days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from opendisarm.core.records import StateAct
from opendisarm.ledgers.norms.facts import Fact
from opendisarm.ledgers.norms.postings import Posting, postings
from opendisarm.ledgers.norms.standing import Membership, Standing, memberships


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of states on a day.

    signed     signatures ever made.                 deposited  instruments of consent, less withdrawals in effect.
    in_force   bound on the day.                     joined     signed or deposited, less withdrawals in effect.
    withdrawn  withdrawals in effect.
    """

    signed: int
    deposited: int
    in_force: int
    joined: int
    withdrawn: int


def counts(members: Iterable[Membership], on: date) -> Counts:
    """The five counts.  Shape  memberships of one instrument as of the same day."""
    standing = [(member, member.standing(on)) for member in members]
    return Counts(
        signed=sum(member.signature is not None for member, _ in standing),
        deposited=sum(member.deposit is not None and at is not Standing.WITHDRAWN for member, at in standing),
        in_force=sum(at is Standing.IN_FORCE for _, at in standing),
        joined=sum(at not in {Standing.OUTSIDE, Standing.WITHDRAWN} for _, at in standing),
        withdrawn=sum(at is Standing.WITHDRAWN for _, at in standing),
    )


def changes(acts: Sequence[Fact[StateAct]], since: date, until: date) -> list[Posting]:
    """Postings after `since` up to and including `until`: what makes the counts of the two days differ.

    Errors  ValueError when the days are reversed.
    """
    if until < since:
        raise ValueError(f"{until} lies before {since}.")
    return [posting for posting in postings(acts) if since < posting.on <= until]


def over_time(acts: Sequence[Fact[StateAct]]) -> list[tuple[date, Counts]]:
    """The counts on every day on which something changed, oldest first."""
    days = sorted({posting.on for posting in postings(acts)})
    return [(day, counts(memberships(acts, day).values(), day)) for day in days]
