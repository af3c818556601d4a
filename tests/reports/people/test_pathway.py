"""Survivors on the last day of the period."""

from __future__ import annotations

from opendisarm.ledgers.people.accounts import STEPS
from opendisarm.ledgers.people.pathway import pathway as of_ledger
from opendisarm.reports.figures import Phrase, Table, Unknown
from opendisarm.reports.people.pathway import pathway
from opendisarm.reports.render.words import Voice
from tests.ledgers.people.cast import day, harmed, need, referral
from tests.reports.office import behind, line
from tests.reports.people.crowd import CROWD, people_facts, whole_report


def made(*records: object) -> Table:
    return pathway(people_facts(*records), "H7", Phrase("Form H"))  # type: ignore[arg-type]


def test_survivors_by_step_sex_and_age() -> None:
    # registered, assessed, referred, assisted, with a disability, disability unknown, waiting, too long
    assert line(whole_report(), "H7", "women") == "1 | 0 | 0 | 1 | 0 | 1 | 0 | 0"
    assert line(whole_report(), "H7", "men") == "1 | 1 | 0 | 1 | 1 | 0 | 1 | 1"
    assert line(whole_report(), "H7", "girls") == "1 | 1 | 1 | 1 | 1 | 0 | 0 | 0"
    assert line(whole_report(), "H7", "total") == "3 | 2 | 1 | 3 | 2 | 1 | 1 | 1"


def test_the_table_counts_as_the_ledger_does() -> None:
    facts = people_facts(*CROWD)
    [row] = of_ledger(facts.people, facts.on)
    table = pathway(facts, "H7", Phrase("Form H"))
    assert [table.number("total", step.value) for step in STEPS] == [row.taken[step] for step in STEPS]
    assert table.number("total", "waiting") == row.waiting
    assert table.number("total", "waiting_too_long") == row.too_long


def test_somebody_who_waits_for_two_pillars_is_one_person_with_the_older_need_behind() -> None:
    assert behind(whole_report(), "H7/total/waiting") == ["E-11"]


def test_a_survivor_who_died_is_registered_no_longer_and_that_is_known() -> None:
    table = made(harmed("P-1", "2024-01-10", died=day("2024-02-01")), referral("P-1", "2024-01-20"))
    assert table.number("total", "registered") == 0
    assert table.number("total", "waiting") == 0


def test_before_anybody_was_registered_survivors_are_unknown() -> None:
    table = made(harmed("P-1", outcome="killed"), need("P-2", "2025-02-01", place=CROWD[1].place))  # type: ignore[union-attr]
    assert {type(cell) for cell in table.cells.values()} == {Unknown}


def test_disability_is_what_the_latest_assessment_says_and_unknown_when_nobody_was_asked() -> None:
    asked = made(harmed("P-1", "2024-01-10"), need("P-1", "2024-02-01", "111411"), harmed("P-2", "2024-01-11"))
    assert asked.number("total", "with_disability") == 1
    assert asked.number("total", "disability_unknown") == 1
    assert Voice("en").say(asked.notes[-1]) == "Disability known for 1 of 2 survivors."
    assert made(harmed("P-1", "2024-01-10")).cell("total", "with_disability") == Unknown()
