"""What the ledgers, the reports and the norms say that bears on a self-assessment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from opendisarm.law.pace import Verdict

METHODS: Final = ("cancelled", "reduced", "cleared")


class Known(StrEnum):
    """The answer to a question.  Unknown is not no."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class AssessmentFacts:
    """Figures of one state under one convention as of a day.  None and missing years or methods: unknown, never 0.

    remaining_m2                suspected and confirmed land still open; of it suspected_m2, confirmed_m2,
    contamination_unknown_m2    of it land of which the kind of contamination is not recorded,
    improvised_said_m2          of it land of which the records say whether its mines are improvised.
    areas_open                  hazardous areas still open; areas_fresh: of them with evidence younger than three years.
    released_m2                 calendar year -> method ("cancelled", "reduced", "cleared") -> m2.
    cleared_confirmed_m2        calendar year -> of the cleared land, what was confirmed before it was cleared.
    cleared_without_devices_m2  calendar year -> of the cleared land, where no device was found.
    national_law, national_funds, plan_known, staff_by_sex   True, False, or None where nobody recorded it.
    report_due                  day on which the last annual report was due; report_submitted and the day, if known.
    year_ends, year_ends_closing   published pairs of year-ends that could be checked; of them those that close.
    planned_m2                  calendar year -> target of the plan.     deadline  of the clearance duty.
    track                       verdict of `pace`.
    persons                     persons counted; persons_by_sex_and_age: of them with both known.
    entries                     id of a question -> entries behind its answer.
    """

    on: date
    remaining_m2: int | None = None
    suspected_m2: int | None = None
    confirmed_m2: int | None = None
    contamination_unknown_m2: int | None = None
    improvised_said_m2: int | None = None
    areas_open: int | None = None
    areas_fresh: int | None = None
    released_m2: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    cleared_confirmed_m2: Mapping[int, int] = field(default_factory=dict)
    cleared_without_devices_m2: Mapping[int, int] = field(default_factory=dict)
    national_law: bool | None = None
    national_funds: bool | None = None
    report_due: date | None = None
    report_submitted: bool | None = None
    report_submitted_on: date | None = None
    year_ends: int | None = None
    year_ends_closing: int | None = None
    plan_known: bool | None = None
    planned_m2: Mapping[int, int] = field(default_factory=dict)
    deadline: date | None = None
    track: Verdict | None = None
    persons: int | None = None
    persons_by_sex_and_age: int | None = None
    staff_by_sex: bool | None = None
    entries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
