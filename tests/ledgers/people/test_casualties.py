from __future__ import annotations

from datetime import date

import pytest

from opendisarm.core.clocks import Span
from opendisarm.core.persons import Age, DeviceClass, Disability, Outcome, Setting, Sex, Status
from opendisarm.core.records import Place, Reached
from opendisarm.ledgers.people.accounts import CASUALTIES, Account
from opendisarm.ledgers.people.balances import balances, dimension, harmed_within, total
from tests.ledgers.people.cast import END, accident, day, harmed, ledger, persons, same, session, split


def test_killed_injured_and_unknown_outcome_are_the_casualties() -> None:
    people = ledger(harmed("P-1", outcome="killed"), harmed("P-2"), harmed("P-3"), harmed("P-4", outcome="unknown"))
    counts = persons(people)
    assert (counts["killed"], counts["injured"], counts["unknown_outcome"]) == (1, 2, 1)


def test_what_nobody_told_is_a_category_of_every_split() -> None:
    people = ledger(harmed("P-1", sex=Sex.FEMALE), harmed("P-2"))
    assert split(people, Account.INJURED, "sex") == {("female",): 1, ("unknown",): 1}
    assert split(people, Account.INJURED, "age") == {("unknown",): 2}
    assert split(people, Account.INJURED, "disability") == {("unknown",): 2}
    assert split(people, Account.INJURED, "status") == {("unknown",): 2}
    assert split(people, Account.INJURED, "device") == {("unknown",): 2}


def test_age_groups_belong_to_children_or_adults() -> None:
    people = ledger(
        harmed("P-1", age=Age.FROM_12), harmed("P-2", age=Age.CHILD), harmed("P-3", age=Age.FROM_60), harmed("P-4")
    )
    assert split(people, Account.INJURED, "age") == {("adult",): 1, ("child",): 2, ("unknown",): 1}
    assert split(people, Account.INJURED, "age_group") == {
        ("12-17",): 1, ("60+",): 1, ("child",): 1, ("unknown",): 1,
    }  # fmt: skip


def test_the_accident_tells_what_the_record_of_the_person_does_not() -> None:
    people = ledger(
        accident("A-1", device=DeviceClass.SUBMUNITION, setting=Setting.OTHER),
        harmed("P-1", accident="A-1", place=Place()),
        harmed("P-2", accident="A-1", device=DeviceClass.AP_MINE),
    )
    assert split(people, Account.INJURED, "device", "admin1") == {
        ("ap_mine", "North"): 1, ("cluster_submunition", "North"): 1,
    }  # fmt: skip


def test_persons_whom_only_the_report_of_the_accident_counts_are_casualties_of_whom_nothing_else_is_known() -> None:
    people = ledger(
        accident("A-1", killed=2, injured=3, unknown_outcome=1),
        harmed("P-1", outcome="killed", accident="A-1", sex=Sex.MALE),
    )
    assert persons(people) | {"registered": 0} == {"killed": 2, "injured": 3, "unknown_outcome": 1, "registered": 0}
    assert split(people, Account.KILLED, "sex") == {("male",): 1, ("unknown",): 1}


def test_an_injured_person_who_died_since_is_still_one_person_of_the_report() -> None:
    people = ledger(
        accident("A-1", killed=0, injured=2),
        harmed("P-1", accident="A-1", died=day("2024-04-01")),
        harmed("P-2", accident="A-1"),
    )
    counts = persons(people)
    assert (counts["killed"], counts["injured"]) == (1, 1)
    assert persons(people, day("2024-03-31"))["injured"] == 2


def test_a_second_outcome_for_the_same_person_and_accident_is_one_casualty() -> None:
    people = ledger(
        harmed("P-1", accident="A-1", sex=Sex.FEMALE), harmed("P-1", "2024-03-02", "killed", accident="A-1")
    )
    assert sum(persons(people).get(account, 0) for account in CASUALTIES) == 1
    assert split(people, Account.KILLED, "sex") == {("female",): 1}


def test_two_accidents_of_one_person_are_two_casualties() -> None:
    assert persons(ledger(harmed("P-1", "2020-01-01"), harmed("P-1", "2024-01-01")))["injured"] == 2


def test_two_references_found_to_be_one_person_are_one_casualty_of_one_day() -> None:
    twice = (harmed("P-1", sex=Sex.MALE), harmed("P-2", status=Status.CIVILIAN))
    assert persons(ledger(*twice))["injured"] == 2
    merged = ledger(*twice, same("P-2", "P-1"))
    assert split(merged, Account.INJURED, "sex", "status") == {("male", "civilian"): 1}


def test_merges_follow_each_other_in_any_order() -> None:
    harms = tuple(harmed(f"P-{number}") for number in range(4))
    people = ledger(*harms, same("P-3", "P-2"), same("P-1", "P-0"), same("P-2", "P-1"))
    assert persons(people)["injured"] == 1


def test_the_casualties_of_a_year_are_those_harmed_in_it_with_what_became_of_them() -> None:
    people = ledger(
        harmed("P-1", "2023-12-31", died=day("2024-02-01")), harmed("P-2", "2024-01-01"), harmed("P-3", "2022-05-05")
    )
    of_2023 = total(balances(people, harmed_within(people, Span.of_year(2023), END), END))
    assert {account.value: count for account, count in of_2023.items() if count} == {"killed": 1}
    then = date(2023, 12, 31)
    as_of_then = total(balances(people, harmed_within(people, Span.of_year(2023), then), then))
    assert as_of_then[Account.INJURED] == 1


def test_direct_and_indirect_beneficiaries_stand_in_accounts_of_their_own() -> None:
    people = ledger(
        session(
            direct=(Reached("female", "child", 12), Reached("male", "adult", 3)),
            indirect=(Reached("unknown", "unknown", 400),),
        ),
    )
    assert persons(people) == {"reached_direct": 15, "reached_indirect": 400}
    assert split(people, Account.REACHED_DIRECT, "sex", "age") == {("female", "child"): 12, ("male", "adult"): 3}


def test_nobody_is_counted_when_nothing_is_known() -> None:
    assert persons(ledger()) == {}
    assert balances(ledger(), ledger().postings.on > 0, END, ("sex",)) == []


def test_an_unknown_dimension_is_answered_with_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"'colour' is no dimension of the people ledger; use one or more of: state,"):
        dimension("colour")
    assert dimension("Province") == "admin1"


def test_the_disability_of_a_casualty_is_what_the_report_says_until_somebody_asks() -> None:
    people = ledger(harmed("P-1", disability=Disability.NO, outcome=Outcome.INJURED.value))
    assert split(people, Account.INJURED, "disability") == {("no",): 1}
