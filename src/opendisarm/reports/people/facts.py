"""Everything that the tables about people may use, and what of it is known at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from opendisarm.core.clocks import Span
from opendisarm.core.persons import ServiceResult
from opendisarm.core.records import AssistanceMeasure
from opendisarm.ledgers.people.accounts import CODE, REACHED, Account
from opendisarm.ledgers.people.balances import harmed_within, moved_within
from opendisarm.ledgers.people.postings import RESULTS, People
from opendisarm.ledgers.words import Flags

_REFUSED = RESULTS.index(ServiceResult.REFUSED)


@dataclass(frozen=True)
class PeopleFacts:
    """As of both clocks.

    people      the people ledger of this state only.       assistance  (entry id, record), of any state and day.
    period      the days reported;  on: the day on which outcomes, disability and steps are asked, its last day.
    """

    people: People
    assistance: Sequence[tuple[str, AssistanceMeasure]]
    state: str
    period: Span
    on: date

    @cached_property
    def harmed(self) -> Flags:
        """Postings of casualties harmed in the period."""
        return harmed_within(self.people, self.period, self.on)

    @cached_property
    def casualties_known(self) -> bool:
        """Whether anybody recorded a casualty of the period: without one, nobody can say that there was none."""
        return bool(self.harmed.any())

    @cached_property
    def reached(self) -> Flags:
        """Postings of risk education in the period."""
        codes = [CODE[account] for account in REACHED]
        flags: Flags = moved_within(self.people, self.period) & np.isin(self.people.postings.target, codes)
        return flags

    @cached_property
    def served(self) -> Flags:
        """Services of the period that were not refused.  Shape  one element a service."""
        services, first, last = self.people.services, self.period.first, self.period.last
        dated = (services.on >= first.toordinal()) & (services.on <= last.toordinal())
        flags: Flags = dated & (services.result != _REFUSED)
        return flags

    @cached_property
    def services_known(self) -> bool:
        """Whether any service is dated in the period, refused ones included."""
        on = self.people.services.on
        return bool(((on >= self.period.first.toordinal()) & (on <= self.period.last.toordinal())).any())

    @cached_property
    def survivors_known(self) -> bool:
        """Whether any survivor was registered up to the day, alive or not."""
        steps = self.people.steps
        registered = steps.account == CODE[Account.REGISTERED]
        return bool((registered & (steps.on <= self.on.toordinal())).any())
