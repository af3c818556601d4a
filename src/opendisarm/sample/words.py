"""The names and lists of the invented country."""

from __future__ import annotations

from typing import Final

from opendisarm.core.vocabulary import Contamination

PROVINCES: Final = (
    "Example Coast", "Placebo Bay", "Mock Harbour",
    "Pretend Plains", "Specimen Heights", "Fiction Valley",
    "Upper Sample", "Dummy Hills", "Invented March",
)  # fmt: skip
DISTRICT_WORDS: Final = ("Old", "New", "High", "Low", "Far", "Near")
DISTRICT_STEMS: Final = (
    "Quillet", "Marrowby", "Tindlewick", "Wexling", "Orrinth", "Pelgrim", "Sossetby", "Umberlow", "Brindlethorpe",
)  # fmt: skip

SURVEYORS: Final = ("Blue Heron Survey", "Samplia Mine Action Corps", "Open Field Action")
CLEARERS: Final = ("North Star Demining", "Paper Crane Clearance", "Samplia Mine Action Corps", "Open Field Action")

_AP, _IMPROVISED, _AV = Contamination.AP_FACTORY, Contamination.AP_IMPROVISED, Contamination.AV_MINE
_CLUSTER, _ERW = Contamination.CLUSTER, Contamination.OTHER_ERW

Mixes = tuple[frozenset[Contamination], ...]

MINE_MIXES: Final[Mixes] = (
    *[frozenset({_AP})] * 3, *[frozenset({_AP, _AV})] * 2, frozenset({_AP, _ERW}),
    frozenset({_IMPROVISED}), frozenset({_IMPROVISED, _ERW}), frozenset({_AV}),
)  # fmt: skip
STRIKE_MIXES: Final[Mixes] = (*[frozenset({_CLUSTER})] * 2, frozenset({_CLUSTER, _ERW}))
BATTLE_MIXES: Final[Mixes] = (*[frozenset({_ERW})] * 2, frozenset({_CLUSTER, _ERW}))
"""What the ground of a site holds; the likely more than once."""

MINE_METHODS: Final = ("manual", "manual", "mechanical", "animal")
MINE_DEPTHS_CM: Final = (13.0, 15.0, 20.0)
BATTLE_DEPTHS_CM: Final = (20.0, 25.0, 50.0)

MODELS: Final[dict[str, tuple[str, ...]]] = {
    "ap_mine": ("Samplia AP-1", "Samplia AP-2 bounding", "Samplia AP-3"),
    "ap_mine_improvised": ("pressure plate, improvised", "tripwire, improvised"),
    "av_mine": ("Samplia AV-7", "Samplia AV-9"),
    "submunition": ("Samplia SM-40", "Samplia SM-41"),
    "uxo": ("mortar 81 mm", "projectile 122 mm", "hand grenade", "rocket 107 mm"),
    "axo": ("mortar 60 mm, boxed",),
    "small_arms_ammunition": ("7.62 mm",),
}
"""Category of a find -> models, most of them invented."""

CATEGORIES_OF: Final[dict[Contamination, tuple[str, ...]]] = {
    _AP: ("ap_mine", "ap_mine", "ap_mine", "uxo"),
    _IMPROVISED: ("ap_mine_improvised", "ap_mine_improvised", "uxo"),
    _AV: ("av_mine",),
    _CLUSTER: ("submunition", "submunition", "submunition", "uxo"),
    _ERW: ("uxo", "uxo", "uxo", "axo", "small_arms_ammunition"),
}
"""Contamination -> what is found there, the likely more than once."""

FATES: Final = ("destroyed",) * 16 + ("removed", "removed", "handed_over", "left_marked")
EVENTS: Final = ("accident", "accident", "incident", "seizure")

OFF_THE_BOOKS: Final = (
    "Entered twice by two survey teams; found in the desk review.",
    "Drawn from a wrong map sheet; the survey team confirms that it never meant this land.",
)
BACK_TO_SUSPECTED: Final = (
    "Direct evidence withdrawn: the item was a tractor part.",
    "Confirmed by mistake; the form named indirect evidence only.",
)
