"""How land looks in every picture: a colour, a pattern and a word for each account and each way in which it changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from opendisarm.core.vocabulary import Account, Cause
from opendisarm.reports.article7.bridge import CLOSING, FLOW_WORDS, OPENING
from opendisarm.reports.figures import Phrase
from opendisarm.reports.world.patterns import Pattern, definition, fill
from opendisarm.reports.world.sheet import INK, attribute

SUSPECTED: Final = Phrase("Suspected")
CONFIRMED: Final = Phrase("Confirmed")
DOES_NOT_CLOSE: Final = Phrase("Does not close")
NOT_TOLD: Final = Phrase("Not told how")


@dataclass(frozen=True, slots=True)
class Look:
    """A fill with its word.  key: names its pattern within a picture.  colour  "#rrggbb"."""

    key: str
    word: Phrase
    colour: str
    pattern: Pattern = Pattern.NONE

    def fill(self, name: str) -> str:
        """The fill and the edge of a bar, as attributes."""
        inside = fill(f"{name}-{self.key}", self.colour, self.pattern)
        return f'fill={attribute(inside)} stroke="{INK}" stroke-opacity="0.45" stroke-width="0.75"'

    def definition(self, name: str) -> str:
        """The pattern that the fill refers to; "" for a plain colour."""
        return definition(f"{name}-{self.key}", self.colour, self.pattern)


LAND: Final[dict[Account, Look]] = {
    Account.CONFIRMED: Look("confirmed", CONFIRMED, "#D55E00"),
    Account.SUSPECTED: Look("suspected", SUSPECTED, "#E69F00", Pattern.HATCHED),
    Account.CLEARED: Look("cleared", FLOW_WORDS[Cause.CLEARED], "#009E73", Pattern.DOTS),
    Account.REDUCED: Look("reduced", FLOW_WORDS[Cause.REDUCED], "#56B4E9", Pattern.HORIZONTAL),
    Account.CANCELLED: Look("cancelled", FLOW_WORDS[Cause.CANCELLED], "#7A8CA3", Pattern.BACK_HATCHED),
}
"""Land on the books: first what is open, then what was released."""

REOPENED: Final = Look("reopened", FLOW_WORDS[Cause.REOPENED], "#CC79A7", Pattern.CROSS_HATCHED)

STOCK: Final = {"opening": Look("opening", OPENING, "#6B7683"), "closing": Look("closing", CLOSING, "#6B7683")}

FLOWS: Final[dict[Cause, Look]] = {
    Cause.NEWLY_FOUND: Look("newly_found", FLOW_WORDS[Cause.NEWLY_FOUND], "#D55E00"),
    Cause.BOUNDARY_GROWTH: Look("boundary_growth", FLOW_WORDS[Cause.BOUNDARY_GROWTH], "#E69F00", Pattern.HATCHED),
    Cause.REOPENED: REOPENED,
    Cause.CANCELLED: LAND[Account.CANCELLED],
    Cause.REDUCED: LAND[Account.REDUCED],
    Cause.CLEARED: LAND[Account.CLEARED],
    Cause.CORRECTION: Look("correction", FLOW_WORDS[Cause.CORRECTION], "#8A8A8A", Pattern.VERTICAL),
    Cause.RECLASSIFIED: Look("reclassified", FLOW_WORDS[Cause.RECLASSIFIED], "#B0B0B0", Pattern.CROSS_HATCHED),
}

GAP: Final = Look("gap", DOES_NOT_CLOSE, "#C62828", Pattern.HATCHED)
UNTOLD: Final = Look("untold", NOT_TOLD, "#FFFFFF", Pattern.DOTS)
