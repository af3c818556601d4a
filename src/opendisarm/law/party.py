"""What is known of one state and one instrument on a day, and whether that binds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from opendisarm.law.answers import Because
from opendisarm.law.ground import ClearanceFacts
from opendisarm.law.instrument import Instrument
from opendisarm.ledgers.norms.facts import Facts
from opendisarm.ledgers.norms.standing import Membership, Standing, memberships

SIGNATORY = "Vienna Convention on the Law of Treaties art. 18"


@dataclass(frozen=True)
class Party:
    """A state before an instrument as of a day.

    facts   what is known; acts carry the day of their effect (`entry_into_force.complete_all`).
    ground  treaty scope -> what the land ledger (or a published figure) says of the state's land on the day.
    """

    state: str
    instrument: Instrument
    facts: Facts
    on: date
    ground: Mapping[str, ClearanceFacts]

    @cached_property
    def membership(self) -> Membership:
        """Its acts up to the day."""
        acts = self.facts.acts(self.instrument.id, self.state)
        return memberships(acts, self.on).get(self.state, Membership(self.state))

    @property
    def bound_from(self) -> date | None:
        """The day from which it is bound, when it is bound on the day asked for; else None."""
        if not self.instrument.binding:
            return self.instrument.adopted.on if self.instrument.adopted.on <= self.on else None
        member = self.membership
        return member.bound_from if member.standing(self.on) is Standing.IN_FORCE else None

    def binding(self) -> Because:
        """Why it is bound."""
        if not self.instrument.binding:
            return Because(self.instrument.adopted.cite, says="addressed to every state; politically binding")
        deposit = self.membership.deposit
        assert deposit is not None
        says = f"{deposit.record.act.value} deposited {deposit.record.on}, in force {deposit.record.effective}"
        return Because(self._rule(), deposit.entry, says)

    def not_bound(self) -> tuple[Because, str]:
        """Why it is not bound, and the sentence for the reader."""
        member, short = self.membership, self.instrument.short
        if self.on < self.instrument.opened.on:
            opened = self.instrument.opened
            return Because(opened.cite, says=f"opened {opened.on}"), f"The {short} did not exist on {self.on}."
        if not self.instrument.binding:
            adopted = self.instrument.adopted
            return Because(adopted.cite, says=f"adopted {adopted.on}"), f"The {short} did not exist on {self.on}."
        standing = member.standing(self.on)
        if standing is Standing.WITHDRAWN:
            assert member.withdrawal is not None
            assert self.instrument.withdrawal is not None
            says = f"withdrawal notified {member.withdrawal.record.on}, in effect {member.withdrawn_from}"
            note = f"Withdrew from the {short}; not bound since {member.withdrawn_from}."
            return Because(self.instrument.withdrawal.cite, member.withdrawal.entry, says), note
        if standing is Standing.DEPOSITED:
            assert member.deposit is not None
            says = f"{member.deposit.record.act.value} deposited {member.deposit.record.on}"
            until = f"bound from {member.bound_from}" if member.bound_from else "day of entry into force not known"
            return Because(
                self._rule(), member.deposit.entry, says
            ), f"Deposited, not yet in force: {until}.{self._provisional()}"
        if standing is Standing.SIGNED:
            assert member.signature is not None
            note = (
                f"Signed the {short}, no instrument deposited: not bound by its duties, but obliged not to defeat its "
                f"object and purpose.{self._provisional()}"
            )
            return Because(SIGNATORY, member.signature.entry, f"signed {member.signature.record.on}"), note
        return Because(self._rule(), says="no signature or deposit is recorded"), f"Not a party to the {short}."

    def number(self, name: str) -> tuple[int | str, Because]:
        """A number of the instrument's on the day, with its article.  Errors  NotCodedError."""
        version = self.instrument.parameters[name].on(self.on)
        unit = self.instrument.parameters[name].unit
        return version.value, Because(version.cite, says=f"{version.value} {unit}")

    def _rule(self) -> str:
        rule = self.instrument.entry_into_force
        assert rule is not None
        member = self.membership
        first = (
            member.deposit is not None
            and self.instrument.in_force is not None
            and (member.bound_from == self.instrument.in_force.on)
        )
        return rule.first.cite if first else rule.later.cite

    def _provisional(self) -> str:
        if self.membership.provisional is None or not self.instrument.provisional:
            return ""
        return f" Declared provisional application ({self.instrument.provisional})."
