"""World totals by year as somebody published them: claims, conflicts kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opendisarm.core.records import Place, PublishedFigure
from opendisarm.core.sources import Source
from opendisarm.importers.shipped.tables import rows


def world_totals() -> Iterator[tuple[PublishedFigure, Source]]:
    """(figure, row) of every world total; its place names no state."""
    for row in rows("global_totals.csv", "article5"):
        year = int(row["year"])
        figure = PublishedFigure(
            on=date(year, 12, 31), place=Place(), year=year, weapon="all", figure=row["figure"], value=row["value"],
            unit=row["unit"], citation=row["source"], note=row["note"],
        )  # fmt: skip
        yield figure, row.source
