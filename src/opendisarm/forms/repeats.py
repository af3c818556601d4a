"""Groups that are answered any number of times, none included.

Field tools open the first of a repeat unasked, with its required questions; a question before it lets there be none.
"""

from __future__ import annotations

from opendisarm.forms.closed_lists import YES_OR_NO
from opendisarm.forms.items import Group, Item, Question
from opendisarm.forms.rules import is_answered


def any_of(name: str) -> str:
    """The name of the question whether a repeat has anything in it."""
    return f"any_{name}"


def repeat(name: str, *items: Item) -> tuple[Question, Group]:
    """The question, and the repeat that a yes opens."""
    steering = Question(name=any_of(name), type="select_one", choices=YES_OR_NO, required=True)
    return steering, Group(name=name, items=items, repeat=True, relevant=is_answered(steering.name, "yes"))
