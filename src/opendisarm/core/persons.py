"""The field's closed lists about persons.  Every list knows "unknown": it is a category, never an empty cell.

Sources  standards 2.3, 2.4, 7 (Landmine Monitor's categories; Washington Group short set; IMAS 10.60, 12.10, 13.10).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final


class Sex(StrEnum):
    """As the person says."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class Age(StrEnum):
    """Age group on the day; a child is under 18.  `child` and `adult`: no more is known than that."""

    UNDER_5 = "0-4"
    FROM_5 = "5-11"
    FROM_12 = "12-17"
    CHILD = "child"
    FROM_18 = "18-59"
    FROM_60 = "60+"
    ADULT = "adult"
    UNKNOWN = "unknown"


_CHILDREN: Final = frozenset({Age.UNDER_5, Age.FROM_5, Age.FROM_12, Age.CHILD})
OLDEST: Final = 120
"""An age beyond it is a mistake."""


def age_class(age: Age) -> Age:
    """Child, adult or unknown: what treaty reports and the Landmine Monitor count by."""
    if age is Age.UNKNOWN:
        return age
    return Age.CHILD if age in _CHILDREN else Age.ADULT


def age_of_years(years: int) -> Age:
    """The group of an age in whole years.  Errors  ValueError below 0 or above `OLDEST`."""
    if not 0 <= years <= OLDEST:
        raise ValueError(f"An age of {years} years is not possible.")
    for last, group in ((4, Age.UNDER_5), (11, Age.FROM_5), (17, Age.FROM_12), (59, Age.FROM_18)):
        if years <= last:
            return group
    return Age.FROM_60


class Disability(StrEnum):
    """Whether the person has a disability, by the Washington Group short set where it was asked."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """What became of a person harmed.  killed + injured + unknown = casualties, always."""

    KILLED = "killed"
    INJURED = "injured"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """Who the person was in the accident."""

    CIVILIAN = "civilian"
    DEMINER = "deminer"
    SECURITY_FORCES = "security_forces"
    UNKNOWN = "unknown"


class DeviceClass(StrEnum):
    """What exploded, in the Landmine Monitor's classes.  Command-detonated devices do not belong to these."""

    AP_MINE = "ap_mine"
    AV_MINE = "av_mine"
    IMPROVISED_MINE = "improvised_mine"
    UNSPECIFIED_MINE = "unspecified_mine"
    SUBMUNITION = "cluster_submunition"
    OTHER_ERW = "other_erw"
    UNKNOWN = "unknown"


class Setting(StrEnum):
    """Where the accident happened: at a demining workplace (IMAS 10.60) or elsewhere."""

    DEMINING = "demining"
    OTHER = "other"
    UNKNOWN = "unknown"


class Doing(StrEnum):
    """What the person was doing at the time."""

    FARMING = "farming"
    HERDING = "herding"
    COLLECTING = "collecting_wood_water_or_food"
    PLAYING = "playing"
    TRAVELLING = "travelling"
    HOUSEHOLD = "household_work"
    HANDLING = "handling_the_device"
    SCRAP = "collecting_scrap_metal"
    CONSTRUCTION = "construction"
    DEMINING = "demining"
    MILITARY = "military_activity"
    PASSING = "passing_or_standing_nearby"
    OTHER = "other"
    UNKNOWN = "unknown"


class YesNo(StrEnum):
    """A question of the field: the third answer is "don't know"."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Difficulty(StrEnum):
    """An answer of the Washington Group short set, by its code."""

    NONE = "1"
    SOME = "2"
    A_LOT = "3"
    CANNOT = "4"
    REFUSED = "7"
    DOES_NOT_KNOW = "9"


SEVERE: Final = frozenset({Difficulty.A_LOT, Difficulty.CANNOT})
_ANSWERED: Final = frozenset({Difficulty.NONE, Difficulty.SOME, *SEVERE})


def disability_of(answers: Iterable[Difficulty | None]) -> Disability:
    """With disability when any of the six domains is a lot of difficulty or more; unknown when one is missing else.

    Source  Washington Group short set, the cut-off recommended by the Group; the rule for missing answers is ours.
    """
    answers = tuple(answers)
    if any(answer in SEVERE for answer in answers):
        return Disability.YES
    return Disability.NO if answers and all(answer in _ANSWERED for answer in answers) else Disability.UNKNOWN


class Pillar(StrEnum):
    """Pillars of victim assistance that a service belongs to (IMAS 13.10); laws and data are the state's part."""

    MEDICAL = "emergency_and_medical_care"
    REHABILITATION = "physical_rehabilitation"
    PSYCHOSOCIAL = "psychological_and_social_support"
    INCLUSION = "social_and_economic_inclusion"


class ServiceResult(StrEnum):
    """What came of a service."""

    ONGOING = "ongoing"
    COMPLETED = "completed"
    STOPPED = "stopped"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Purpose(StrEnum):
    """What a person's data are used for; consent is asked for each."""

    ASSISTANCE = "assistance"
    REFERRAL = "referral"
    STATISTICS = "statistics"
    RESEARCH = "research"
    CONTACT = "contact"


class Decision(StrEnum):
    """What the person, or who speaks for a child, decided."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Basis(StrEnum):
    """The legal basis of holding a person's data."""

    CONSENT = "consent"
    VITAL_INTEREST = "vital_interest"
    PUBLIC_INTEREST = "public_interest"
    LEGAL_OBLIGATION = "legal_obligation"
    LEGITIMATE_INTEREST = "legitimate_interest"


class ErasureReason(StrEnum):
    """Why the identifying data of a person are destroyed.  A closed list: a reason in words may name the person."""

    ASKED = "asked_by_the_person"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    RETENTION_OVER = "retention_over"
    MISTAKE = "entered_by_mistake"
    RISK = "risk_to_the_person"


class SameBecause(StrEnum):
    """How a human found that two references are one person."""

    DOCUMENT = "same_document"
    DETAILS = "same_details"
    PERSON = "confirmed_by_the_person"
    FAMILY = "confirmed_by_the_family"
    CASE_WORKER = "confirmed_by_a_case_worker"


class Method(StrEnum):
    """How risk education reached people.  Mass and digital media reach an audience that nobody counts one by one."""

    FACE_TO_FACE = "face_to_face"
    SCHOOL = "school"
    TRAINING = "training_of_trainers"
    COMMUNITY = "community_liaison"
    MASS_MEDIA = "mass_media"
    DIGITAL = "digital"
    OTHER = "other"
    UNKNOWN = "unknown"


class Venue(StrEnum):
    """Where a session was held."""

    CAMP = "camp"
    CHILD_FRIENDLY_SPACE = "child_friendly_space"
    COMMUNITY_CENTRE = "community_centre"
    SCHOOL = "education_facility"
    FARM = "farm"
    HOUSEHOLD = "household"
    MARKET = "market"
    MEDICAL = "medical_facility"
    RELIGIOUS = "religious_site"
    OTHER = "other"
    UNKNOWN = "unknown"
