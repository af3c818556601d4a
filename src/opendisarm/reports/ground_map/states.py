"""The states of land as people see them: a word, a colour and a pattern each, so that colour alone says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from opendisarm.reports.figures import Phrase
from opendisarm.reports.world.patterns import Pattern


@dataclass(frozen=True, slots=True)
class LandState:
    """key: as tiles and features name it.  colour: "#rrggbb"."""

    key: str
    label: Phrase
    colour: str
    pattern: Pattern


LAND_STATES: Final = (
    LandState("confirmed", Phrase("Confirmed hazardous area"), "#D55E00", Pattern.NONE),
    LandState("suspected", Phrase("Suspected hazardous area"), "#E69F00", Pattern.HATCHED),
    LandState("reopened", Phrase("Reopened: found again after release"), "#CC79A7", Pattern.CROSS_HATCHED),
    LandState("cleared", Phrase("Cleared"), "#009E73", Pattern.DOTS),
    LandState("reduced", Phrase("Reduced"), "#56B4E9", Pattern.HORIZONTAL),
    LandState("cancelled", Phrase("Cancelled"), "#7A8CA3", Pattern.BACK_HATCHED),
    LandState("correction", Phrase("Taken off the books; not a release"), "#FFFFFF", Pattern.VERTICAL),
)
"""In the order of the key, what is still dangerous first."""

BY_KEY: Final = {one.key: one for one in LAND_STATES}
