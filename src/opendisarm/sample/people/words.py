"""Words of the invented country about its people: syllables of names, shares of chance, remarks, who helps.

A choice that is likelier than another stands in its list more than once.
"""

from __future__ import annotations

from typing import Final

from opendisarm.core.persons import (
    Age,
    Decision,
    DeviceClass,
    Difficulty,
    Doing,
    Method,
    Outcome,
    Pillar,
    Purpose,
    ServiceResult,
    Sex,
    Status,
    Venue,
)
from opendisarm.core.vocabulary import Contamination

Syllables = tuple[tuple[str, str], ...]
"""(Latin, Arabic), which sound alike."""

BEGINNINGS: Final[Syllables] = (
    ("Bilz", "بيلز"), ("Dorf", "دورف"), ("Fesk", "فيسك"), ("Kunz", "كونز"), ("Lumz", "لومز"), ("Mubr", "موبر"),
    ("Nelf", "نيلف"), ("Rusk", "روسك"), ("Sibl", "سيبل"), ("Tunf", "تونف"), ("Zulb", "زولب"), ("Brenk", "برينك"),
    ("Dremz", "دريمز"), ("Flund", "فلوند"), ("Klist", "كليست"), ("Stroml", "سترومل"),
)  # fmt: skip
ENDINGS: Final[Syllables] = (
    ("an", "ان"), ("ek", "يك"), ("idor", "يدور"), ("omi", "ومي"), ("uz", "وز"), ("alu", "الو"), ("et", "يت"),
    ("ilos", "يلوس"), ("osan", "وسان"), ("ura", "ورا"), ("imet", "يميت"), ("odul", "ودول"),
)  # fmt: skip
"""A given name is a beginning and an ending."""

HOUSES: Final[Syllables] = (
    ("Tolb", "تولب"), ("Sprind", "سبريند"), ("Musf", "موسف"), ("Ledr", "ليدر"), ("Fonk", "فونك"), ("Nibr", "نيبر"),
    ("Kelzm", "كيلزم"), ("Rodf", "رودف"), ("Zimd", "زيمد"), ("Blust", "بلوست"), ("Derk", "ديرك"), ("Truzn", "تروزن"),
)  # fmt: skip
LINES: Final[Syllables] = (
    ("ubel", "وبيل"), ("esor", "يسور"), ("anit", "انيت"), ("okad", "وكاد"), ("ilun", "يلون"), ("efos", "يفوس"),
    ("uram", "ورام"), ("abez", "ابيز"), ("imol", "يمول"), ("odin", "ودين"),
)  # fmt: skip
"""The name of a family is a house and a line."""

OFFICE: Final = "Samplia Mine Action Corps"
PARTNER: Final = "Open Field Action"
"""Who sends tables, and who sends submissions of forms."""
EDUCATORS: Final = (OFFICE, OFFICE, PARTNER, "Blue Heron Survey")

DEVICE_OF: Final[dict[Contamination, DeviceClass]] = {
    Contamination.AP_FACTORY: DeviceClass.AP_MINE,
    Contamination.AP_IMPROVISED: DeviceClass.IMPROVISED_MINE,
    Contamination.AV_MINE: DeviceClass.AV_MINE,
    Contamination.CLUSTER: DeviceClass.SUBMUNITION,
    Contamination.OTHER_ERW: DeviceClass.OTHER_ERW,
}
CHILD_DOING: Final = (
    *[Doing.PLAYING] * 3, *[Doing.HERDING] * 3, *[Doing.COLLECTING] * 2, Doing.HANDLING, Doing.TRAVELLING,
)  # fmt: skip
ADULT_DOING: Final = (
    *[Doing.FARMING] * 4, *[Doing.HERDING] * 2, *[Doing.COLLECTING] * 2, *[Doing.TRAVELLING] * 2, Doing.SCRAP,
    Doing.CONSTRUCTION, Doing.PASSING, Doing.HOUSEHOLD, Doing.HANDLING, Doing.OTHER,
)  # fmt: skip
OUTCOMES: Final = (*[Outcome.INJURED] * 69, *[Outcome.KILLED] * 28, *[Outcome.UNKNOWN] * 3)
ADULT_STATUS: Final = (*[Status.CIVILIAN] * 9, Status.SECURITY_FORCES)
SEXES: Final = (*[Sex.MALE] * 78, *[Sex.FEMALE] * 22)
AGES_YEARS: Final = (
    *[(3, 11)] * 2, *[(12, 17)] * 3, *[(18, 35)] * 7, *[(36, 59)] * 6, *[(60, 84)] * 2,
)  # fmt: skip
"""(youngest, oldest) of persons who were not harmed with their family."""

