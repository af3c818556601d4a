"""Why an extract is not believed, in words."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from opendisarm.reports.figures import Phrase

SCAN_AGAIN: Final = Phrase("Scan the code again, or give the PDF as it was sent.")
SCAN_INSTEAD: Final = Phrase("Scan the code on the page instead.")
NEWER: Final = Phrase("Check it with a newer OpenDisarm.")
ASK_FOR_KEY: Final = Phrase("Ask the authority that the page names for its public key, on a way other than this page.")
DO_NOT_RELY: Final = Phrase("Do not rely on it; ask the authority, and show it this page.")
ASK_FOR_NEW: Final = Phrase("Ask the authority for a new one.")


class Why(StrEnum):
    """Why a check says no."""

    UNREADABLE = "unreadable"
    VERSION = "version"
    KEY = "key"
    SIGNATURE = "signature"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class RefusedError(Exception):
    """An extract, or a list of withdrawn ones, that must not be relied on.

    why; what is wrong, and the remedy: what to do, for a voice to say.  As text it is in English.
    """

    def __init__(self, why: Why, what: Phrase, remedy: Phrase) -> None:
        super().__init__(" ".join(said.text.format(**dict(said.facts)) for said in (what, remedy)))
        self.why = why
        self.what = what
        self.remedy = remedy
