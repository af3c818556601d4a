"""What the note beside a figure says about its meaning.

Only what decides how a figure may be used is read: whether it adds up several years, opens or closes a reported
period, covers part of a country, is a forecast or an estimate, or which methods of release it holds. Notes are
English prose; a note that says none of this leaves the figure as its name has it.
"""

from __future__ import annotations

import re
from typing import Final

from opendisarm.core.records import PublishedFigure

_CUMULATIVE: Final = re.compile(r"\bCUMULATIVE\b")
_YEARS: Final = re.compile(r"(?:(?:19|20)\d\d)(?=\s*(?:-|–|to)\s*(?:\w+ )?(?:19|20)\d\d)")
_SINCE: Final = re.compile(r"\bsince (?:[A-Z][a-z]+ )?((?:19|20)\d\d)")
_OPENING: Final = re.compile(r"\bopening\b", re.IGNORECASE)
_CLOSING: Final = re.compile(r"\bclosing\b", re.IGNORECASE)
_PART_OF_YEAR: Final = re.compile(
    r"\bquarters?\b|\bhalf[ -]year|\bfirst half\b|\bsecond half\b|\bmonths\b|\bJanuary to\b", re.IGNORECASE
)
_PART_OF_COUNTRY: Final = re.compile(
    r"[^;,:(]*\b(?:region|province|zone|districts?|governorates?|departments?|border)'? only\b"
    r"|\b[^;,:(]*\boperators?(?: \w+)? only\b|(?-i:\b[A-Z]{3,}) only\b"
    r"|\b\d+ of \d+ (?:districts|governorates|provinces|departments)\b|\bnot national\b|\bpartial\b",
    re.IGNORECASE,
)
_FORECAST: Final = re.compile(r"\bforecast\b|\bpredicted\b", re.IGNORECASE)
_DOUBTED: Final = re.compile(r"\berror\b", re.IGNORECASE)
_ESTIMATE: Final = re.compile(r"\bestimate", re.IGNORECASE)
_WITH_VEHICLE_MINES: Final = re.compile(r"\bAP\s*\+\s*AV\b")
_COUNT_OF_AREAS: Final = re.compile(r"\b\d[\d,]* (?:areas|minefields|hazards|CHAs|SHAs|mined areas|hazardous areas)\b")
_FURTHER: Final = re.compile(r"\badditional\b", re.IGNORECASE)
_UNKNOWN: Final = re.compile(r"\bplus (\d+) unknown\b")
_ALL_SURVEY: Final = re.compile(r"\bsurvey and clearance\b|\bclearance and survey\b", re.IGNORECASE)
_METHODS: Final = (
    ("cancelled_km2", re.compile(r"\bcancel|\bnon-technical|\bNTS\b", re.IGNORECASE)),
    ("reduced_km2", re.compile(r"\breduc|(?<!non-)\btechnical survey|(?<!N)\bTS\b", re.IGNORECASE)),
    ("cleared_km2", re.compile(r"\bclear", re.IGNORECASE)),
)


def is_cumulative(figure: PublishedFigure) -> bool:
    """It adds up several years: not a flow of its year, not a stock of its day."""
    return figure.figure.endswith("_cumulative") or bool(_CUMULATIVE.search(figure.note))


def counts_from(figure: PublishedFigure) -> int | None:
    """The first year that a cumulative figure holds ("2003-March 2011", "since 2007"); None when not told."""
    found = _YEARS.search(figure.note)
    if found:
        return int(found.group())
    since = _SINCE.search(figure.note)
    return int(since.group(1)) if since else None


def opens_a_period(figure: PublishedFigure) -> bool:
    """The source prints it as the opening stock of the period that it reports."""
    return bool(_OPENING.search(figure.note))


def closes_a_period(figure: PublishedFigure) -> bool:
    """The source prints it as the closing stock of the period that it reports."""
    return bool(_CLOSING.search(figure.note))


def is_part_of_year(figure: PublishedFigure) -> bool:
    """A flow of a quarter, a half-year or some months."""
    return bool(_PART_OF_YEAR.search(figure.note))


def part_of_country(figure: PublishedFigure) -> str:
    """The words that confine it to a region, an operator or a share of the districts; "" for the whole country."""
    found = _PART_OF_COUNTRY.search(figure.note)
    return found.group().strip(" '").lower() if found else ""


def is_forecast(figure: PublishedFigure) -> bool:
    """It says what will be, not what was measured."""
    return bool(_FORECAST.search(figure.note))


def is_doubted(figure: PublishedFigure) -> bool:
    """The note calls it an error."""
    return bool(_DOUBTED.search(figure.note))


def is_estimate(figure: PublishedFigure) -> bool:
    """Drawn by judgement, not summed from a register."""
    return bool(_ESTIMATE.search(figure.note))


def holds_vehicle_mines(figure: PublishedFigure) -> bool:
    """A figure filed under anti-personnel mines whose note says that it holds anti-vehicle mines too."""
    return figure.weapon == "apm" and bool(_WITH_VEHICLE_MINES.search(figure.note))


def counts_areas(figure: PublishedFigure) -> bool:
    """It stands beside a number of areas, as a figure read from a register does."""
    return bool(_COUNT_OF_AREAS.search(figure.note))


def is_further(figure: PublishedFigure) -> bool:
    """A release that comes on top of the methods published beside it."""
    return bool(_FURTHER.search(figure.note))


def methods_held(figure: PublishedFigure) -> frozenset[str]:
    """Which methods a figure of land released says that it holds; all of them when it names none."""
    every = frozenset(name for name, _ in _METHODS)
    if _ALL_SURVEY.search(figure.note):
        return every
    return frozenset(name for name, words in _METHODS if words.search(figure.note)) or every


def unknown_beside(figure: PublishedFigure) -> int:
    """Persons whose fate is unknown, printed beside a count of killed or injured."""
    found = _UNKNOWN.search(figure.note)
    return int(found.group(1)) if found else 0


def preference(figure: PublishedFigure) -> tuple[bool, bool, int, float, str, str]:
    """Order among several figures of one source for one thing; the smallest comes first.

    Read from a register (a number of areas beside it), then without reservation, then more digits, then the larger:
    of two counts of mined land or of victims the larger is the safer one to use.
    """
    decimals = len(figure.value.partition(".")[2])
    number = float(figure.value) if figure.value.replace(".", "", 1).isdigit() else 0.0
    return (not counts_areas(figure), bool(figure.note), -decimals, -number, figure.citation, figure.note)