ANSWERS: Final = (
    *[Difficulty.NONE] * 70, *[Difficulty.SOME] * 17, *[Difficulty.A_LOT] * 7, *[Difficulty.CANNOT] * 2,
    *[Difficulty.REFUSED] * 2, *[Difficulty.DOES_NOT_KNOW] * 2,
)  # fmt: skip
WALKING: Final = (
    *[Difficulty.NONE] * 4, *[Difficulty.SOME] * 5, *[Difficulty.A_LOT] * 7, *[Difficulty.CANNOT] * 4,
)  # fmt: skip
RESULTS: Final = (
    *[ServiceResult.COMPLETED] * 12, *[ServiceResult.ONGOING] * 5, ServiceResult.STOPPED, ServiceResult.REFUSED,
    ServiceResult.UNKNOWN,
)  # fmt: skip
PROVIDERS: Final[dict[Pillar, tuple[str, ...]]] = {
    Pillar.MEDICAL: ("Hospital", "Health Post"),
    Pillar.REHABILITATION: ("Rehabilitation Centre", "Prosthetics Workshop"),
    Pillar.PSYCHOSOCIAL: ("Counselling Service", "Peer Support Group"),
    Pillar.INCLUSION: ("Trade School", "Cooperative"),
}
"""What the name of a province is put before."""
DECISIONS: Final[dict[Purpose, tuple[Decision, ...]]] = {
    Purpose.ASSISTANCE: (*[Decision.GIVEN] * 29, Decision.REFUSED),
    Purpose.REFERRAL: (*[Decision.GIVEN] * 14, Decision.REFUSED),
    Purpose.STATISTICS: (*[Decision.GIVEN] * 19, Decision.REFUSED),
    Purpose.RESEARCH: (Decision.GIVEN, Decision.REFUSED),
    Purpose.CONTACT: (Decision.GIVEN, Decision.GIVEN, Decision.REFUSED),
}
ASKED: Final = (
    (Purpose.ASSISTANCE, 1.0), (Purpose.REFERRAL, 0.4), (Purpose.STATISTICS, 0.5), (Purpose.RESEARCH, 0.1),
    (Purpose.CONTACT, 0.2),
)  # fmt: skip
"""(purpose, in which share of cases consent to it is asked)."""

METHODS: Final = (
    *[Method.FACE_TO_FACE] * 20, *[Method.SCHOOL] * 10, *[Method.COMMUNITY] * 6, *[Method.TRAINING] * 3,
    *[Method.MASS_MEDIA] * 4, *[Method.DIGITAL] * 3, Method.OTHER, *[Method.UNKNOWN] * 4,
)  # fmt: skip
VENUES: Final = (
    *[Venue.COMMUNITY_CENTRE] * 4, *[Venue.HOUSEHOLD] * 3, *[Venue.FARM] * 2, Venue.MARKET, Venue.RELIGIOUS,
    Venue.CAMP, Venue.CHILD_FRIENDLY_SPACE, Venue.MEDICAL, Venue.OTHER,
)  # fmt: skip

TOLD_OF_ACCIDENTS: Final = (
    "The path was used every day.", "Smoke was seen from the road.", "Told by the village guard two days later.",
    "A warning sign had fallen over.",
)  # fmt: skip
TOLD_OF_PERSONS: Final = (
    "Carried to the road on a cart.", "Waits for a wheelchair ramp.", "Prefers to be visited in the afternoon.",
    "Walks with a stick since then.",
)  # fmt: skip

OFFICE_WORDS: Final[dict[str, str]] = {
    Sex.FEMALE: "F", Sex.MALE: "M", Outcome.KILLED: "Killed", Outcome.INJURED: "Injured",
    Status.CIVILIAN: "Civilian", Status.DEMINER: "Deminer", Status.SECURITY_FORCES: "Military",
    DeviceClass.AP_MINE: "AP mine", DeviceClass.AV_MINE: "AV mine", DeviceClass.IMPROVISED_MINE: "VOIED",
    DeviceClass.UNSPECIFIED_MINE: "mine", DeviceClass.SUBMUNITION: "submunition", DeviceClass.OTHER_ERW: "UXO",
    Age.CHILD: "child", Age.ADULT: "adult", "unknown": "not known",
}  # fmt: skip
"""A word of ours -> the word that the office writes, where it is another one."""
