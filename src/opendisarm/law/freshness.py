"""How long an observation says something.

That a report was missing in June says little about the next June: somebody may have looked and not written it down.
Our own rule (docs/decisions/0009): after one year an observation is old, and an answer that rests on it is
"unconfirmed"; it never makes a duty "missed".
"""

from __future__ import annotations

from datetime import date
from typing import Final

from opendisarm.core.clocks import add_years
from opendisarm.core.records import Grade

YEARS: Final = 1


def fresh(seen: date, on: date) -> bool:
    """Whether what was seen on one day still says something on another."""
    return seen <= on <= add_years(seen, YEARS)


def confirmed(grade: Grade) -> bool:
    """Whether a fact was seen (or follows from a rule), rather than remembered."""
    return grade is not Grade.MEMORY
