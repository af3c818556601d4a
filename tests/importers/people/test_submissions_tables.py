"""Submissions as tables: the ZIP of ODK Central, the CSV and the workbook of KoboToolbox."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shapely

from opendisarm.core.persons import Age, Decision, Outcome, Pillar, Sex
from opendisarm.core.records import Reached
from opendisarm.importers import pick
from opendisarm.importers.mapping import Wanted
from tests.importers.people.exports import (
    FIRST,
    SECOND,
    as_csv,
    export_csv,
    export_xlsx,
    export_zip,
    people,
    told_outside_the_vault,
)
from tests.importers.tables_on_disk import field_file

KEY = f"uuid:{FIRST}"
MAIN = [
    ["SubmissionDate", "on", "place-state", "place-admin1", "exact_place-safe_to_locate",
     "exact_place-location-Latitude", "exact_place-location-Longitude", "exact_place-location-Altitude",
     "exact_place-location-Accuracy", "setting", "device", "toll-killed", "toll-injured", "something_new",
     "meta-instanceID", "KEY", "SubmitterID", "SubmitterName", "ReviewState", "SET-OF-persons"],
    ["2021-05-01T10:00:00Z", "2021-04-25", "XAA", "North", "yes", "9.12345", "8.54321", "300", "4", "other", "ap_mine",
     "1", "1", "Canary answer", KEY, KEY, "7", "Canary Clerk", "", f"{KEY}/persons"],
]  # fmt: skip
PERSONS = [
    ["outcome", "sex", "age_years", "identity-name", "identity-birth_date", "consent-consent_research",
     "PARENT_KEY", "KEY", "SET-OF-persons"],
    ["killed", "male", "41", "Canary One", "1980-01-02", "", KEY, f"{KEY}/persons[1]", f"{KEY}/persons"],
    ["injured", "female", "", "Canary Two", "2015-01-02", "given", KEY, f"{KEY}/persons[2]", f"{KEY}/persons"],
]  # fmt: skip
SYSTEM = ["_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by", "_index"]


def system(uuid: str, index: int, status: str = "") -> list[Any]:
    return [str(index), uuid, "2021-05-01T10:00:00", status, "", "submitted_via_web", "canary_clerk", str(index)]


# --- ODK Central ------------------------------------------------------------------------------------------------------


def test_the_zip_of_odk_central_joins_the_persons_to_their_accident(tmp_path: Path) -> None:
    tables = {"opendisarm_accident.csv": MAIN, "opendisarm_accident-persons.csv": PERSONS}
    result = export_zip(tmp_path, tables)
    assert result.reading.total == 1
    accident, killed, injured, agreed = result.records
    assert (accident.ref, accident.killed, accident.place.admin1) == (FIRST, 1, "North")
    point = shapely.from_wkb(accident.shape.wkb)
    assert (point.x, point.y) == (8.54321, 9.12345)
    assert (killed.ref, killed.accident, killed.on) == (f"{FIRST}/persons/1", FIRST, date(2021, 4, 25))
    assert (injured.outcome, injured.sex, injured.age) == (Outcome.INJURED, Sex.FEMALE, Age.FROM_5)
    assert agreed.decision is Decision.GIVEN
    about, one, *_ = people(result)
    assert about.fields["something_new"] == "Canary answer"
    assert one.fields == {"birth_date": "1980-01-02", "name": "Canary One"}
    assert "anary" not in told_outside_the_vault(result)


def test_a_finding_about_a_repeat_names_its_own_table_row_and_cell(tmp_path: Path) -> None:
    wrong = [PERSONS[0], PERSONS[1], ["injured", "Canary", *PERSONS[2][2:]]]
    result = export_zip(tmp_path, {"opendisarm_accident.csv": MAIN, "opendisarm_accident-persons.csv": wrong})
    assert result.records == []
    assert result.words("PERSON_WORD_UNKNOWN")[0].startswith(
        "export.zip, sheet opendisarm_accident-persons.csv, row 3, sex (B3): The cell holds no sex that is known;"
    )


def test_a_person_without_a_submission_is_an_error_and_not_lost(tmp_path: Path) -> None:
    lost = [*PERSONS, ["killed", "male", "20", "Canary", "", "", f"uuid:{SECOND}", "x", "y"]]
    result = export_zip(tmp_path, {"opendisarm_accident.csv": MAIN, "opendisarm_accident-persons.csv": lost})
    assert [row.accepted for row in result.rows] == [True, False]
    assert result.words("REPEAT_WITHOUT_SUBMISSION") == [
        "export.zip, sheet opendisarm_accident-persons.csv, row 4: The row under persons belongs to a submission that "
        "is not in the file. Export the submissions and their repeats together. [REPEAT_WITHOUT_SUBMISSION]"
    ]


def test_the_main_table_alone_misses_its_repeats(tmp_path: Path) -> None:
    for result in (export_zip(tmp_path, {"opendisarm_accident.csv": MAIN}), export_csv(tmp_path, MAIN)):
        assert [record.kind for record in result.records] == ["accident"]
        assert "The submission has answers under persons that are not in the file." in result.words("REPEATS_ABSENT")[0]


def test_a_zip_of_another_form_is_named(tmp_path: Path) -> None:
    result = export_zip(tmp_path, {"school_survey.csv": [["KEY", "SubmissionDate", "roof"], ["uuid:1", "2021", "tin"]]})
    assert result.rows == []
    assert "submissions of the form school_survey" in result.words("FORM_UNKNOWN")[0]


def test_repeats_without_their_main_table_are_a_finding(tmp_path: Path) -> None:
    result = export_zip(tmp_path, {"opendisarm_accident-persons.csv": PERSONS})
    assert result.rows == []
    assert "the table of the submissions themselves is missing" in result.words("SUBMISSIONS_UNREADABLE")[0]


def test_a_zipped_shapefile_is_left_to_its_reader(tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "areas.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("areas.shp", b"\0" * 100)
        archive.writestr("about.csv", "name,what\nareas,all\n")
    assert getattr(pick(field_file(path), Wanted()), "NAME", "") != "submissions"


# --- KoboToolbox ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_csv_of_kobo_with_groups_in_its_headers_is_read(tmp_path: Path, delimiter: str) -> None:
    rows = [
        ["on", "organisation", "direct/direct_female_child", "direct/direct_male_adult", "direct/first_time",
         "indirect/indirect_female_unknown", "exact_place/safe_to_locate", "exact_place/location", "_location_latitude",
         *SYSTEM],
        ["2021-03-04", "NPA", "12", "", "5", "60", "yes", "9.12345 8.54321 0 0", "9.12345", *system(FIRST, 1)],
    ]  # fmt: skip
    result = export_csv(tmp_path, rows, delimiter)
    [session] = result.records
    assert (session.direct, session.indirect) == (
        (Reached("female", "child", 12),), (Reached("female", "unknown", 60),),
    )  # fmt: skip
    assert (session.ref, session.first_time, session.shape is not None) == (FIRST, 5, True)
    assert people(result)[0].fields == {"_submitted_by": "canary_clerk"}
    assert "canary" not in told_outside_the_vault(result)


def test_a_workbook_of_kobo_joins_its_sheets_by_index(tmp_path: Path) -> None:
    sheets = {
        "Needs": [
            ["on", "sex", "identity/senders_id", "identity/name", "functioning/walking", "needs",
             "needs/physical_rehabilitation", "needs/emergency_and_medical_care", "consent/consent_contact", *SYSTEM],
            ["2021-04-25", "female", "B-1", "Canary One", "4", "physical_rehabilitation", 1, 0, "refused",
             *system(FIRST, 1, "validation_status_not_approved")],
            ["2021-04-26", "male", "B-2", "Canary Two", "1", "", 0, 1, "", *system(SECOND, 2)],
        ],
        "referrals": [
            ["pillar", "provider", "on", "_index", "_parent_table_name", "_parent_index", "_submission__uuid"],
            ["physical_rehabilitation", "Limb Centre", "2021-05-01", 1, "Needs", 1, FIRST],
            ["social_and_economic_inclusion", "Cooperative", "2021-05-02", 2, "Needs", 2, SECOND],
            ["physical_rehabilitation", "Limb Centre", "2021-05-03", 3, "Needs", 1, FIRST],
        ],
    }  # fmt: skip
    result = export_xlsx(tmp_path, sheets)
    assert [(record.kind, record.ref) for record in result.records] == [
        ("person.need", FIRST), ("person.consent", f"{FIRST}/consent/contact"),
        ("person.referral", f"{FIRST}/referrals/1"), ("person.referral", f"{FIRST}/referrals/2"),
        ("person.need", SECOND), ("person.referral", f"{SECOND}/referrals/1"),
    ]  # fmt: skip
    assert result.records[0].needs == {Pillar.REHABILITATION}
    assert result.records[4].needs == {Pillar.MEDICAL}
    assert [who.key for who in people(result)] == ["B-1"] * 4 + ["B-2"] * 2
    assert "NOT_APPROVED_THERE" in result.codes
    assert all(not key.startswith("needs/") for who in people(result) for key in who.fields)
    assert "anary" not in told_outside_the_vault(result)


def test_labels_in_the_headers_are_known_by_what_they_say(tmp_path: Path) -> None:
    rows = [
        ["On which day was the person harmed?", "What happened to the person?", "Sex", "Age in years", "Name",
         "Consent to be photographed", *SYSTEM],
        ["2021-04-25", "Injured", "Female", "34", "Canary One", "Canary", *system(FIRST, 1)],
    ]  # fmt: skip
    result = export_csv(tmp_path, rows, ";")
    [person] = result.records
    assert (person.ref, person.outcome, person.sex, person.age) == (FIRST, Outcome.INJURED, Sex.FEMALE, Age.FROM_18)
    assert people(result)[0].fields["Consent to be photographed"] == "Canary"
    assert "anary" not in told_outside_the_vault(result)


def test_labels_that_stand_twice_are_direct_first_and_indirect_second(tmp_path: Path) -> None:
    rows = [
        ["اليوم الأول للجلسة", "أين عُقدت الجلسة؟", "فتيات دون 18 سنة", "نساء من 18 سنة فأكثر",
         "فتيات دون 18 سنة", *SYSTEM],
        ["٢٠٢١-٠٣-٠٤", "سوق", "٣", "4", "50", *system(FIRST, 1)],
    ]  # fmt: skip
    [session] = export_csv(tmp_path, rows).records
    assert session.direct == (Reached("female", "adult", 4), Reached("female", "child", 3))
    assert session.indirect == (Reached("female", "child", 50),)


def test_headers_once_more_and_blank_rows_are_skipped(tmp_path: Path) -> None:
    head = ["on", "outcome", *SYSTEM]
    rows = [
        head,
        ["2021-04-25", "killed", *system(FIRST, 1)],
        head,
        [""] * len(head),
        ["2021-04-25", "killed", *system(SECOND, 2)],
    ]
    result = export_csv(tmp_path, rows)
    assert [row.skipped for row in result.rows] == ["", "the headers once more", "blank", ""]
    assert result.reading.total == 4


def test_the_same_submission_twice_in_a_table_is_read_once(tmp_path: Path) -> None:
    row = ["2021-04-25", "killed", *system(FIRST, 1)]
    result = export_csv(tmp_path, [["on", "outcome", *SYSTEM], row, row])
    assert [row.skipped for row in result.rows] == ["", "sent twice"]


def test_a_table_of_another_form_is_read_as_a_table_once_its_kind_is_said(tmp_path: Path) -> None:
    rows = [
        ["grp/victim_id", "grp/date", "grp/gender", "condition", *SYSTEM],
        ["V-1", "2021-04-25", "F", "dead", *system(FIRST, 1)],
    ]
    told = export_csv(tmp_path, rows, kind="person.harmed")
    assert [(record.outcome, record.sex) for record in told.records] == [(Outcome.KILLED, Sex.FEMALE)]
    assert people(told)[0].key == "V-1"
    untold = export_csv(tmp_path, rows)
    assert untold.codes == ["FORM_UNKNOWN"]


def test_a_land_table_of_kobo_is_left_to_its_reader(tmp_path: Path) -> None:
    path = tmp_path / "land.csv"
    path.write_text(as_csv([["kind", "ref", "date", "area_m2", *SYSTEM]]), encoding="utf-8")
    assert getattr(pick(field_file(path), Wanted()), "NAME", "") == "tables"
    path.write_text(as_csv([["ref", "date", "area_m2", *SYSTEM]]), encoding="utf-8")
    assert getattr(pick(field_file(path), Wanted("land.cleared")), "NAME", "") == "tables"
