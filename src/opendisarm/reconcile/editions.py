"""Casualty figures by the edition that printed them: do they add up, and what did a later edition say instead?

Killed + injured + unknown outcome = casualties.  Source  standards 7.1; totals are recorded minimums.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Final

from opendisarm.core.records import PublishedFigure
from opendisarm.reconcile.notes import unknown_beside

_FIGURES: Final = ("killed", "injured", "casualties")
_OF_YEAR: Final = re.compile(r"\b(?:Landmine|Cluster Munition) Monitor (?:Report )?((?:19|20)\d\d)\b")
_UPDATED: Final = re.compile(r"\blast updated (\d{1,2} [A-Z][a-z]+ \d{4})\b")


@dataclass(frozen=True, slots=True)
class Edition:
    """The casualties of a year as one source printed them; None where it does not say.

    known_from  the day by which it was certainly public: of a yearly edition, the last of its year; None when no day
                can be read from the citation.
    unknown_outcome  printed beside the others; 0 where killed and injured are printed and nothing is said of it.
    """

    source: str
    known_from: date | None
    year: int
    killed: int | None
    injured: int | None
    unknown_outcome: int | None
    casualties: int | None

    @property
    def holds(self) -> bool | None:
        """Whether killed + injured + unknown outcome = casualties; None where one of them is not printed."""
        if self.killed is None or self.injured is None or self.unknown_outcome is None or self.casualties is None:
            return None
        return self.killed + self.injured + self.unknown_outcome == self.casualties


@dataclass(frozen=True, slots=True)
class Restated:
    """What a later edition says instead; only figures that differ.  figures: name -> (earlier, later)."""

    earlier: Edition
    later: Edition
    figures: tuple[tuple[str, int, int], ...]


def editions(figures: Iterable[PublishedFigure], year: int) -> list[Edition]:
    """Editions that print casualties of a year, in the order in which they became known; undated ones last.

    Figures of one source that contradict each other (two values for one figure) make an edition each.
    """
    by_source: defaultdict[str, defaultdict[str, list[PublishedFigure]]] = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        if figure.year == year and figure.figure in _FIGURES and figure.value.isdigit():
            by_source[figure.citation][figure.figure].append(figure)
    found = [
        _edition(source, year, {name: some[number] for name, some in printed.items() if number < len(some)})
        for source, printed in by_source.items()
        for number in range(max(map(len, printed.values())))
    ]
    return sorted(found, key=lambda one: (one.known_from is None, one.known_from or date.max, one.source))


def as_known(found: Sequence[Edition], known: date) -> list[Edition]:
    """Those that were public by a day.  An edition of which no day is known is left to those who ask about today."""
    return [one for one in found if one.known_from is not None and one.known_from <= known]


def restatements(found: Sequence[Edition]) -> list[Restated]:
    """Each edition against the next that prints other figures for the same year."""
    told: list[Restated] = []
    dated = [one for one in found if one.known_from is not None]
    for earlier, later in pairwise(dated):
        if later.known_from != earlier.known_from and (changed := _changed(earlier, later)):
            told.append(Restated(earlier, later, changed))
    return told


def _changed(earlier: Edition, later: Edition) -> tuple[tuple[str, int, int], ...]:
    pairs = ((name, getattr(earlier, name), getattr(later, name)) for name in (*_FIGURES, "unknown_outcome"))
    return tuple((name, was, now) for name, was, now in pairs if was is not None and now is not None and was != now)


def _edition(source: str, year: int, printed: dict[str, PublishedFigure]) -> Edition:
    value = {name: int(printed[name].value) if name in printed else None for name in _FIGURES}
    unknown = max((unknown_beside(figure) for figure in printed.values()), default=0)
    whole = value["killed"] is not None and value["injured"] is not None
    return Edition(
        source=source,
        known_from=_known_from(source),
        year=year,
        killed=value["killed"],
        injured=value["injured"],
        unknown_outcome=unknown if whole or unknown else None,
        casualties=value["casualties"],
    )


def _known_from(source: str) -> date | None:
    if found := _UPDATED.search(source):
        return datetime.strptime(found.group(1), "%d %b %Y").date()  # noqa: DTZ007 - a date as printed
    if found := _OF_YEAR.search(source):
        return date(int(found.group(1)), 12, 31)
    return None
