"""A finished report: its tables, and what it is a report of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from opendisarm.core.clocks import AsOf, Span
from opendisarm.core.journal import Head
from opendisarm.core.sources import Source
from opendisarm.reports.figures import Cell, Phrase, Table, address_parts

SourcesOf = Mapping[str, Source] | Callable[[Sequence[str]], Mapping[str, Source]]
"""Where entries were read: by entry id, or a question that answers for several ids at once."""


@dataclass(frozen=True, slots=True)
class Report:
    """What is handed in.  Made by a `build`, printed by `reports.render.render`.

    name     "article7".            heading, subheading  as the treaty names it;  short: for the head of each page.
    period   the days it covers.    as_of, head          both clocks, and the state of the journal.
    tables   in the order of the page.
    before   the closing of the year before, as known now: what the opening must equal; it is not printed. None where
             nothing is carried on from year to year.
    """

    name: str
    heading: Phrase
    subheading: Phrase
    short: Phrase
    state: str
    state_name: str
    year: int
    period: Span
    as_of: AsOf
    head: Head
    tables: tuple[Table, ...]
    sources: SourcesOf
    before: Table | None = None

    @property
    def every_table(self) -> tuple[Table, ...]:
        """Those of the page, and the one that is not printed."""
        return self.tables if self.before is None else (*self.tables, self.before)

    def table(self, key: str) -> Table:
        """Errors  KeyError."""
        for table in self.every_table:
            if table.id == key:
                return table
        raise KeyError(f"The report has no table '{key}'.")

    def cell(self, address: str) -> Cell:
        """The cell at "table/row/column".  Errors  KeyError."""
        table, row, column = address_parts(address)
        return self.table(table).cell(row, column)

    def with_cell(self, address: str, cell: Cell) -> Report:
        """The same report with another cell.  Errors  KeyError."""
        key, row, column = address_parts(address)
        changed = self.table(key).with_cell(row, column, cell)
        if self.before is not None and key == self.before.id:
            return replace(self, before=changed)
        return replace(self, tables=tuple(changed if table.id == key else table for table in self.tables))

    def sources_of(self, entries: Sequence[str]) -> Mapping[str, Source]:
        """Where these entries were read, as far as anybody can say."""
        return self.sources(entries) if callable(self.sources) else self.sources


def no_sources(_: Sequence[str]) -> Mapping[str, Source]:
    """Nobody can say where an entry was read."""
    return {}
