"""Where a state stands towards a treaty or protocol on a day.

Only acts dated up to that day count: a succession notified in November has no effect on what one could say in August,
though it reaches back. Rejoining after a withdrawal starts anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from opendisarm.core.records import DEPOSITS, Act, StateAct
from opendisarm.ledgers.norms.facts import Fact


class Standing(StrEnum):
    """The accounts of the norms ledger, for treaties and protocols."""

    OUTSIDE = "outside"
    SIGNED = "signed"
    DEPOSITED = "deposited"
    IN_FORCE = "in_force"
    WITHDRAWN = "withdrawn"


@dataclass(slots=True)
class Membership:
    """The acts of one state towards one treaty that count on a day; None where there is none.

    A second deposit without a withdrawal between is a contradiction: the first one stands, and `contradicts` holds
    the other.
    """

    state: str
    signature: Fact[StateAct] | None = None
    provisional: Fact[StateAct] | None = None
    deposit: Fact[StateAct] | None = None
    withdrawal: Fact[StateAct] | None = None
    contradicts: tuple[Fact[StateAct], ...] = ()

    @property
    def signed_on(self) -> date | None:
        """Day of signature."""
        return self.signature.record.on if self.signature else None

    @property
    def deposited_on(self) -> date | None:
        """Day on which the instrument of consent was deposited."""
        return self.deposit.record.on if self.deposit else None

    @property
    def bound_from(self) -> date | None:
        """Entry into force for the state; may lie in the future.  None when nothing is deposited or it is not known."""
        return self.deposit.record.effective if self.deposit else None

    @property
    def withdrawn_from(self) -> date | None:
        """Day from which a withdrawal has effect; may lie in the future."""
        return self.withdrawal.record.effective if self.withdrawal else None

    def standing(self, on: date) -> Standing:
        """The account that holds the state."""
        if self.withdrawn_from is not None and self.withdrawn_from <= on:
            return Standing.WITHDRAWN
        if self.bound_from is not None and self.bound_from <= on:
            return Standing.IN_FORCE
        if self.deposit is not None:
            return Standing.DEPOSITED
        return Standing.SIGNED if self.signature is not None else Standing.OUTSIDE


def memberships(acts: Iterable[Fact[StateAct]], on: date) -> dict[str, Membership]:
    """State -> its membership on a day.  Shape  acts of one instrument, in the order of their dates."""
    found: dict[str, Membership] = {}
    for fact in acts:
        act = fact.record
        if act.on > on:
            continue
        member = found.setdefault(act.state, Membership(act.state))
        if act.act is Act.SIGNATURE:
            member.signature = member.signature or fact
        elif act.act is Act.PROVISIONAL_APPLICATION:
            member.provisional = fact
        elif act.act is Act.WITHDRAWAL:
            member.withdrawal = fact
        elif act.act in DEPOSITS:
            left = member.withdrawn_from
            if member.deposit is not None and not (left is not None and left <= act.on):
                member.contradicts += (fact,)
            else:
                member.deposit, member.withdrawal = fact, None
    return found
