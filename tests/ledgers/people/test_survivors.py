from __future__ import annotations

import pytest

from opendisarm.core.persons import Age, Difficulty, Disability, Pillar, ServiceResult, Sex, disability_of
from opendisarm.ledgers.people.accounts import Account
from opendisarm.ledgers.people.pathway import Pathway, pathway
from tests.ledgers.people.cast import END, day, harmed, ledger, need, persons, referral, same, service, split

LIMB, MIND = Pillar.REHABILITATION, Pillar.PSYCHOSOCIAL


def only(*records: object, on: str = "2024-12-31") -> Pathway:
    [row] = pathway(ledger(*records), day(on))  # type: ignore[arg-type]
    return row


def taken(row: Pathway) -> tuple[int, ...]:
    return tuple(row.taken.values())


def test_a_survivor_goes_from_registered_to_assisted_and_stands_in_one_account() -> None:
    records = (
        harmed("P-1", "2024-01-10"), need("P-1", "2024-02-01", needs=(LIMB,)), referral("P-1", "2024-03-01"),
        service("P-1", "2024-04-01"),
    )  # fmt: skip
    people = ledger(*records)
    steps = {
        "2024-01-10": "registered",
        "2024-02-15": "need_assessed",
        "2024-03-01": "referred",
        "2024-04-01": "assisted",
    }
    for on, account in steps.items():
        assert persons(people, day(on)) == {"injured": 1, account: 1}
    assert taken(only(*records)) == (1, 1, 1, 1)


def test_a_step_left_out_is_not_taken() -> None:
    assert taken(only(harmed("P-1"), service("P-1", "2024-04-01"))) == (1, 0, 0, 1)


def test_an_assessment_after_the_service_is_taken_and_does_not_move_the_person_back() -> None:
    records = (harmed("P-1"), service("P-1", "2024-04-01"), need("P-1", "2024-05-01"))
    assert taken(only(*records)) == (1, 1, 0, 1)
    assert persons(ledger(*records)) == {"injured": 1, "assisted": 1}


def test_somebody_who_was_killed_is_no_survivor() -> None:
    assert taken(only(harmed("P-1", outcome="killed"))) == (0, 0, 0, 0)


def test_somebody_of_unknown_outcome_is_a_survivor_only_once_seen_alive() -> None:
    assert taken(only(harmed("P-1", outcome="unknown"))) == (0, 0, 0, 0)
    assert taken(only(harmed("P-1", outcome="unknown"), need("P-1", "2024-05-01"))) == (1, 1, 0, 0)


def test_a_survivor_who_died_waits_no_longer() -> None:
    records = (harmed("P-1", "2024-01-10", died=day("2024-03-01")), referral("P-1", "2024-01-20"))
    assert persons(ledger(*records), day("2024-02-28")) == {"injured": 1, "referred": 1}
    assert persons(ledger(*records)) == {"killed": 1, "died_later": 1}
    assert only(*records, on="2024-02-28").waiting == 1
    assert (only(*records).waiting, taken(only(*records))) == (0, (0, 0, 0, 0))


@pytest.mark.parametrize(("on", "too_long"), [("2024-05-30", 0), ("2024-05-31", 1)])
def test_ninety_days_are_not_too_long_and_ninety_one_are(on: str, too_long: int) -> None:
    row = only(harmed("P-1", "2024-01-01"), referral("P-1", "2024-03-01"), on=on)
    assert (row.waiting, row.too_long) == (1, too_long)


def test_a_wait_begins_with_the_need_not_with_the_referral() -> None:
    row = only(need("P-1", "2024-01-01", needs=(LIMB,)), referral("P-1", "2024-04-01"), on="2024-04-02")
    assert row.by_pillar[LIMB.value] == (1, 1)


def test_a_service_of_another_pillar_does_not_end_a_wait() -> None:
    row = only(need("P-1", "2024-01-01", needs=(LIMB, MIND)), service("P-1", "2024-02-01", MIND), on="2024-02-02")
    assert (row.by_pillar[LIMB.value], row.by_pillar[MIND.value]) == ((1, 0), (0, 0))


def test_a_refused_service_does_not_end_a_wait() -> None:
    refused = service("P-1", "2024-02-01", result=ServiceResult.REFUSED)
    assert only(referral("P-1", "2024-01-01"), refused).waiting == 1


def test_somebody_who_waits_for_two_pillars_is_one_person_waiting() -> None:
    row = only(need("P-1", "2024-01-01", needs=(LIMB, MIND)))
    assert (row.waiting, row.too_long) == (1, 1)


def test_two_references_found_to_be_one_person_are_one_survivor() -> None:
    records = (harmed("P-1"), need("P-2", "2024-05-01"), same("P-1", "P-2"))
    assert taken(only(*records)) == (1, 1, 0, 0)


def test_the_pathway_splits_by_what_is_known_of_the_person() -> None:
    rows = pathway(
        ledger(
            harmed("P-1", sex=Sex.FEMALE, age=Age.CHILD),
            need("P-2", "2024-05-01", "113111", sex=Sex.MALE, age=Age.FROM_60),
        ),
        END, ("sex", "age", "disability"),
    )  # fmt: skip
    assert [row.key for row in rows] == [("female", "child", "unknown"), ("male", "adult", "yes")]


def test_an_assessment_tells_disability_from_its_day_on() -> None:
    people = ledger(harmed("P-1", "2024-01-01"), need("P-1", "2024-06-01", "111114"))
    assert split(people, Account.INJURED, "disability", on=day("2024-05-31")) == {("unknown",): 1}
    assert split(people, Account.INJURED, "disability") == {("yes",): 1}


def test_an_assessment_with_answers_missing_does_not_replace_a_whole_one() -> None:
    people = ledger(
        harmed("P-1", "2024-01-01"), need("P-1", "2024-06-01", "111111"), need("P-1", "2024-07-01", "11-111")
    )
    assert split(people, Account.INJURED, "disability") == {("no",): 1}


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        ("111111", "no"), ("222222", "no"), ("111113", "yes"), ("411111", "yes"), ("1111-3", "yes"),
        ("11111-", "unknown"), ("111117", "unknown"), ("911111", "unknown"), ("------", "unknown"), ("", "unknown"),
    ],
)  # fmt: skip
def test_the_cut_off_of_the_short_set(answers: str, verdict: str) -> None:
    given = [Difficulty(code) if code != "-" else None for code in answers]
    assert disability_of(given) is Disability(verdict)
