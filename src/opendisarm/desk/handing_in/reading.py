"""The report of a state and a year, without what its reader may not see: one step before page and file alike.

Counts of persons      for who may see them. For others every table about people keeps its place, its statements and
                       its words; figures are withheld, and so is which rows there would be, because a row stands only
                       where somebody was counted. The few persons of a small number are then in no preview, no
                       download and no message about tables that do not tie.
Entries behind figures for who reaches every record. Others are told sums, as everywhere else, and no list of records;
                       a declaration is the state's own word, and is named to everybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from opendisarm.access.roles import Permission
from opendisarm.access.scope import EVERYTHING, Reader
from opendisarm.desk.errors import DeskError
from opendisarm.desk.people.public_report import WITHIN
from opendisarm.desk.reporting import REPORTS
from opendisarm.desk.states import state_named
from opendisarm.desk.workspace import Workspace
from opendisarm.reports import article7, ccm7
from opendisarm.reports.failures import DoesNotTie
from opendisarm.reports.figures import Cell, Number, Role, Table, Terms, Unit, Withheld
from opendisarm.reports.people.tables import Layout
from opendisarm.reports.report import Report, no_sources

__all__ = [
    "LAYOUTS", "Report", "about_people_cell", "moment_meant", "reaches_everything", "report_for", "state_meant",
]  # fmt: skip

LAYOUTS: Final[Mapping[str, Layout]] = {article7.NAME: article7.PEOPLE, ccm7.NAME: ccm7.PEOPLE}
"""Where the tables about people stand, by report."""

_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_SELDOM: Final = "other"
"""The column that a table has only where it counts somebody."""
_OF_PERSONS: Final = (Unit.PERSONS, Unit.SERVICES)


def report_for(
    workspace: Workspace, reader: Reader, form: str, state: str, year: int, known: datetime | None
) -> Report:
    """The report as this reader may see it.

    form    "article7" or "ccm7".     state  by name or code.
    known   None: the moment of the last entry, so that the same is told again to whoever asks for that moment.
    Errors  DeskError: no such report or year, a state without records, tables that do not tie.
    """
    if form not in REPORTS:
        raise DeskError(f"There is no report '{form[:20]}'.", f"Choose one of: {', '.join(REPORTS)}.")
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise DeskError(f"No report is made for {year}.", f"Ask for a year from {_FIRST_YEAR} to {_LAST_YEAR}.")
    counts = reader.may(Permission.SEE_PERSON_COUNTS)
    try:
        report = REPORTS[form](workspace, state_meant(workspace, state), year, moment_meant(workspace, known))
    except DeskError as why:
        if counts or not isinstance(why.__cause__, DoesNotTie):
            raise
        raise _without_figures(why.__cause__, LAYOUTS[form]) from None
    if not counts:
        report = _without_persons(report, LAYOUTS[form])
    return report if reaches_everything(reader) else _without_entries(report)


def reaches_everything(reader: Reader) -> bool:
    """Whether no record of the field is hidden from somebody."""
    return reader.may(Permission.SEE_RECORDS) and reader.scope == EVERYTHING


def about_people_cell(ref: str) -> bool:
    """Whether a reference (article7/XSA/2024/J1/total/killed) names a cell that may count persons."""
    form, _, rest = ref.partition("/")
    table = rest.split("/")[2:3]
    return form in LAYOUTS and bool(table) and table[0] in LAYOUTS[form].ids


def state_meant(workspace: Workspace, text: str) -> str:
    """The alpha-3 code of a state.  Errors  DeskError on a name that is no state's."""
    code = text.strip().upper()
    return code if code and code == workspace.state else state_named(text)


def moment_meant(workspace: Workspace, known: datetime | None) -> datetime:
    """The moment asked for, else that of the last entry.  Errors  DeskError when there is none."""
    moment = known or workspace.store.head().entered
    if moment is None:
        raise DeskError("The journal is empty.", "Import something first.")
    return moment


def _without_persons(report: Report, layout: Layout) -> Report:
    told = {layout.assistance}
    return replace(
        report,
        tables=tuple(
            _withheld(table, every_row=table.id == layout.education) if table.id in layout.ids - told else table
            for table in report.tables
        ),
    )


def _withheld(table: Table, *, every_row: bool) -> Table:
    """A table without figures of persons; of its rows only the total, unless they stand for something else."""
    rows = tuple(row for row in table.rows if every_row or row.role is Role.TOTAL)
    columns = tuple(column for column in table.columns if column.key.rpartition("_")[2] != _SELDOM)
    cells: dict[tuple[str, str], Cell] = {}
    for row in rows:
        for column in columns:
            cell = table.cell(row.key, column.key)
            hidden = isinstance(cell, Number) and column.unit in _OF_PERSONS
            cells[row.key, column.key] = Withheld(WITHIN) if hidden else cell
    notes = tuple(note for note in table.notes if not note.facts)
    return replace(table, rows=rows, columns=columns, cells=cells, notes=notes)


def _without_entries(report: Report) -> Report:
    tables = tuple(_bare(table) for table in report.tables)
    before = _bare(report.before) if report.before is not None else None
    return replace(report, tables=tables, before=before, sources=no_sources)


def _bare(table: Table) -> Table:
    return replace(table, cells={at: _bare_cell(cell) for at, cell in table.cells.items()})


def _bare_cell(cell: Cell) -> Cell:
    match cell:
        case Number():
            return Number(cell.value, reported=cell.reported)
        case Terms():
            return Terms(cell.words)
        case _:
            return cell


def _without_figures(why: DoesNotTie, layout: Layout) -> DeskError:
    """What of it can be told to somebody who may not know counts of persons."""
    told = [one for one in why.failures if not {address.split("/")[0] for address, _ in one.cells} & layout.ids]
    hidden = len(why.failures) - len(told)
    about_land = f"\n{DoesNotTie(told)}" if told else ""
    about_people = "\nA table about people is among them: somebody who may see counts of persons can say more."
    return DeskError(
        f"The report is not printed, because its tables do not tie.{about_land}{about_people if hidden else ''}", ""
    )
