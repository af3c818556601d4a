"""The form for a person harmed in an accident that has no form, or has had one before."""

from __future__ import annotations

from typing import Final

from opendisarm.core.records import Consent, PersonHarmed
from opendisarm.forms.asking import asked
from opendisarm.forms.consent import CONSENT
from opendisarm.forms.harmed import HARMED
from opendisarm.forms.identity import identity
from opendisarm.forms.items import Form, Serves
from opendisarm.forms.place import PLACE
from opendisarm.forms.reasons import OF_CONSENT, OURS_OF_PERSONS

PERSON: Final = Form(
    id="opendisarm_person",
    items=(
        asked(PersonHarmed, "on", label="on_harmed"),
        asked(PersonHarmed, "precision", default="day", hint="precision"),
        asked(PersonHarmed, "accident", hint="accident"),
        PLACE,
        asked(PersonHarmed, "device"),
        *HARMED,
        CONSENT,
        identity(),
    ),
    serves=(
        Serves(record=PersonHarmed, not_asked=OURS_OF_PERSONS),
        Serves(record=Consent, not_asked=OF_CONSENT),
    ),
)
