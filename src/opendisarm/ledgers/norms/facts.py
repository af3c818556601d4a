"""What is known at a moment, and where to find it: the journal's records and those that ship with the package."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from opendisarm.core.records import (
    AssistanceMeasure,
    Endorsement,
    Incident,
    Milestone,
    NationalMeasure,
    NormRecord,
    ObligationStep,
    Position,
    Practice,
    PublishedCount,
    ReportFiled,
    StateAct,
    Vote,
)
from opendisarm.core.sources import Source

_R = TypeVar("_R", bound=NormRecord | Incident, covariant=True)


@dataclass(frozen=True, slots=True)
class Fact(Generic[_R]):
    """A record that counts, with the entry that holds it and the moment from which it is known."""

    entry: str
    record: _R
    entered: datetime
    source: Source = Source()


class Facts:
    """Facts of one moment of knowledge; every list in the order of field date, then of entry."""

    def __init__(self, facts: Iterable[Fact[NormRecord | Incident]]) -> None:
        """Shape  facts that count at one moment; who hands them in has applied the clock of knowledge."""
        self._of: dict[tuple[str, str, str], list[Fact[NormRecord | Incident]]] = defaultdict(list)
        self.all: list[Fact[NormRecord | Incident]] = sorted(facts, key=lambda fact: (fact.record.on, fact.entry))
        for fact in self.all:
            record = fact.record
            state = getattr(record, "state", "")
            about = getattr(record, "duty", "") or getattr(record, "instrument", "")
            for key in {(about, state), (about, ""), ("", state), ("", "")}:
                self._of[(record.kind, *key)].append(fact)

    def acts(self, instrument: str, state: str = "") -> Sequence[Fact[StateAct]]:
        """Signatures, deposits, withdrawals; state "" = of all states."""
        return self._found("norm.act", instrument, state)

    def endorsements(self, instrument: str, state: str = "") -> Sequence[Fact[Endorsement]]:
        """Endorsements of a political declaration."""
        return self._found("norm.endorsement", instrument, state)

    def votes(self, instrument: str, state: str = "") -> Sequence[Fact[Vote]]:
        """Votes in a process."""
        return self._found("norm.vote", instrument, state)

    def positions(self, instrument: str, state: str = "") -> Sequence[Fact[Position]]:
        """Positions taken in a process."""
        return self._found("norm.position", instrument, state)

    def milestones(self, instrument: str = "") -> Sequence[Fact[Milestone]]:
        """Meetings and other days of an instrument; "" = of all."""
        return self._found("norm.milestone", instrument)

    def published(self, instrument: str) -> Sequence[Fact[PublishedCount]]:
        """Numbers of states that somebody published."""
        return self._found("norm.count", instrument)

    def steps(self, duty: str, state: str = "") -> Sequence[Fact[ObligationStep]]:
        """The chain of a duty's deadlines."""
        return self._found("norm.obligation", duty, state)

    def reports(self, duty: str, state: str = "") -> Sequence[Fact[ReportFiled]]:
        """Reports submitted or seen missing."""
        return self._found("norm.report", duty, state)

    def measures(self, duty: str, state: str = "") -> Sequence[Fact[NationalMeasure]]:
        """National legal measures."""
        return self._found("norm.measure", duty, state)

    def practice(self, duty: str, state: str = "") -> Sequence[Fact[Practice]]:
        """Evidence of practice."""
        return self._found("norm.practice", duty, state)

    def assistance(self, state: str = "") -> Sequence[Fact[AssistanceMeasure]]:
        """What states have set up for victims."""
        return self._found("norm.assistance", "", state)

    def incidents(self) -> Sequence[Fact[Incident]]:
        """Use of weapons and harm."""
        return self._found("incident.use")

    def _found(self, kind: str, about: str = "", state: str = "") -> Sequence[Fact[_R]]:
        return self._of.get((kind, about, state), ())  # type: ignore[return-value]  # the kind decides the class
