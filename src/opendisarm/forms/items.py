"""What a form is made of.  Words stand apart: a question knows keys, and `wording` says them in each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from opendisarm.forms.closed_lists import ClosedList


@dataclass(frozen=True, slots=True)
class Constraint:
    """What an answer must fulfil.  expression: XPath, "." is the answer; message: its key in labels/messages.yaml."""

    expression: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question, or a note that is only read.

    name      the field of the record, which is the question's name in every submission.
    type      of XLSForm: "date", "integer", "text", "geopoint", "note", "select_one", "select_multiple".
    choices   the closed list of a selection.
    label, hint   keys in labels/questions.yaml and labels/hints.yaml; label: the name where none is given.
    relevant  XPath: asked only where it holds.
    """

    name: str
    type: str
    choices: ClosedList | None = None
    label: str = ""
    hint: str = ""
    required: bool = False
    default: str = ""
    relevant: str = ""
    constraint: Constraint | None = None
    appearance: str = ""

    @property
    def says(self) -> str:
        """The key of its label."""
        return self.label or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Questions that stand together; repeat: answered once for each person, referral or service.

    Its label has the key of its name in labels/groups.yaml."""

    name: str
    items: tuple[Item, ...]
    repeat: bool = False
    relevant: str = ""


Item: TypeAlias = Question | Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Serves:
    """A record that submissions of a form become.

    within   the repeat that its questions stand in; "": the form itself.
    not_asked  field of the record -> why the form has no question for it.
    """

    record: type
    within: str = ""
    not_asked: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form by its id; its title has the key of the id in labels/titles.yaml."""

    id: str
    items: tuple[Item, ...]
    serves: tuple[Serves, ...]

    def questions(self) -> Iterator[tuple[tuple[str, ...], Question]]:
        """Every question with the names of the groups around it, outermost first."""
        return _questions(self.items, ())

    def groups(self) -> Iterator[Group]:
        """Every group, outer ones first."""
        return _groups(self.items)

    def closed_lists(self) -> tuple[ClosedList, ...]:
        """The lists that its questions choose from, by name."""
        used = {question.choices.name: question.choices for _, question in self.questions() if question.choices}
        return tuple(used[name] for name in sorted(used))


def _questions(items: tuple[Item, ...], within: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Question]]:
    for item in items:
        if isinstance(item, Question):
            yield within, item
        else:
            yield from _questions(item.items, (*within, item.name))


def _groups(items: tuple[Item, ...]) -> Iterator[Group]:
    for item in items:
        if isinstance(item, Group):
            yield item
            yield from _groups(item.items)
