from __future__ import annotations

from opendisarm.core.clocks import Span
from opendisarm.core.persons import DeviceClass, Setting
from opendisarm.core.records import Place
from opendisarm.ledgers.people.accidents import accidents, grouped_by
from opendisarm.ledgers.people.accounts import Account
from tests.ledgers.people.cast import accident, day, facts, harmed

YEAR = Span.of_year(2024)


def test_an_accident_has_those_with_records_and_those_that_only_its_report_counts() -> None:
    [line], alone = accidents(
        facts(
            accident("A-1", killed=1, injured=3),
            harmed("P-1", accident="A-1"),
            harmed("P-2", outcome="killed", accident="A-1"),
        ),
        YEAR,
    )
    assert (line.persons[Account.KILLED], line.persons[Account.INJURED], line.recorded) == (1, 3, 2)
    assert set(alone.values()) == {0}


def test_somebody_who_died_later_was_killed_by_the_accident() -> None:
    [line], _ = accidents(facts(accident("A-1"), harmed("P-1", accident="A-1", died=day("2024-04-01"))), YEAR)
    assert (line.persons[Account.KILLED], line.persons[Account.INJURED]) == (1, 0)


def test_harm_of_which_no_accident_is_reported_stands_apart() -> None:
    lines, alone = accidents(facts(harmed("P-1"), harmed("P-2", accident="A-9"), harmed("P-3", "2023-01-01")), YEAR)
    assert lines == []
    assert alone[Account.INJURED] == 2


def test_accidents_of_other_states_and_years_are_left_out() -> None:
    told = facts(accident("A-1"), accident("A-2", "2023-12-31"), accident("A-3", place=Place("AFG")))
    lines, _ = accidents(told, YEAR, "XSA")
    assert [line.record.ref for line in lines] == ["A-1"]


def test_accidents_are_grouped_by_what_they_have_in_common() -> None:
    told = facts(
        accident("A-1", device=DeviceClass.AP_MINE, setting=Setting.DEMINING, killed=2),
        accident("A-2", device=DeviceClass.AP_MINE, setting=Setting.DEMINING, injured=1),
        accident("A-3", injured=4),
    )
    groups = grouped_by(accidents(told, YEAR)[0], ("setting", "device"))
    assert [(group.key, group.accidents, group.persons[Account.INJURED]) for group in groups] == [
        (("demining", "ap_mine"), 2, 1), (("unknown", "unknown"), 1, 4),
    ]  # fmt: skip
