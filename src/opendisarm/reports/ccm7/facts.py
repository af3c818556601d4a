"""Everything that this report may use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from opendisarm.core.clocks import AsOf, Span
from opendisarm.core.journal import Head
from opendisarm.core.records import AssistanceMeasure, Declaration
from opendisarm.ledgers.people.postings import People
from opendisarm.reports.people.facts import PeopleFacts
from opendisarm.reports.period import period_of
from opendisarm.reports.report import SourcesOf, no_sources


@dataclass(frozen=True)
class Facts:
    """Made by the desk, all of it as of both clocks.

    people        the people ledger of this state only;  assistance: (entry id, record) of what it has set up.
    declarations  (entry id, record) of this state, any year.     sources  where entries were read.
    Errors        ValueError when the day falls before the year.
    """

    state: str
    state_name: str
    year: int
    as_of: AsOf
    head: Head
    people: People
    assistance: Sequence[tuple[str, AssistanceMeasure]] = ()
    declarations: Sequence[tuple[str, Declaration]] = ()
    sources: SourcesOf = no_sources

    def __post_init__(self) -> None:
        period_of(self.year, self.as_of.on)

    @property
    def period(self) -> Span:
        """The calendar year, cut short where the day asked for falls within it."""
        return period_of(self.year, self.as_of.on)

    @property
    def of_people(self) -> PeopleFacts:
        """What the tables about people may use."""
        return PeopleFacts(self.people, self.assistance, self.state, self.period, self.period.last)
