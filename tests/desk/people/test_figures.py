from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from opendisarm.desk.errors import DeskError
from opendisarm.desk.people.balance import people_balance
from opendisarm.desk.people.casualties import WORLD, casualty_table, state_meant
from opendisarm.desk.people.pathway import survivor_pathway
from opendisarm.desk.people.restating import people_restatement
from opendisarm.desk.people.why import why_people
from opendisarm.desk.review import withdraw
from tests.desk.office import at
from tests.desk.people.people import ACCIDENTS, END, PeopleOffice, harmed

TODAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("year", "killed", "injured", "unknown", "casualties"),
    [(2018, 3059, 3837, 1, 6897), (2017, 2793, 4431, 15, 7239)],
)
def test_published_world_figures_add_up(year: int, killed: int, injured: int, unknown: int, casualties: int) -> None:
    [edition] = casualty_table(None, WORLD, year, TODAY, None).published
    assert (edition.killed, edition.injured, edition.unknown_outcome) == (killed, injured, unknown)
    assert (edition.casualties, edition.holds) == (casualties, True)
    assert killed + injured + unknown == casualties


def test_the_published_revision_of_2016_is_a_restatement_once_it_is_known() -> None:
    now = casualty_table(None, WORLD, 2016, TODAY, None)
    assert [edition.casualties for edition in now.published] == [8605, 9437]
    [restated] = now.restated
    assert {name: (was, is_) for name, was, is_ in restated.figures} == {
        "killed": (2089, 2472), "injured": (6491, 6937), "unknown_outcome": (25, 28), "casualties": (8605, 9437),
    }  # fmt: skip
    then = casualty_table(None, WORLD, 2016, TODAY, datetime(2018, 6, 30, tzinfo=UTC))
    assert [edition.casualties for edition in then.published] == [8605]
    assert then.restated == ()


def test_a_revision_in_the_journal_is_a_restatement_with_its_records(office: PeopleOffice) -> None:
    office.kind("accident", ACCIDENTS + ",unknown outcome", "A-1,2016-12-31,XSA,,,2089,6491,,25", name="2017.csv")
    office.kind(
        "accident", ACCIDENTS + ",unknown outcome", "A-1,2016-12-31,XSA,,,2472,6937,,28", name="2018.csv", hours=10
    )
    was = casualty_table(office.workspace, "XSA", 2016, TODAY, at(1))
    now = casualty_table(office.workspace, "XSA", 2016, TODAY, None)
    assert (sum(was.total.values()), sum(now.total.values())) == (8605, 9437)
    found = people_restatement(office.workspace, 2016, at(1))
    assert {figure.name: (figure.then, figure.now) for figure in found.figures} == {
        "killed": (2089, 2472), "injured": (6491, 6937), "unknown_outcome": (25, 28), "casualties": (8605, 9437),
    }  # fmt: skip
    because = {entry.because.partition(" ")[0] for entry in found.entries}
    assert because == {"replaced", "entered"}
    changes = {"killed": 2472 - 2089, "injured": 6937 - 6491, "unknown_outcome": 28 - 25}
    for figure, change in changes.items():
        moved = [entry for entry in found.entries if entry.account == figure]
        assert sum(entry.now - entry.then for entry in moved) == change


def test_nothing_is_restated_when_nothing_changed(office: PeopleOffice) -> None:
    office.persons(harmed(1))
    found = people_restatement(office.workspace, 2024, at(5))
    assert (found.figures, found.entries) == ((), ())


def test_a_withdrawn_person_is_restated_as_withdrawn(office: PeopleOffice) -> None:
    office.persons(harmed(1))
    [entry] = office.store.load(kinds=("person.harmed",))
    withdraw(office.workspace, entry.id, "Amal", at(5), "entered twice")
    [line] = people_restatement(office.workspace, 2024, at(1)).entries
    assert (line.entry, line.then, line.now, line.because) == (entry.id, 1, 0, "withdrawn")


def test_each_split_of_a_casualty_table_sums_and_names_its_denominator(office: PeopleOffice) -> None:
    office.persons(
        harmed(1, outcome="killed", sex="male", age="40"), harmed(2, sex="", age="9"), harmed(3, status="deminer"),
    )  # fmt: skip
    table = casualty_table(office.workspace, "XSA", 2024, TODAY, None)
    assert {sum(line.casualties for line in lines) for lines in table.splits.values()} == {3}
    assert (table.known_cases("sex"), table.known_cases("age"), table.known_cases("device")) == (2, 3, 0)
    shape = table.as_json()
    assert shape["splits"]["sex"]["known_cases"] == 2
    assert {row["sex"]: row["casualties"] for row in shape["splits"]["sex"]["rows"]} == {
        "female": 1, "male": 1, "other": 0, "unknown": 1,
    }  # fmt: skip


