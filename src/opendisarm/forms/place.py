"""Where it happened: by administration, and to the metre only where that is safe.

Source  field forms of national programmes ask first whether an exact place may be recorded (standards 2.3).
"""

from __future__ import annotations

from dataclasses import fields
from typing import Final

from opendisarm.core.records.parts import Place
from opendisarm.forms.asking import asked
from opendisarm.forms.closed_lists import YES_OR_NO
from opendisarm.forms.items import Group, Question
from opendisarm.forms.rules import STATE, is_answered

PLACE_FIELDS: Final = tuple(field.name for field in fields(Place))
SAFE_TO_LOCATE: Final = "safe_to_locate"
LOCATION: Final = "location"

PLACE: Final = Group(
    name="place",
    items=tuple(asked(Place, name, constraint=STATE if name == "state" else None, hint=name) for name in PLACE_FIELDS),
)

EXACT_PLACE: Final = Group(
    name="exact_place",
    items=(
        Question(name=SAFE_TO_LOCATE, type="select_one", choices=YES_OR_NO, required=True, hint=SAFE_TO_LOCATE),
        Question(name=LOCATION, type="geopoint", relevant=is_answered(SAFE_TO_LOCATE, "yes"), hint=LOCATION),
    ),
)
