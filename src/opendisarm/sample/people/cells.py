"""Records about people as the cells of an office's tables: its headers, its words, one row a record."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final

from opendisarm.core.identity import (
    ADDRESS,
    BIRTH_DATE,
    FATHER,
    NAME,
    NATIONAL_ID,
    NOTE,
    PHONE,
    SENDERS_ID,
)
from opendisarm.core.records import (
    Accident,
    Consent,
    EducationSession,
    NeedAssessed,
    PersonHarmed,
    Place,
    Precision,
    Reached,
    Referral,
    ServiceReceived,
    Shape,
)
from opendisarm.sample.people.faults import IMPOSSIBLE_AGE, KILLED_AND_INJURED, THOUSANDS_SEPARATOR, YEARS_TYPED
from opendisarm.sample.people.stream import Sent
from opendisarm.sample.people.words import OFFICE_WORDS

_PLACE: Final = {
    "Country code": "state", "Province": "admin1", "District": "admin2", "Province code": "admin1_code",
    "District code": "admin2_code",
}  # fmt: skip
_WHO: Final = {
    "Victim ID": SENDERS_ID, "Full name": NAME, "Father's name": FATHER, "Date of birth": BIRTH_DATE,
    "National ID": NATIONAL_ID, "Phone number": PHONE, "Address": ADDRESS, "Remarks": NOTE,
}  # fmt: skip
_DIRECT: Final = {
    "Women": ("female", "adult"), "Girls": ("female", "child"), "Men": ("male", "adult"), "Boys": ("male", "child"),
}  # fmt: skip
_INDIRECT: Final = {f"{header} indirect": whom for header, whom in _DIRECT.items()}
_DOMAINS: Final = ("seeing", "hearing", "walking", "remembering", "self_care", "communicating")

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "accidents": (
        "kind", "Accident ID", "Date of accident", *_PLACE, "GPS coordinates", "Accident type", "Device type",
        "Killed", "Injured", "Outcome unknown", "Area marked", "Organisation", "Remarks",
    ),
    "harmed": (
        "kind", *_WHO, "Accident ID", "Date of accident", *_PLACE, "Sex", "Age", "Outcome", "Date of death",
        "Victim category", "Device type", "Activity at time of accident", "Disability", "Received risk education",
    ),
    "needs": (
        "kind", "Assessment ID", "Victim ID", "Date of assessment", *_PLACE, "Sex", "Age group", *_DOMAINS,
        "Needs assistance in", "Organisation",
    ),
    "referrals": (
        "kind", "Referral ID", "Victim ID", "Date of referral", *_PLACE, "Type of service", "Referred to",
        "Organisation",
    ),
    "services": (
        "kind", "Service ID", "Referral ID", "Victim ID", "Date of service", *_PLACE, "Type of service",
        "Service provider", "Service status", "Organisation",
    ),
    "consents": (
        "kind", "Victim ID", "Date of consent", *_PLACE, "Purpose", "Decision", "Legal basis", "Valid until",
        "Organisation",
    ),
    "sessions": (
        "kind", "Session ID", "Date of session", "End date", *_PLACE, "Method", "Venue", "Organisation", *_DIRECT,
        "Total", *_INDIRECT, "Total indirect", "Persons with disabilities", "First-time beneficiaries",
    ),
}  # fmt: skip
"""File -> its headers."""


def cells_of(sent: Sent) -> tuple[str, dict[str, Any]]:
    """The file that a record goes into, and the cells of its row by header.  Empty cells are None.

    Errors  TypeError on a kind that no office sends.
    """
    record = sent.record
    fields = sent.identity.fields if sent.identity else {}
    shared = {"kind": record.kind, **_placed(getattr(record, "place", Place()))}
    match record:
        case Accident():
            return "accidents", shared | _accident(record) | {"Remarks": fields.get(NOTE)}
        case PersonHarmed():
            return "harmed", shared | _harmed(sent, record, fields)
        case EducationSession():
            return "sessions", shared | _session(record, sent.fault == THOUSANDS_SEPARATOR)
        case NeedAssessed() | Referral() | ServiceReceived() | Consent():
            whose = {"Victim ID": fields.get(SENDERS_ID), "Organisation": record.organisation}
            return _assistance(record, shared | whose)
    raise TypeError(f"No office sends a {record.kind}.")


def _accident(record: Accident) -> dict[str, Any]:
    return {
        "Accident ID": record.ref, "Date of accident": _dated(record.on, record.precision),
        "GPS coordinates": _degrees(record.shape), "Accident type": _word(record.setting),
        "Device type": _word(record.device),
        "Killed": record.killed, "Injured": record.injured, "Outcome unknown": record.unknown_outcome,
        "Area marked": _word(record.marked), "Organisation": record.organisation or None,
    }  # fmt: skip


def _harmed(sent: Sent, record: PersonHarmed, fields: Mapping[str, str]) -> dict[str, Any]:
    outcome = "killed/injured" if sent.fault == KILLED_AND_INJURED else _word(record.outcome)
    age: Any = YEARS_TYPED if sent.fault == IMPOSSIBLE_AGE else _age(record, fields.get(BIRTH_DATE, ""))
    return {
        **{header: fields.get(field) for header, field in _WHO.items()}, "Accident ID": record.accident or None,
        "Date of accident": _dated(record.on, record.precision), "Sex": _word(record.sex), "Age": age,
        "Outcome": outcome, "Date of death": record.died and record.died.isoformat(),
        "Victim category": _word(record.status), "Device type": None if record.accident else _word(record.device),
        "Activity at time of accident": _word(record.doing), "Disability": _word(record.disability),
        "Received risk education": _word(record.educated),
    }  # fmt: skip


def _assistance(
    record: NeedAssessed | Referral | ServiceReceived | Consent, shared: dict[str, Any]
) -> tuple[str, dict[str, Any]]:
    on = record.on.isoformat()
    match record:
        case NeedAssessed():
            answers = {domain: getattr(record, domain) and getattr(record, domain).value for domain in _DOMAINS}
            return "needs", shared | answers | {
                "Assessment ID": record.ref, "Date of assessment": on, "Sex": _word(record.sex),
                "Age group": _word(record.age), "Needs assistance in": _listed(record.needs),
            }  # fmt: skip
        case Referral():
            return "referrals", shared | {
                "Referral ID": record.ref, "Date of referral": on, "Type of service": record.pillar.value,
                "Referred to": record.provider,
            }  # fmt: skip
        case ServiceReceived():
            return "services", shared | {
                "Service ID": record.ref, "Referral ID": record.referral, "Date of service": on,
                "Type of service": record.pillar.value, "Service provider": record.provider,
                "Service status": _word(record.result),
            }  # fmt: skip
        case Consent():
            return "consents", shared | {
                "Date of consent": on, "Purpose": record.purpose.value, "Decision": record.decision.value,
                "Legal basis": record.basis.value, "Valid until": record.until and record.until.isoformat(),
            }  # fmt: skip


def _session(record: EducationSession, separated: bool) -> dict[str, Any]:
    return {
        "Session ID": record.ref, "Date of session": record.on.isoformat(),
        "End date": record.until and record.until.isoformat(), "Method": _word(record.method),
        "Venue": _word(record.venue), "Organisation": record.organisation,
        **_counted(record.direct, _DIRECT, "Total", separated=False),
        **_counted(record.indirect, _INDIRECT, "Total indirect", separated),
        "Persons with disabilities": record.with_disability, "First-time beneficiaries": record.first_time,
    }  # fmt: skip


def _counted(
    cells: Iterable[Reached], columns: Mapping[str, tuple[str, str]], total: str, separated: bool
) -> dict[str, Any]:
    """A column for each group, and one for all; empty where nobody counted.  separated: with a comma at thousands."""
    found = {(sex, age): number for sex, age, number in cells}
    told: dict[str, Any] = {header: found.get(whom) for header, whom in columns.items()}
    told[total] = sum(found.values()) if found else None
    return {header: f"{number:,}" if separated and number else number for header, number in told.items()}


def _placed(place: Place) -> dict[str, Any]:
    return {header: getattr(place, part) or None for header, part in _PLACE.items()}


def _degrees(shape: Shape | None) -> str | None:
    """Latitude and longitude of a point, as a device shows them."""
    if shape is None:
        return None
    longitude, latitude = struct.unpack_from("<2d", shape.wkb, 5)
    return f"{latitude} {longitude}"


def _dated(on: date, precision: Precision) -> str:
    return on.isoformat()[:7] if precision is Precision.MONTH else on.isoformat()


def _age(record: PersonHarmed, born: str) -> Any:
    """Whole years where the day of birth is told, else the group."""
    if not born:
        return _word(record.age)
    birth = date.fromisoformat(born)
    return record.on.year - birth.year - ((record.on.month, record.on.day) < (birth.month, birth.day))


def _word(word: StrEnum) -> str:
    """As the office writes it."""
    return OFFICE_WORDS.get(word, word.value)


def _listed(words: Iterable[StrEnum]) -> str | None:
    return "; ".join(sorted(words)) or None