def test_a_year_without_a_record_is_unknown_and_not_zero(office: PeopleOffice) -> None:
    office.persons(harmed(1))
    table = casualty_table(office.workspace, "XSA", 2019, TODAY, None)
    assert not table.recorded
    assert (table.as_json()["total"], table.as_json()["splits"]) == (None, {})


def test_casualties_of_another_state_are_not_counted(office: PeopleOffice) -> None:
    office.persons(harmed(1), harmed(2, state="AFG"))
    assert sum(casualty_table(office.workspace, "XSA", 2024, TODAY, None).total.values()) == 1
    assert sum(casualty_table(office.workspace, WORLD, 2024, TODAY, None).total.values()) == 2
    assert (state_meant(office.workspace, ""), state_meant(office.workspace, "Afghanistan")) == ("XSA", "AFG")
    assert (state_meant(office.workspace, "world"), state_meant(None, "")) == (WORLD, WORLD)


def test_balances_are_as_of_both_clocks(office: PeopleOffice) -> None:
    office.persons(harmed(1, date="2023-01-01"))
    office.persons(harmed(2, date="2024-06-01"), name="late.csv", hours=5)
    assert office.counts(hours=1) == {"injured": 1, "registered": 1}
    assert office.counts(on=date(2024, 5, 31)) == {"injured": 1, "registered": 1}
    assert office.counts() == {"injured": 2, "registered": 2}
    assert office.counts(on=date(2022, 12, 31)) == {}


def test_a_balance_names_its_clocks_its_head_and_every_account(office: PeopleOffice) -> None:
    office.persons(harmed(1))
    shape = people_balance(office.workspace, END, at(3), ["sex,age"]).as_json()
    assert shape["as_of"] == {"on": "2026-06-30", "known": "2026-06-01T12:00:00+00:00"}
    assert (shape["unit"], shape["by"], shape["journal_head"]) == ("persons", ["sex", "age"], office.store.head().chain)
    [row] = shape["rows"]
    assert row["sex"] == "female"
    assert (row["age"], row["injured"], row["casualties"]) == ("adult", 1, 1)
    assert "reached" not in shape["balances"], "direct and indirect are never added"


def test_a_dimension_that_there_is_not_is_refused_in_words(office: PeopleOffice) -> None:
    with pytest.raises(DeskError, match="'colour' is no dimension of the people ledger"):
        people_balance(office.workspace, END, None, ["colour"])


def test_why_names_entries_and_references_and_their_sum(office: PeopleOffice) -> None:
    office.persons(harmed(1, name="Amina Yusuf"), harmed(2, sex="male"))
    told = why_people(office.workspace, "people/injured/sex=female", END, None)
    [line] = told.lines
    assert (told.amount, line.amount, told.arithmetic) == (1, 1, "+1 = 1 persons")
    assert told.notes == (f"{line.entry} is about {office.references()[0]}",)
    assert "Amina" not in str(told.as_json())
    assert why_people(office.workspace, "people/casualties", END, None).amount == 2


@pytest.mark.parametrize("ref", ["people/wounded", "people/injured/colour=red", "people/injured/sex"])
def test_what_is_not_in_the_people_ledger_is_refused_in_words(office: PeopleOffice, ref: str) -> None:
    office.persons(harmed(1))
    with pytest.raises(DeskError):
        why_people(office.workspace, ref, END, None)


def test_who_waits_too_long_is_named_by_reference_longest_first(office: PeopleOffice) -> None:
    office.persons(harmed(1, date="2026-01-01"), harmed(2, date="2026-01-01"))
    header = "victim id,date,state,pillar,provider"
    office.kind(
        "person.referral", header, "V-1,2026-03-01,XSA,physical_rehabilitation,Centre",
        "V-2,2026-02-01,XSA,physical_rehabilitation,Centre", name="ref.csv", hours=1,
    )  # fmt: skip
    found = survivor_pathway(office.workspace, TODAY, None)
    [row] = found.rows
    assert (row.waiting, row.too_long) == (2, 2)
    assert [wait.days for wait in found.waiting] == [149, 121]
    assert [wait.person for wait in found.waiting] == list(reversed(office.references()))


def test_the_kept_ledger_serves_until_a_record_that_moves_persons_is_entered(office: PeopleOffice) -> None:
    office.persons(harmed(1), harmed(2))
    cache = office.workspace.folder / "cache"
    kept = set(cache.glob("people-*.npz"))
    assert len(kept) == 2, "persons and risk education, made when the file was imported"
    office.enter("land.suspected,S-1,H-1,2024-01-01,400,ap_mine,North,HALO,", hours=1)
    office.counts()
    assert set(cache.glob("people-*.npz")) == kept
    office.persons(harmed(3), name="more.csv", hours=2)
    assert office.counts()["injured"] == 3
    assert len(set(cache.glob("people-*.npz")) - kept) == 1, "risk education stays as it was"
    assert office.counts(hours=0)["injured"] == 2
