"""People of a state and a year, and their reports; the figures are counted by hand in the tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from opendisarm.core.clocks import AsOf, Span
from opendisarm.core.journal import Head
from opendisarm.core.persons import Age, DeviceClass, Disability, Method, Pillar, ServiceResult, Sex, Status
from opendisarm.core.records import (
    AssistanceKind,
    AssistanceMeasure,
    Declaration,
    PeopleRecord,
    Place,
    Reached,
)
from opendisarm.core.sources import Source
from opendisarm.ledgers.people.of_state import of_state
from opendisarm.reports import article7, ccm7
from opendisarm.reports.people.facts import PeopleFacts
from opendisarm.reports.report import Report
from tests.ledgers.people.cast import accident, day, harmed, ledger, need, referral, service, session
from tests.reports.office import CHAIN, KNOWN
from tests.reports.office import facts as land_facts

LIMB, MIND = Pillar.REHABILITATION, Pillar.PSYCHOSOCIAL
SOUTH = Place("XSA", "South", "Low")

CROWD: tuple[PeopleRecord, ...] = (
    # E-0: the report of an accident counts three; one of them (E-1) has a record.
    accident("A-1", "2024-02-01", killed=1, injured=2, device=DeviceClass.AP_MINE),
    harmed("P-1", "2024-02-01", accident="A-1", sex=Sex.FEMALE, age=Age.FROM_12, status=Status.CIVILIAN),
    harmed("P-2", "2024-03-01", "killed", sex=Sex.MALE, age=Age.FROM_18, device=DeviceClass.SUBMUNITION,
           status=Status.CIVILIAN, place=SOUTH),
    harmed("P-3", "2024-04-01", sex=Sex.MALE, age=Age.FROM_18, device=DeviceClass.SUBMUNITION,
           status=Status.DEMINER, place=SOUTH, disability=Disability.YES),
    harmed("P-4", "2024-05-01", sex=Sex.FEMALE, age=Age.FROM_60, died=day("2024-05-20"), disability=Disability.NO),
    harmed("P-5", "2024-06-01", "unknown", sex=Sex.MALE, place=Place("XSA")),
    harmed("P-6", "2023-06-01", sex=Sex.FEMALE, age=Age.FROM_18),
    # Assistance: P-1 and P-3 under one pillar, P-6 under two; the service that P-6 refused is not one.
    need("P-1", "2024-03-01", "111411", needs=(LIMB,)),
    referral("P-1", "2024-03-02"),
    service("P-1", "2024-06-01"),
    service("P-1", "2024-07-01"),
    need("P-3", "2024-05-01", needs=(LIMB, MIND)),
    service("P-3", "2024-06-01"),
    service("P-6", "2024-01-10", LIMB),
    service("P-6", "2024-01-11", MIND),
    service("P-6", "2024-01-12", Pillar.MEDICAL, result=ServiceResult.REFUSED),
    service("P-6", "2023-07-01", Pillar.MEDICAL),
    # Risk education.
    session("2024-05-01", method=Method.SCHOOL, direct=(
        Reached("female", "child", 30), Reached("male", "5-11", 25), Reached("unknown", "child", 5)),
        indirect=(Reached("unknown", "unknown", 200),)),
    session("2024-05-02", method=Method.COMMUNITY, direct=(Reached("female", "18-59", 8), Reached("male", "60+", 4))),
    session("2024-05-03", method=Method.MASS_MEDIA, indirect=(Reached("unknown", "unknown", 9_000),)),
    session("2024-05-04", method=Method.FACE_TO_FACE),
    session("2023-05-01", method=Method.SCHOOL, direct=(Reached("female", "child", 77),)),
    # Another state.
    harmed("P-9", "2024-02-02", place=Place("XSB", "Far")),
    session("2024-05-01", place=Place("XSB"), direct=(Reached("female", "child", 1_000),)),
)  # fmt: skip

MEASURES: tuple[tuple[str, AssistanceMeasure], ...] = (
    ("M-1", AssistanceMeasure(on=day("2019-01-01"), state="XSA", provision=AssistanceKind.FOCAL_POINT,
                              title="Ministry of Social Affairs")),
    ("M-2", AssistanceMeasure(on=day("2018-01-01"), until=day("2022-12-31"), state="XSA",
                              provision=AssistanceKind.PLAN, title="Plan 2018-2022")),
    ("M-3", AssistanceMeasure(on=day("2024-01-01"), state="XSA", provision=AssistanceKind.BUDGET, title="Budget 2024",
                              amount="1 200 000", currency="EUR")),
    ("M-4", AssistanceMeasure(on=day("2024-01-01"), state="XSB", provision=AssistanceKind.DATA, title="Register")),
    ("M-5", AssistanceMeasure(on=day("2025-02-01"), state="XSA", provision=AssistanceKind.INCLUSION, title="Council")),
)  # fmt: skip


def people_facts(*records: PeopleRecord, measures: Any = (), year: int = 2024) -> PeopleFacts:
    period = Span.of_year(year)
    return PeopleFacts(of_state(ledger(*records), "XSA"), measures, "XSA", period, period.last)


def ccm_facts(
    *records: PeopleRecord, measures: Any = (), year: int = 2024, declarations: Sequence[tuple[str, Declaration]] = ()
) -> ccm7.Facts:
    people = of_state(ledger(*records), "XSA")
    sources = {name: Source("persons.xlsx", row=row) for row, name in enumerate(people.ids, 2)}
    return ccm7.Facts(
        state="XSA", state_name="Samplia", year=year, as_of=AsOf(date(year, 12, 31), KNOWN),
        head=Head(26, CHAIN, KNOWN), people=people, assistance=measures, declarations=declarations, sources=sources,
    )  # fmt: skip


def ccm_report(*records: PeopleRecord, **named: Any) -> Report:
    return ccm7.build(ccm_facts(*records, **named))


def whole_report() -> Report:
    """Of all the people above."""
    return ccm_report(*CROWD, measures=MEASURES)


def article7_report(*records: PeopleRecord, measures: Any = MEASURES, **named: Any) -> Report:
    people = of_state(ledger(*(records or CROWD)), "XSA")
    return article7.build(replace(land_facts(**named), people=people, assistance=measures))
