from __future__ import annotations

from opendisarm.core.records import Place, Reached
from opendisarm.ledgers.people.accounts import Account
from opendisarm.ledgers.people.of_state import of_state
from opendisarm.ledgers.people.pathway import pathway
from tests.ledgers.people.cast import END, harmed, ledger, need, persons, service, session

FAR = Place("XSB", "Far")


def test_a_state_has_the_persons_harmed_there_and_the_sessions_held_there() -> None:
    people = ledger(
        harmed("P-1"), harmed("P-2", outcome="killed", place=FAR), session(direct=(Reached("female", "child", 4),)),
        session(place=FAR, direct=(Reached("female", "child", 9),)),
    )  # fmt: skip
    assert persons(of_state(people, "XSA")) == {"injured": 1, "registered": 1, "reached_direct": 4}
    assert persons(of_state(people, "XSB")) == {"killed": 1, "reached_direct": 9}


def test_somebody_who_moved_is_a_casualty_there_and_a_survivor_here() -> None:
    people = ledger(
        harmed("P-1", place=FAR), need("P-1", "2024-05-01", place=Place("XSA")), service("P-1", "2024-06-01")
    )
    assert persons(of_state(people, "XSB")) == {"injured": 1}
    here = of_state(people, "XSA")
    assert persons(here) == {"assisted": 1}
    assert len(here.services.by) == 1
    assert len(of_state(people, "XSB").services.by) == 0
    [row] = pathway(here, END)
    assert row.taken[Account.ASSISTED] == 1


def test_a_state_without_records_has_nobody() -> None:
    assert persons(of_state(ledger(harmed("P-1")), "XSC")) == {}
    assert persons(of_state(ledger(), "XSA")) == {}
