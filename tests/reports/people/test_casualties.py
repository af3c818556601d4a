"""Casualties of the period: three outcomes, every split, unknown a category of each."""

from __future__ import annotations

from opendisarm.core.persons import Age, DeviceClass, Disability, Sex
from opendisarm.core.records import Place
from opendisarm.reports.figures import Number, Phrase, Table, Unknown
from opendisarm.reports.people.casualties import by_device, by_province, by_status, casualties, of_submunitions
from opendisarm.reports.people.facts import PeopleFacts
from opendisarm.reports.people.harmed import Harmed
from opendisarm.reports.render.words import Voice
from tests.ledgers.people.cast import accident, day, harmed
from tests.reports.office import behind, line
from tests.reports.people.crowd import CROWD, people_facts, whole_report

FORM = Phrase("Form H")


def table(facts: PeopleFacts, make=casualties) -> Table:  # type: ignore[no-untyped-def]
    made: Table = make(facts, Harmed.of(facts), "H1", FORM)
    return made


def counts(made: Table, row: str) -> list[int | None]:
    return [made.number(row, column.key) for column in made.columns]


def notes(made: Table) -> list[str]:
    return [Voice("en").say(note) for note in made.notes]


def test_casualties_of_the_year_by_sex_and_age() -> None:
    made = whole_report()
    assert [row.key for row in made.table("H1").rows] == [
        "women", "men", "girls", "boys", "female_age_unknown", "male_age_unknown", "adults_sex_unknown",
        "children_sex_unknown", "unknown", "total",
    ]  # fmt: skip
    # killed, injured, outcome unknown, casualties, with a disability, disability unknown
    assert line(made, "H1", "women") == "1 | 0 | 0 | 1 | 0 | 0"
    assert line(made, "H1", "men") == "1 | 1 | 0 | 2 | 1 | 1"
    assert line(made, "H1", "girls") == "0 | 1 | 0 | 1 | 1 | 0"
    assert line(made, "H1", "male_age_unknown") == "0 | 0 | 1 | 1 | 0 | 1"
    assert line(made, "H1", "unknown") == "1 | 1 | 0 | 2 | 0 | 2"
    assert line(made, "H1", "total") == "3 | 3 | 1 | 7 | 2 | 4"


def test_somebody_who_died_of_the_harm_in_the_year_counts_once_among_the_killed() -> None:
    made = whole_report()
    assert behind(made, "H1/women/killed") == ["E-4"]
    assert behind(made, "H1/women/injured") == []
    [share] = made.cell("H1/women/casualties").because.shares()  # type: ignore[union-attr]
    assert (share.entry, share.amount, share.kind) == ("E-4", 1, "killed")


def test_somebody_who_died_after_the_year_was_injured_on_its_last_day() -> None:
    made = table(people_facts(harmed("P-1", "2024-12-01", died=day("2025-01-03"))))
    assert counts(made, "total")[:4] == [0, 1, 0, 1]


def test_those_whom_only_the_report_of_the_accident_counts_have_it_behind_them() -> None:
    assert behind(whole_report(), "H1/unknown/casualties") == ["E-0"]


def test_the_other_sex_has_rows_when_somebody_is_in_them() -> None:
    made = table(people_facts(harmed("P-1", sex=Sex.OTHER, age=Age.FROM_18), harmed("P-2", sex=Sex.OTHER)))
    keys = [row.key for row in made.rows]
    assert keys[4:6] == ["other_adults", "other_age_unknown"]
    assert "other_children" not in keys
    assert counts(made, "total")[:4] == [0, 2, 0, 2]


def test_without_a_record_of_the_year_casualties_are_unknown_and_never_0() -> None:
    for make in (casualties, by_status, by_device, by_province, of_submunitions):
        made = table(people_facts(harmed("P-1", "2023-03-01")), make)
        assert all(isinstance(cell, Unknown) for cell in made.cells.values())
        assert made.rows[-1].key == "total"
        assert not any(" of " in note and "known for" in note for note in notes(made))


def test_a_row_that_counts_nobody_is_0_beside_one_that_counts_somebody() -> None:
    assert whole_report().cell("H1/boys/killed") == Number(0)


def test_every_share_has_its_denominator() -> None:
    assert notes(whole_report().table("H1"))[1:] == [
        "Sex known for 5 of 7 casualties.",
        "Age known for 4 of 7 casualties.",
        "Disability known for 3 of 7 casualties.",
    ]
    assert notes(whole_report().table("H2")) == ["Status known for 3 of 7 casualties."]
    assert notes(whole_report().table("H3"))[0] == "Device known for 5 of 7 casualties."
    assert notes(whole_report().table("H4")) == ["Province known for 6 of 7 casualties."]


def test_when_nobody_was_asked_the_number_with_a_disability_is_unknown() -> None:
    made = table(people_facts(harmed("P-1"), harmed("P-2")))
    assert made.cell("total", "with_disability") == Unknown()
    assert made.number("total", "disability_unknown") == 2
    asked = table(people_facts(harmed("P-1", disability=Disability.NO), harmed("P-2")))
    assert asked.number("total", "with_disability") == 0


def test_casualties_by_status_device_and_province() -> None:
    made = whole_report()
    assert line(made, "H2", "civilian") == "1 | 1 | 0 | 2 | 1 | 1"
    assert line(made, "H2", "deminer") == "0 | 1 | 0 | 1 | 1 | 0"
    assert line(made, "H2", "security_forces") == "0 | 0 | 0 | 0 | 0 | 0"
    assert line(made, "H3", "ap_mine") == "1 | 2 | 0 | 3 | 1 | 2"
    assert line(made, "H3", "unknown") == "1 | 0 | 1 | 2 | 0 | 1"
    assert [row.key for row in made.table("H4").rows] == ["North", "South", "not_told", "total"]
    assert line(made, "H4", "South") == "1 | 1 | 0 | 2 | 1 | 1"
    assert behind(made, "H4/South/casualties") == ["E-2", "E-3"]


def test_casualties_of_submunitions_stand_in_a_table_of_their_own() -> None:
    made = whole_report()
    assert line(made, "H5", "men") == "1 | 1 | 0 | 2 | 1 | 1"
    assert line(made, "H5", "total") == line(made, "H3", "cluster_submunition")
    assert "Device known for 5 of 7 casualties." in notes(made.table("H5"))
    assert "Sex known for 2 of 2 casualties." in notes(made.table("H5"))


def test_casualties_of_submunitions_are_0_only_where_some_device_is_known() -> None:
    unknown = people_facts(harmed("P-1"))
    assert table(unknown, of_submunitions).cell("total", "killed") == Unknown()
    mine = people_facts(harmed("P-1", device=DeviceClass.AP_MINE))
    assert table(mine, of_submunitions).number("total", "casualties") == 0


def test_a_province_named_like_a_row_of_ours_keeps_its_own_address() -> None:
    made = table(people_facts(harmed("P-1", place=Place("XSA", "total"))), by_province)
    assert [row.key for row in made.rows] == ["%74otal", "total"]


def test_an_accident_that_harmed_many_is_one_entry() -> None:
    made = table(people_facts(accident("A-1", killed=4, injured=30)))
    [share] = made.cell("total", "casualties").because.shares()  # type: ignore[union-attr]
    assert (share.entry, share.amount) == ("E-0", 34)


def test_people_of_another_state_are_in_no_table() -> None:
    assert len(CROWD) > 20
    assert "E-22" not in behind(whole_report(), "H1/total/casualties")
    assert whole_report().table("G1").number("total", "direct") == 72
