"""Approve and withdraw: acts with their own entries, so that all of it can be asked as known on."""

from __future__ import annotations

import pytest

from opendisarm.core.journal import APPROVAL, VERIFICATION, WITHDRAWAL
from opendisarm.core.review import State
from opendisarm.desk import review
from opendisarm.desk.errors import DeskError
from opendisarm.desk.verifying import verify
from tests.desk.office import Office, at

SURVEY = "CHA,S-1,,2020-01-01,1000,AP mine,North,NPA,"
OTHER = "CHA,S-2,,2020-01-01,50,AP mine,North,NPA,"


def test_nothing_waits_where_everything_is_approved(office: Office) -> None:
    assert review.worklist(office.workspace) == []
    office.enter(SURVEY)
    assert review.worklist(office.workspace) == []


def test_what_waits_is_listed_by_batch_oldest_first(office: Office) -> None:
    office.enter(SURVEY, OTHER, name="a.csv", hours=1, hold=True, by="Amal")
    office.enter("CHA,S-3,,2020-01-01,7,AP mine,North,NPA,", name="b.csv", hours=2, hold=True, by="Basil")
    found = [(one.file, one.by, one.entered, one.records) for one in review.worklist(office.workspace)]
    assert found == [("a.csv", "Amal", at(1), 2), ("b.csv", "Basil", at(2), 1)]


def test_an_approved_batch_counts_from_then_on(office: Office) -> None:
    office.enter(SURVEY, OTHER, hours=1, hold=True)
    [batch] = review.worklist(office.workspace)
    assert review.approve(office.workspace, [batch.batch], "Chief", at(2), "seen on the ground") == 2
    assert office.m2() == {"confirmed": 1050}
    assert office.m2(hours=1) == {}
    act = list(office.store.load(kinds=(APPROVAL,)))[-1]
    assert (act.by, act.payload["reason"], act.entered) == ("Chief", "seen on the ground", at(2))


def test_one_entry_of_a_batch_can_be_approved_alone(office: Office) -> None:
    office.enter(SURVEY, OTHER, hold=True)
    [entry] = office.ids("S-2")
    assert review.approve(office.workspace, [entry], "Chief", at(1)) == 1
    assert office.m2() == {"confirmed": 50}
    [left] = review.worklist(office.workspace)
    assert left.records == 1
    assert review.approve(office.workspace, [left.batch], "Chief", at(2)) == 1
    assert office.m2() == {"confirmed": 1050}


def test_a_record_named_twice_is_approved_once(office: Office) -> None:
    office.enter(SURVEY, OTHER, hold=True)
    [batch] = review.worklist(office.workspace)
    [entry] = office.ids("S-2")
    assert review.approve(office.workspace, [batch.batch, entry, entry], "Chief", at(1)) == 2


def test_one_wrong_name_approves_nothing(office: Office) -> None:
    office.enter(SURVEY, hold=True)
    [batch] = review.worklist(office.workspace)
    head = office.store.head()
    for wrong in ("E-wrong", ""):
        with pytest.raises(DeskError, match=f"Nothing waits for approval under {wrong}"):
            review.approve(office.workspace, [batch.batch, wrong], "Chief", at(1))
    assert office.store.head() == head


def test_what_was_approved_does_not_wait_again(office: Office) -> None:
    office.enter(SURVEY)
    [entry] = office.ids("S-1")
    with pytest.raises(DeskError, match="Nothing waits for approval"):
        review.approve(office.workspace, [entry], "Chief", at(1))


def test_a_withdrawn_record_no_longer_counts_and_its_reason_is_kept(office: Office) -> None:
    office.enter(SURVEY, OTHER)
    [entry] = office.ids("S-1")
    review.withdraw(office.workspace, entry, "Chief", at(1), "entered twice")
    assert office.m2() == {"confirmed": 50}
    assert office.m2(hours=0) == {"confirmed": 1050}
    [act] = office.store.load(kinds=(WITHDRAWAL,))
    assert (act.payload["entry"], act.payload["reason"]) == (entry, "entered twice")
    assert verify(office.workspace).sound


def test_a_withdrawal_can_itself_be_withdrawn(office: Office) -> None:
    office.enter(SURVEY)
    [entry] = office.ids("S-1")
    act = review.withdraw(office.workspace, entry, "Chief", at(1), "wrong")
    review.withdraw(office.workspace, act, "Chief", at(2), "it was right after all")
    assert office.m2() == {"confirmed": 1000}
    assert office.m2(hours=1) == {}


def test_the_same_can_be_withdrawn_again_after_it_came_back(office: Office) -> None:
    office.enter(SURVEY)
    [entry] = office.ids("S-1")
    act = review.withdraw(office.workspace, entry, "Chief", at(1), "wrong")
    review.withdraw(office.workspace, act, "Chief", at(2), "right")
    review.withdraw(office.workspace, entry, "Chief", at(3), "wrong")
    assert office.m2() == {}


