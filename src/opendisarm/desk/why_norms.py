"""Why a count of states, a duty's answer or a fact about a state is what it is.

Asked for by
    apmbc/in_force                 a count of `treaty status`, on a day
    KHM/apmbc-5-clearance          an answer of `duties`, on a day
    apmbc/22MSP                    a meeting of `calendar`
    incidents/UKR/2022             a count of `incidents`
    E-0123...                      a fact, of the workspace or of those that ship with us
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from opendisarm.core.records import Incident, NormRecord, payload_of
from opendisarm.desk.duties import duties_of
from opendisarm.desk.errors import DeskError
from opendisarm.desk.incidents import counted_in
from opendisarm.desk.norms import Known, known
from opendisarm.desk.states import state_name, state_named
from opendisarm.desk.workspace import Workspace
from opendisarm.law.instrument import duties, instruments
from opendisarm.ledgers.norms.facts import Fact
from opendisarm.ledgers.norms.standing import Membership, Standing, memberships

COUNTS: Final = ("signed", "deposited", "in_force", "joined", "withdrawn")


@dataclass(frozen=True, slots=True)
class Reason:
    """One line: whom it concerns, the day, the article, what it says, and the entry that holds the fact."""

    who: str
    on: date | None
    cite: str
    says: str
    entry: str


@dataclass(frozen=True, slots=True)
class NormSource:
    """Where a fact stands, how sure it is, and from when it is known here."""

    entry: str
    kind: str
    file: str
    row: int
    digest: str
    known_from: datetime
    citation: str
    grade: str
    note: str


@dataclass(frozen=True, slots=True)
class NormExplanation:
    """figure: what was asked, in words; amount: in `unit`, None for what is no number."""

    figure: str
    amount: int | None
    unit: str
    reasons: tuple[Reason, ...]
    sources: tuple[NormSource, ...]

    def as_json(self) -> dict[str, Any]:
        """Everything, as JSON values."""
        return {
            "figure": self.figure,
            "amount": self.amount,
            "unit": self.unit,
            "reasons": [_plain(reason) for reason in self.reasons],
            "sources": [_plain(source) for source in self.sources],
        }


def why_norm(workspace: Workspace | None, ref: str, on: date, moment: datetime | None) -> NormExplanation | None:
    """The explanation, or None when `ref` names nothing of the norms ledger.  Errors  DeskError on an unknown state."""
    first, _, rest = ref.partition("/")
    facts = known(workspace, moment)
    if first in instruments() and rest in COUNTS:
        return _count(facts, first, rest, on)
    duty = rest.partition("/")[0]  # a calendar's key goes on with the day: KHM/apmbc-5-clearance/2030-12-31
    if duty in duties():
        return _duty(workspace, facts, first, duty, on, moment)
    if meeting := next(
        (fact for fact in facts.complete.milestones(first) if first and fact.record.event == rest), None
    ):
        return _fact(meeting)
    if first == "incidents" and rest:
        return _incidents(facts, rest)
    found = [fact for fact in facts.complete.all if fact.entry == ref]
    return _fact(found[0]) if found else None


def _count(facts: Known, instrument: str, word: str, on: date) -> NormExplanation:
    members = memberships(facts.complete.acts(instrument), on).values()
    reasons = [reason for member in members for reason in _counted(member, word, on)]
    reasons.sort(key=lambda reason: (reason.on or on, reason.who))
    figure = f"{word.replace('_', ' ')}, {instruments()[instrument].short}, {on}"
    entries = {reason.entry for reason in reasons}
    return NormExplanation(figure, len(reasons), "states", tuple(reasons), _sources(facts, entries))


def _counted(member: Membership, word: str, on: date) -> Iterable[Reason]:
    """The act by which a state is in a count, if it is in it."""
    standing = member.standing(on)
    joined = standing not in {Standing.OUTSIDE, Standing.WITHDRAWN}
    act = {
        "signed": member.signature,
        "deposited": member.deposit if joined else None,
        "in_force": member.deposit if standing is Standing.IN_FORCE else None,
        "joined": (member.deposit or member.signature) if joined else None,
        "withdrawn": member.withdrawal if standing is Standing.WITHDRAWN else None,
    }[word]
    if act is not None:
        record = act.record
        effect = f", effect {record.effective}" if record.effective else ""
        says = f"{record.act.value.replace('_', ' ')} {record.on}{effect}"
        yield Reason(state_name(member.state), record.on, record.basis, says, act.entry)


def _duty(
    workspace: Workspace | None, facts: Known, name: str, duty: str, on: date, moment: datetime | None
) -> NormExplanation:
    code, lines = duties_of(workspace, state_named(name), on, moment)
    [line] = [line for line in lines if line.answer.duty == duty]
    answer = line.answer
    due = f", due {answer.due}" if answer.due else ""
    unsure = " (unconfirmed)" if answer.unconfirmed else ""
    figure = f"{state_name(code)}, {line.duty.title}, on {on}: {answer.verdict.value.replace('_', ' ')}{due}{unsure}"
    reasons = tuple(Reason(state_name(code), None, why.cite, why.says, why.entry) for why in answer.because)
    return NormExplanation(figure, None, "", reasons, _sources(facts, {reason.entry for reason in reasons}))


def _incidents(facts: Known, where: str) -> NormExplanation:
    name, _, year = where.partition("/")
    if not year.isdigit():
        raise DeskError(f"'{where}' is no state and year.", "Ask for example incidents/UKR/2022.")
    code = state_named(name)
    found = counted_in(facts, code, int(year))
    reasons = tuple(
        Reason(
            fact.record.venue or state_name(code), fact.record.on, "",
            f"{fact.record.weapon.value}; {fact.record.actor or 'actor not told'}; {fact.record.certainty}", fact.entry,
        )
        for fact in found
    )  # fmt: skip
    figure = f"incidents in {state_name(code)}, {year}"
    return NormExplanation(figure, len(found), "incidents", reasons, _sources(facts, {fact.entry for fact in found}))


def _fact(fact: Fact[NormRecord | Incident]) -> NormExplanation:
    record = fact.record
    said = ", ".join(f"{name} {value}" for name, value in payload_of(record).items() if name not in _APART)
    who = state_name(getattr(record, "state", "")) or getattr(record, "event", "")
    reason = Reason(who, record.on, "", said, fact.entry)
    return NormExplanation(f"{fact.entry} ({record.kind})", None, "", (reason,), (_source(fact),))


_APART: Final = {"citation", "grade", "note", "extra"}


def _sources(facts: Known, entries: set[str]) -> tuple[NormSource, ...]:
    return tuple(_source(fact) for fact in facts.complete.all if fact.entry in entries)


def _source(fact: Fact[NormRecord | Incident]) -> NormSource:
    record, place = fact.record, fact.source
    return NormSource(
        fact.entry, record.kind, place.file, place.row, place.digest, fact.entered, record.citation,
        record.grade.value, record.note,
    )  # fmt: skip


def _plain(value: Reason | NormSource) -> dict[str, Any]:
    return {
        name: item.isoformat() if isinstance(item, date | datetime) else item
        for name in value.__slots__
        for item in (getattr(value, name),)
    }
