"""Declarations: what a state signs where no figure stands.

None and not applicable answer what is unknown. Beside a figure above 0 they contradict it, and the report must not be
printed. Withheld hides figures too, and then in every table that shows the same thing: one hidden column could be
computed from its neighbours, so that a form is withheld as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from opendisarm.core.records import Declaration, Said
from opendisarm.reports.failures import Failure, failure
from opendisarm.reports.figures import Cell, NoneDeclared, NotApplicable, Number, Table, Unknown, Withheld
from opendisarm.reports.report import Report

_TREATIES: Final = ("CCM",)
"""Treaties whose forms are named with the treaty before the letter ("CCM H"); without it, a form is of the APMBC."""

Asked = tuple[str, str, str]
"""Table, row, column."""
Declarations = Sequence[tuple[str, Declaration]]
"""(entry id, declaration) of one state, of any year."""


@dataclass(frozen=True, slots=True)
class Forms:
    """What a form of a treaty, by its letter, means in the tables of a report.

    treaty   how its forms are told from those of others; "" for the APMBC.
    answers  tables that a declaration about the form answers.     hides  tables that show the same.
    columns  (table, column) elsewhere that show the same.
    """

    treaty: str
    answers: Mapping[str, tuple[str, ...]]
    hides: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)


def declared(report: Report, declarations: Declarations, forms: Forms) -> Report:
    """The report with what its declarations answer instead of unknown."""
    for entry, said, form in _of_the_year(report, declarations, forms):
        if said.said is Said.WITHHELD:
            continue
        for key, row, column in _answers(report, said, form, forms):
            if isinstance(report.table(key).cell(row, column), Unknown):
                report = report.with_cell(f"{key}/{row}/{column}", _cell(entry, said))
    return report


def withheld(report: Report, declarations: Declarations, forms: Forms) -> Report:
    """The report without what it must not show.  Comes last: what is hidden must have tied."""
    for entry, said, form in _of_the_year(report, declarations, forms):
        if said.said is Said.WITHHELD:
            for key, row, column in _hidden(report, form, forms):
                report = report.with_cell(f"{key}/{row}/{column}", _cell(entry, said))
    return report


def contradicting(report: Report, declarations: Declarations, forms: Forms) -> Iterator[Failure]:
    """A figure above 0 where none, or not applicable, is declared; names the declaration and the records."""
    for entry, said, form in _of_the_year(report, declarations, forms):
        if said.said is Said.WITHHELD:
            continue
        for key, row, column in _answers(report, said, form, forms):
            cell = report.table(key).cell(row, column)
            if isinstance(cell, Number) and cell.value > 0:
                signed = f", signed by {said.signed_by}" if said.signed_by else ""
                word = said.said.value.replace("_", " ")
                what = f"Declaration {entry}{signed} says '{word}' for form {said.form}, but the records count "
                yield failure(report, "declarations", f"{what}{cell.value:,}.", [f"{key}/{row}/{column}"], [entry])


def _of_the_year(report: Report, declarations: Declarations, forms: Forms) -> list[tuple[str, Declaration, str]]:
    """Those about this treaty's forms, in the order in which they were made; the earlier one answers first."""
    mine = [
        (entry, said, form)
        for entry, said in declarations
        if said.year == report.year
        for treaty, form in [_named(said.form)]
        if treaty == forms.treaty
    ]
    return sorted(mine, key=lambda one: (one[1].on, one[0]))


def _named(form: str) -> tuple[str, str]:
    """(treaty, table or letter) of "Form C1", "C1", "Table 4" or "CCM Form H"."""
    name = form.strip().upper()
    treaty = next((treaty for treaty in _TREATIES if name.startswith(f"{treaty} ")), "")
    name = name.removeprefix(treaty).strip()
    return treaty, name.removeprefix("FORM ").removeprefix("TABLE ").strip()


def _letter(form: str) -> str:
    """The letter of a form, or the number of a table of the Guide."""
    return form.removeprefix("T")[:1] if form.startswith("T") else form[:1]


def _tables(report: Report, form: str, forms: Forms) -> list[Table]:
    exact = [table for table in report.tables if table.id == form and form not in forms.answers]
    return exact or [report.table(key) for key in forms.answers.get(_letter(form), ())]


def _answers(report: Report, said: Declaration, form: str, forms: Forms) -> Iterator[Asked]:
    """The cells that a declaration is about: a column, a row, or all of the form."""
    for table in _tables(report, form, forms):
        for row in table.rows:
            for column in table.columns:
                if said.cell in ("", column.key, row.key, f"{row.key}/{column.key}"):
                    yield table.id, row.key, column.key


def _hidden(report: Report, form: str, forms: Forms) -> Iterator[Asked]:
    letter = _letter(form)
    keys = {*forms.hides.get(letter, ()), *(table.id for table in _tables(report, form, forms))}
    columns = forms.columns.get(letter, ())
    for table in report.tables:
        for row in table.rows:
            for column in table.columns:
                if table.id in keys or (table.id, column.key) in columns:
                    yield table.id, row.key, column.key


def _cell(entry: str, said: Declaration) -> Cell:
    match said.said:
        case Said.NONE_DECLARED:
            return NoneDeclared(entry)
        case Said.NOT_APPLICABLE:
            return NotApplicable(said.reason, entry)
        case Said.WITHHELD:
            return Withheld(said.reason, entry)
