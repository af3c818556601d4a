"""Is clearance on track for its deadline?  What is required a year, what was done a year, and one against the other.

Required  remaining / years to the deadline.   Done  the mean of the last three full calendar years.
The verdict compares what was released (cancelled + reduced + cleared); clearance alone and a plan's targets are shown
beside it and never change it.

Our own rules, no standard:
likelihood high    clearance alone has been fast enough.
           medium  released land has been enough, clearance alone has not; or 80 to 100 % of the required was released.
           low     less than 80 %.
           none    a fact is missing that would tell high from medium.
No verdict without the remaining area, the deadline and all three years: unknown is not zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from opendisarm.law.ground import ClearanceFacts

YEARS: Final = 3
NEARLY: Final = Fraction(80, 100)
_DAYS_A_YEAR: Final = Fraction(1461, 4)


class Verdict(StrEnum):
    """Whether a state is on track, in the words that reviewers use."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"
    NOT_APPLICABLE = "n.a."


class Likelihood(StrEnum):
    """How likely the deadline is to be met at the pace of the last years."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Pace:
    """The test with everything it rests on.  Unit  m2 and m2 a year, exact; None = unknown.

    years         the full calendar years that `recent` and `cleared_only` average.
    years_left    days to the deadline / 365.25, negative when it has passed.
    planned       mean of the targets of `planned_years`: those up to the deadline for which a plan gives one.
    data_year     newest of all full years whose released area is known.
    grew          whether the remaining area is larger than the earlier figure.
    missing       what is unknown, as a reader would ask for it.
    because       the arithmetic in one sentence;  beside: what must be read with it.
    """

    verdict: Verdict
    likelihood: Likelihood | None
    required_m2_a_year: Fraction | None
    recent_m2_a_year: Fraction | None
    cleared_only_m2_a_year: Fraction | None
    planned_m2_a_year: Fraction | None
    planned_years: tuple[int, ...]
    years: tuple[int, ...]
    years_left: float | None
    data_year: int | None
    suspected_share: Fraction | None
    inaccessible_m2: int | None
    grew: bool | None
    missing: tuple[str, ...]
    because: str
    beside: tuple[str, ...] = ()
    source: str = ""
    entries: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The published shape: rates in whole m2 a year, years left to two digits, shares to four."""
        return {
            "verdict": self.verdict.value,
            "likelihood": self.likelihood.value if self.likelihood else None,
            "required_m2_a_year": _whole(self.required_m2_a_year),
            "recent_m2_a_year": _whole(self.recent_m2_a_year),
            "cleared_only_m2_a_year": _whole(self.cleared_only_m2_a_year),
            "planned_m2_a_year": _whole(self.planned_m2_a_year),
            "planned_years": list(self.planned_years),
            "years": list(self.years),
            "years_left": None if self.years_left is None else round(self.years_left, 2),
            "data_year": self.data_year,
            "suspected_share": None if self.suspected_share is None else round(float(self.suspected_share), 4),
            "inaccessible_m2": self.inaccessible_m2,
            "grew": self.grew,
            "missing": list(self.missing),
            "because": self.because,
            "beside": list(self.beside),
            "source": self.source or None,
            "entries": list(self.entries),
        }


def full_years(on: date, count: int = YEARS) -> tuple[int, ...]:
    """The last full calendar years up to a day, oldest first; on 31 December the year itself is full."""
    last = on.year if (on.month, on.day) == (12, 31) else on.year - 1
    return tuple(range(last - count + 1, last + 1))


def pace(facts: ClearanceFacts, deadline: date | None) -> Pace:
    """Whether a state's clearance is on track.

    Nothing remaining is n.a.; land left on the day of the deadline or after it is "no", whatever was released.
    """
    years = full_years(facts.on)
    left = None if deadline is None else Fraction((deadline - facts.on).days) / _DAYS_A_YEAR
    planned = tuple(year for year in sorted(facts.planned_m2) if deadline and years[-1] < year <= deadline.year)
    known = [year for year in facts.released_m2 if year <= years[-1]]
    figures = Pace(
        verdict=Verdict.UNCLEAR,
        likelihood=None,
        required_m2_a_year=facts.remaining_m2 / left if facts.remaining_m2 is not None and left and left > 0 else None,
        recent_m2_a_year=_mean(facts.released_m2, years),
        cleared_only_m2_a_year=_mean(facts.cleared_m2, years),
        planned_m2_a_year=_mean(facts.planned_m2, planned),
        planned_years=planned,
        years=years,
        years_left=None if left is None else float(left),
        data_year=max(known, default=None),
        suspected_share=_suspected_share(facts),
        inaccessible_m2=facts.inaccessible_m2,
        grew=_grew(facts),
        missing=(*_needed(facts, deadline, years), *_wanted(facts, years)),
        because="",
        source=facts.source,
        entries=facts.entries,
    )
    return replace(_judged(figures, facts, deadline), beside=_beside(figures, facts))


