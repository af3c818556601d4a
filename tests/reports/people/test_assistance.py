"""What a state has set up for victims, as it stands on the day."""

from __future__ import annotations

from opendisarm.core.records import AssistanceKind, AssistanceMeasure, Grade
from opendisarm.reports.figures import Phrase, Table, Unknown
from opendisarm.reports.people.assistance import assistance
from opendisarm.reports.render.words import Voice
from tests.ledgers.people.cast import day
from tests.reports.people.crowd import MEASURES, people_facts


def table(*measures: AssistanceMeasure) -> Table:
    named = tuple((f"M-{number}", measure) for number, measure in enumerate(measures)) or MEASURES
    return assistance(people_facts(measures=named), "H8", Phrase("Form H"))


def said(made: Table, row: str, column: str = "set_up") -> str:
    return Voice("en").cell(made.cell(row, column))


def measure(kind: AssistanceKind, **told: object) -> AssistanceMeasure:
    return AssistanceMeasure(**{"on": day("2020-01-01"), "state": "XSA", "provision": kind} | told)  # type: ignore[arg-type]


def test_a_measure_tells_its_title_its_amount_and_since_when() -> None:
    made = table()
    assert said(made, "focal_point") == "Ministry of Social Affairs"
    assert said(made, "focal_point", "since") == "1 January 2019"
    assert said(made, "budget") == "Budget 2024, 1 200 000 EUR"
    assert [share.entry for share in made.cell("budget", "set_up").because.shares()] == ["M-3"]  # type: ignore[union-attr]


def test_what_ended_before_the_day_begins_after_it_or_is_another_states_is_unknown() -> None:
    for row in ("plan", "inclusion", "data", "non_discrimination", "resources"):
        assert table().cell(row, "set_up") == Unknown(), row


def test_a_measure_ends_with_its_last_day() -> None:
    until = table(measure(AssistanceKind.PLAN, title="Plan", until=day("2024-12-31")))
    assert said(until, "plan") == "Plan"


def test_several_measures_stand_in_the_order_of_their_days() -> None:
    made = table(
        measure(AssistanceKind.PLAN, title="Second", on=day("2022-01-01")), measure(AssistanceKind.PLAN, title="First")
    )
    assert said(made, "plan") == "First, Second"
    assert said(made, "plan", "since") == "1 January 2020, 1 January 2022"


def test_a_measure_without_a_name_is_still_told() -> None:
    assert said(table(measure(AssistanceKind.DATA)), "data") == "set up; its name is not told"


def test_what_is_only_remembered_is_unconfirmed() -> None:
    made = table(measure(AssistanceKind.PLAN, title="Plan", grade=Grade.MEMORY))
    assert said(made, "plan") == "Plan (unconfirmed)"
