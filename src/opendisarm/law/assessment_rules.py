"""How data answers each question of the self-assessment: a statement, or a share that the scale grades."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from opendisarm.law.assessment_facts import METHODS, AssessmentFacts, Known
from opendisarm.law.pace import Verdict, full_years


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer with the figures behind it, in words."""

    answer: Known
    evidence: str


@dataclass(frozen=True, slots=True)
class Share:
    """So much of so much (None: unknown), said as "3 of 4 open areas ..."; the scale says from where it is a yes.

    whole, part   what they count, in words, with `unit` after the figures ("" for things that are counted).
    of            whether `part` is a part of `whole`, so that it cannot be larger.
    """

    amount: int | None
    total: int | None
    part: str
    whole: str
    unit: str = ""
    of: bool = True


Answering = Callable[[AssessmentFacts], Answered | Share]


def graded(share: Share, yes_from: int, partly_from: int) -> Answered:
    """The share as an answer.  Shape  limits in percent, both included."""
    amount, total = share.amount, share.total
    if amount is None or total is None:
        unknown = share.whole if total is None else share.part
        return Answered(Known.UNKNOWN, f"Unknown: {unknown}.")
    if total <= 0:
        return Answered(Known.UNKNOWN, f"Nothing to compare with: {share.whole}: {_figure(total, share.unit)}.")
    if amount < 0 or (share.of and amount > total):
        return Answered(
            Known.UNKNOWN,
            f"The figures contradict each other: {share.part} {_figure(amount, share.unit)}, "
            f"{share.whole} {_figure(total, share.unit)}.",
        )
    tenths = 1000 * amount // total  # rounded down: a limit that was not reached is never shown as reached
    of = f"{share.whole}: {_figure(total, share.unit)} ({tenths // 10}.{tenths % 10} %)"
    evidence = _capital(f"{share.part}: {_figure(amount, share.unit)}; {of}.")
    if 100 * amount >= yes_from * total:
        return Answered(Known.YES, evidence)
    return Answered(Known.PARTLY if 100 * amount >= partly_from * total else Known.NO, evidence)


def baseline(facts: AssessmentFacts) -> Answered:
    """A known remaining area, zero included."""
    if facts.remaining_m2 is None:
        return Answered(Known.UNKNOWN, "Unknown: the remaining area.")
    return Answered(Known.YES, f"{_figure(facts.remaining_m2, 'm2')} remain on {facts.on}.")


def apart(facts: AssessmentFacts) -> Share:
    """Land whose kind of contamination is recorded."""
    known = _less(facts.remaining_m2, facts.contamination_unknown_m2)
    return Share(known, facts.remaining_m2, "land with the kind of contamination recorded", "remaining land", "m2")


def improvised(facts: AssessmentFacts) -> Share:
    """Land of which it is said whether its mines are improvised."""
    said = "land of which the records say whether its mines are improvised"
    return Share(facts.improvised_said_m2, facts.remaining_m2, said, "remaining land", "m2")


def split(facts: AssessmentFacts) -> Answered:
    """Suspected and confirmed apart, adding up to what remains."""
    suspected, confirmed, remaining = facts.suspected_m2, facts.confirmed_m2, facts.remaining_m2
    if suspected is None or confirmed is None or remaining is None:
        return Answered(Known.UNKNOWN, "Unknown: the suspected, the confirmed or the remaining area.")
    sums = f"{_figure(suspected, 'm2')} suspected + {_figure(confirmed, 'm2')} confirmed"
    if suspected + confirmed == remaining:
        return Answered(Known.YES, f"{sums} = {_figure(remaining, 'm2')} remaining.")
    total, gap = _figure(remaining, "m2"), _figure(abs(remaining - suspected - confirmed), "m2")
    return Answered(Known.PARTLY, f"{sums} differ from {total} remaining by {gap}.")


def confirmed(facts: AssessmentFacts) -> Share:
    """Confirmed land in what remains."""
    return Share(facts.confirmed_m2, facts.remaining_m2, "confirmed land", "remaining land", "m2")


def fresh(facts: AssessmentFacts) -> Share:
    """Open areas with evidence younger than three years."""
    return Share(facts.areas_fresh, facts.areas_open, "areas with evidence younger than three years", "open areas")


def law(facts: AssessmentFacts) -> Answered:
    """A national law."""
    return _stated(facts.national_law, "a national law or measure", facts)


def funds(facts: AssessmentFacts) -> Answered:
    """National money."""
    return _stated(facts.national_funds, "money from the state's own budget", facts)


def persons(facts: AssessmentFacts) -> Share:
    """Persons with sex and age known."""
    return Share(facts.persons_by_sex_and_age, facts.persons, "persons with sex and age known", "persons counted")


def staff(facts: AssessmentFacts) -> Answered:
    """Staff by sex."""
    return _stated(facts.staff_by_sex, "staff counted by sex", facts)


