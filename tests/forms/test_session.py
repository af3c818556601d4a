from __future__ import annotations

from opendisarm.forms.session import counts
from tests.forms.forms_read import file, group, question, sheet

CELLS = {
    "female_child", "male_child", "unknown_child", "female_adult", "male_adult", "unknown_adult",
    "female_unknown", "male_unknown", "unknown_unknown",
}  # fmt: skip


def test_those_who_attended_and_those_reached_through_others_are_counted_apart() -> None:
    assert {*group("session", "direct")} == {f"direct_{cell}" for cell in CELLS} == {*counts("direct")}
    assert {*group("session", "indirect")} == {"indirect_note", *(f"indirect_{cell}" for cell in CELLS)}


def test_the_form_says_that_they_are_never_added() -> None:
    assert question("session", "indirect_note")["label"] == "These numbers are never added to those who attended."


def test_no_question_adds_anything_up() -> None:
    assert not [row for row in sheet(file("session"), "survey") if row["type"] == "calculate"]
