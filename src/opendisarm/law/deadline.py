"""Duties with one deadline: stockpiles and clearance.  original -> granted ... -> completion, or reopened again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from opendisarm.core.clocks import add_years
from opendisarm.core.records import ObligationStep, Step
from opendisarm.law.answers import Answer, Because, Verdict
from opendisarm.law.freshness import confirmed, fresh
from opendisarm.law.instrument import Duty
from opendisarm.law.party import Party
from opendisarm.ledgers.norms.facts import Fact


@dataclass(slots=True)
class Chain:
    """Where a duty stands after its steps up to a day.

    sure   whether the deadline that holds was seen (or follows from the rule).
    """

    deadline: date
    because: list[Because]
    sure: bool = True
    completed: Fact[ObligationStep] | None = None
    nothing: Fact[ObligationStep] | None = None
    outstanding: Fact[ObligationStep] | None = None
    remarks: list[str] = field(default_factory=list)


def deadline(party: Party, duty: Duty) -> Answer:
    """By when, and whether it was done.  Shape  the party is bound on the day.

    Source  APMBC art. 4, 5(1), 5(3)-(6); CCM art. 3(2)-(5), 4(1), 4(5)-(7).
    Errors  NotCodedError when the number of years of that day is not coded.
    """
    steps = [step for step in party.facts.steps(duty.id, party.state) if step.record.on <= party.on]
    chain = followed(party, duty, steps)
    note = " ".join(chain.remarks)
    because = tuple(chain.because)
    if (done := chain.completed or chain.nothing) is not None:
        late = f" Declared after the deadline of {chain.deadline}." if done.record.on > chain.deadline else ""
        cause = (*because, _because(duty, done, _SAYS[done.record.step]))
        said = f"{_SENTENCES[done.record.step]} {_day(done.record)}.{late}"
        return Answer(
            duty.id, Verdict.MET, cause, chain.deadline, not confirmed(done.record.grade), note=f"{said} {note}".strip()
        )
    if party.on <= chain.deadline:
        if duty.only_with_subject and not steps and not _land(party, duty):
            missing = f"whether there were {duty.subject} when the state became bound"
            return Answer(duty.id, Verdict.UNKNOWN, because, chain.deadline, missing=missing, note=note)
        return Answer(duty.id, Verdict.DUE, because, chain.deadline, not chain.sure, note=note)
    return _passed(party, duty, chain, steps)


def followed(party: Party, duty: Duty, steps: list[Fact[ObligationStep]]) -> Chain:
    """The chain of deadlines up to the day.  Shape  steps up to the day, in order."""
    bound = party.bound_from
    assert bound is not None
    years, article = party.number(duty.years)
    assert isinstance(years, int)
    by_rule = add_years(bound, years)
    chain = Chain(by_rule, [party.binding(), Because(article.cite, says=f"{years} years: {by_rule}")])
    for fact in steps:
        step = fact.record
        match step.step:
            case Step.ORIGINAL:
                if step.deadline != by_rule:
                    chain.remarks.append(f"A source gives {step.deadline} as the original deadline.")
                chain.because.append(Because(duty.cite, fact.entry, f"original deadline {step.deadline}"))
            case Step.EXTENSION if step.deadline is not None:
                if not duty.extension:
                    chain.remarks.append(f"An extension to {step.deadline} is recorded; {duty.cite} knows none.")
                    continue
                done = chain.completed or chain.nothing
                if step.deadline < chain.deadline and done is None:
                    chain.remarks.append(f"An extension to {step.deadline} would shorten the time; it is not counted.")
                    continue
                says = f"{step.meeting} granted {step.deadline}; counts from {_day(step)}"
                chain.because.append(_because(duty, fact, says))
                chain.deadline, chain.sure = step.deadline, confirmed(step.grade)
                _reopen(chain, duty.cite, f"A new deadline after completion: {duty.subject} were found again.")
            case Step.COMPLETION:
                chain.completed = fact
            case Step.REOPENED:
                _reopen(chain, duty.cite, f"Reopened: {duty.subject} were found after completion.")
                chain.because.append(_because(duty, fact, f"{duty.subject} were found after completion"))
                if step.deadline is not None:
                    chain.deadline, chain.sure = step.deadline, confirmed(step.grade)
            case Step.NOTHING_TO_DO:
                chain.nothing = fact
            case Step.OUTSTANDING:
                chain.outstanding = fact
                _reopen(chain, duty.cite, f"Seen not fulfilled on {_day(step)}, after completion was declared.")
            case Step.REQUEST | Step.NOT_APPROVED:
                asked = "An extension was requested" if step.step is Step.REQUEST else "A request was not approved"
                chain.remarks.append(f"{asked} ({step.meeting}).")
                chain.because.append(_because(duty, fact, step.step.value.replace("_", " ")))
            case Step.OBLIGATED:
                chain.because.append(_because(duty, fact, f"there are {duty.subject}"))
    if not chain.sure:
        chain.remarks.append("Latest deadline known; it comes from memory and is to be confirmed.")
    return chain


def _reopen(chain: Chain, cite: str, remark: str) -> None:
    """A completion stands until something later says that the duty is open again."""
    if (done := chain.completed or chain.nothing) is not None:
        chain.because.append(Because(cite, done.entry, "declared before"))
        chain.completed = chain.nothing = None
        chain.remarks.append(remark)


def _passed(party: Party, duty: Duty, chain: Chain, steps: list[Fact[ObligationStep]]) -> Answer:
    because, note = list(chain.because), " ".join(chain.remarks)
    missing = f"{duty.evidence}, or a newer deadline" if duty.extension else duty.evidence
    seen = chain.outstanding
    if seen is not None and seen.record.on > chain.deadline:
        because.append(_because(duty, seen, f"not fulfilled on {_day(seen.record)}"))
        if chain.sure and confirmed(seen.record.grade) and fresh(seen.record.on, party.on):
            return Answer(duty.id, Verdict.MISSED, tuple(because), chain.deadline, note=note)
        last = _day(seen.record)
        old = f"The deadline of {chain.deadline} passed and the duty was not fulfilled when last seen ({last})."
        return Answer(duty.id, Verdict.UNKNOWN, tuple(because), chain.deadline, True, missing, f"{old} {note}".strip())
    if (land := _land(party, duty)) and chain.sure and _known_after(steps, chain.deadline):
        says = f"{land} m2 remain in the land ledger on {party.on}"
        entries = party.ground[duty.ground].entries
        because.append(Because(duty.cite, entries[0] if entries else "", says))
        return Answer(duty.id, Verdict.MISSED, tuple(because), chain.deadline, note=f"{says}. {note}".strip())
    known = max((step.entered.date() for step in steps), default=None)
    as_known = (
        f"Latest deadline known (as known on {known}): {chain.deadline}."
        if known
        else (f"The {duty.cite} deadline passed on {chain.deadline}; nothing is recorded since.")
    )
    return Answer(
        duty.id, Verdict.UNKNOWN, tuple(because), chain.deadline, bool(steps), missing, f"{as_known} {note}".strip()
    )


def _known_after(steps: list[Fact[ObligationStep]], day: date) -> bool:
    """Whether somebody looked at the chain after the deadline: a newer extension would be in it."""
    return any(step.entered.date() > day for step in steps)


def _land(party: Party, duty: Duty) -> int:
    """Area that the land ledger still holds under the duty, m2; 0 when it holds none or there is no ledger."""
    ground = party.ground.get(duty.ground)
    return (ground.remaining_m2 or 0) if ground is not None else 0


def _because(duty: Duty, fact: Fact[ObligationStep], says: str) -> Because:
    extension = fact.record.step in {Step.EXTENSION, Step.REQUEST, Step.NOT_APPROVED}
    return Because(duty.extension if extension and duty.extension else duty.cite, fact.entry, says)


def _day(step: ObligationStep) -> str:
    iso = step.on.isoformat()
    return {"year": iso[:4], "month": iso[:7]}.get(step.precision.value, iso)


_SAYS = {Step.COMPLETION: "completion declared", Step.NOTHING_TO_DO: "declared that there was nothing to do"}
_SENTENCES = {Step.COMPLETION: "Completion declared", Step.NOTHING_TO_DO: "Declared that there was nothing to do,"}
