"""What is known of a state's land under one clearance duty, from its land ledger or from published figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class ClearanceFacts:
    """Figures as of a day.  None and missing years mean unknown, never 0.

    remaining_m2      suspected and confirmed land still open; of it suspected_m2 and confirmed_m2.
    inaccessible_m2   of it out of reach for security.
    released_m2       calendar year -> cancelled + reduced + cleared;  cleared_m2: cleared only.
    planned_m2        calendar year -> target of a plan.
    earlier_remaining an older figure and its day, to see whether the remaining area grew.
    source            "land ledger", or who published.       entries  behind the remaining area.
    """

    on: date
    remaining_m2: int | None = None
    suspected_m2: int | None = None
    confirmed_m2: int | None = None
    inaccessible_m2: int | None = None
    released_m2: Mapping[int, int] = field(default_factory=dict)
    cleared_m2: Mapping[int, int] = field(default_factory=dict)
    planned_m2: Mapping[int, int] = field(default_factory=dict)
    earlier_remaining: tuple[date, int] | None = None
    source: str = ""
    entries: tuple[str, ...] = ()
