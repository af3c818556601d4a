from __future__ import annotations

import pytest

from opendisarm.core.journal import IMPORT
from opendisarm.desk.people.registering import lookup
from opendisarm.desk.people.vault import keys_of, vault_of
from tests.desk.office import words
from tests.desk.people.people import ACCIDENTS, PeopleOffice, harmed


def test_a_person_enters_the_journal_as_a_random_reference(office: PeopleOffice) -> None:
    office.persons(harmed(1, name="Amina Yusuf"))
    [reference] = office.references()
    assert reference.startswith("P-")
    assert len(reference) == 28
    [entry] = office.store.load(kinds=("person.harmed",))
    assert entry.payload["person"] == reference
    assert entry.ref == f"{reference}/2024-03-01"
    assert set(entry.payload) <= {
        "on", "outcome", "ref", "person", "accident", "place", "sex", "age", "status", "disability", "device", "doing",
        "educated", "precision",
    }  # fmt: skip


def test_the_same_file_again_changes_nothing(office: PeopleOffice) -> None:
    row = harmed(1, name="Amina Yusuf"), harmed(2, name="Karim Nur")
    assert office.persons(*row).new_entries == 2
    again = office.persons(*row, hours=1)
    assert (again.new_entries, again.files[0].skipped) == (0, 2)
    assert len(office.references()) == 2


def test_a_correction_replaces_what_was_said_of_the_person(office: PeopleOffice) -> None:
    office.persons(harmed(1, name="Amina Yusuf", outcome="injured"))
    office.persons(harmed(1, name="Amina Yusuf", outcome="killed"), name="later.csv", hours=1)
    assert office.counts() == {"killed": 1}
    assert office.counts(hours=0) == {"injured": 1, "registered": 1}
    assert len(office.references()) == 1


def test_a_corrected_name_replaces_the_sealed_one_and_adds_no_entry(office: PeopleOffice) -> None:
    office.persons(harmed(1, name="Amina Yusuf"))
    assert office.persons(harmed(1, name="Amina Yusuf Ali"), name="later.csv", hours=1).new_entries == 0
    [reference] = office.references()
    seen = vault_of(office.workspace).view(reference, "Amal", office.store.head().entered, "assistance")
    assert seen["name"] == "Amina Yusuf Ali"


def test_ids_of_two_organisations_are_two_persons(office: PeopleOffice) -> None:
    office.persons(harmed(1, name="Amina Yusuf"), org="HI")
    office.persons(harmed(1, name="Karim Nur"), org="MAG", name="mag.csv", hours=1)
    assert len(office.references()) == 2


def test_a_dry_run_makes_neither_vault_nor_keys(office: PeopleOffice) -> None:
    outcome = office.persons(harmed(1, name="Amina Yusuf"), commit=False)
    assert outcome.files[0].accepted == 1
    assert not keys_of(office.workspace).exists()
    assert not (office.workspace.folder / "vault.sqlite").exists()


def test_land_alone_makes_neither_vault_nor_keys(office: PeopleOffice) -> None:
    office.enter("land.suspected,S-1,H-1,2024-01-01,400,ap_mine,North,HALO,")
    assert not keys_of(office.workspace).exists()


@pytest.mark.parametrize(
    ("told", "where", "field"),
    [
        ({"accident_id": "Amina Yusuf"}, "accident", "name"),
        ({"district": "Amina Yusuf"}, "place", "name"),
        ({"accident_id": "X1234567", "national_id": "X1234567"}, "accident", "national_id"),
        ({"accident_id": "seen-by-Amina Yusuf"}, "accident", "name"),
    ],
)
def test_an_identity_outside_its_place_keeps_the_row_out(
    office: PeopleOffice, told: dict[str, str], where: str, field: str
) -> None:
    outcome = office.persons(harmed(1, **{"name": "Amina Yusuf"} | told))
    assert outcome.files[0].rejected == 1
    assert not list(office.store.load(kinds=("person.harmed",)))


