"""Use of weapons and harm from explosive weapons, as somebody reported it.  Never a person, never a target."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from opendisarm.core.records.parts import Place
from opendisarm.core.records.sourced import Sourced


class WeaponClass(StrEnum):
    """What was used, as coarsely as the instruments distinguish it."""

    AP_MINES = "antipersonnel mines"
    CLUSTER_MUNITIONS = "cluster munitions"
    AIR_DELIVERED = "air-delivered explosive weapons"
    GROUND_LAUNCHED = "ground-launched explosive weapons"
    IMPROVISED = "improvised explosive devices"
    OTHER_EXPLOSIVE = "other explosive weapons"
    UNKNOWN = "unknown"


class Populated(StrEnum):
    """Whether the place was a populated area."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Harm(NamedTuple):
    """Civilians harmed.  outcome: "killed" or "injured"; sex: "female", "male", "unknown"; age: "adult", "child",
    "unknown"; number: 0 or more."""

    outcome: str
    sex: str
    age: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Sourced):
    """Use of a weapon at a place in a period.

    on, until    first and last day, or the bounds of what is known of the period; until: None when it goes on or is
                 one day.
    actor        in the source's words;  actor_state: ISO3 codes with "/" between, "NSAG" for non-state armed groups,
                 "" when not told.
    certainty    in the source's words ("confirmed", "alleged").
    harmed       civilians by outcome, sex and age; empty means that nothing is known, not that nobody was harmed.
    services     damaged: "hospital", "school", "water" ...
    """

    place: Place
    weapon: WeaponClass
    certainty: str
    kind: str = "incident.use"
    until: date | None = None
    venue: str = ""
    populated: Populated = Populated.UNKNOWN
    actor: str = ""
    actor_state: str = ""
    harmed: tuple[Harm, ...] = ()
    services: tuple[str, ...] = ()
