"""What answers must fulfil; the XPath of forms, in one place."""

from __future__ import annotations

from typing import Final

from opendisarm.core.persons import OLDEST
from opendisarm.forms.items import Constraint

MOST: Final = 100_000
"""A count beyond it is a mistake."""

NOT_FUTURE: Final = Constraint(". <= today()", "not_future")
DEATH: Final = Constraint(". >= ${on} and . <= today()", "death")
LAST_DAY: Final = Constraint(". >= ${on} and . <= today()", "last_day")
AGE: Final = Constraint(f". >= 0 and . <= {OLDEST}", "age")
COUNT: Final = Constraint(f". >= 0 and . <= {MOST}", "count")
STATE: Final = Constraint("regex(., '^[A-Z]{3}$')", "state")


def is_answered(name: str, word: str) -> str:
    """XPath: a question was answered with a word."""
    return f"${{{name}}} = '{word}'"


def among(counts: tuple[str, ...]) -> Constraint:
    """A count of some of the persons who are counted by other questions."""
    total = " + ".join(f"coalesce(${{{name}}}, 0)" for name in counts)
    return Constraint(f". >= 0 and . <= {total}", "among")
