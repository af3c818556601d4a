"""Every kind of record about people, by the headers of its tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import shapely

from opendisarm.core.persons import (
    Age,
    Basis,
    Decision,
    DeviceClass,
    Difficulty,
    Disability,
    Method,
    Pillar,
    Purpose,
    ServiceResult,
    Setting,
    Venue,
    YesNo,
)
from opendisarm.core.records import Precision, Reached
from opendisarm.importers.mapping import people_synonyms
from opendisarm.importers.people.columns import placed
from opendisarm.importers.people.fields import KINDS, fields_of, identifying
from opendisarm.importers.people.values import choices_of, list_of, other_words
from opendisarm.importers.values.words import fold
from tests.importers.people.exports import people, table


def test_an_accident_has_counts_a_class_of_device_and_a_point(tmp_path: Path) -> None:
    result = table(
        tmp_path, "accident",
        "Accident ID,Date,Killed,Injured,Device,Setting,Marked,lat,lon,Narrative\n"
        "A-1,2021-04,1,\"1,234\",AP mine,demining accident,no,9.12345,8.54321,told by somebody\n",
    )  # fmt: skip
    [record] = result.records
    assert (record.ref, record.killed, record.injured) == ("A-1", 1, 1234)
    assert (record.device, record.setting, record.marked) == (DeviceClass.AP_MINE, Setting.DEMINING, YesNo.NO)
    assert (record.on, record.precision) == (date(2021, 4, 30), Precision.MONTH)
    assert record.shape is not None
    assert record.extra == ()
    [text] = people(result)
    assert (text.key, text.person, dict(text.fields)) == ("A-1", False, {"note": "told by somebody"})
    assert result.words("SEPARATOR_IN_COUNT") == [
        "table.csv, row 2, Injured (D2): The number is written with a thousands separator; it is read without it. "
        "Write numbers with digits only, so that no program takes the separator for a decimal mark. "
        "[SEPARATOR_IN_COUNT]"
    ]


def test_an_accident_without_free_text_is_about_nobody(tmp_path: Path) -> None:
    [row] = table(tmp_path, "accident", "accident id,date\nA-1,2021-01-02\n").rows
    assert row.identities == ()


def test_needs_are_answers_of_the_short_set_by_digit_or_by_word(tmp_path: Path) -> None:
    result = table(
        tmp_path, "person.need",
        "beneficiary id,assessment date,seeing,hearing,walking,remembering,self-care,communicating,needs\n"
        "B-1,2021-01-02,1,2,cannot do at all,some difficulty,7,don't know,Physical rehabilitation; psychosocial\n"
        "B-2,2021-01-02,1,,,,,,\n",
    )  # fmt: skip
    first, second = result.records
    assert (first.seeing, first.walking, first.self_care, first.communicating) == (
        Difficulty.NONE, Difficulty.CANNOT, Difficulty.REFUSED, Difficulty.DOES_NOT_KNOW,
    )  # fmt: skip
    assert first.disability is Disability.YES
    assert first.needs == {Pillar.REHABILITATION, Pillar.PSYCHOSOCIAL}
    assert (second.hearing, second.disability, second.needs) == (None, Disability.UNKNOWN, frozenset())
    assert [who.key for who in people(result)] == ["B-1", "B-2"]


def test_referrals_services_and_consents_name_their_own_ids_only(tmp_path: Path) -> None:
    referral = table(
        tmp_path,
        "person.referral",
        "referral id,case id,date of referral,type of service,referred to\nR-1,C-9,2021-01-02,prosthesis,Limb Centre\n",
    )
    service = table(
        tmp_path, "person.service",
        "service id,case id,date of service,service,provider,referral id,result\n"
        "S-1,C-9,2021-02-02,rehabilitation,Limb Centre,R-1,done\n",
    )  # fmt: skip
    consent = table(
        tmp_path,
        "person.consent",
        "case id,date of consent,purpose,decision,legal basis\nC-9,2021-01-02,research,withdrawn,consent\n",
    )
    [sent], [served], [agreed] = referral.records, service.records, consent.records
    assert (sent.ref, sent.pillar, sent.provider) == ("R-1", Pillar.REHABILITATION, "Limb Centre")
    assert (served.ref, served.referral, served.result) == ("S-1", "R-1", ServiceResult.COMPLETED)
    assert (agreed.purpose, agreed.decision, agreed.basis, agreed.ref) == (
        Purpose.RESEARCH, Decision.WITHDRAWN, Basis.CONSENT, "",
    )  # fmt: skip
    assert {who.key for result in (referral, service, consent) for who in people(result)} == {"C-9"}


def test_consents_in_columns_of_their_own_are_a_record_each(tmp_path: Path) -> None:
    result = table(
        tmp_path,
        "person.consent",
        "case id,date,consent_assistance,consent_research,consent_contact\nC-9,2021-01-02,yes,no,\n",
    )
    assert [(one.purpose, one.decision) for one in result.records] == [
        (Purpose.ASSISTANCE, Decision.GIVEN), (Purpose.RESEARCH, Decision.REFUSED),
    ]  # fmt: skip
    assert [who.key for who in people(result)] == ["C-9", "C-9"]


def test_a_session_counts_direct_and_indirect_apart(tmp_path: Path) -> None:
    result = table(
        tmp_path, "education.session",
        "session id,date,organisation,method,venue,women,girls,men,boys,women indirectly,persons with disabilities\n"
        "S-1,2021-01-02,NPA,Face to face,school,3,4,5,6,40,2\n",
    )  # fmt: skip
    [session] = result.records
    assert session.direct == (
        Reached("female", "adult", 3), Reached("female", "child", 4),
        Reached("male", "adult", 5), Reached("male", "child", 6),
    )  # fmt: skip
    assert session.indirect == (Reached("female", "adult", 40),)
    assert (session.method, session.venue, session.with_disability) == (Method.FACE_TO_FACE, Venue.SCHOOL, 2)
    assert result.rows[0].identities == ()


def test_a_series_of_sessions_starts_on_its_first_day(tmp_path: Path) -> None:
    [session] = table(tmp_path, "education.session", "start date,end date,women\n2021-01,2021-03,3\n").records
    assert (session.on, session.until) == (date(2021, 1, 1), date(2021, 3, 31))


def test_a_date_or_a_pillar_that_is_missing_is_an_error_at_its_cell(tmp_path: Path) -> None:
    result = table(tmp_path, "person.referral", "case id,date of referral,pillar\nC-1,2021-01-02,\nC-2,,inclusion\n")
    assert result.words("FIELD_MISSING")[0] == (
        "table.csv, row 2, pillar (C2): pillar is missing; a person.referral record needs it. Fill it in, or send the "
        "record when it is known. [FIELD_MISSING]"
    )
    assert len(result.words("FIELD_MISSING")) == 2
    assert result.records == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_class_is_read_under_its_own_name(kind: str) -> None:
    for field in (*fields_of(kind), *identifying(kind)):
        assert placed(kind, [field], {}, ()) == {field: [0]}


def test_every_header_belongs_to_a_field_of_a_kind() -> None:
    fields = {kind: {*fields_of(kind), *identifying(kind)} for kind in KINDS}
    everywhere = {"kind", *(field for of in fields.values() for field in of)}
    for name in people_synonyms():
        kind, _, field = name.rpartition(".")
        assert field in fields.get(kind, everywhere), name


def test_the_words_of_a_closed_list_are_words_of_that_list() -> None:
    by_name = {"yesno": YesNo, "difficulty": Difficulty, "pillar": Pillar, "decision": Decision, "age": Age}
    for name, words in other_words().items():
        if name == "counted":
            continue
        chosen = by_name.get(name) or list_of("", name)
        assert chosen is not None, name
        assert set(words) <= {word.value for word in chosen}, name
        meanings = [word for others in words.values() for word in {fold(word) for word in others}]
        assert len(set(meanings)) == len(meanings), f"{name}: a word means two things"
    assert choices_of("sex").by_word["m"] == "male"


@pytest.mark.parametrize("headers", ["latitude,longitude", "Lat,Long", "GPS Latitude,GPS Longitude"])
def test_degrees_in_two_columns_are_the_place_of_an_accident(tmp_path: Path, headers: str) -> None:
    result = table(tmp_path, "accident", f"date,state,{headers}\n2024-03-01,XAA,5.251234,36.512345\n")
    [accident] = result.records
    assert shapely.from_wkb(accident.shape.wkb).coords[0] == (36.512345, 5.251234)
    assert people(result) == []
