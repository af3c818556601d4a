"""A treaty report for the public: its tables about people as the audience step lets them pass, before it is rendered.

Casualties are those of the public tables of the year, so that report and table never differ. Services and the pathway
stay with those who work with survivors. What is shown carries no entries: a list of entries is a list of persons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from opendisarm.audience import ALL, Counts, protected
from opendisarm.desk.people.publishing import OUTCOMES, PublicCasualties
from opendisarm.reports.figures import Cell, Number, Phrase, Role, Row, Table, Withheld
from opendisarm.reports.people.sadd import LINES
from opendisarm.reports.people.tables import Layout
from opendisarm.reports.report import Report

FEWER: Final = Phrase("few persons")
WITHIN: Final = Phrase("for those who work with survivors")
PUBLIC: Final = Phrase(
    "For the public. Withheld: fewer than 5 persons, or a figure from which such a number could be computed."
)
_WITHHELD: Final = Withheld(FEWER)
_ALL_OUTCOMES: Final = "casualties"
_TRACKS: Final = ("direct", "indirect")

KeyOf = Callable[[Row], tuple[str, ...] | None]
"""The values by which a public split knows a row; None where it has no such row."""


def for_public(report: Report, layout: Layout, public: PublicCasualties) -> Report:
    """The report with its tables about people in their public form.

    public  of the same state, year and clocks; what is new in it must be on record before the report is handed out.
    """
    splits: Mapping[str, tuple[tuple[str, ...], KeyOf]] = {
        layout.casualties: (("sex", "age"), _sex_and_age),
        layout.by_status: (("status",), _its_key),
        layout.by_device: (("device",), _its_key),
        layout.by_province: (("admin1",), _province),
    }
    tables = []
    for table in report.tables:
        if table.id in splits:
            by, key_of = splits[table.id]
            table = _casualties(table, public, by, key_of)
        elif table.id == layout.education:
            table = _education(table)
        elif table.id in (layout.services, layout.pathway, layout.submunitions):
            table = _with(table, {at: Withheld(WITHIN) for at, cell in table.cells.items() if isinstance(cell, Number)})
        elif table.id in layout.ids:
            table = _with(table, {at: _bare(cell) for at, cell in table.cells.items()})
        tables.append(table)
    return replace(report, tables=tuple(tables))


def _casualties(table: Table, public: PublicCasualties, by: tuple[str, ...], key_of: KeyOf) -> Table:
    edition = public.splits.get(by)
    shown: dict[tuple[str, str], Cell] = {}
    for (row, column), cell in table.cells.items():
        if not isinstance(cell, Number):
            shown[row, column] = cell
            continue
        figure: int | None = None
        if column in (*OUTCOMES, _ALL_OUTCOMES):
            line = next(line for line in table.rows if line.key == row)
            outcome = ALL if column == _ALL_OUTCOMES else column
            if line.role is Role.TOTAL:
                figure = public.figure(column)
            elif edition is not None and (values := key_of(line)) is not None:
                figure = edition.shown.get((outcome, *values) if len(edition.dims) > len(by) else values)
                figure = None if len(edition.dims) == len(by) and outcome != ALL else figure
        shown[row, column] = _WITHHELD if figure is None else Number(figure)
    return _with(table, shown)


def _education(table: Table) -> Table:
    """Direct and indirect beneficiaries, each protected as a table of its own; sessions are no persons."""
    shown = {at: _bare(cell) for at, cell in table.cells.items()}
    for track in _TRACKS:
        total, parts = track, [column.key for column in table.columns if column.key.startswith(f"{track}_")]
        methods = [row.key for row in table.rows if row.role is not Role.TOTAL]
        cells: dict[tuple[str, ...], int] = {
            (method, part): number
            for method in methods
            for part in parts
            if (number := table.number(method, part)) is not None
        }
        if not cells:
            continue
        values = {"method": tuple(methods), "who": tuple(parts)}
        edition = protected(Counts(("method", "who"), cells, values))
        for row in table.rows:
            for column in (*parts, total):
                key = (ALL if row.role is Role.TOTAL else row.key, ALL if column == total else column)
                if isinstance(table.cell(row.key, column), Number):
                    figure = edition.shown.get(key)
                    shown[row.key, column] = _WITHHELD if figure is None else Number(figure)
    return _with(table, shown)


def _with(table: Table, cells: Mapping[tuple[str, str], Cell]) -> Table:
    """The table with other cells, and without the sentences that count what the cells no longer show."""
    return replace(table, cells={**table.cells, **cells}, notes=(PUBLIC, *_plain(table)))


def _plain(table: Table) -> Iterator[Phrase]:
    return (note for note in table.notes if not note.facts)


def _bare(cell: Cell) -> Cell:
    return Number(cell.value) if isinstance(cell, Number) else cell


def _sex_and_age(row: Row) -> tuple[str, ...] | None:
    return next(((line.sex.value, line.age.value) for line in LINES if line.row.key == row.key), None)


def _its_key(row: Row) -> tuple[str, ...] | None:
    return (row.key,)


def _province(row: Row) -> tuple[str, ...] | None:
    return (row.label if isinstance(row.label, str) else "unknown",)