def test_withdrawing_a_correction_brings_back_what_it_replaced(office: Office) -> None:
    office.enter(SURVEY)
    office.enter(SURVEY.replace("1000", "900"), name="june.csv", hours=1)
    [_, correction] = office.ids("S-1")
    review.withdraw(office.workspace, correction, "Chief", at(2), "the first was right")
    assert office.m2() == {"confirmed": 1000}


def test_a_withdrawn_record_does_not_wait(office: Office) -> None:
    office.enter(SURVEY, hold=True)
    [entry] = office.ids("S-1")
    review.withdraw(office.workspace, entry, "Chief", at(1), "never mind")
    assert review.worklist(office.workspace) == []


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_a_withdrawal_needs_a_reason(office: Office, reason: str) -> None:
    office.enter(SURVEY)
    [entry] = office.ids("S-1")
    with pytest.raises(DeskError, match="A withdrawal needs its reason"):
        review.withdraw(office.workspace, entry, "Chief", at(1), reason)
    assert office.m2() == {"confirmed": 1000}


def test_only_records_and_withdrawals_can_be_withdrawn(office: Office) -> None:
    office.enter(SURVEY)
    approval = next(iter(office.store.load(kinds=(APPROVAL,))))
    for name in (approval.id, "E-unknown", ""):
        with pytest.raises(DeskError, match="There is no record or withdrawal"):
            review.withdraw(office.workspace, name, "Chief", at(1), "x")


# --- the acts of the authority at the machine ------------------------------------------------------------------------


def test_the_authority_approves_what_nobody_verified_and_what_it_entered_itself(office: Office) -> None:
    office.enter(SURVEY, org="NPA", hold=True, by="Chief")
    [batch] = review.worklist(office.workspace)
    assert review.approve(office.workspace, [batch.batch], "Chief", at(1)) == 1


def test_a_verification_is_listed_and_settles_nothing(office: Office) -> None:
    office.enter(SURVEY, OTHER, org="NPA", hold=True)
    [batch] = review.worklist(office.workspace)
    assert review.verify_submission(office.workspace, [batch.batch], "NPA", "Basil", at(1)) == 2
    [waits] = review.worklist(office.workspace)
    assert (waits.records, waits.states[State.VERIFIED]) == (2, 2)
    assert office.m2() == {}
    with pytest.raises(DeskError, match="Nothing waits for verification under"):
        review.verify_submission(office.workspace, [batch.batch], "HALO", "Hala", at(2))


def test_what_was_sent_back_is_listed_with_its_reason_and_leaves_the_worklist(office: Office) -> None:
    office.enter(SURVEY, hold=True)
    [batch] = review.worklist(office.workspace)
    assert review.send_back(office.workspace, [batch.batch], "Chief", at(1), "the year is missing") == 1
    assert review.worklist(office.workspace) == []
    [told] = review.returned(office.workspace)
    assert (told.ref, told.reason, told.returned, told.by) == ("S-1", "the year is missing", at(1), "Amal")
    with pytest.raises(DeskError, match="Nothing waits for approval"):
        review.approve(office.workspace, [batch.batch], "Chief", at(2))


def test_what_was_sent_back_and_then_withdrawn_waits_for_nobody(office: Office) -> None:
    office.enter(SURVEY, hold=True)
    [entry] = office.ids("S-1")
    review.send_back(office.workspace, [entry], "Chief", at(1), "the year is missing")
    review.withdraw(office.workspace, entry, "Chief", at(2), "sent by mistake")
    assert review.returned(office.workspace) == []


def test_what_is_withdrawn_is_not_withdrawn_twice(office: Office) -> None:
    office.enter(SURVEY)
    [entry] = office.ids("S-1")
    review.withdraw(office.workspace, entry, "Chief", at(1), "wrong")
    head = office.store.head()
    with pytest.raises(DeskError, match=f"{entry} is withdrawn already. If it was right, withdraw that withdrawal."):
        review.withdraw(office.workspace, entry, "Chief", at(2), "wrong")
    assert office.store.head() == head


def test_a_verification_can_be_withdrawn(office: Office) -> None:
    office.enter(SURVEY, org="NPA", hold=True)
    [entry] = office.ids("S-1")
    review.verify_submission(office.workspace, [entry], "NPA", "Basil", at(1))
    [said] = office.store.load(kinds=(VERIFICATION,))
    review.withdraw(office.workspace, said.id, "Basil", at(2), "it was another team's")
    [waits] = review.worklist(office.workspace)
    assert waits.states[State.VERIFIED] == 0
