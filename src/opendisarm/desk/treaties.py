"""Who stands where towards an instrument on a day, as known at a moment; who changed between two days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from opendisarm.core.records import DEPOSITS, Endorsing, PublishedCount
from opendisarm.desk.errors import DeskError
from opendisarm.desk.norms import Known, known
from opendisarm.desk.states import instrument_named, state_name
from opendisarm.desk.workspace import Workspace
from opendisarm.law.entry_into_force import Difference, differences, in_force_by_threshold
from opendisarm.law.instrument import Instrument, InstrumentKind, instruments
from opendisarm.ledgers.norms.counts import Counts, changes, counts
from opendisarm.ledgers.norms.facts import Fact
from opendisarm.ledgers.norms.postings import Posting
from opendisarm.ledgers.norms.standing import Membership, Standing, memberships


@dataclass(frozen=True, slots=True)
class StateLine:
    """One state before a treaty on a day; `standing` in one word."""

    iso3: str
    name: str
    standing: Standing
    signed: date | None
    deposited: date | None
    in_force: date | None
    withdrawn: date | None
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TreatyStatus:
    """A treaty or protocol on a day.  published: what others counted, as claims."""

    instrument: Instrument
    on: date
    known: datetime | None
    counts: Counts
    states: tuple[StateLine, ...]
    published: tuple[PublishedCount, ...]
    note: str

    def as_json(self) -> dict[str, Any]:
        """The published shape."""
        return {
            "instrument": self.instrument.id,
            "on": self.on.isoformat(),
            "known": self.known.isoformat() if self.known else None,
            "counts": asdict(self.counts),
            "states": [
                {
                    "iso3": line.iso3, "name": line.name, "standing": line.standing.value, "signed": _iso(line.signed),
                    "deposited": _iso(line.deposited), "in_force": _iso(line.in_force),
                    "withdrawn": _iso(line.withdrawn), "entries": list(line.entries),
                }
                for line in self.states
            ],
            "note": self.note,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Voices:
    """A declaration, programme, process or framework on a day: what states said, in the words of their acts.

    said   word -> ISO3 codes, each state under its last word;  undated endorsements count from the day they were seen.
    votes  resolution -> ballot -> number of states.
    """

    instrument: Instrument
    on: date
    known: datetime | None
    said: dict[str, list[tuple[str, str]]]
    votes: dict[str, dict[str, int]]
    published: tuple[PublishedCount, ...]
    note: str

    def as_json(self) -> dict[str, Any]:
        """The published shape."""
        return {
            "instrument": self.instrument.id,
            "on": self.on.isoformat(),
            "known": self.known.isoformat() if self.known else None,
            "counts": {word: len(states) for word, states in self.said.items()},
            "states": [
                {"iso3": code, "name": state_name(code), "said": word, "entry": entry}
                for word, states in self.said.items()
                for code, entry in states
            ],
            "votes": self.votes,
            "published": [
                {"on": _iso(count.on), "number": count.number, "what": count.what, "source": count.citation}
                for count in self.published
            ],
            "note": self.note,
        }


def listed() -> list[Instrument]:
    """All instruments."""
    return list(instruments().values())


def status(workspace: Workspace | None, name: str, on: date, moment: datetime | None) -> TreatyStatus | Voices:
    """An instrument on a day.  Errors  DeskError for a name that no instrument has."""
    instrument = instrument_named(name)
    facts = known(workspace, moment)
    published = tuple(fact.record for fact in facts.complete.published(instrument.id) if fact.record.on <= on)
    note = _note(instrument, facts, on)
    if not instrument.binding:
        return _voices(instrument, facts, on, moment, published, note)
    members = memberships(facts.complete.acts(instrument.id), on)
    lines = tuple(_line(member, on) for _, member in sorted(members.items()))
    return TreatyStatus(instrument, on, moment, counts(members.values(), on), lines, published, note)


def changed(workspace: Workspace | None, name: str, since: date, until: date, moment: datetime | None) -> list[Posting]:
    """Postings after one day up to another.  Errors  DeskError: no treaty, or days reversed."""
    instrument = treaty_named(name)
    try:
        return changes(known(workspace, moment).complete.acts(instrument.id), since, until)
    except ValueError as why:
        raise DeskError(str(why), "Give the earlier day with --since.") from why


def treaty_named(name: str) -> Instrument:
    """A treaty or protocol.  Errors  DeskError for an instrument that states do not sign and deposit."""
    instrument = instrument_named(name)
    if not instrument.binding:
        raise DeskError(
            f"The {instrument.short} is a {instrument.kind.value}: states do not sign and deposit.",
            f"'treaty status {instrument.id}' shows what they did.",
        )
    return instrument


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """The stored days of one treaty against its own rule.  by_threshold: in force by the deposits recorded."""

    instrument: Instrument
    checked: int
    by_threshold: date | None
    differences: tuple[Difference, ...]


def rule_check(workspace: Workspace | None, moment: datetime | None) -> list[RuleCheck]:
    """Every treaty's entry into force by its rule against what is stored."""
    stored = known(workspace, moment).stored
    found = []
    for instrument in instruments().values():
        if instrument.binding:
            acts = stored.acts(instrument.id)
            deposits = [fact.record for fact in acts if fact.record.act in DEPOSITS]
            dated = sum(act.effective is not None for act in deposits)
            by_threshold = in_force_by_threshold(instrument, [act.on for act in deposits])
            found.append(RuleCheck(instrument, dated, by_threshold, tuple(differences(instrument, acts))))
    return found


