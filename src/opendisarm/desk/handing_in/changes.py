"""What a report says otherwise than it did at an earlier moment of knowledge: cell by cell, for a restatement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from opendisarm.desk.handing_in.preview import shown
from opendisarm.desk.voices import Voice, voice_of
from opendisarm.reports.figures import Cell, Table
from opendisarm.reports.report import Report

ABSENT: Final = "\N{EN DASH}"
"""Stands where one of the two has no such row."""


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """address: table/row/column.  ref: what `why` calls the cell as it stands now; "" where it is gone."""

    address: str
    table: str
    row: str
    column: str
    then: str
    now: str
    ref: str


def changed(then: Report, now: Report, lang: str) -> list[ChangedCell]:
    """Cells that differ, in the order of the page; those of rows that are gone follow their table.

    then, now  of one form, state and year, as one reader may see them.
    """
    voice = voice_of(lang)
    found: list[ChangedCell] = []
    for table in now.tables:
        before = next(one for one in then.tables if one.id == table.id)
        for row, column in dict.fromkeys((*_places(table), *_places(before))):
            old, new = before.cells.get((row, column)), table.cells.get((row, column))
            if old != new:
                found.append(_change(now, table, before, (row, column), (old, new), voice))
    return found


def _places(table: Table) -> list[tuple[str, str]]:
    return [(row.key, column.key) for row in table.rows for column in table.columns]


def _change(
    report: Report, table: Table, before: Table, at: tuple[str, str], cells: tuple[Cell | None, Cell | None],
    voice: Voice,
) -> ChangedCell:  # fmt: skip
    old, new = cells
    row, column = at
    held = table if new is not None else before
    label = next(one.label for one in held.rows if one.key == row)
    return ChangedCell(
        address=table.address(row, column),
        table=f"{voice.say(table.form)}, {table.id}",
        row=voice.say(label),
        column=voice.say(next(one.label for one in held.columns if one.key == column)),
        then=voice.cell(old) if old is not None else ABSENT,
        now=voice.cell(new) if new is not None else ABSENT,
        ref=shown(report, table, row, column, voice).ref if new is not None else "",
    )
