"""Declarations: what a state signs where no figure stands.

None and not applicable answer what is unknown. Beside a figure above 0 they contradict it, and the report must not be
printed. Withheld hides figures too, and then in every table that shows the same thing: one hidden column could be
computed from its neighbours, so that a form is withheld as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from opendisarm.core.records import Declaration, Said
from opendisarm.reports.article7.facts import Facts
from opendisarm.reports.figures import Cell, NoneDeclared, NotApplicable, Number, Table, Unknown, Withheld
from opendisarm.reports.report import Report

_SAYS: Final[dict[str, tuple[str, ...]]] = {
    "C": ("C", "C1", "C2"),
    "F": ("F2",),
    "G": ("G2",),
    "1": ("T1",), "2": ("T2",), "3": ("T3",), "4": ("T4",),
}  # fmt: skip
"""The tables that a form, or a table of the Guide, answers with."""

_SHOWS_THE_SAME: Final[dict[str, tuple[str, ...]]] = {
    "C": ("C", "C1", "C2", "T1", "T4", "U"),
    "F": ("F2", "T2", "T3", "T4"),
    "G": ("G2",),
}

Asked = tuple[str, str, str]
"""Table, row, column."""


def declared(report: Report, facts: Facts) -> Report:
    """The report with what its declarations answer instead of unknown."""
    for entry, said in _of_the_year(facts):
        if said.said is Said.WITHHELD:
            continue
        for key, row, column in _answers(report, said):
            if isinstance(report.table(key).cell(row, column), Unknown):
                report = report.with_cell(f"{key}/{row}/{column}", _cell(entry, said))
    return report


def withheld(report: Report, facts: Facts) -> Report:
    """The report without what it must not show.  Comes last: what is hidden must have tied."""
    for entry, said in _of_the_year(facts):
        if said.said is Said.WITHHELD:
            for key, row, column in _hides(report, said):
                report = report.with_cell(f"{key}/{row}/{column}", _cell(entry, said))
    return report


def contradictions(report: Report, facts: Facts) -> Iterator[tuple[str, Declaration, str, Number]]:
    """(entry id, declaration, address, figure): a figure above 0 where none, or not applicable, is declared."""
    for entry, said in _of_the_year(facts):
        if said.said is Said.WITHHELD:
            continue
        for key, row, column in _answers(report, said):
            cell = report.table(key).cell(row, column)
            if isinstance(cell, Number) and cell.value > 0:
                yield entry, said, f"{key}/{row}/{column}", cell


def _of_the_year(facts: Facts) -> list[tuple[str, Declaration]]:
    """In the order in which they were made; the earlier one answers first."""
    mine = [(entry, said) for entry, said in facts.declarations if said.year == facts.year]
    return sorted(mine, key=lambda pair: (pair[1].on, pair[0]))


def _letter(form: str) -> str:
    """The letter or table number of "Form C1", "C1", "F2", "T4" or "Table 4"."""
    name = form.strip().removeprefix("Form ").removeprefix("Table ").strip().upper()
    return name.removeprefix("T")[:1] if name.startswith("T") else name[:1]


def _tables(report: Report, form: str) -> list[Table]:
    name = form.strip().removeprefix("Form ").strip().upper()
    exact = [table for table in report.tables if table.id == name and name != "C"]
    return exact or [report.table(key) for key in _SAYS.get(_letter(form), ())]


def _answers(report: Report, said: Declaration) -> Iterator[Asked]:
    """The cells that a declaration is about: a column, a row of Form C's particulars, or all of the form."""
    for table in _tables(report, said.form):
        for row in table.rows:
            for column in table.columns:
                if said.cell in ("", column.key, row.key, f"{row.key}/{column.key}"):
                    yield table.id, row.key, column.key


def _hides(report: Report, said: Declaration) -> Iterator[Asked]:
    letter = _letter(said.form)
    keys = set(_SHOWS_THE_SAME.get(letter, ())) | {table.id for table in _tables(report, said.form)}
    for table in report.tables:
        for row in table.rows:
            for column in table.columns:
                item = letter == "G" and table.id == "F2" and column.key == "ap_mines"
                if item or table.id in keys:
                    yield table.id, row.key, column.key


def _cell(entry: str, said: Declaration) -> Cell:
    match said.said:
        case Said.NONE_DECLARED:
            return NoneDeclared(entry)
        case Said.NOT_APPLICABLE:
            return NotApplicable(said.reason, entry)
        case Said.WITHHELD:
            return Withheld(said.reason, entry)
