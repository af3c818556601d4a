"""Published figures for tests: short to write, and the shipped tables as records.

The product reads files in the importers; this small reader is only for these tests.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache

from opendisarm.core.records import Place, PublishedFigure
from opendisarm.reconcile.panel import shipped

HERE = "XXA"


def says(
    figure: str,
    value: str,
    year: int = 2015,
    *,
    on: str = "",
    source: str = "Report",
    weapon: str = "apm",
    state: str = HERE,
    note: str = "",
    unit: str = "km2",
) -> PublishedFigure:
    """One figure; `on` is the day of a stock, else the end of its year."""
    return PublishedFigure(
        on=date.fromisoformat(on) if on else date(year, 12, 31),
        place=Place(state=state),
        year=int(on[:4]) if on and figure.startswith(("contamination", "cha", "sha")) else year,
        weapon=weapon, figure=figure, value=value, unit=unit, citation=source, as_of=on, note=note,
    )  # fmt: skip


def total(value: str, on: str, **more: str) -> PublishedFigure:
    """A stock of suspected and confirmed area together."""
    return says("contamination_total_km2", value, on=on, **more)  # type: ignore[arg-type]


def confirmed(value: str, on: str, **more: str) -> PublishedFigure:
    """A stock of confirmed area."""
    return says("cha_km2", value, on=on, **more)  # type: ignore[arg-type]


def suspected(value: str, on: str, **more: str) -> PublishedFigure:
    """A stock of suspected area."""
    return says("sha_km2", value, on=on, **more)  # type: ignore[arg-type]


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a shipped table, as text."""
    with shipped(name).open(encoding="utf-8", newline="") as text:
        return tuple(csv.DictReader(text))


@cache
def panel() -> tuple[PublishedFigure, ...]:
    """The shipped panel."""
    return tuple(
        says(
            row["figure"], row["value"], int(row["year"]), on=row["as_of"], source=row["source"],
            weapon=row["weapon"], state=row["iso3"], note=row["note"], unit=row["unit"],
        )
        for row in rows("panel.csv")
    )  # fmt: skip
