"""The form for an accident, with the persons harmed in it."""

from __future__ import annotations

from typing import Final

from opendisarm.core.persons import Setting
from opendisarm.core.records import Accident, Consent, PersonHarmed
from opendisarm.forms.asking import asked
from opendisarm.forms.consent import CONSENT
from opendisarm.forms.harmed import HARMED
from opendisarm.forms.identity import identity
from opendisarm.forms.items import Form, Group, Serves
from opendisarm.forms.place import EXACT_PLACE, PLACE
from opendisarm.forms.reasons import OF_CONSENT, OF_THE_ACCIDENT, OURS, OURS_OF_PERSONS
from opendisarm.forms.repeats import repeat
from opendisarm.forms.rules import is_answered

PERSONS: Final = "persons"

ACCIDENT: Final = Form(
    id="opendisarm_accident",
    items=(
        asked(Accident, "on", label="on_accident"),
        asked(Accident, "precision", default="day", hint="precision"),
        PLACE,
        EXACT_PLACE,
        asked(Accident, "setting"),
        asked(Accident, "organisation", relevant=is_answered("setting", Setting.DEMINING), label="organisation_harmed"),
        asked(Accident, "device"),
        asked(Accident, "doing"),
        asked(Accident, "marked"),
        asked(Accident, "hazard", hint="hazard"),
        Group(
            name="toll",
            items=tuple(asked(Accident, name) for name in ("killed", "injured", "unknown_outcome")),
        ),
        *repeat(PERSONS, *HARMED, CONSENT, identity()),
    ),
    serves=(
        Serves(record=Accident, not_asked=OURS),
        Serves(
            record=PersonHarmed,
            within=PERSONS,
            not_asked={
                **OURS_OF_PERSONS,
                "on": OF_THE_ACCIDENT,
                "accident": OF_THE_ACCIDENT,
                "place": OF_THE_ACCIDENT,
                "precision": OF_THE_ACCIDENT,
                "device": OF_THE_ACCIDENT,
            },
        ),
        Serves(record=Consent, within=PERSONS, not_asked=OF_CONSENT),
    ),
)
