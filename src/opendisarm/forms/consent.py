"""What a person agrees to, asked for each use apart; a question left open was not asked."""

from __future__ import annotations

from typing import Final

from opendisarm.core.persons import Decision, Purpose
from opendisarm.forms.closed_lists import list_of
from opendisarm.forms.items import Group, Question


def question_of(purpose: Purpose) -> str:
    """The name of the question for a use of a person's data."""
    return f"consent_{purpose}"


CONSENT_QUESTIONS: Final = tuple(question_of(purpose) for purpose in Purpose)

CONSENT: Final = Group(
    name="consent",
    items=(
        Question(name="consent_note", type="note"),
        *(Question(name=name, type="select_one", choices=list_of(Decision)) for name in CONSENT_QUESTIONS),
    ),
)
