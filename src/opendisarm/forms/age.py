"""How old a person was: in years where they are known, as a group of ages where not."""

from __future__ import annotations

from typing import Final

from opendisarm.forms.asking import asked
from opendisarm.forms.items import Question
from opendisarm.forms.rules import AGE

AGE_YEARS: Final = "age_years"


def age(record: type) -> tuple[Question, ...]:
    """The two questions; `age` of the record comes from either."""
    return (
        Question(name=AGE_YEARS, type="integer", constraint=AGE, hint=AGE_YEARS),
        asked(record, "age", relevant=f"${{{AGE_YEARS}}} = ''"),
    )
