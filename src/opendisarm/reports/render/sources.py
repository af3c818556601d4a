"""The entries behind every figure, line by line: what the Sources sheet lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from opendisarm.core.sources import Source
from opendisarm.reports.figures import Number, Share, Unit, addressed
from opendisarm.reports.report import Report

MOST_LINES: Final = 50_000
"""More than that helps nobody in a workbook; the JSON file holds them all."""


_OF_LAND: Final = (Unit.M2, Unit.AREAS, Unit.RECORDS)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One entry behind one cell.  unit: of the amount; land is in m2 even where the figure counts areas or records."""

    address: str
    figure: int
    unit: Unit
    share: Share
    source: Source


@dataclass(frozen=True, slots=True)
class Sources:
    """The first lines, and how many there are in all."""

    lines: tuple[SourceLine, ...]
    count: int


def sources(report: Report, most: int = MOST_LINES) -> Sources:
    """In the order of the page.  Reads where entries came from only for the lines that are shown."""
    every = _lines(report)
    first = list(islice(every, most))
    count = len(first) + sum(1 for _ in every)
    read = report.sources_of(list(dict.fromkeys(share.entry for _, _, _, share in first)))
    nowhere = Source()
    return Sources(
        tuple(SourceLine(*line[:3], line[3], read.get(line[3].entry, nowhere)) for line in first),
        count,
    )


def _lines(report: Report) -> Iterator[tuple[str, int, Unit, Share]]:
    for address, _, column, cell in addressed(report.tables):
        if isinstance(cell, Number):
            unit = Unit.M2 if column.unit in _OF_LAND else column.unit
            for share in cell.because.shares():
                yield address, cell.value, unit, share
