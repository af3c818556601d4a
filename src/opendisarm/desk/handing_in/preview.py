"""A report as a page: forms and tables as the treaty names them, each cell in words, each figure with its reference.

The words are those of the printed report, in its four languages; the page and the file then never say it differently.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from opendisarm.desk.voices import Voice, voice_of
from opendisarm.reports.figures import Cell, NoneDeclared, NotApplicable, Number, Table, Terms, Unit, Withheld
from opendisarm.reports.render import cover
from opendisarm.reports.render.headers import depth, headings
from opendisarm.reports.report import Report

NUMBER: Final = "number"
WORDS: Final = "words"
SAID: Final = "said"


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as it stands on the page.

    kind      "number"; "words" of a closed list or as reported; "said": unknown, none declared, not applicable or
              withheld.
    reported  whether a part of the figure is reported only: no polygon shows it.
    ref       what `why` calls it: a cell of the report, or the declaration that answers; "" where there is nothing.
    """

    text: str
    kind: str
    reported: bool
    ref: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """role: "part", "detail" (of the row above), "shared" (what the parts count twice) or "total"."""

    label: str
    role: str
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A header cell and how far it reaches.  words: whether words stand below it, not figures."""

    text: str
    rows: int
    columns: int
    words: bool


@dataclass(frozen=True, slots=True)
class ShownTable:
    """form, title: as the treaty or the Guide to Reporting names them.  head: one or two rows of headers."""

    id: str
    form: str
    title: str
    head: tuple[tuple[HeadCell, ...], ...]
    rows: tuple[ShownRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """lines, asked: the cover page, (label, value) and (question, answer).  legend: (as it stands in a cell, meaning).

    known  the moment of knowledge, with which the same can be asked again.
    """

    form: str
    heading: str
    subheading: str
    state: str
    state_name: str
    year: int
    known: datetime
    head: str
    lines: tuple[tuple[str, str], ...]
    asked: tuple[tuple[str, ShownCell], ...]
    asked_notes: tuple[str, ...]
    tables: tuple[ShownTable, ...]
    legend: tuple[tuple[str, str], ...]


def preview(report: Report, lang: str) -> Preview:
    """The page of a report in a language.  Errors  DeskError on a language that reports are not printed in."""
    voice, asked = voice_of(lang), cover.asked(report)
    return Preview(
        form=report.name,
        heading=voice.say(report.heading),
        subheading=voice.say(report.subheading),
        state=report.state,
        state_name=report.state_name,
        year=report.year,
        known=report.as_of.known,
        head=report.head.chain,
        lines=tuple((line.label, line.value) for line in cover.lines(report, voice) if not line.code),
        asked=tuple(
            (voice.say(row.label), shown(report, asked, row.key, column.key, voice))
            for row in asked.rows
            for column in asked.columns
        ),
        asked_notes=tuple(voice.say(note) for note in asked.notes),
        tables=tuple(_table(report, table, voice) for table in cover.shown(report)),
        legend=tuple(cover.legend(report, voice)),
    )


def shown(report: Report, table: Table, row: str, column: str, voice: Voice) -> ShownCell:
    """One cell as it stands on the page.  Errors  KeyError."""
    cell = table.cell(row, column)
    kind = NUMBER if isinstance(cell, Number) else WORDS if isinstance(cell, Terms) else SAID
    reported = isinstance(cell, Number) and cell.reported != 0
    address = f"{report.name}/{report.state}/{report.year}/{table.address(row, column)}"
    return ShownCell(voice.cell(cell), kind, reported, _explained_by(cell, address))


def _explained_by(cell: Cell, address: str) -> str:
    match cell:
        case Number():
            return address
        case Terms():
            return address if cell.because.shares() else ""
        case NoneDeclared() | NotApplicable() | Withheld():
            return cell.entry
        case _:
            return ""


def _table(report: Report, table: Table, voice: Voice) -> ShownTable:
    rows = tuple(
        ShownRow(
            voice.say(row.label),
            row.role.value,
            tuple(shown(report, table, row.key, column.key, voice) for column in table.columns),
        )
        for row in table.rows
    )
    notes = tuple(voice.say(note) for note in table.notes)
    return ShownTable(table.id, voice.say(table.form), voice.say(table.title), _head(table, voice), rows, notes)


def _head(table: Table, voice: Voice) -> tuple[tuple[HeadCell, ...], ...]:
    rows: list[list[HeadCell]] = [[] for _ in range(depth(table))]
    for heading in headings(table):
        words = heading.column == 0 or table.columns[heading.column - 1].unit is Unit.TERMS
        rows[heading.row].append(HeadCell(voice.say(heading.label), heading.rows, heading.columns, words))
    return tuple(map(tuple, rows))
