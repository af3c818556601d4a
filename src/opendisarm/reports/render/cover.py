"""What stands before and around the tables: cover, legend, running lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from opendisarm.reports.asked import COVER
from opendisarm.reports.figures import Label, Phrase, Table, Unit
from opendisarm.reports.render.words import MARK, NONE_DECLARED_WORD, UNKNOWN_WORD, Voice
from opendisarm.reports.report import Report

UNIT_WORDS: Final = {
    Unit.M2: Phrase("m²"), Unit.ITEMS: Phrase("items"), Unit.PERSONS: Phrase("persons"),
    Unit.SERVICES: Phrase("services"), Unit.SESSIONS: Phrase("sessions"),
}  # fmt: skip
"""What the amount of one record is counted in."""

STATE: Final = Phrase("State")
PERIOD: Final = Phrase("Reporting period")
FROM_TO: Final = Phrase("{first} to {last}")
AS_OF: Final = Phrase("Figures")
AS_OF_WORDS: Final = Phrase("as of {on}, as known on {known}")
ENTRIES: Final = Phrase("Entries in the journal")
HEAD: Final = Phrase("Journal head (SHA-256)")
PAGE: Final = Phrase("Page {page} of {pages}")
READING: Final = Phrase("How to read the cells")
RUNNING: Final = Phrase("{state}, {report}, {year}")

DIGITS: Final = Phrase("Numbers are written in the digits 0-9.")
ADDRESSES: Final = Phrase(
    "Every figure has an address (table/row/column). The workbook and the JSON file list the entries behind each."
)

LEGEND: Final[tuple[tuple[Label, Phrase], ...]] = (
    ("0", Phrase("counted, and there is none")),
    (UNKNOWN_WORD, Phrase("no record says; never read it as 0")),
    (NONE_DECLARED_WORD, Phrase("the State signed that there is none")),
    (Phrase("not applicable"), Phrase("the question does not arise, for the reason given")),
    (Phrase("withheld"), Phrase("not shown in this report; in brackets, who may see it")),
)
REPORTED: Final[tuple[Label, Phrase]] = (
    f"1{MARK}", Phrase("all or a part of the figure is reported only: no polygon shows it"),
)  # fmt: skip
"""Stands in the legend where a report counts square metres."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the cover.  code: an identifier, never translated and always written from left to right."""

    label: str
    value: str
    code: bool = False


def lines(report: Report, voice: Voice) -> list[Line]:
    """Who reports, on what, as of when, from which journal."""
    head = report.head
    return [
        Line(voice.say(STATE), f"{report.state_name} ({report.state})"),
        Line(voice.say(PERIOD), period(report, voice)),
        Line(voice.say(AS_OF), as_of(report, voice)),
        Line(voice.say(ENTRIES), voice.number(head.seq)),
        Line(voice.say(HEAD), head.chain, code=True),
    ]


def period(report: Report, voice: Voice) -> str:
    """The days that the report covers."""
    return voice.say(FROM_TO.of(first=report.period.first, last=report.period.last))


def as_of(report: Report, voice: Voice) -> str:
    """Both clocks in plain words."""
    return voice.say(AS_OF_WORDS.of(on=report.period.last, known=report.as_of.known))


def running(report: Report, voice: Voice) -> str:
    """The line at the head of every page."""
    return voice.say(RUNNING.of(state=report.state_name, report=report.short, year=str(report.year)))


def legend(report: Report, voice: Voice) -> list[tuple[str, str]]:
    """(as it stands in a cell, what it means)."""
    land = any(column.unit is Unit.M2 for table in report.tables for column in table.columns)
    return [(voice.say(word), voice.say(meaning)) for word, meaning in (*LEGEND, *((REPORTED,) if land else ()))]


def asked(report: Report) -> Table:
    """The table that stands on the cover page."""
    return report.table(COVER)


def shown(report: Report) -> list[Table]:
    """The tables after it."""
    return [table for table in report.tables if table.id != COVER]
