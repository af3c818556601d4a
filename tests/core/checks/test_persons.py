from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from opendisarm.core.checks import Limits, Surroundings, checked
from opendisarm.core.findings import Finding
from opendisarm.core.identity import Identity
from opendisarm.core.persons import Age, Outcome, Pillar, Sex
from opendisarm.core.records import (
    Accident,
    EducationSession,
    PersonHarmed,
    Precision,
    Reached,
    Record,
    ServiceReceived,
)
from opendisarm.core.rows import Row
from opendisarm.core.sources import Source

LIMITS = Limits(today=date(2025, 1, 31))
DAY = date(2024, 3, 1)


def harm(outcome: str = "injured", on: date = DAY, **told: Any) -> PersonHarmed:
    return PersonHarmed(on=on, outcome=Outcome(outcome), **told)


def who(key: str = "V-1", **fields: str) -> Identity:
    return Identity(key, fields)


def judged(*pairs: tuple[Record, Identity | None], around: Surroundings | None = None) -> list[Finding]:
    rows = [
        Row(Source("people.csv", row=number), (record,), identities=(identity,))
        for number, (record, identity) in enumerate(pairs, start=2)
    ]
    return [finding for row in checked(rows, LIMITS, around) for finding in row.findings]


def codes(*pairs: tuple[Record, Identity | None], around: Surroundings | None = None) -> list[str]:
    return [finding.code for finding in judged(*pairs, around=around)]


def test_a_death_before_the_accident_reads_well_and_keeps_the_row() -> None:
    [finding] = judged((harm(died=date(2024, 2, 29)), who()))
    assert str(finding) == (
        "people.csv, row 2, died: The person is said to have died on 2024-02-29, before the accident on 2024-03-01. "
        "Check both dates; until then the day of death is not used. [DIED_BEFORE_ACCIDENT]"
    )
    assert finding.severity.value == "warning"


def test_a_death_in_the_year_of_an_accident_known_by_its_year_is_none_before_it() -> None:
    yearly = harm(on=date(2024, 12, 31), died=date(2024, 5, 1), precision=Precision.YEAR)
    assert codes((yearly, who())) == []


def test_two_outcomes_of_one_person_in_one_accident_are_named_once() -> None:
    [finding] = judged(
        (harm("killed", accident="A-1"), who()), (harm("injured", accident="A-1"), who()),
        (harm("injured", accident="A-1"), who("V-2")), around=Surroundings(seen={("accident", "A-1"): "E-1"}),
    )  # fmt: skip
    assert finding.message == "The same person is injured here and killed in row 2, for one accident."


def test_a_child_with_the_number_of_a_document_is_looked_at() -> None:
    pairs = (harm(age=Age.FROM_12), who(national_id="A123")), (harm(age=Age.FROM_18), who("V-2", national_id="B1"))
    [finding] = judged(*pairs)
    assert (finding.code, finding.source.row) == ("CHILD_WITH_IDENTITY_NUMBER", 2)
    assert "A123" not in str(finding)


@pytest.mark.parametrize(
    ("other", "what"),
    [
        ({"birth_date": "1990-05-05"}, "date of birth"),
        ({"sex": Sex.FEMALE}, "sex"),
        ({"age": Age.CHILD}, "age"),
    ],
)
def test_an_identity_number_of_two_persons_is_named_with_what_differs(other: dict[str, Any], what: str) -> None:
    first = harm(sex=Sex.MALE, age=Age.ADULT), who("V-1", national_id="a 77", birth_date="1980-01-01")
    record = replace(harm(sex=Sex.MALE, age=Age.ADULT), **{k: v for k, v in other.items() if k != "birth_date"})
    second = record, who("V-2", national_id="A  77", birth_date=other.get("birth_date", ""))
    [finding] = [one for one in judged(first, second) if one.code == "IDENTITY_NUMBER_SHARED"]
    assert (
        finding.message
        == f"The identity number of this person is also that of the person in row 2, who has another {what}."
    )


@pytest.mark.parametrize(
    ("age", "born", "expected"),
    [
        (Age.FROM_18, "1990-01-01", []),
        (Age.ADULT, "1990-01-01", []),
        (Age.CHILD, "2010-01-01", []),
        (Age.UNKNOWN, "2010-01-01", []),
        (Age.FROM_18, "2006-03-01", []),
        (Age.FROM_18, "2006-03-02", ["AGE_AGAINST_BIRTH"]),
        (Age.ADULT, "2010-01-01", ["AGE_AGAINST_BIRTH"]),
        (Age.FROM_5, "2024-03-02", ["BORN_AFTER"]),
        (Age.FROM_5, "no date", []),
    ],
)
def test_an_age_is_held_against_the_date_of_birth(age: Age, born: str, expected: list[str]) -> None:
    assert codes((harm(age=age), who(birth_date=born))) == expected


def test_more_persons_than_the_accident_reports_are_named_at_the_accident() -> None:
    accident = Accident(on=DAY, ref="A-1", killed=1, injured=0)
    [finding] = judged((accident, None), (harm(accident="A-1"), who()), (harm(accident="A-1"), who("V-2")))
    assert finding.message == "The accident reports 1 casualties, but 2 persons of it are recorded."


def test_an_accident_without_numbers_reports_nothing_to_contradict() -> None:
    assert codes((Accident(on=DAY, ref="A-1"), None), (harm(accident="A-1"), who())) == []


def test_an_accident_that_nobody_entered_is_named_and_one_in_the_journal_is_not() -> None:
    assert codes((harm(accident="A-9"), who())) == ["ACCIDENT_UNKNOWN"]
    assert codes((harm(accident="A-9"), who()), around=Surroundings(seen={("accident", "A-9"): "E-1"})) == []


def test_parts_of_the_direct_beneficiaries_cannot_be_more_than_all() -> None:
    session = EducationSession(on=DAY, direct=(Reached("female", "child", 5),), with_disability=6, first_time=5)
    [finding] = judged((session, None))
    assert finding.message == "6 persons are said to be persons with disabilities, but only 5 were reached directly."


def test_thousands_at_one_session_are_doubted() -> None:
    session = EducationSession(on=DAY, direct=(Reached("female", "child", 2001),))
    assert codes((session, None)) == ["REACHED_UNLIKELY"]


def test_a_service_after_death_is_doubted() -> None:
    served = ServiceReceived(on=date(2024, 3, 2), pillar=Pillar.MEDICAL)
    assert codes((harm("killed"), who()), (served, who())) == ["ASSISTED_AFTER_DEATH"]
    assert codes((harm("killed"), who()), (served, who("V-2"))) == []


def test_free_text_that_names_a_person_of_the_file_is_a_finding_without_the_name() -> None:
    findings = judged(
        (harm(), who(name="Amina Yusuf", note="fell")),
        (harm(), who("V-2", note="Was brought by amina  yusuf, a neighbour")),
        (harm(), who("V-3", remark="call +252 61 555 0101")),
    )
    assert [finding.code for finding in findings] == ["POSSIBLE_PERSONAL_DATA_IN_TEXT"] * 2
    assert findings[0].message == "Free text of this column that may identify a person: 1 (name)."
    assert findings[1].message == "Free text of this column that may identify a person: 1 (telephone number)."
    assert not any("mina" in str(finding) for finding in findings)


def test_names_in_columns_for_names_are_no_finding() -> None:
    assert codes((harm(), who(name="Amina Yusuf", phone="+252 61 555 0101", address="Amina Yusuf street"))) == []
