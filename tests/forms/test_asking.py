from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from opendisarm.core.persons import Difficulty, Pillar, Sex
from opendisarm.core.records.parts import Shape
from opendisarm.forms.asking import asked


@dataclass(frozen=True, kw_only=True)
class Visit:
    on: date
    left: date | None = None
    by: str = ""
    met: int | None = None
    sex: Sex = Sex.UNKNOWN
    seeing: Difficulty | None = None
    needs: frozenset[Pillar] = frozenset()
    shape: Shape | None = None
    weight_kg: float | None = None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("on", "date"), ("left", "date"), ("by", "text"), ("met", "integer"), ("sex", "select_one"),
        ("seeing", "select_one"), ("needs", "select_multiple"), ("shape", "geopoint"),
    ],
)  # fmt: skip
def test_the_annotation_says_how_to_ask(name: str, kind: str) -> None:
    assert asked(Visit, name).type == kind


def test_a_selection_offers_the_words_of_its_enumeration() -> None:
    choices = asked(Visit, "needs").choices
    assert choices is not None
    assert choices.name == "pillar"
    assert choices.words == tuple(Pillar)


@pytest.mark.parametrize(
    ("name", "required"), [("on", True), ("left", False), ("sex", True), ("seeing", False), ("by", False)]
)
def test_what_a_record_cannot_be_without_and_what_everybody_can_answer_is_required(name: str, required: bool) -> None:
    assert asked(Visit, name).required is required


def test_a_form_may_say_more_than_the_annotation() -> None:
    question = asked(Visit, "by", label="visitor", required=True)
    assert (question.says, question.required) == ("visitor", True)


def test_a_field_that_does_not_exist_is_a_mistake() -> None:
    with pytest.raises(KeyError, match="nothing"):
        asked(Visit, "nothing")


def test_a_field_that_no_form_can_ask_is_a_mistake() -> None:
    with pytest.raises(TypeError, match=r"Visit\.weight_kg is .*float.*: say how a form asks for it"):
        asked(Visit, "weight_kg")