def _judged(figures: Pace, facts: ClearanceFacts, deadline: date | None) -> Pace:
    if facts.remaining_m2 == 0:
        because = f"On {facts.on} nothing remains in these figures; only a declaration of completion ends the duty."
        return replace(figures, verdict=Verdict.NOT_APPLICABLE, because=because, missing=())
    if facts.remaining_m2 is not None and deadline is not None and deadline <= facts.on:
        passed = "the deadline has passed" if deadline < facts.on else "the deadline is this day"
        because = f"{_m2(facts.remaining_m2)} remain on {facts.on} and {passed} ({deadline})."
        return replace(figures, verdict=Verdict.NO, because=because)
    required, recent = figures.required_m2_a_year, figures.recent_m2_a_year
    if required is None or recent is None:
        unknown = _listed(_needed(facts, deadline, figures.years))
        return replace(figures, because=f"No verdict is possible, because these are unknown: {unknown}.")
    enough = recent >= required
    because = (
        f"{_m2(facts.remaining_m2)} remain on {facts.on}, {figures.years_left:.2f} years before {deadline}, which "
        f"requires {_m2(required)} a year; {'' if enough else 'only '}{_m2(recent)} a year were released in "
        f"{_span(figures.years)}, {_rate(figures.cleared_only_m2_a_year)} of it by clearance."
    )
    verdict = Verdict.YES if enough else Verdict.NO
    return replace(figures, verdict=verdict, likelihood=_likelihood(figures, required, recent), because=because)


def _likelihood(figures: Pace, required: Fraction, recent: Fraction) -> Likelihood | None:
    if recent < required:
        return Likelihood.MEDIUM if recent >= NEARLY * required else Likelihood.LOW
    if (cleared := figures.cleared_only_m2_a_year) is None:
        return None
    return Likelihood.HIGH if cleared >= required else Likelihood.MEDIUM


def _needed(facts: ClearanceFacts, deadline: date | None, years: tuple[int, ...]) -> tuple[str, ...]:
    """What is unknown without which there is no verdict."""
    remaining = ("the remaining area",) if facts.remaining_m2 is None else ()
    due = ("the deadline",) if deadline is None else ()
    return (*remaining, *due, *(f"the area released in {year}" for year in years if year not in facts.released_m2))


def _wanted(facts: ClearanceFacts, years: tuple[int, ...]) -> tuple[str, ...]:
    """What is unknown and should be read with a verdict."""
    share = () if _suspected_share(facts) is not None else ("how much of the remaining area is only suspected",)
    return (*(f"the area cleared in {year}" for year in years if year not in facts.cleared_m2), *share)


def _beside(figures: Pace, facts: ClearanceFacts) -> tuple[str, ...]:
    told = []
    if figures.data_year is not None and figures.data_year < figures.years[-1]:
        told.append(f"The newest released area that is known is that of {figures.data_year}.")
    if figures.suspected_share is not None:
        told.append(
            f"{100 * float(figures.suspected_share):.0f} % of the remaining area is only suspected; "
            "such land usually shrinks by cancellation."
        )
    if facts.remaining_m2 != 0:
        shut = facts.inaccessible_m2
        told.append(
            "How much of it is out of reach for security is unknown."
            if shut is None
            else f"{_m2(shut)} of it are out of reach for security."
        )
    if facts.earlier_remaining is not None and figures.grew is not None:
        day, before = facts.earlier_remaining
        turn = "grew" if figures.grew else "did not grow"
        told.append(f"The remaining area {turn}: {_m2(before)} on {day}, {_m2(facts.remaining_m2)} on {facts.on}.")
    if figures.planned_m2_a_year is not None:
        years = ", ".join(map(str, figures.planned_years))
        told.append(f"The plan foresees {_m2(figures.planned_m2_a_year)} a year (targets known for {years}).")
    return tuple(told)


def _mean(yearly: Mapping[int, int], years: tuple[int, ...]) -> Fraction | None:
    """The mean over the years; None unless all are known."""
    if not years or any(year not in yearly for year in years):
        return None
    return Fraction(sum(yearly[year] for year in years), len(years))


def _suspected_share(facts: ClearanceFacts) -> Fraction | None:
    if not facts.remaining_m2 or facts.suspected_m2 is None or not 0 <= facts.suspected_m2 <= facts.remaining_m2:
        return None
    return Fraction(facts.suspected_m2, facts.remaining_m2)


def _grew(facts: ClearanceFacts) -> bool | None:
    if facts.earlier_remaining is None or facts.remaining_m2 is None or facts.earlier_remaining[0] >= facts.on:
        return None
    return facts.remaining_m2 > facts.earlier_remaining[1]


def _whole(rate: Fraction | None) -> int | None:
    return None if rate is None else round(rate)


def _m2(value: Fraction | int | None) -> str:
    return "unknown" if value is None else f"{round(value):,} m2".replace(",", " ")


def _rate(value: Fraction | None) -> str:
    return "an unknown part" if value is None else _m2(value)


def _span(years: tuple[int, ...]) -> str:
    return f"{years[0]}-{years[-1]}"


def _listed(several: Iterable[str]) -> str:
    *most, last = several
    return f"{', '.join(most)} and {last}" if most else last
