"""The pictures of an overview: the bridge of the year, the strata of the years, the line of duties."""

from __future__ import annotations

from dataclasses import dataclass

from opendisarm.desk.overview.whole import Overview
from opendisarm.desk.pictures import AS_OF, KNOWN_AT, KNOWN_NOW
from opendisarm.desk.states import state_name
from opendisarm.desk.voices import Voice
from opendisarm.law.instrument import duties
from opendisarm.reports.figures import Phrase, Table
from opendisarm.reports.land_pictures import bridge, duty_line, strata
from opendisarm.reports.land_pictures.areas import Measure
from opendisarm.reports.land_pictures.bridge import LandBridge
from opendisarm.reports.land_pictures.duty_line import DutyLines, Moment
from opendisarm.reports.land_pictures.duty_words import (
    DEADLINE_OF,
    EXTENDED_TO,
    TITLE_BRIDGE,
    TITLE_DUTIES,
    TITLE_STRATA,
)
from opendisarm.reports.land_pictures.strata import Strata

_MARKED = {Moment.DEADLINE: DEADLINE_OF, Moment.EXTENDED: EXTENDED_TO}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture at each of the widths asked for, in their order; in words; and the same figures as a table."""

    name: str
    svgs: tuple[str, ...]
    words: str
    table: Table


def drawn(found: Overview, voice: Voice, widths: tuple[int, ...]) -> tuple[Drawn, ...]:
    """The pictures for which there is something to draw.

    widths  in pixels. The names within a picture differ from width to width, so that all may stand on one page.
    """
    pictures: list[Drawn] = []
    if found.levels:
        change, land = _bridge(found), _strata(found)
        pictures.append(
            Drawn("bridge", tuple(bridge.svg(change, voice, width, f"bridge{width}") for width in widths),
                  bridge.in_words(change, voice), bridge.rows(change))
        )  # fmt: skip
        pictures.append(
            Drawn("strata", tuple(strata.svg(land, voice, width, f"strata{width}") for width in widths),
                  strata.in_words(land, voice), strata.rows(land))
        )  # fmt: skip
    lines = _lines(found, voice)
    if lines.duties:
        pictures.append(
            Drawn("duties", tuple(duty_line.svg(lines, voice, width, f"duties{width}") for width in widths),
                  duty_line.in_words(lines, voice), duty_line.rows(lines))
        )  # fmt: skip
    return tuple(pictures)


def area_in_words(voice: Voice, m2: int) -> str:
    """m2 below one square kilometre, else km2 with three decimals, with the unit as the language writes it."""
    return Measure.of([m2]).words(voice, m2)


def _bridge(found: Overview) -> LandBridge:
    moved, year = found.bridge, found.year
    title = TITLE_BRIDGE.of(first=year.first, last=year.last)
    return LandBridge(title, _subtitle(found), moved.opening, moved.flows, moved.closing)


def _strata(found: Overview) -> Strata:
    """With the deadlines of the duties to clear, each with its article."""
    marks = tuple(
        (day, _MARKED[what].of(cite=(duty.extension if what is Moment.EXTENDED else "") or duty.cite))
        for row in found.duties
        if (duty := duties()[row.key][1]).ground
        for what, day in row.events
        if what in _MARKED
    )
    return Strata(TITLE_STRATA, _subtitle(found), found.levels, marks)


def _lines(found: Overview, voice: Voice) -> DutyLines:
    """The duties that have a day; those at all times have nothing that a line could show."""
    dated = tuple(row for row in found.duties if row.due is not None)
    title = TITLE_DUTIES.of(state=state_name(found.state, voice.lang))
    return DutyLines(title, _subtitle(found), found.on, dated)


def _subtitle(found: Overview) -> Phrase:
    known = KNOWN_AT.of(moment=found.known.date()) if found.known else KNOWN_NOW
    return AS_OF.of(on=found.on, known=known)