def report(facts: AssessmentFacts) -> Answered:
    """The last annual report that was due: submitted in time yes, late partly, not submitted no."""
    if facts.report_due is None or facts.report_submitted is None:
        return Answered(Known.UNKNOWN, "Unknown: when the last annual report was due, or whether it was submitted.")
    due = f"The annual report due on {facts.report_due}"
    if not facts.report_submitted:
        return Answered(Known.NO, f"{due} was not submitted by {facts.on}.")
    if facts.report_submitted_on is None:
        return Answered(Known.PARTLY, f"{due} was submitted; on which day is unknown.")
    late = facts.report_submitted_on > facts.report_due
    told = f"{due} was submitted on {facts.report_submitted_on}"
    return Answered(Known.PARTLY, f"{told}, late.") if late else Answered(Known.YES, f"{told}.")


def closing(facts: AssessmentFacts) -> Share:
    """Published year-ends that follow from the ones before."""
    return Share(facts.year_ends_closing, facts.year_ends, "published year-ends that close", "year-ends checked")


def plan(facts: AssessmentFacts) -> Answered:
    """A plan."""
    return _stated(facts.plan_known, "a plan for the rest of the work", facts)


def targets(facts: AssessmentFacts) -> Share:
    """Years from the running one up to the deadline for which the plan gives a target."""
    last = full_years(facts.on)[-1]
    wanted = None if facts.deadline is None else range(last + 1, facts.deadline.year + 1)
    given = set(facts.planned_m2) if facts.planned_m2 or facts.plan_known is False else None
    return Share(
        None if wanted is None or given is None else len(given.intersection(wanted)),
        None if wanted is None else len(wanted),
        "years with a target",
        "years up to the deadline",
    )


def focus(facts: AssessmentFacts) -> Share:
    """Cleared land that was confirmed before."""
    year = full_years(facts.on)[-1]
    return Share(
        facts.cleared_confirmed_m2.get(year), _cleared(facts, year),
        "land confirmed before it was cleared", f"land cleared in {year}", "m2",
    )  # fmt: skip


def survey(facts: AssessmentFacts) -> Share:
    """Cancelled and reduced land in the released land."""
    year = full_years(facts.on)[-1]
    total, cleared = _released(facts, year), _cleared(facts, year)
    return Share(_less(total, cleared), total, "land cancelled or reduced", f"land released in {year}", "m2")


def finds(facts: AssessmentFacts) -> Share:
    """Cleared land with a device in it."""
    year = full_years(facts.on)[-1]
    cleared = _cleared(facts, year)
    found = _less(cleared, facts.cleared_without_devices_m2.get(year))
    return Share(found, cleared, "cleared land where a device was found", f"land cleared in {year}", "m2")


def methods(facts: AssessmentFacts) -> Answered:
    """All three methods known, a zero included."""
    year = full_years(facts.on)[-1]
    known = [method for method in METHODS if method in facts.released_m2.get(year, {})]
    if not known:
        return Answered(Known.UNKNOWN, f"Unknown: the land released in {year}.")
    told = ", ".join(f"{_figure(facts.released_m2[year][method], 'm2')} {method}" for method in known)
    lacking = [method for method in METHODS if method not in known]
    if lacking:
        return Answered(Known.PARTLY, f"In {year}: {told}; unknown: {', '.join(lacking)}.")
    return Answered(Known.YES, f"In {year}: {told}.")


def steady(facts: AssessmentFacts) -> Share:
    """Released land against the year before."""
    before, year = full_years(facts.on)[-2:]
    now, then = _released(facts, year), _released(facts, before)
    return Share(now, then, f"land released in {year}", f"land released in {before}", "m2", of=False)


def track(facts: AssessmentFacts) -> Answered:
    """The on-track test; where nothing remains it is met."""
    told = {
        Verdict.YES: Answered(Known.YES, "On track by the on-track test."),
        Verdict.NO: Answered(Known.NO, "Not on track by the on-track test."),
        Verdict.NOT_APPLICABLE: Answered(Known.YES, "Nothing remains in these figures."),
    }
    if facts.track is None:
        return Answered(Known.UNKNOWN, "Unknown: the on-track test was not made.")
    return told.get(facts.track, Answered(Known.UNKNOWN, "The on-track test has no verdict: a fact is missing."))


RULES: Final[Mapping[str, Answering]] = {
    rule.__name__: rule
    for rule in (
        baseline, apart, improvised, split, confirmed, fresh, law, funds, persons, staff,
        report, closing, plan, targets, focus, survey, finds, methods, steady, track,
    )
}  # fmt: skip
"""Id of a question -> the rule that answers it."""


def _stated(known: bool | None, what: str, facts: AssessmentFacts) -> Answered:
    if known is None:
        return Answered(Known.UNKNOWN, f"Unknown: {what}.")
    if known:
        return Answered(Known.YES, f"Recorded by {facts.on}: {what}.")
    return Answered(Known.NO, f"Recorded by {facts.on} that there is none: {what}.")


def _released(facts: AssessmentFacts, year: int) -> int | None:
    """All three methods of a year; None unless all are known."""
    found = facts.released_m2.get(year, {})
    return sum(found[method] for method in METHODS) if all(method in found for method in METHODS) else None


def _cleared(facts: AssessmentFacts, year: int) -> int | None:
    return facts.released_m2.get(year, {}).get("cleared")


def _less(whole: int | None, part: int | None) -> int | None:
    return None if whole is None or part is None else whole - part


def _figure(value: int, unit: str) -> str:
    return f"{value:,}".replace(",", " ") + (f" {unit}" if unit else "")


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
