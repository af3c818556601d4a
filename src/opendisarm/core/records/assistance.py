"""Assistance to survivors and other victims: need, referral, service, and what the person agreed to.

The sector's part is mainly to identify and to refer (IMAS 13.10); each step is a record, so that who waits is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from opendisarm.core.persons import (
    Age,
    Basis,
    Decision,
    Difficulty,
    Disability,
    ErasureReason,
    Pillar,
    Purpose,
    SameBecause,
    ServiceResult,
    Sex,
)
from opendisarm.core.persons import disability_of as _disability_of
from opendisarm.core.records.parts import Place, Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfPerson:
    """What the records of one person's assistance share.

    person  reference to the vault.     sex, age: on the day, for persons of whom no record of harm is known.
    organisation  who assessed, referred or served.
    """

    on: date
    ref: str = ""
    person: str = ""
    place: Place = Place()
    precision: Precision = Precision.DAY
    sex: Sex = Sex.UNKNOWN
    age: Age = Age.UNKNOWN
    organisation: str = ""
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedAssessed(_OfPerson):
    """The needs of a person on a day.

    seeing ... communicating   answers of the Washington Group short set, in its order; None when not asked.
    needs    pillars in which the person needs assistance; empty: needs none, or was not asked.
    """

    kind: str = "person.need"
    seeing: Difficulty | None = None
    hearing: Difficulty | None = None
    walking: Difficulty | None = None
    remembering: Difficulty | None = None
    self_care: Difficulty | None = None
    communicating: Difficulty | None = None
    needs: frozenset[Pillar] = frozenset()

    @property
    def disability(self) -> Disability:
        """By the cut-off of the short set."""
        answers = (self.seeing, self.hearing, self.walking, self.remembering, self.self_care, self.communicating)
        return _disability_of(answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral(_OfPerson):
    """A person was referred for a service; provider: to whom."""

    pillar: Pillar
    kind: str = "person.referral"
    provider: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceReceived(_OfPerson):
    """A person received a service; referral: the sender's id of the referral that it answers, where there is one."""

    pillar: Pillar
    kind: str = "person.service"
    provider: str = ""
    referral: str = ""
    result: ServiceResult = ServiceResult.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(_OfPerson):
    """What a person decided about a use of their data.  until: the day after which the data are to be erased."""

    purpose: Purpose
    decision: Decision
    kind: str = "person.consent"
    basis: Basis = Basis.CONSENT
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SamePerson:
    """A human found that two references are one person; withdraw the entry, and they are two again.

    person  the reference that stays; other: the one that is the same.
    """

    on: date
    person: str
    other: str
    because: SameBecause
    kind: str = "person.same"
    ref: str = ""
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonErased:
    """The identifying data of a person were destroyed; what was counted stays counted."""

    on: date
    person: str
    because: ErasureReason
    kind: str = "person.erased"
    ref: str = ""
    extra: tuple[tuple[str, str], ...] = ()
