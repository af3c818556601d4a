"""Submissions as JSON, of ODK Central and of KoboToolbox."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shapely

from opendisarm.core.persons import (
    Age,
    Decision,
    Difficulty,
    Doing,
    Outcome,
    Pillar,
    Purpose,
    ServiceResult,
    Setting,
    Sex,
    YesNo,
)
from opendisarm.core.records import Place, Reached
from opendisarm.importers import pick
from opendisarm.importers.mapping import Wanted
from tests.importers.people.exports import FIRST, SECOND, export_json, people, told_outside_the_vault
from tests.importers.tables_on_disk import field_file

CENTRAL = "https://forms.example.org/v1/projects/1/forms/{}.svc/$metadata#Submissions"

ACCIDENT: dict[str, Any] = {
    "__id": f"uuid:{FIRST}",
    "__system": {"submissionDate": "2021-05-01T10:00:00Z", "submitterName": "Canary Clerk", "reviewState": None},
    "meta": {"instanceID": f"uuid:{FIRST}", "instanceName": "Canary name of instance"},
    "on": "2021-04-25",
    "precision": "day",
    "ref": "R-77",
    "place": {"state": "XAA", "admin1": "North", "admin2": None, "admin1_code": "XAA01", "admin2_code": None},
    "exact_place": {
        "safe_to_locate": "yes",
        "location": {"type": "Point", "coordinates": [8.54321, 9.12345, 300.0], "properties": {"accuracy": 4.2}},
    },
    "setting": "other",
    "device": "ap_mine",
    "doing": "herding",
    "marked": "no",
    "toll": {"killed": 1, "injured": 1, "unknown_outcome": None},
    "any_persons": "yes",
    "something_new": "Canary answer",
    "persons@odata.count": 2,
    "persons@odata.navigationLink": "Submissions('uuid')/persons",
    "persons": [
        {
            "__id": "a", "__Submissions-id": f"uuid:{FIRST}", "outcome": "killed", "sex": "male", "age_years": 41,
            "status": "civilian", "doing": "farming",
            "consent": {"consent_assistance": None},
            "identity": {"name": "Canary One", "birth_date": "1980-01-02", "note": "canary story"},
        },
        {
            "__id": "b", "__Submissions-id": f"uuid:{FIRST}", "outcome": "injured", "sex": "female", "age": "child",
            "consent": {"consent_assistance": "given", "consent_research": "refused"},
            "identity": {"name": "Canary Two", "phone": "0700 CANARY", "senders_id": "V-2"},
        },
    ],
}  # fmt: skip

NEEDS: dict[str, Any] = {
    "_id": 9, "_uuid": FIRST, "formhub/uuid": "abc", "_xform_id_string": "opendisarm_needs", "__version__": "v1",
    "meta/instanceID": f"uuid:{FIRST}", "_submission_time": "2021-05-01T10:00:00", "_submitted_by": "canary_clerk",
    "_validation_status": {}, "_attachments": [{"filename": "canary.jpg"}], "_geolocation": [None, None],
    "_notes": [], "_tags": [], "_status": "submitted_via_web",
    "on": "2021-04-25", "organisation": "NPA", "place/admin1": "North", "place/state": "XAA", "sex": "female",
    "age_years": "34", "identity/senders_id": "B-12", "identity/name": "Canary Three",
    "functioning/seeing": "1", "functioning/hearing": "1", "functioning/walking": "3", "functioning/remembering": "1",
    "functioning/self_care": "1", "functioning/communicating": "1",
    "needs": "physical_rehabilitation social_and_economic_inclusion", "consent/consent_referral": "given",
    "any_referrals": "yes", "any_services": "yes",
    "referrals": [
        {
            "referrals/pillar": "physical_rehabilitation", "referrals/provider": "Limb Centre",
            "referrals/on": "2021-04-26",
        },
        {"referrals/pillar": "social_and_economic_inclusion", "referrals/note": "canary uncle"},
    ],
    "services": [
        {
            "services/pillar": "physical_rehabilitation", "services/result": "completed",
            "services/on": "2021-06-01",
        },
    ],
}  # fmt: skip

SESSION: dict[str, Any] = {
    "_uuid": SECOND, "_xform_id_string": "opendisarm_session", "meta/instanceID": f"uuid:{SECOND}", "on": "2021-03-04",
    "until": "2021-03-05", "method": "face_to_face", "venue": "market", "organisation": "NPA",
    "direct/direct_female_child": "12", "direct/direct_male_adult": 7, "direct/direct_unknown_unknown": "0",
    "direct/with_disability": "2", "direct/first_time": 5, "indirect/indirect_female_unknown": "60",
    "exact_place/safe_to_locate": "yes", "exact_place/location": "9.12345 8.54321 300 4",
}  # fmt: skip

PERSON: dict[str, Any] = {
    "_uuid": FIRST, "_xform_id_string": "opendisarm_person", "on": "2021-04-25", "accident": "A-1",
    "outcome": "injured", "died": "2021-05-02", "sex": "other", "age": "adult", "educated": "unknown",
    "identity/name": "Canary Four",
    "consent/consent_statistics": "given",
}  # fmt: skip


def central(*submissions: dict[str, Any], form: str = "opendisarm_accident") -> dict[str, Any]:
    return {"@odata.context": CENTRAL.format(form), "value": list(submissions)}


def changed(of: dict[str, Any], **answers: Any) -> dict[str, Any]:
    return copy.deepcopy(of) | answers


# --- the four forms ---------------------------------------------------------------------------------------------------


def test_an_accident_of_odk_central_is_one_row_with_its_persons_and_consents(tmp_path: Path) -> None:
    result = export_json(tmp_path, central(ACCIDENT))
    [row] = result.rows
    assert row.span == 1
    assert [record.kind for record in row.records] == [
        "accident", "person.harmed", "person.harmed", "person.consent", "person.consent",
    ]  # fmt: skip
    accident, killed, injured, agreed, refused = row.records
    assert (accident.ref, accident.on, accident.setting) == (FIRST, date(2021, 4, 25), Setting.OTHER)  # type: ignore[union-attr]
    assert (accident.killed, accident.injured, accident.unknown_outcome) == (1, 1, None)  # type: ignore[union-attr]
    assert (accident.doing, accident.marked) == (Doing.HERDING, YesNo.NO)  # type: ignore[union-attr]
    assert accident.place == Place("XAA", "North", "", "XAA01")  # type: ignore[union-attr]
    point = shapely.from_wkb(accident.shape.wkb)  # type: ignore[union-attr]
    assert (point.x, point.y) == (8.54321, 9.12345)
    assert (killed.ref, killed.accident, killed.on) == (f"{FIRST}/persons/1", FIRST, date(2021, 4, 25))  # type: ignore[union-attr]
    assert (killed.outcome, killed.sex, killed.age) == (Outcome.KILLED, Sex.MALE, Age.FROM_18)  # type: ignore[union-attr]
    assert killed.place == Place()  # type: ignore[union-attr]
    assert (injured.outcome, injured.age) == (Outcome.INJURED, Age.CHILD)  # type: ignore[union-attr]
    assert (agreed.purpose, agreed.decision) == (Purpose.ASSISTANCE, Decision.GIVEN)  # type: ignore[union-attr]
    assert (refused.purpose, refused.decision) == (Purpose.RESEARCH, Decision.REFUSED)  # type: ignore[union-attr]
    assert agreed.ref == f"{FIRST}/persons/2/consent/assistance"  # type: ignore[union-attr]


def test_the_identities_stand_beside_their_records_and_nowhere_else(tmp_path: Path) -> None:
    result = export_json(tmp_path, central(ACCIDENT))
    about, one, two, *consents = result.rows[0].identities
    assert about is not None
    assert one is not None
    assert two is not None
    assert (about.person, about.key) == (False, FIRST)
    assert about.fields["something_new"] == "Canary answer"
    assert about.fields["ref"] == "R-77"
    assert (one.key, dict(one.fields)) == (
        f"{FIRST}/persons/1", {"birth_date": "1980-01-02", "name": "Canary One", "note": "canary story"},
    )  # fmt: skip
    assert (two.key, two.fields["senders_id"]) == ("V-2", "V-2")
    assert [consent.key for consent in consents if consent] == ["V-2", "V-2"]
    outside = told_outside_the_vault(result)
    assert "anary" not in outside
    assert "V-2" not in outside


def test_needs_of_kobo_become_an_assessment_referrals_and_services(tmp_path: Path) -> None:
    result = export_json(tmp_path, [NEEDS])
    need, agreed, *steps = result.records
    assert (need.kind, need.ref, need.organisation, need.walking) == ("person.need", FIRST, "NPA", Difficulty.A_LOT)
    assert need.needs == {Pillar.REHABILITATION, Pillar.INCLUSION}
    assert (agreed.purpose, agreed.ref) == (Purpose.REFERRAL, f"{FIRST}/consent/referral")
    first, second, served = steps
    assert (first.ref, first.on, first.provider) == (f"{FIRST}/referrals/1", date(2021, 4, 26), "Limb Centre")
    assert (second.ref, second.on, second.pillar) == (f"{FIRST}/referrals/2", date(2021, 4, 25), Pillar.INCLUSION)
    assert (served.ref, served.result) == (f"{FIRST}/services/1", ServiceResult.COMPLETED)
    assert {(step.sex, step.age, step.organisation, step.place.admin1) for step in steps} == {
        (Sex.FEMALE, Age.FROM_18, "NPA", "North")
    }
    assert {who.key for who in people(result)} == {"B-12"}
    assert [who.fields.get("referrals/2/note") for who in people(result)][3] == "canary uncle"
    assert "anary" not in told_outside_the_vault(result)


def test_a_session_counts_and_has_its_place(tmp_path: Path) -> None:
    [session] = export_json(tmp_path, {"count": 1, "results": [SESSION]}).records
    assert session.direct == (
        Reached("female", "child", 12), Reached("male", "adult", 7), Reached("unknown", "unknown", 0),
    )  # fmt: skip
    assert session.indirect == (Reached("female", "unknown", 60),)
    assert (session.with_disability, session.first_time, session.ref) == (2, 5, SECOND)
    assert (session.on, session.until) == (date(2021, 3, 4), date(2021, 3, 5))
    point = shapely.from_wkb(session.shape.wkb)
    assert (point.x, point.y) == (8.54321, 9.12345)


def test_a_person_without_an_accident_form_names_the_accident(tmp_path: Path) -> None:
    result = export_json(tmp_path, [PERSON])
    harmed, agreed = result.records
    assert (harmed.ref, harmed.accident, harmed.died) == (FIRST, "A-1", date(2021, 5, 2))
    assert agreed.purpose is Purpose.STATISTICS
    assert [who.key for who in people(result)] == [FIRST, FIRST]


def test_a_place_that_is_not_safe_to_record_is_not_recorded(tmp_path: Path) -> None:
    unsafe = changed(SESSION) | {"exact_place/safe_to_locate": "no"}
    result = export_json(tmp_path, [unsafe])
    assert result.records[0].shape is None
    assert people(result)[0].fields["exact_place/location"] == "9.12345 8.54321 300 4"
    assert "9.12345" not in told_outside_the_vault(result)


def test_the_exact_place_of_a_person_is_for_the_vault(tmp_path: Path) -> None:
    result = export_json(tmp_path, [changed(PERSON, location="9.12345 8.54321 0 0")])
    assert people(result)[0].fields["location"] == "9.12345 8.54321 0 0"
    assert "9.12345" not in told_outside_the_vault(result)


# --- what is wrong with an export -------------------------------------------------------------------------------------


def test_the_same_submission_twice_is_read_once(tmp_path: Path) -> None:
    result = export_json(tmp_path, [PERSON, PERSON])
    assert [row.skipped for row in result.rows] == ["", "sent twice"]
    assert result.words("DUPLICATE_SUBMISSION") == [
        "export.json, row 2: The submission is in the file twice (first in row 1): both say the same, and this one is "
        "skipped. Look at both in the server of the forms, and delete the one that is wrong. [DUPLICATE_SUBMISSION]"
    ]


def test_a_submission_that_differs_from_its_double_is_read_as_well(tmp_path: Path) -> None:
    result = export_json(tmp_path, [PERSON, changed(PERSON, outcome="killed")])
    assert [row.accepted for row in result.rows] == [True, True]
    assert result.words("DUPLICATE_SUBMISSION")[0].startswith(
        "export.json, row 2: The submission is in the file twice (first in row 1): they differ, and both are read."
    )


def test_a_submission_that_is_not_approved_is_kept_and_said(tmp_path: Path) -> None:
    there = {"uid": "validation_status_not_approved", "label": "Not Approved", "by_whom": "canary"}
    result = export_json(tmp_path, [changed(PERSON, _validation_status=there)])
    assert len(result.records) == 2
    assert result.words("NOT_APPROVED_THERE") == [
        "export.json, row 1: The server of the forms marks the submission as not approved; it is read all the same. "
        "Ask who marked it so; withdraw the entry if the submission is wrong. [NOT_APPROVED_THERE]"
    ]
    rejected = central(changed(ACCIDENT, __system={"reviewState": "rejected"}))
    assert "NOT_APPROVED_THERE" in export_json(tmp_path, rejected).codes
    approved = changed(PERSON, _validation_status={"uid": "validation_status_approved", "label": "Approved"})
    assert "NOT_APPROVED_THERE" not in export_json(tmp_path, [approved]).codes


def test_a_form_of_somebody_else_is_named_and_not_read(tmp_path: Path) -> None:
    result = export_json(tmp_path, [changed(PERSON, _xform_id_string="school_survey")])
    assert result.rows == []
    assert result.words("FORM_UNKNOWN") == [
        "export.json: These are submissions of the form school_survey, which is none of ours. Read are: "
        "opendisarm_accident, opendisarm_needs, opendisarm_person, opendisarm_session. Of another form, export the "
        "table as CSV and say its kind when you import it. [FORM_UNKNOWN]"
    ]


def test_a_form_of_somebody_else_among_ours_is_refused_row_by_row(tmp_path: Path) -> None:
    foreign = changed(PERSON, _xform_id_string="<b>canary</b>", _uuid=SECOND)
    result = export_json(tmp_path, [PERSON, foreign])
    assert [row.accepted for row in result.rows] == [True, False]
    assert "the form without a name" in result.words("FORM_UNKNOWN")[0]


@pytest.mark.parametrize(
    ("submission", "kind"),
    [(NEEDS, "person.need"), (SESSION, "education.session"), (PERSON, "person.harmed"), (ACCIDENT, "accident")],
)
@pytest.mark.parametrize("told", ["", "aBcDeFgHiJkLmNoPqRsTuV"])
def test_a_form_without_its_id_is_known_by_its_questions(
    tmp_path: Path, submission: dict[str, Any], kind: str, told: str
) -> None:
    unnamed = {name: answer for name, answer in submission.items() if name != "_xform_id_string"}
    result = export_json(tmp_path, [unnamed | ({"_xform_id_string": told} if told else {})])
    assert result.records[0].kind == kind


def test_repeats_that_were_not_expanded_are_missed(tmp_path: Path) -> None:
    bare = {name: answer for name, answer in ACCIDENT.items() if name != "persons"}
    result = export_json(tmp_path, central(bare))
    assert [record.kind for record in result.records] == ["accident"]
    assert result.words("REPEATS_ABSENT") == [
        "export.json, row 1: The submission has answers under persons that are not in the file. Export with all "
        "repeats: as JSON with them expanded, or as ZIP with all tables. [REPEATS_ABSENT]"
    ]
    assert "REPEATS_ABSENT" not in export_json(tmp_path, central(bare | {"persons": []})).codes


def test_a_wrong_word_keeps_the_submission_out_and_names_its_question(tmp_path: Path) -> None:
    wrong = copy.deepcopy(ACCIDENT)
    wrong["persons"][1]["sex"] = "Canary"
    result = export_json(
        tmp_path, central(wrong, changed(ACCIDENT, __id="uuid:x", meta={"instanceID": f"uuid:{SECOND}"}))
    )
    assert [row.accepted for row in result.rows] == [False, True]
    assert result.words("PERSON_WORD_UNKNOWN")[0].startswith(
        "export.json, row 1, sex: The cell holds no sex that is known;"
    )
    assert "anary" not in told_outside_the_vault(result)


def test_an_id_that_may_be_a_text_is_not_used(tmp_path: Path) -> None:
    odd = {name: answer for name, answer in PERSON.items() if name != "_uuid"}
    result = export_json(tmp_path, [odd | {"_uuid": "Canary Khalil <x>"}])
    assert result.records[0].ref.endswith("//1")
    assert "anary" not in told_outside_the_vault(result)


@pytest.mark.parametrize(
    "text",
    ['{"value": [{"__id": ', '{"__id": 1, "value": 7, "results": {}}', '[{"_uuid": 1}, 7]', '[{"_uuid": [[[]]]}]'],
)
def test_a_broken_export_is_a_finding(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.json"
    path.write_text(text, encoding="utf-8")
    file = field_file(path)
    reader = pick(file, Wanted())
    assert getattr(reader, "NAME", "") == "submissions"
    reading = reader.read(file, Wanted())  # type: ignore[union-attr]
    assert {finding.code for finding in reading.findings} <= {"SUBMISSIONS_UNREADABLE", "FORM_UNKNOWN"}
    assert reading.findings


def test_an_export_that_is_cut_off_says_in_which_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    path.write_text('{"value": [\n{"__id": "x",\n', encoding="utf-8")
    file = field_file(path)
    [finding] = pick(file, Wanted()).read(file, Wanted()).findings  # type: ignore[union-attr]
    assert str(finding) == (
        "broken.json: The export cannot be read: line 3 is not JSON. Export the submissions again; the transfer was "
        "probably interrupted. [SUBMISSIONS_UNREADABLE]"
    )


def test_geojson_is_left_to_the_reader_of_layers(tmp_path: Path) -> None:
    path = tmp_path / "areas.json"
    path.write_text('{"type": "FeatureCollection", "features": [{"properties": {"_uuid": "x"}}]}', encoding="utf-8")
    assert getattr(pick(field_file(path), Wanted()), "NAME", "") != "submissions"


def test_signs_that_no_text_may_have_are_replaced(tmp_path: Path) -> None:
    path = tmp_path / "odd.json"
    text = f'[{{"_uuid": "{FIRST}", "on": "2021-04-25", "outcome": "killed", "name": "a\\u0000b\\ud800c"}}]'
    path.write_text(text, encoding="utf-8")
    file = field_file(path)
    [row] = pick(file, Wanted()).read(file, Wanted()).rows  # type: ignore[union-attr]
    [who] = row.identities
    assert who is not None
    assert who.fields["name"] == "a\ufffdb\ufffdc"
