"""The header of a table: one row, or two where neighbours share a group."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from opendisarm.reports.figures import Phrase, Table


@dataclass(frozen=True, slots=True)
class Heading:
    """A header cell: where it starts (the stub is column 0) and how far it reaches."""

    label: Phrase
    row: int
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def over_columns(self) -> bool:
        """Whether it heads a group of columns."""
        return self.columns > 1


def depth(table: Table) -> int:
    """How many rows the header has."""
    return 2 if any(column.group for column in table.columns) else 1


def headings(table: Table) -> list[Heading]:
    """All header cells, row by row."""
    rows = depth(table)
    top, bottom = [Heading(table.stub, 0, 0, rows)], []
    at = 1
    for group, members in groupby(table.columns, key=lambda column: column.group):
        columns = list(members)
        if group is None:
            top += [Heading(column.label, 0, at + step, rows) for step, column in enumerate(columns)]
        else:
            top.append(Heading(group, 0, at, 1, len(columns)))
            bottom += [Heading(column.label, 1, at + step) for step, column in enumerate(columns)]
        at += len(columns)
    return top + bottom
