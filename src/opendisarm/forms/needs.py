"""The form for an assessment of a survivor's needs, with what was done about them."""

from __future__ import annotations

from typing import Final

from opendisarm.core.records import Consent, NeedAssessed, Referral, ServiceReceived
from opendisarm.forms.age import age
from opendisarm.forms.asking import asked
from opendisarm.forms.consent import CONSENT
from opendisarm.forms.identity import identity
from opendisarm.forms.items import Form, Serves
from opendisarm.forms.place import PLACE
from opendisarm.forms.reasons import OF_CONSENT, OF_THE_PERSON, OURS_OF_PERSONS
from opendisarm.forms.repeats import repeat
from opendisarm.forms.washington import WASHINGTON

REFERRALS: Final = "referrals"
SERVICES: Final = "services"

_STEP: Final = {
    **OURS_OF_PERSONS,
    "place": OF_THE_PERSON,
    "precision": "A step that the form's author took is known to the day.",
    "sex": OF_THE_PERSON,
    "age": OF_THE_PERSON,
    "organisation": OF_THE_PERSON,
}

NEEDS: Final = Form(
    id="opendisarm_needs",
    items=(
        asked(NeedAssessed, "on", label="on_assessment"),
        asked(NeedAssessed, "precision", default="day", hint="precision"),
        asked(NeedAssessed, "organisation", label="organisation_assessing"),
        PLACE,
        asked(NeedAssessed, "sex", hint="sex"),
        *age(NeedAssessed),
        CONSENT,
        identity(senders_id=True),
        WASHINGTON,
        asked(NeedAssessed, "needs"),
        *repeat(
            REFERRALS,
            asked(Referral, "pillar", label="pillar_referral"),
            asked(Referral, "provider", label="provider_referral"),
            asked(Referral, "on", label="on_referral"),
        ),
        *repeat(
            SERVICES,
            asked(ServiceReceived, "pillar", label="pillar_service"),
            asked(ServiceReceived, "provider", label="provider_service"),
            asked(ServiceReceived, "result"),
            asked(ServiceReceived, "on", label="on_service"),
        ),
    ),
    serves=(
        Serves(record=NeedAssessed, not_asked=OURS_OF_PERSONS),
        Serves(record=Referral, within=REFERRALS, not_asked=_STEP),
        Serves(
            record=ServiceReceived,
            within=SERVICES,
            not_asked={**_STEP, "referral": "Referrals on a form have no numbers to point at."},
        ),
        Serves(record=Consent, not_asked=OF_CONSENT),
    ),
)
