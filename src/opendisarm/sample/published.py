"""What the invented state published: one year as the records have it, one year that cannot be true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from opendisarm.core.records import DeviceFound, LandRecord, Place, PublishedFigure
from opendisarm.core.vocabulary import RELEASES, LandKind, Treaty, mask_of, scope_mask
from opendisarm.sample.faults import SPARED_YEAR
from opendisarm.sample.items import Item
from opendisarm.sample.samplia import ISO3

TRUE_YEAR: Final = SPARED_YEAR
FALSE_YEAR: Final = 2019
TOO_MUCH: Final = 1.4

_LAND: Final = {
    LandKind.CANCELLED: "cancelled_km2", LandKind.REDUCED: "reduced_km2", LandKind.CLEARED: "cleared_km2",
}  # fmt: skip
_FIGURES: Final = (*_LAND.values(), "released_km2", "devices_destroyed")
FIGURES: Final = 2 * len(_FIGURES)
"""How many figures are published."""

_CITATION: Final = "Invented report of Samplia for {year}; no such document exists"


class Totals:
    """Sums of anti-personnel mined land released, and of mines destroyed, in the two published years."""

    def __init__(self) -> None:
        self._sums: Counter[tuple[int, str]] = Counter()

    def add(self, item: Item) -> None:
        """Counts what a record moves, if it belongs to a published year and to the Mine Ban Convention."""
        record = item.record
        if record.on.year not in (TRUE_YEAR, FALSE_YEAR):
            return
        if isinstance(record, LandRecord):
            if record.kind in RELEASES and mask_of(record.contamination) & scope_mask(Treaty.APMBC):
                self._sums[record.on.year, _LAND[record.kind]] += item.m2
                self._sums[record.on.year, "released_km2"] += item.m2
        elif isinstance(record, DeviceFound) and record.category.startswith("ap_mine") and record.fate == "destroyed":
            self._sums[record.on.year, "devices_destroyed"] += record.quantity

    def figures(self) -> Iterator[PublishedFigure]:
        """The published figures, the true year first."""
        for year, factor in ((TRUE_YEAR, 1.0), (FALSE_YEAR, TOO_MUCH)):
            for figure in _FIGURES:
                amount = self._sums[year, figure]
                devices = figure == "devices_destroyed"
                value = str(round(amount * factor)) if devices else _km2(amount * factor)
                yield PublishedFigure(
                    on=date(year, 12, 31), place=Place(ISO3), year=year, weapon="apm", figure=figure, value=value,
                    unit="items" if devices else "km2", citation=_CITATION.format(year=year),
                )  # fmt: skip


def _km2(m2: float) -> str:
    """As reports print it: fewer decimals for larger figures."""
    km2 = m2 / 1e6
    return f"{km2:.4f}" if km2 < 1 else f"{km2:.3f}" if km2 < 10 else f"{km2:.2f}"
