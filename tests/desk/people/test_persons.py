from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from opendisarm.desk.errors import DeskError
from opendisarm.desk.people import persons
from opendisarm.desk.review import withdraw
from opendisarm.desk.verifying import verify
from tests.desk.people.people import ACCIDENTS, PeopleOffice, harmed, moment

CONSENT = "victim id,date,purpose,decision,until"


def test_an_authorised_reader_sees_the_name_and_the_records_and_is_on_record(office: PeopleOffice) -> None:
    office.persons(harmed(1, name="Amina Yusuf", phone="+93 700 123 456"))
    [reference] = office.references()
    seen = persons.view(office.workspace, reference, "assistance", "Sara", moment(2))
    assert (seen.fields["name"], seen.fields["phone"]) == ("Amina Yusuf", "+93 700 123 456")
    assert [record.kind for _, record in seen.records] == ["person.harmed"]
    [read] = persons.readings(office.workspace)
    assert (read.by, read.subject, read.purpose, read.what) == ("Sara", reference, "assistance", "view")
    assert persons.readings(office.workspace, reference) == [read]


def test_a_purpose_in_words_of_ones_own_is_refused(office: PeopleOffice) -> None:
    office.persons(harmed(1, name="Amina Yusuf"))
    [reference] = office.references()
    with pytest.raises(DeskError, match="none of the list"):
        persons.view(office.workspace, reference, "to call Amina Yusuf", "Sara", moment(2))
    assert persons.readings(office.workspace) == []


def test_consent_refused_or_withdrawn_closes_the_person_to_that_purpose(office: PeopleOffice) -> None:
    office.persons(harmed(1, name="Amina Yusuf"))
    office.kind("person.consent", CONSENT, "V-1,2024-04-01,research,given,", name="c.csv", hours=1)
    [reference] = office.references()
    assert persons.view(office.workspace, reference, "research", "Sara", moment(2)).fields
    office.kind("person.consent", CONSENT, "V-1,2024-05-01,research,withdrawn,", name="d.csv", hours=3)
    with pytest.raises(DeskError, match="has withdrawn consent to the purpose research on 2024-05-01"):
        persons.view(office.workspace, reference, "research", "Sara", moment(4))
    assert persons.view(office.workspace, reference, "assistance", "Sara", moment(5)).fields


def test_notes_of_an_accident_are_seen_by_its_id(office: PeopleOffice) -> None:
    office.kind("accident", ACCIDENTS, "A-1,2024-03-01,XSA,North,ap_mine,0,1,called by Amina Yusuf", name="acc.csv")
    assert (
        persons.view(office.workspace, "A-1", "assistance", "Sara", moment(1)).fields["note"] == "called by Amina Yusuf"
    )


def test_nobody_is_known_under_a_strange_name(office: PeopleOffice) -> None:
    office.persons(harmed(1, name="Amina Yusuf"))
    with pytest.raises(DeskError, match="knows nobody under what was given"):
        persons.view(office.workspace, "V-1x", "assistance", "Sara", moment(1))


def test_erasing_destroys_the_name_and_keeps_the_count(office: PeopleOffice) -> None:
    office.persons(harmed(1, name="Amina Yusuf"))
    before = office.counts()
    [reference] = office.references()
    persons.erase(office.workspace, reference, "asked_by_the_person", "Sara", moment(2))
    assert office.counts() == before
    with pytest.raises(DeskError, match="was erased"):
        persons.view(office.workspace, reference, "assistance", "Sara", moment(3))
    [entry] = office.store.load(kinds=("person.erased",))
    assert entry.payload == {"on": "2026-06-01", "person": reference, "because": "asked_by_the_person"}
    assert [read.what for read in persons.readings(office.workspace)] == ["erasure", "view refused: erased"]


def test_erasing_needs_a_reason_of_the_list(office: PeopleOffice) -> None:
    office.persons(harmed(1, name="Amina Yusuf"))
    with pytest.raises(DeskError) as refused:
        persons.erase(office.workspace, office.references()[0], "Amina Yusuf asked", "Sara", moment(2))
    assert refused.value.remedy.startswith("Use one of: asked_by_the_person, consent_withdrawn")
    assert "Amina" not in str(refused.value.what)


def test_duplicates_are_found_without_a_name_merged_by_a_human_and_parted_again(office: PeopleOffice) -> None:
    office.persons(harmed(1, name="Mohammed Karimi", birth_date="1990-05-01", sex="male"), org="HI")
    office.persons(
        harmed(9, name="محمد كريمي", birth_date="1990-05-01", sex="male"), org="MAG", name="mag.csv", hours=1
    )
    [pair] = persons.duplicates(office.workspace)
    assert "name+birth_date" in pair.because
    assert {pair.first, pair.second} == set(office.references())
    assert office.counts()["injured"] == 2
    entry = persons.merge(office.workspace, pair.first, pair.second, "same_details", "Sara", moment(2))
    assert office.counts()["injured"] == 1
    assert persons.duplicates(office.workspace) == []
    withdraw(office.workspace, entry, "Sara", moment(3), "two persons after all")
    assert office.counts()["injured"] == 2
    assert len(persons.duplicates(office.workspace)) == 1


def test_a_reference_that_no_record_has_cannot_be_merged(office: PeopleOffice) -> None:
    office.persons(harmed(1, name="Amina Yusuf"))
    with pytest.raises(DeskError, match=r"No record is about what was given\."):
        persons.merge(office.workspace, office.references()[0], "P-NOBODY", "same_details", "Sara", moment(2))


def test_who_is_due_for_erasure(office: PeopleOffice) -> None:
    office.persons(harmed(1, name="Amina Yusuf"), harmed(2, name="Karim Nur"), harmed(3, name="Layla Aziz"))
    office.kind(
        "person.consent", CONSENT, "V-1,2024-04-01,assistance,given,2025-12-31", "V-2,2024-04-01,assistance,withdrawn,",
        "V-3,2024-04-01,assistance,given,2030-12-31", name="c.csv", hours=1,
    )  # fmt: skip
    one, two, _ = office.references()
    due = {found.reference: found.because for found in persons.due_for_erasure(office.workspace, date(2026, 1, 1))}
    assert due == {one: "kept until", two: "consent to assistance withdrawn"}
    persons.erase(office.workspace, two, "consent_withdrawn", "Sara", moment(2))
    assert [found.reference for found in persons.due_for_erasure(office.workspace, date(2026, 1, 1))] == [one]
    assert persons.due_for_erasure(office.workspace, date(2025, 12, 31)) == []


def test_verify_follows_the_people_ledger_and_the_readings(office: PeopleOffice) -> None:
    office.persons(harmed(1, name="Amina Yusuf"), harmed(2, name="Karim Nur"))
    office.counts()
    for reference in office.references():
        persons.view(office.workspace, reference, "assistance", "Sara", moment(2))
    found = verify(office.workspace)
    assert (found.sound, found.persons) == (True, 4)
    office.behind_our_back("DELETE FROM vault_reads WHERE seq = 1")
    said, *_ = verify(office.workspace).differences
    assert said.startswith("Reading 2 of the vault's log: ")


def test_a_changed_figure_in_the_kept_people_ledger_is_found(office: PeopleOffice) -> None:
    office.persons(harmed(1))
    office.counts()
    [file] = (office.workspace.folder / "cache").glob("people-persons-*.npz")
    with np.load(file) as kept:
        arrays = {name: kept[name] for name in kept}
    arrays["people.postings.count"] = arrays["people.postings.count"] + 1
    np.savez(file, **arrays)
    assert verify(office.workspace).differences == ("The kept people ledger differs from a new fold in 'postings'.",)
