"""The words of an extract, in English; its catalogues (locale/*.po) say them in the other languages."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Final

from babel.messages.pofile import read_po

from opendisarm.core.vocabulary import Account
from opendisarm.extracts.statement import Nearby, ParcelKind, Statement
from opendisarm.reports.figures import Phrase
from opendisarm.reports.render.words import Voice

TITLE: Final = Phrase("Land status extract")
SERIAL: Final = Phrase("No. {serial}")
STATE: Final = Phrase("State")
PARCEL: Final = Phrase("Land")
PLACE: Final = Phrase("Place")
ABOUT: Final = Phrase("Area")
AS_OF: Final = Phrase("As of")
CLOCKS: Final = Phrase("{on}, as known on {known}")
ISSUED: Final = Phrase("Issued")
VALID: Final = Phrase("Valid until")
SIGNED_BY: Final = Phrase("Signed by")
BY_ROLE: Final = Phrase("{office} ({role})")
KINDS: Final = {
    ParcelKind.DRAWN: Phrase("The parcel drawn on this page"),
    ParcelKind.HAZARD: Phrase("Hazardous area {name}"),
    ParcelKind.UNIT: Phrase("Administrative unit {name}"),
}
OUTLINE_ONLY: Final = Phrase("The parcel whose outline has the digest {outline}")
ROLES: Final = {
    "approver": Phrase("approver"),
    "focal_point": Phrase("focal point"),
}

ALL_OPEN: Final = Phrase("This land is recorded as suspected or confirmed to be contaminated.")
SOME_OPEN: Final = Phrase("Part of this land is recorded as suspected or confirmed to be contaminated.")
ALL_RELEASED: Final = Phrase("This land is recorded as released.")
SOME_RELEASED: Final = Phrase("Part of this land is recorded as released. Of the rest nothing is recorded.")
NOTHING: Final = Phrase("Nothing is recorded of this land.")
DO_NOT_ENTER: Final = Phrase("Do not enter it or work on it.")

RECORDED: Final = Phrase("What is recorded of this land")
STANDS: Final = Phrase("State of the land")
M2: Final = Phrase("m²")
ACCOUNTS: Final = {
    Account.CONFIRMED: Phrase("Confirmed hazardous area"),
    Account.SUSPECTED: Phrase("Suspected hazardous area"),
    Account.UNRECORDED: Phrase("Nothing recorded"),
    Account.CORRECTION: Phrase("Struck off at a desk: no release"),
    Account.CLEARED: Phrase("Released by clearance"),
    Account.REDUCED: Phrase("Released by technical survey"),
    Account.CANCELLED: Phrase("Released by non-technical survey"),
}
"""In this order on the page: danger first."""
ROUNDED: Final = Phrase(
    "In steps of 100 m²: uncleared land and land of which nothing is recorded are rounded up, released land down. "
    "The lines need not add up to the area."
)

RELEASES: Final = Phrase("Releases that still hold")
RELEASED_BY: Final = Phrase("Released by")
WAYS: Final = {
    Account.CLEARED: Phrase("clearance"),
    Account.REDUCED: Phrase("technical survey"),
    Account.CANCELLED: Phrase("non-technical survey"),
}
RELEASED_ON: Final = Phrase("Date")
METHOD: Final = Phrase("Method")
DEPTH: Final = Phrase("Depth")
CENTIMETRES: Final = Phrase("{depth} cm")
NOT_RECORDED: Final = Phrase("not recorded")
MORE_RELEASES: Final = Phrase("Earlier releases of this land that are not listed: {count}.")
HANDOVER: Final = Phrase("Handed over")

NEAR: Final = {
    Nearby.YES: Phrase("Yes: suspected or confirmed land touches this land or lies within 100 m of it."),
    Nearby.NO: Phrase("No suspected or confirmed land is recorded within 100 m of this land."),
    Nearby.UNKNOWN: Phrase("Unknown: nobody has recorded where this land lies."),
}
AROUND: Final = Phrase("Around it")
UNPLACED: Final = Phrase(
    "Uncleared land is on record of which only the area is known. Whether it lies here is unknown."
)
ELSEWHERE: Final = Phrase("Without a place")
PENDING: Final = Phrase("Records about this land wait for a decision. They are not counted here.")
WAITING: Final = Phrase("Not decided")

EARLIER: Final = Phrase(
    "This extract tells how things stood on an earlier day than that of its issue. Only a new one tells how they stand "
    "now."
)
EARLIER_DAY: Final = Phrase("Earlier day")

LIMITS: Final = Phrase("What this extract does not say")
NOT_SAFE: Final = Phrase("“Nothing recorded” does not mean “safe”.")
DEPTH_ONLY: Final = Phrase("Cleared means: to the depth and the standard that are recorded, not below.")
ONLY_THEN: Final = Phrase(
    "It tells what was known on the day that it names. Later finds, floods and erosion change the ground."
)
IF_FOUND: Final = Phrase("If you see something suspicious: do not touch it, go back the way you came, and report it.")

OUTLINE: Final = Phrase("Outline")
CORNER: Final = Phrase("Corner")
LATITUDE: Final = Phrase("Latitude")
LONGITUDE: Final = Phrase("Longitude")
SKETCH: Final = Phrase("Sketch of the parcel with its corners; north is up. It shows no other land.")
NORTH: Final = Phrase("N")

CHECK: Final = Phrase("Check this extract")
HOW: Final = Phrase(
    "The code holds everything that this page says, signed with the key {key}. Whoever has the public key of this "
    "office can check it without a network: opendisarm extract check FILE --key KEY. What the check tells must be "
    "what is printed here."
)
HOW_WITHDRAWN: Final = Phrase("Ask the office whether the extract was withdrawn since.")
CODE: Final = Phrase("QR code with the signed text of this extract.")
HEAD: Final = Phrase("Journal entry {seq}, head")
PAGE: Final = Phrase("Page")
PAGE_OF: Final = Phrase("of")


class ExtractVoice(Voice):
    """Says the words of an extract in one language.  Errors  ValueError on a language that there is not."""

    def __init__(self, lang: str) -> None:
        super().__init__(lang)
        self._words = self._words | _catalogue(lang)


def verdict(says: Statement) -> Phrase:
    """The one sentence that stands above everything else."""
    if says.uncleared_m2:
        return SOME_OPEN if says.released_m2 or says.unrecorded_m2 else ALL_OPEN
    if says.released_m2:
        return SOME_RELEASED if says.unrecorded_m2 else ALL_RELEASED
    return NOTHING


@cache
def _catalogue(lang: str) -> dict[str, str]:
    """English -> words of the language; English itself has none."""
    if lang == "en":
        return {}
    content = files("opendisarm.extracts").joinpath("locale", f"{lang}.po").read_bytes()
    return {
        str(message.id): str(message.string) for message in read_po(BytesIO(content), abort_invalid=True) if message.id
    }
