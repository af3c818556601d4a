"""What is asked of a person harmed, with an accident form or without one."""

from __future__ import annotations

from typing import Final

from opendisarm.core.persons import Outcome
from opendisarm.core.records import PersonHarmed
from opendisarm.forms.age import age
from opendisarm.forms.asking import asked
from opendisarm.forms.items import Question
from opendisarm.forms.rules import DEATH, is_answered

HARMED: Final[tuple[Question, ...]] = (
    asked(PersonHarmed, "outcome", hint="outcome"),
    asked(PersonHarmed, "died", constraint=DEATH, relevant=is_answered("outcome", Outcome.INJURED)),
    asked(PersonHarmed, "sex", hint="sex"),
    *age(PersonHarmed),
    asked(PersonHarmed, "status"),
    asked(PersonHarmed, "disability", hint="disability"),
    asked(PersonHarmed, "educated"),
    asked(PersonHarmed, "doing", label="doing_person"),
)
"""Comes after a question `on`: nobody dies before the harm."""
