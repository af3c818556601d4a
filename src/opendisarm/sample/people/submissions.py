"""What the partner sends: submissions of the form for needs, as the server of ODK Central exports them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final

from opendisarm.core.identity import ADDRESS, BIRTH_DATE, FATHER, NAME, NATIONAL_ID, NOTE, PHONE, SENDERS_ID
from opendisarm.core.persons import Age
from opendisarm.core.records import Consent, NeedAssessed, Referral, ServiceReceived
from opendisarm.sample.people.stream import Sent

FORM: Final = "opendisarm_needs"
_CONTEXT: Final = f"https://forms.example.org/v1/projects/1/forms/{FORM}.svc/$metadata#Submissions"
_DOMAINS: Final = ("seeing", "hearing", "walking", "remembering", "self_care", "communicating")
_WHO: Final = (SENDERS_ID, NAME, FATHER, BIRTH_DATE, NATIONAL_ID, PHONE, ADDRESS, NOTE)
_PLACE: Final = ("state", "admin1", "admin2", "admin1_code", "admin2_code")


def export(sent: Sequence[Sent]) -> dict[str, Any]:
    """Records of submissions, those of one submission in a row, as the JSON of the server with repeats expanded."""
    return {"@odata.context": _CONTEXT, "value": list(_submissions(sent))}


def _submissions(sent: Sequence[Sent]) -> Iterator[dict[str, Any]]:
    for instance, of_one in groupby(sent, key=lambda one: one.record.ref.partition("/")[0]):
        main, *more = of_one
        assert isinstance(main.record, NeedAssessed)
        records = [one.record for one in more]
        need, fields = main.record, main.identity.fields if main.identity else {}
        referrals = [_referred(record) for record in records if isinstance(record, Referral)]
        services = [_served(record) for record in records if isinstance(record, ServiceReceived)]
        agreed = {f"consent_{one.purpose.value}": one.decision.value for one in records if isinstance(one, Consent)}
        yield {
            "__id": f"uuid:{instance}",
            "__system": {"submissionDate": f"{need.on}T16:30:00Z", "submitterName": "Tablet 4", "reviewState": None},
            "meta": {"instanceID": f"uuid:{instance}", "instanceName": None},
            "on": need.on.isoformat(),
            "precision": "day",
            "organisation": need.organisation,
            "place": {part: getattr(need.place, part) or None for part in _PLACE},
            "sex": need.sex.value,
            **_age(need, fields.get(BIRTH_DATE, "")),
            "consent": agreed,
            "identity": {field: fields.get(field) for field in _WHO},
            "functioning": {domain: getattr(need, domain) and getattr(need, domain).value for domain in _DOMAINS},
            "needs": " ".join(sorted(need.needs)) or None,
            "any_referrals": "yes" if referrals else "no",
            "referrals": referrals,
            "any_services": "yes" if services else "no",
            "services": services,
        }


def _age(need: NeedAssessed, born: str) -> dict[str, Any]:
    """Years where the birth is told; the group where somebody knows no more; nothing where nobody knows."""
    if not born:
        return {"age_years": None, "age": None if need.age is Age.UNKNOWN else need.age.value}
    birth = date.fromisoformat(born)
    return {"age_years": need.on.year - birth.year - ((need.on.month, need.on.day) < (birth.month, birth.day))}


def _referred(record: Referral) -> dict[str, Any]:
    return {"on": record.on.isoformat(), "pillar": record.pillar.value, "provider": record.provider}


def _served(record: ServiceReceived) -> dict[str, Any]:
    said = {"on": record.on.isoformat(), "pillar": record.pillar.value, "provider": record.provider}
    return said | {"result": record.result.value}
