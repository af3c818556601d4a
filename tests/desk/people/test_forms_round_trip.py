"""A submission made from a generated form comes back as the records that were answered.

The names and the nesting of the answers are read from the compiled form itself, so that form and reader cannot drift
apart: a question that the reader does not know, or an answer that no question asks, fails here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final
from xml.etree import ElementTree

import pytest

from opendisarm.core.persons import Age, Difficulty, Method, Outcome, Pillar, Purpose, Setting, Sex, Status, Venue
from opendisarm.core.records import (
    Accident,
    Consent,
    EducationSession,
    NeedAssessed,
    PersonHarmed,
    Place,
    Reached,
    Record,
    Referral,
    ServiceReceived,
)
from opendisarm.desk.people.ledger import people_facts
from opendisarm.desk.people.vault import vault_of
from opendisarm.forms import FORMS, build, compiled
from opendisarm.importers.mapping import Wanted
from tests.desk.people.people import PeopleOffice, moment

INSTANCE: Final = "7d0a6f3e-0000-4000-8000-00000000000a"
_PLACE: Final = {"state": "XSA", "admin1": "North", "admin2": "Upper"}
_CONSENT: Final = {"consent_assistance": "given", "consent_research": "refused"}
_WHO: Final = {"name": "Amina Yusuf", "father_name": "Yusuf Ali", "phone": "+93 700 000 001", "national_id": "N-4411"}

ANSWERS: Final[dict[str, dict[str, Any]]] = {
    "opendisarm_accident": {
        "on": "2024-03-01", "precision": "day", **_PLACE, "safe_to_locate": "yes",
        "location": "5.251234 36.512345 1200 8", "setting": "demining", "organisation": "HALO",
        "device": "improvised_mine", "doing": "demining", "marked": "no", "hazard": "H-7",
        "killed": "1", "injured": "1", "unknown_outcome": "0", "any_persons": "yes",
        "persons": [
            {
                "outcome": "injured", "died": "2024-03-05", "sex": "female", "age_years": "34", "status": "deminer",
                "disability": "no", "educated": "yes", "doing": "demining", **_CONSENT, **_WHO,
            },
            {"outcome": "killed", "sex": "male", "age": "child", "status": "civilian"},
        ],
    },
    "opendisarm_person": {
        "on": "2024-03-31", "precision": "month", "accident": "A-1", **_PLACE, "device": "ap_mine", "outcome": "killed",
        "sex": "male", "age_years": "9", "status": "civilian", "doing": "herding", **_CONSENT, **_WHO,
    },
    "opendisarm_needs": {
        "on": "2024-05-02", "senders_id": "V-9", **_PLACE, "organisation": "HI", "sex": "female", "age_years": "61",
        "seeing": "1", "hearing": "2", "walking": "4", "remembering": "1", "self_care": "3", "communicating": "9",
        "needs": "physical_rehabilitation psychological_and_social_support", **_CONSENT, **_WHO,
        "referrals": [{"pillar": "physical_rehabilitation", "provider": "Orthopaedic centre", "on": "2024-05-03"}],
        "services": [
            {"pillar": "psychological_and_social_support", "provider": "Peers", "result": "ongoing", "on": "2024-05-04"}
        ],
    },
    "opendisarm_session": {
        "on": "2024-06-01", "until": "2024-06-02", "organisation": "MAG", "method": "school",
        "venue": "education_facility", **_PLACE, "direct_female_child": "12", "direct_male_child": "9",
        "direct_female_adult": "1",
        "indirect_unknown_unknown": "300", "with_disability": "2", "first_time": "20",
    },
}  # fmt: skip


def of(kind: type[Record], records: Mapping[str, Record]) -> list[Any]:
    return [record for _, record in sorted(records.items()) if isinstance(record, kind)]


def _tree(form_id: str) -> ElementTree.Element:
    """The empty submission that the compiled form holds."""
    xform, warnings = compiled(build()[f"{form_id}.xlsx"])
    assert warnings == []
    root = ElementTree.fromstring(xform)
    return next(found for found in root.iter() if found.get("id") == form_id)


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _is_template(element: ElementTree.Element) -> bool:
    return any(name.rpartition("}")[2] == "template" for name in element.attrib)


def _filled(node: ElementTree.Element, answers: dict[str, Any]) -> dict[str, Any]:
    """What ODK Central gives out of a submission: groups as objects, repeats as lists."""
    told: dict[str, Any] = {}
    for child in node:
        name = _name(child)
        if name == "meta" or name in told:
            continue
        if isinstance(answers.get(name), list):
            turns = answers.pop(name)
            told[name] = [_whole(child, dict(turn)) for turn in turns]
        elif len(child) and not _is_template(child):
            told[name] = _filled(child, answers)
        elif not len(child):
            told[name] = answers.pop(name, None)
    return told


def _whole(node: ElementTree.Element, answers: dict[str, Any]) -> dict[str, Any]:
    told = _filled(node, answers)
    assert not answers, f"the form does not ask {sorted(answers)}"
    return told


def _central(form_id: str) -> dict[str, Any]:
    told = _whole(_tree(form_id), dict(ANSWERS[form_id]))
    return {"value": [{"__id": f"uuid:{INSTANCE}", "meta": {"instanceID": f"uuid:{INSTANCE}"}, **told}]}


def _kobo(form_id: str) -> dict[str, Any]:
    told = _whole(_tree(form_id), dict(ANSWERS[form_id]))
    flat = {path: value for path, value in _paths(told, "") if value is not None}
    return {
        "results": [
            {"_id": 7, "_uuid": INSTANCE, "meta/instanceID": f"uuid:{INSTANCE}", "_xform_id_string": form_id, **flat}
        ]
    }


def _paths(told: dict[str, Any], before: str) -> Iterator[tuple[str, Any]]:
    for name, value in told.items():
        path = f"{before}{name}"
        if isinstance(value, dict):
            yield from _paths(value, f"{path}/")
        elif isinstance(value, list):
            yield path, [{key: word for key, word in _paths(turn, f"{path}/") if word is not None} for turn in value]
        else:
            yield path, value


@pytest.fixture(params=[_central, _kobo], ids=["ODK Central", "KoboToolbox"])
def records(request: pytest.FixtureRequest, office: PeopleOffice) -> Any:
    def imported(form_id: str) -> dict[str, Record]:
        path = office.field / f"{form_id}.json"
        path.write_text(json.dumps(request.param(form_id)), encoding="utf-8")
        outcome = office.bring(path, Wanted("", None, "HI", ""))
        [file] = outcome.files
        assert (file.rows_in, file.accepted, file.importer) == (1, 1, "submissions")
        errors = [finding for finding in file.findings if finding.severity.value != "info"]
        assert not [
            str(finding) for finding in errors if finding.code not in ("ACCIDENT_UNKNOWN", "CHILD_WITH_IDENTITY_NUMBER")
        ]
        again = office.bring(path, Wanted("", None, "HI", ""), hours=1)
        assert (again.new_entries, again.files[0].skipped) == (0, 1)
        facts = people_facts(office.workspace, office.store.head())
        return {fact.record.ref: fact.record for fact in facts}

    return imported


def test_every_form_has_its_answers() -> None:
    assert {form.id for form in FORMS} == ANSWERS.keys()


def test_an_accident_with_its_persons(records: Any, office: PeopleOffice) -> None:
    found = records("opendisarm_accident")
    [accident] = of(Accident, found)
    assert (accident.ref, accident.on, accident.setting) == (INSTANCE, date(2024, 3, 1), Setting.DEMINING)
    assert (accident.killed, accident.injured, accident.unknown_outcome) == (1, 1, 0)
    assert (accident.place, accident.hazard, accident.organisation) == (Place("XSA", "North", "Upper"), "H-7", "HALO")
    first, second = of(PersonHarmed, found)
    assert (first.outcome, first.died, first.sex, first.age) == (
        Outcome.INJURED, date(2024, 3, 5), Sex.FEMALE, Age.FROM_18,
    )  # fmt: skip
    assert (first.accident, first.status, first.ref) == (INSTANCE, Status.DEMINER, f"{INSTANCE}/persons/1")
    assert (second.outcome, second.sex, second.age) == (Outcome.KILLED, Sex.MALE, Age.CHILD)
    seen = vault_of(office.workspace).view(first.person, "Sara", moment(9), "assistance")
    assert seen.items() >= _WHO.items()
    decided = {(consent.purpose, consent.decision.value) for consent in of(Consent, found)}
    assert decided == {(Purpose.ASSISTANCE, "given"), (Purpose.RESEARCH, "refused")}
    assert office.counts() == {"killed": 2, "died_later": 1}


def test_a_person_without_an_accident_form(records: Any) -> None:
    [harm] = of(PersonHarmed, records("opendisarm_person"))
    assert (harm.on, harm.precision.value, harm.accident, harm.age) == (date(2024, 3, 31), "month", "A-1", Age.FROM_5)


def test_needs_with_referrals_and_services(records: Any, office: PeopleOffice) -> None:
    found = records("opendisarm_needs")
    [need] = of(NeedAssessed, found)
    assert (need.seeing, need.walking, need.communicating) == (
        Difficulty.NONE, Difficulty.CANNOT, Difficulty.DOES_NOT_KNOW,
    )  # fmt: skip
    assert need.needs == {Pillar.REHABILITATION, Pillar.PSYCHOSOCIAL}
    [referral], [service] = of(Referral, found), of(ServiceReceived, found)
    assert (referral.pillar, referral.provider, referral.on) == (
        Pillar.REHABILITATION, "Orthopaedic centre", date(2024, 5, 3),
    )  # fmt: skip
    assert (service.pillar, service.result.value) == (Pillar.PSYCHOSOCIAL, "ongoing")
    assert need.person == referral.person == service.person
    assert office.counts() == {"assisted": 1}


def test_a_session_with_direct_and_indirect_apart(records: Any, office: PeopleOffice) -> None:
    [session] = of(EducationSession, records("opendisarm_session"))
    assert (session.method, session.venue, session.until) == (Method.SCHOOL, Venue.SCHOOL, date(2024, 6, 2))
    assert set(session.direct) == {
        Reached("female", "child", 12), Reached("male", "child", 9), Reached("female", "adult", 1),
    }  # fmt: skip
    assert (session.with_disability, session.first_time) == (2, 20)
    assert office.counts() == {"reached_direct": 22, "reached_indirect": 300}
