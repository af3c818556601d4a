"""Who a person is: the only group that asks for it, and only after a yes to a use that needs it.

What is answered here goes to the vault; nothing of it becomes a record (docs/privacy.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from opendisarm.core.identity import BIRTH_DATE, BIRTH_YEAR, IDENTIFYING, NOTE, SENDERS_ID
from opendisarm.core.persons import Decision, Purpose
from opendisarm.forms.consent import question_of
from opendisarm.forms.items import Group, Question
from opendisarm.forms.rules import NOT_FUTURE, is_answered

IDENTITY: Final = "identity"

NOT_ASKED: Final[Mapping[str, str]] = {
    BIRTH_YEAR: "The age is asked instead; a full date of birth says the year, too.",
}
"""Identifying fields that no form asks for, and why."""

NEED_TO_KNOW_WHO: Final = (Purpose.ASSISTANCE, Purpose.REFERRAL, Purpose.CONTACT)
"""Uses that are impossible without knowing who the person is; statistics and research do without."""


def identity(*, senders_id: bool = False) -> Group:
    """The identifying questions.  senders_id: whether the person's number at the organisation is among them."""
    names = [name for name in IDENTIFYING if name not in NOT_ASKED and name != SENDERS_ID]
    if senders_id:
        names.insert(0, SENDERS_ID)
    return Group(
        name=IDENTITY,
        items=(Question(name="identity_note", type="note"), *(_question(name) for name in names)),
        relevant=" or ".join(is_answered(question_of(purpose), Decision.GIVEN) for purpose in NEED_TO_KNOW_WHO),
    )


def _question(name: str) -> Question:
    if name == BIRTH_DATE:
        return Question(name=name, type="date", constraint=NOT_FUTURE)
    return Question(name=name, type="text", appearance="multiline" if name == NOTE else "")
