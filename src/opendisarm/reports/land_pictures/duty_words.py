"""Duties in a few words, for rows of a picture; the whole title and the article stand in the table of duties."""

from __future__ import annotations

from typing import Final

from opendisarm.reports.figures import Phrase

DUTY_WORDS: Final[dict[str, Phrase]] = {
    "apmbc-3-retained": Phrase("Mines kept for training: as few as needed"),
    "apmbc-4-stockpile": Phrase("Stockpiled mines destroyed"),
    "apmbc-5-clearance": Phrase("Mined areas cleared"),
    "apmbc-5-2-marking": Phrase("Mined areas marked and fenced"),
    "apmbc-6-3-victims": Phrase("Mine victims assisted"),
    "apmbc-7-initial": Phrase("Initial transparency report"),
    "apmbc-7-annual": Phrase("Annual transparency report"),
    "apmbc-9-law": Phrase("National law"),
    "ccm-3-stockpile": Phrase("Stockpiled cluster munitions destroyed"),
    "ccm-4-clearance": Phrase("Areas with cluster munitions cleared"),
    "ccm-5-victims": Phrase("Cluster munition victims assisted"),
    "ccm-6-cooperation": Phrase("Cooperation and assistance"),
    "ccm-7-initial": Phrase("Initial transparency report"),
    "ccm-7-annual": Phrase("Annual transparency report"),
    "ccm-9-law": Phrase("National law"),
    "att-5-control": Phrase("National control system"),
    "att-12-records": Phrase("Records of exports kept"),
    "att-13-1-initial": Phrase("Initial report on implementation"),
    "att-13-3-annual": Phrase("Annual report on exports and imports"),
    "ccw-ap2-13-annual": Phrase("Annual report"),
    "ccw-p5-10-initial": Phrase("Initial report"),
    "ccw-p5-10-annual": Phrase("Annual report"),
    "poa-biennial": Phrase("Report every second year"),
}
"""By the names that `law` gives duties."""

DEADLINE_OF: Final = Phrase("Deadline, {cite}")
EXTENDED_TO: Final = Phrase("Extended deadline, {cite}")
TITLE_BRIDGE: Final = Phrase("What changed from {first} to {last}")
TITLE_STRATA: Final = Phrase("Land on the books, year by year")
TITLE_DUTIES: Final = Phrase("Duties and their days: {state}")