def test_the_finding_of_a_leak_says_where_and_repeats_nothing(office: PeopleOffice) -> None:
    [said] = words(office.persons(harmed(1, name="Amina Yusuf", district="amina  yusuf")), "IDENTITY_IN_RECORD")
    assert said.endswith(
        "The name of a person also stands in place, which the journal would keep for ever. "
        "Take it out of there; only columns for identities, and notes, go to the vault. [IDENTITY_IN_RECORD]"
    )
    assert "mina" not in said


def test_a_first_name_that_is_also_the_name_of_a_place_is_no_leak(office: PeopleOffice) -> None:
    assert office.persons(harmed(1, name="North", district="North")).files[0].accepted == 1


def test_a_file_named_after_a_person_is_refused_row_by_row(office: PeopleOffice) -> None:
    outcome = office.persons(harmed(1, name="Amina Yusuf"), harmed(2, name="Karim Nur"), name="case of amina yusuf.csv")
    assert (outcome.files[0].rejected, outcome.files[0].accepted) == (1, 1)


def test_an_erased_person_does_not_come_back_with_the_same_file(office: PeopleOffice) -> None:
    office.persons(harmed(1, name="Amina Yusuf"))
    [reference] = office.references()
    vault_of(office.workspace).erase(reference, "Amal", office.store.head().entered)
    again = office.persons(harmed(1, name="Amina Yusuf", age="35"), name="later.csv", hours=1)
    assert words(again, "PERSON_ERASED_BEFORE")
    assert office.counts() == {"injured": 1, "registered": 1}
    assert office.references() == [reference]
    with pytest.raises(OSError, match="erased"):
        vault_of(office.workspace).view(reference, "Amal", office.store.head().entered, "assistance")


def test_the_act_of_the_import_names_no_column_that_is_not_ours(office: PeopleOffice) -> None:
    office.persons(harmed(1, name="Amina Yusuf", favourite_song="Ya Rayah"))
    [act] = office.store.load(kinds=(IMPORT,))
    assert "song" not in str(act.payload)
    assert "Rayah" not in str(act.payload)


def test_notes_of_an_accident_go_to_the_vault_too(office: PeopleOffice) -> None:
    office.kind("accident", ACCIDENTS, "A-1,2024-03-01,XSA,North,ap_mine,0,1,called by Amina Yusuf", name="acc.csv")
    assert not any("Yusuf" in str(entry.payload) for entry in office.store.load())
    [found] = vault_of(office.workspace).subjects([lookup("HI", "A-1", person=False)]).values()
    assert found.startswith("N-")


def test_a_note_and_a_person_that_are_called_alike_are_two(office: PeopleOffice) -> None:
    office.kind("accident", ACCIDENTS, "7,2024-03-01,XSA,North,ap_mine,0,1,heard at noon", name="acc.csv")
    office.persons(harmed(7, name="Amina Yusuf").replace("V-7", "7"), hours=1)
    vault = vault_of(office.workspace)
    note, person = (vault.subjects([lookup("HI", "7", person=whose)]) for whose in (False, True))
    assert [*note.values()] != [*person.values()]


def test_an_id_within_a_longer_id_is_no_leak(office: PeopleOffice) -> None:
    outcome = office.persons(harmed(1, accident_id="SV-00001", name="Amina Yusuf").replace("V-1,", "V-00001,"))
    assert outcome.files[0].accepted == 1


def test_a_column_that_names_people_leaves_records_of_land_for_the_vault(office: PeopleOffice) -> None:
    header = "kind,ref,hazard,date,area_m2,contamination,province,operator,wkt,Surveyor name,Soil"
    row = "land.suspected,S-1,H-1,2024-01-01,400,ap_mine,North,HALO,,Karim Nur,sandy"
    outcome = office.enter(row, header=header, org="HALO")
    [entry] = office.store.load(kinds=("land.suspected",))
    assert entry.payload["extra"] == [["Soil", "sandy"]]
    assert not any("Karim" in str(one.payload) for one in office.store.load())
    assert words(outcome, "POSSIBLE_PERSONAL_DATA")
    vault = vault_of(office.workspace)
    [note] = vault.subjects([lookup("HALO", "S-1", person=False)]).values()
    seen = vault.view(note, "Amal", office.store.head().entered, "contact")
    assert dict(seen) == {"Surveyor name": "Karim Nur"}
    assert office.enter(row, header=header, org="HALO", hours=1).new_entries == 0
