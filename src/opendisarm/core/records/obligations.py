"""What bears on a state's duties: deadlines granted and met, reports, national measures, practice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from opendisarm.core.records.sourced import Sourced


class Step(StrEnum):
    """A step in the life of a duty with a deadline.

    original      the deadline by the treaty's own rule, as a source states it.
    request       an extension was asked for; says nothing about the answer.
    extension     a meeting granted a new deadline.     not_approved  a meeting did not.
    completion    the state declared that it has fulfilled the duty.
    reopened      contamination or stocks were found after completion.
    outstanding   somebody saw on that day that the duty was not fulfilled.
    obligated     there is something to do (mined areas, stocks).     nothing_to_do  the state declares there never was.
    """

    ORIGINAL = "original"
    REQUEST = "request"
    EXTENSION = "extension"
    NOT_APPROVED = "not_approved"
    COMPLETION = "completion"
    REOPENED = "reopened"
    OUTSTANDING = "outstanding"
    OBLIGATED = "obligated"
    NOTHING_TO_DO = "nothing_to_do"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationStep(Sourced):
    """One step of one state in one duty.

    duty      as `law` names it ("apmbc-5-clearance").
    on        the day from which it counts: the last day of the meeting that granted an extension, the day of a
              declaration; with less precision, the last day of the month or year.
    deadline  the date granted or computed; None where the step sets none.
    meeting   where it was decided ("12MSP 2012"); quantity: what was destroyed, as printed with its unit.
    """

    state: str
    duty: str
    step: Step
    kind: str = "norm.obligation"
    deadline: date | None = None
    meeting: str = ""
    quantity: str = ""


class Filing(StrEnum):
    """What is known of a report: that it was submitted, or that it was seen to be missing on a day."""

    SUBMITTED = "submitted"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFiled(Sourced):
    """A treaty report of a state, submitted or seen missing.  A report of which there is no record was not checked.

    on      day of submission, or the day on which it was missing.
    report  "initial", "annual" or "biennial";  year: the calendar year covered, None for an initial report.
    """

    state: str
    duty: str
    report: str
    status: Filing
    kind: str = "norm.report"
    year: int | None = None


class MeasureKind(StrEnum):
    """What a state has made into its own law.  approval: of the treaty itself, without prohibitions of its own."""

    LAW = "law"
    REGULATION = "regulation"
    DECREE = "decree"
    PENAL_SANCTIONS = "penal_sanctions"
    EXISTING_LAW = "existing_law"
    APPROVAL = "approval"
    DRAFT = "draft"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalMeasure(Sourced):
    """A national legal measure that implements a duty, or the observation on a day that there was none.

    on     day on which it is in force (enacted, where only that is known), or of the observation.
    title  of the law or decree; text: its wording or where that is found.
    """

    state: str
    duty: str
    measure: MeasureKind
    kind: str = "norm.measure"
    title: str = ""
    text: str = ""


class Practised(StrEnum):
    """Whether what is done follows the duty."""

    FOLLOWS = "follows"
    PARTLY = "partly"
    DOES_NOT_FOLLOW = "does_not_follow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice(Sourced):
    """Evidence of what a state does about a duty, apart from what its law says."""

    state: str
    duty: str
    practised: Practised
    evidence: str
    kind: str = "norm.practice"


class AssistanceKind(StrEnum):
    """What a state has set up for the victims under its jurisdiction.  Source  CCM art. 5(2); standards 4.2."""

    FOCAL_POINT = "focal_point"
    PLAN = "plan"
    BUDGET = "budget"
    DATA = "data"
    INCLUSION = "inclusion"
    NON_DISCRIMINATION = "non_discrimination"
    RESOURCES = "resources"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistanceMeasure(Sourced):
    """A step of a state in victim assistance: its focal point, plan, budget and the like.

    on      day from which it stands, or of the observation that it does.     until  last day, None where it goes on.
    title   the office that is the focal point (never a person), the name of the plan.
    amount, currency   of a budget, as printed and by ISO 4217; "" where none is told.
    """

    state: str
    provision: AssistanceKind
    kind: str = "norm.assistance"
    title: str = ""
    until: date | None = None
    amount: str = ""
    currency: str = ""
