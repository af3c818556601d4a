from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from opendisarm.core.persons import Age, Difficulty, Disability, Outcome, Pillar, SameBecause, ServiceResult, Sex
from opendisarm.core.records import (
    Accident,
    EducationSession,
    NeedAssessed,
    PeopleRecord,
    PersonHarmed,
    Place,
    Reached,
    Referral,
    SamePerson,
    ServiceReceived,
)
from opendisarm.ledgers.people.accounts import CASUALTIES, STEPS, Account
from opendisarm.ledgers.people.balances import DIMENSIONS, balances, total, up_to
from opendisarm.ledgers.people.gathered import Fact
from opendisarm.ledgers.people.ledger import fold
from opendisarm.ledgers.people.pathway import pathway

FIRST = date(2024, 1, 1)
days = st.integers(0, 40).map(lambda after: FIRST + timedelta(days=after))
people = st.sampled_from(["P-1", "P-2", "P-3", "P-4"])
accidents = st.sampled_from(["", "A-1", "A-2"])
pillars = st.sampled_from(Pillar)
places = st.sampled_from([Place(), Place("XSA", "North"), Place("XSA", "South", "Low")])
few = st.none() | st.integers(0, 3)
cells = st.lists(
    st.builds(Reached, st.sampled_from(Sex), st.sampled_from(Age), st.integers(0, 9)),
    max_size=3,
).map(tuple)  # fmt: skip
person: dict[str, Any] = {"on": days, "person": people, "place": places}
records: st.SearchStrategy[PeopleRecord] = st.one_of(
    st.builds(
        PersonHarmed, **person, outcome=st.sampled_from(Outcome), accident=accidents, died=st.none() | days,
        sex=st.sampled_from(Sex), age=st.sampled_from(Age), disability=st.sampled_from(Disability),
    ),
    st.builds(
        NeedAssessed, **person, needs=st.frozensets(pillars), seeing=st.none() | st.sampled_from(Difficulty),
        hearing=st.just(Difficulty.NONE), walking=st.just(Difficulty.NONE), remembering=st.just(Difficulty.NONE),
        self_care=st.just(Difficulty.NONE), communicating=st.just(Difficulty.NONE),
    ),
    st.builds(Referral, **person, pillar=pillars),
    st.builds(ServiceReceived, **person, pillar=pillars, result=st.sampled_from(ServiceResult)),
    st.builds(SamePerson, on=days, person=people, other=people, because=st.sampled_from(SameBecause)),
    st.builds(Accident, on=days, ref=accidents, place=places, killed=few, injured=few, unknown_outcome=few),
    st.builds(EducationSession, on=days, direct=cells, indirect=cells),
)  # fmt: skip
stories = st.lists(records, max_size=14).map(
    lambda story: [Fact(f"E-{number:02}", "HI", record) for number, record in enumerate(story)]
)
SPLITS = st.lists(st.sampled_from(DIMENSIONS), max_size=3, unique=True)


@settings(max_examples=200, deadline=None)
@given(stories, days, SPLITS)
def test_every_split_sums_to_the_total_and_nobody_is_below_zero(story: list[Fact], on: date, by: list[str]) -> None:
    ledger = fold(story)
    rows = balances(ledger, up_to(ledger, on), on, by)
    assert total(rows) == total(balances(ledger, up_to(ledger, on), on))
    if "year" not in by:
        assert all(count >= 0 for row in rows for count in row.persons.values())


@settings(max_examples=200, deadline=None)
@given(stories, days, st.randoms(use_true_random=False))
def test_the_order_in_which_records_come_does_not_matter(story: list[Fact], on: date, chance: Any) -> None:
    shuffled = list(story)
    chance.shuffle(shuffled)
    by = ("sex", "age_group", "disability", "admin1")
    for one, other in ((fold(story), fold(shuffled)),):
        assert balances(one, up_to(one, on), on, by) == balances(other, up_to(other, on), on, by)
        assert pathway(one, on, by) == pathway(other, on, by)


@settings(max_examples=200, deadline=None)
@given(stories, days)
def test_casualties_are_persons_with_records_and_those_that_only_reports_count(story: list[Fact], on: date) -> None:
    ledger = fold(story)
    counts = total(balances(ledger, up_to(ledger, on), on))
    reported = sum(
        (fact.record.killed or 0) + (fact.record.injured or 0) + (fact.record.unknown_outcome or 0)
        for fact in story
        if isinstance(fact.record, Accident) and fact.record.on <= on
    )
    harms = sum(isinstance(fact.record, PersonHarmed) for fact in story)
    assert sum(counts[account] for account in CASUALTIES) <= reported + harms


@settings(max_examples=200, deadline=None)
@given(stories, days)
def test_survivors_alive_are_those_who_stand_in_a_step(story: list[Fact], on: date) -> None:
    ledger = fold(story)
    counts = total(balances(ledger, up_to(ledger, on), on))
    [row] = pathway(ledger, on)
    assert row.taken[Account.REGISTERED] == sum(counts[account] for account in STEPS)
    assert row.too_long <= row.waiting <= row.taken[Account.REGISTERED]
    assert all(row.taken[step] <= row.taken[Account.REGISTERED] for step in STEPS)