def _line(member: Membership, on: date) -> StateLine:
    acts: Sequence[Fact[Any] | None] = (member.signature, member.deposit, member.withdrawal)
    return StateLine(
        member.state, state_name(member.state), member.standing(on), member.signed_on, member.deposited_on,
        member.bound_from, member.withdrawn_from, tuple(fact.entry for fact in acts if fact is not None),
    )  # fmt: skip


def _voices(
    instrument: Instrument, facts: Known, on: date, moment: datetime | None,
    published: tuple[PublishedCount, ...], note: str,
) -> Voices:  # fmt: skip
    last: dict[str, tuple[str, str]] = {}
    for endorsement in facts.complete.endorsements(instrument.id):
        if endorsement.record.on <= on:
            last[endorsement.record.state] = (endorsement.record.status.value, endorsement.entry)
    for position in facts.complete.positions(instrument.id):
        if position.record.on <= on and not position.record.document:
            last[position.record.state] = (position.record.position, position.entry)
    said: dict[str, list[tuple[str, str]]] = {}
    if instrument.kind is InstrumentKind.DECLARATION:
        said = {Endorsing.ENDORSED.value: []}
    for state, (word, entry) in sorted(last.items()):
        said.setdefault(word, []).append((state, entry))
    votes: dict[str, Counter[str]] = {}
    for vote in facts.complete.votes(instrument.id):
        if vote.record.on <= on:
            votes.setdefault(vote.record.resolution, Counter())[vote.record.ballot.value] += 1
    return Voices(instrument, on, moment, said, {name: dict(count) for name, count in votes.items()}, published, note)


def _note(instrument: Instrument, facts: Known, on: date) -> str:
    if on < instrument.opened.on:
        return f"The {instrument.short} was not open yet on {on} ({instrument.opened.cite}: {instrument.opened.on})."
    if not facts.complete.all:
        return "Nothing was known here at that moment; the facts that ship with us are known from 2026-02-03."
    if instrument.kind is InstrumentKind.DECLARATION and len(facts.complete.endorsements(instrument.id)) < 10:
        return (
            "Only the endorsements that were seen ship with us. Import the official list: "
            "opendisarm import FILE --kind norm.endorsement --commit"
        )
    return ""


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
