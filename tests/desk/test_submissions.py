"""A submission beside what stands already: what it replaces, what it meets, and who sees how much of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from opendisarm.access.roles import Role
from opendisarm.access.scope import Reader, Scope
from opendisarm.core.journal import IMPORT, Proposal
from opendisarm.core.review import Act, State
from opendisarm.desk import review
from opendisarm.desk.errors import DeskError
from opendisarm.desk.review import Against, Pair, Reviewed, Why, submission
from tests.desk.office import Office, at, square

CHIEF = Reader("Chief", Role.APPROVER)
NPA = Reader("Basil", Role.TEAM_LEADER, Scope("NPA"))
SURVEY = "CHA,S-1,,2020-01-01,1000,AP mine,North,NPA,"
FIELD = f"CHA,S-1,,2020-01-01,,AP mine,North,NPA,{square(10)}"
CLEARS = f"clearance,C-1,S-1,2021-01-01,,AP mine,North,NPA,{square(10)}"


def submit(office: Office, *rows: str, name: str = "sent.csv", hours: int = 1, org: str = "NPA") -> str:
    """A file that waits; its batch."""
    office.enter(*rows, name=name, hours=hours, org=org, hold=True)
    return str(list(office.store.load(file=name))[-1].batch)


def looked_at(office: Office, batch: str, reader: Reader = CHIEF) -> list[Reviewed]:
    return list(submission(office.workspace, reader, batch).records)


def only(records: list[Reviewed]) -> tuple[Reviewed, Against]:
    [record] = records
    [against] = record.against
    return record, against


def apart(against: Against) -> list[Pair]:
    return [pair for pair in against.fields if not pair.same]


def test_a_submission_says_what_was_sent_by_whom_row_by_row(office: Office) -> None:
    batch = submit(office, SURVEY, "CHA,S-2,,2020-01-01,50,AP mine,South,NPA,")
    told = submission(office.workspace, CHIEF, batch)
    assert (told.batch, told.file, told.org, told.by, told.entered) == (batch, "sent.csv", "NPA", "Amal", at(1))
    assert told.seen == office.store.head().seq
    assert [(one.ref, one.row, one.kind, one.state) for one in told.records] == [
        ("S-1", 2, "land.confirmed", State.SUBMITTED), ("S-2", 3, "land.confirmed", State.SUBMITTED),
    ]  # fmt: skip
    assert told.records[1].fields["place.admin1"] == "South"
    assert told.records[1].fields["area_m2"] == 50
    assert told.records[0].against == ()


def test_a_correction_stands_beside_what_it_replaces_field_by_field(office: Office) -> None:
    office.enter(SURVEY, org="NPA")
    batch = submit(office, SURVEY.replace("1000", "900").replace("North", "South"))
    record, against = only(looked_at(office, batch))
    assert (against.entry, against.why, against.state) == (office.ids("S-1")[0], Why.REPLACES, State.APPROVED)
    assert record.replaces == against.entry
    assert apart(against) == [Pair("area_m2", 900, 1000), Pair("place.admin1", "South", "North")]
    assert Pair("operator", "NPA", "NPA") in against.fields


def test_another_survey_under_the_same_id_stands_beside_the_one_that_counts(office: Office) -> None:
    office.enter(SURVEY, org="NPA")
    batch = submit(office, SURVEY.replace("2020", "2022"))
    record, against = only(looked_at(office, batch))
    assert (record.replaces, against.why) == ("", Why.SAME_ID)
    assert apart(against) == [Pair("on", "2022-01-01", "2020-01-01")]


def test_the_same_id_of_another_organisation_is_no_conflict(office: Office) -> None:
    office.enter(SURVEY.replace("1000", "70"), org="HALO")
    [record] = looked_at(office, submit(office, SURVEY))
    assert record.against == ()


def test_a_second_release_of_the_same_land_stands_beside_the_first(office: Office) -> None:
    office.enter(FIELD, CLEARS, org="NPA")
    batch = submit(office, CLEARS.replace("C-1", "C-9").replace("2021", "2022"))
    record, against = only(looked_at(office, batch))
    [area] = {m2 for account, m2 in office.m2().items() if account == "cleared"}
    assert (against.entry, against.why, against.m2) == (office.ids("C-1")[0], Why.ALREADY_RELEASED, area)
    assert {pair.name for pair in apart(against)} == {"on", "ref"}
    [finding] = record.findings
    assert finding.code == "ALREADY_RELEASED"
    assert against.entry in finding.message


def test_an_earlier_release_of_land_that_a_later_one_has_released_is_shown_as_well(office: Office) -> None:
    office.enter(FIELD, CLEARS, org="NPA")
    batch = submit(office, CLEARS.replace("C-1", "C-0").replace("2021", "2020"))
    _, against = only(looked_at(office, batch))
    assert (against.entry, against.why) == (office.ids("C-1")[0], Why.ALREADY_RELEASED)


def test_the_same_work_twice_in_one_submission_is_shown_from_both_sides(office: Office) -> None:
    office.enter(FIELD, org="NPA")
    batch = submit(office, CLEARS, CLEARS.replace("C-1", "C-2"))
    [one, two] = looked_at(office, batch)
    assert ([a.entry for a in one.against], [a.entry for a in two.against]) == ([two.entry], [one.entry])


def test_a_correction_of_a_release_does_not_meet_what_it_replaces(office: Office) -> None:
    office.enter(FIELD, CLEARS, org="NPA")
    batch = submit(office, CLEARS.replace("AP mine,North,NPA", "AP mine,South,NPA"))
    record, against = only(looked_at(office, batch))
    assert (against.why, against.m2, record.findings) == (Why.REPLACES, 0, ())


def test_what_another_organisation_released_is_told_but_not_shown(office: Office) -> None:
    office.enter(FIELD, CLEARS, org="HALO")
    batch = submit(office, CLEARS.replace("C-1", "C-9"))
    _, against = only(looked_at(office, batch, NPA))
    assert (against.why, against.withheld, against.fields) == (Why.ALREADY_RELEASED, True, ())
    assert against.m2 > 0
    _, shown = only(looked_at(office, batch))
    assert not shown.withheld
    assert shown.fields


def test_who_reaches_nothing_of_a_submission_is_told_that_there_is_none(office: Office) -> None:
    batch = submit(office, SURVEY)
    strangers = [
        Reader("Hala", Role.TEAM_LEADER, Scope("HALO")), Reader("Ola", Role.DONOR),
        Reader("Noor", Role.APPROVER, Scope(areas=frozenset({"South"}))),
    ]  # fmt: skip
    for stranger in strangers:
        with pytest.raises(DeskError, match=f"There is no submission {batch}."):
            submission(office.workspace, stranger, batch)
        assert review.worklist(office.workspace, stranger) == []
    for wrong in ("B-none", ""):
        with pytest.raises(DeskError, match=f"There is no submission {wrong}."):
            submission(office.workspace, CHIEF, wrong)


def test_a_reader_of_one_province_sees_the_records_of_that_province(office: Office) -> None:
    batch = submit(office, SURVEY, "CHA,S-2,,2020-01-01,50,AP mine,South,NPA,", "CHA,S-3,,2020-01-01,5,AP mine,,NPA,")
    south = Reader("Noor", Role.APPROVER, Scope(areas=frozenset({"South"})))
    assert [one.ref for one in looked_at(office, batch, south)] == ["S-2"]
    [waits] = review.worklist(office.workspace, south)
    assert (waits.records, dict(waits.kinds)) == (1, {"land.confirmed": 1})


def test_what_was_decided_is_shown_with_its_state_and_meets_nothing_any_more(office: Office) -> None:
    office.enter(SURVEY, org="NPA")
    batch = submit(office, SURVEY.replace("1000", "900"))
    review.decide(office.workspace, CHIEF, Act.APPROVE, [batch], "", at(2), verified_first=False)
    [record] = looked_at(office, batch)
    assert (record.state, record.against) == (State.APPROVED, ())


def test_a_record_about_one_person_is_there_and_what_it_says_is_withheld(office: Office) -> None:
    payload = {"ref": "V-7", "person": "P-AAAA", "sex": "female", "place": {"admin1": "North"}}
    harmed = Proposal(kind="person.harmed", payload=payload, ref="V-7", org="NPA")
    twin = replace(harmed, payload={**payload, "sex": "male"}, supersedes=harmed.id)
    office.store.append([harmed, twin], batch="B-1", by="Amal", moment=at(1))
    one, two = looked_at(office, "B-1")
    assert (one.withheld, one.fields, one.ref, one.state) == (True, {}, "", State.SUBMITTED)
    [against] = two.against
    assert (against.why, against.withheld, against.fields) == (Why.REPLACES, True, ())


def test_the_worklist_counts_by_state_and_kind_and_tells_the_findings_that_an_import_kept(office: Office) -> None:
    batch = submit(office, FIELD, CLEARS)
    [survey] = office.ids("S-1")
    review.decide(office.workspace, NPA, Act.VERIFY, [survey], "", at(2), verified_first=False)
    [waits] = review.worklist(office.workspace, CHIEF)
    assert (waits.batch, waits.org, waits.records, waits.findings) == (batch, "NPA", 2, 1)
    assert dict(waits.states) == {State.VERIFIED: 1, State.SUBMITTED: 1}
    assert dict(waits.kinds) == {"land.confirmed": 1, "land.cleared": 1}
    record = Proposal(kind="land.confirmed", payload={"ref": "S-8", "area_m2": 8.0}, org="NPA")
    office.store.append(
        [record, Proposal(kind=IMPORT, payload={"batch": "B-8"}, org="NPA")], batch="B-8", by="Amal", moment=at(3)
    )
    assert [(one.batch, one.findings) for one in review.worklist(office.workspace, CHIEF)] == [
        (batch, 1),
        ("B-8", None),
    ], "an import of an older version kept no number"


def test_lists_and_places_are_shown_as_words() -> None:
    told = review.flat({"place": {"admin1": "North"}, "contamination": ["ap_mine", "cmr"], "extra": [["Team", "4"]]})
    assert told == {"place.admin1": "North", "contamination": "ap_mine, cmr", "extra": "Team 4"}
