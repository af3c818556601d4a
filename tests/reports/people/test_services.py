"""Services of the period: persons once, services by themselves."""

from __future__ import annotations

from opendisarm.core.persons import Pillar, ServiceResult, Sex
from opendisarm.reports.figures import Number, Phrase, Unknown
from opendisarm.reports.people.services import services
from opendisarm.reports.render.words import Voice
from tests.ledgers.people.cast import harmed, service
from tests.reports.office import behind, line
from tests.reports.people.crowd import LIMB, people_facts, whole_report


def test_persons_served_and_services_delivered_by_pillar() -> None:
    made = whole_report()
    assert [column.key for column in made.table("H6").columns] == [
        "persons", "women", "men", "girls", "boys", "unknown", "services",
    ]  # fmt: skip
    assert line(made, "H6", "physical_rehabilitation") == "3 | 1 | 1 | 1 | 0 | 0 | 4"
    assert line(made, "H6", "psychological_and_social_support") == "1 | 1 | 0 | 0 | 0 | 0 | 1"
    assert line(made, "H6", "total") == "3 | 1 | 1 | 1 | 0 | 0 | 5"


def test_somebody_served_under_two_pillars_is_one_person_in_the_total() -> None:
    assert line(whole_report(), "H6", "shared") == "-1 | -1 | 0 | 0 | 0 | 0 | 0"
    one = services(people_facts(harmed("P-1"), service("P-1", "2024-04-01")), "H6", Phrase("Form H"))
    assert "shared" not in [row.key for row in one.rows]


def test_a_person_is_behind_a_figure_once_with_the_first_service() -> None:
    made = whole_report()
    assert behind(made, "H6/physical_rehabilitation/girls") == ["E-9"]
    assert len(behind(made, "H6/physical_rehabilitation/services")) == 4


def test_a_refused_service_is_none() -> None:
    made = services(
        people_facts(harmed("P-1"), service("P-1", "2024-04-01", result=ServiceResult.REFUSED)), "H6", Phrase("Form H")
    )
    assert made.cell("total", "persons") == Number(0)
    assert made.cell("total", "services") == Number(0)


def test_without_a_service_in_the_year_they_are_unknown() -> None:
    made = services(people_facts(harmed("P-1"), service("P-1", "2023-04-01")), "H6", Phrase("Form H"))
    assert {type(cell) for cell in made.cells.values()} == {Unknown}
    assert [row.key for row in made.rows] == [*Pillar, "total"]


def test_another_sex_has_its_column_when_somebody_is_in_it() -> None:
    made = services(
        people_facts(harmed("P-1", sex=Sex.OTHER, age="18-59"), service("P-1", "2024-04-01", LIMB)),
        "H6",
        Phrase("Form H"),
    )
    assert made.number("total", "other") == 1


def test_the_note_tells_how_many_are_known() -> None:
    made = services(people_facts(harmed("P-1"), service("P-1", "2024-04-01")), "H6", Phrase("Form H"))
    assert Voice("en").say(made.notes[-1]) == "Sex and age known for 0 of 1 persons served."
