"""What a report is made of: cells that say what they mean, in tables where every cell has an address.

An address such as "T2/Northern/cleared" is table / row / column, in no language; it never changes between years.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final, Protocol
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of ours, in English; `reports.render.words` says them in the reader's language.  facts: for the {names}."""

    text: str
    facts: tuple[tuple[str, Any], ...] = ()

    def of(self, **facts: Any) -> Phrase:
        """The same words about these facts."""
        return Phrase(self.text, tuple(facts.items()))


Label = Phrase | str
"""Words of ours, or a name as somebody reported it (never translated)."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one entry of the journal adds to a figure, in the figure's unit.

    kind   of the record; of a person: what the entry did with them (an account of the people ledger).
    drawn  whether the entry has a polygon of its own; square metres without one are as reported.
    """

    entry: str
    kind: str
    on: date
    amount: int
    drawn: bool = True


class Because(Protocol):
    """The entries behind a figure; asked for only when somebody looks."""

    def shares(self) -> Sequence[Share]:
        """In the order of field dates; nothing with an amount of 0."""
        ...

    def total(self) -> int:
        """The sum of the amounts."""
        ...

    def reported(self) -> int:
        """The part of the total whose entries have no polygon."""
        ...


@dataclass(frozen=True, slots=True)
class Listed:
    """Shares that are known one by one."""

    entries: tuple[Share, ...] = ()

    def shares(self) -> Sequence[Share]:
        """All of them."""
        return self.entries

    def total(self) -> int:
        """The sum of the amounts."""
        return sum(share.amount for share in self.entries)

    def reported(self) -> int:
        """The part of the total whose entries have no polygon."""
        return sum(share.amount for share in self.entries if not share.drawn)


NO_ENTRIES: Final = Listed()


@dataclass(frozen=True, slots=True)
class Number:
    """A figure.  0 means: counted, and there is none.

    reported  the part of it, in m2, that no polygon shows; marked on the page wherever it is not 0.
    """

    value: int
    because: Because = field(default=NO_ENTRIES, compare=False)
    reported: int = 0

    @classmethod
    def of(cls, value: int, because: Because) -> Number:
        """A figure in m2 with its mark."""
        return cls(value, because, because.reported())


@dataclass(frozen=True, slots=True)
class Terms:
    """One or more words: (code, word) of a closed list, or twice the text as somebody reported it."""

    words: tuple[tuple[str, Label], ...]
    because: Listed = field(default=NO_ENTRIES, compare=False)


@dataclass(frozen=True, slots=True)
class NoneDeclared:
    """The state signed that there is none; entry: the declaration."""

    entry: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody told us.  Never 0."""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The question does not arise; entry: the declaration, "" where the treaty itself settles it."""

    reason: str
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Withheld:
    """There may be a figure, and this report must not show it.  seen_by: who may see it, or why not everybody."""

    seen_by: Label
    entry: str = ""


Cell = Number | Terms | NoneDeclared | Unknown | NotApplicable | Withheld

UNKNOWN: Final = Unknown()


class Unit(StrEnum):
    """What a column counts."""

    M2 = "m2"
    AREAS = "areas"
    RECORDS = "records"
    ITEMS = "items"
    PERSONS = "persons"
    SERVICES = "services"
    SESSIONS = "sessions"
    TERMS = "terms"


class Role(StrEnum):
    """What a row is.  part: one of those that sum to the total.  detail: a part of the part above it.
    shared: what the parts count twice, negative.  total."""

    PART = "part"
    DETAIL = "detail"
    SHARED = "shared"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Column:
    """unit: in the header.  of_which: a part of another column, never added to it.  group: a header over neighbours."""

    key: str
    label: Phrase
    unit: Unit
    group: Phrase | None = None
    of_which: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; `under` is the key of the row whose detail it is."""

    key: str
    label: Label
    role: Role = Role.PART
    under: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the report.

    form, title  as the treaty or the Guide to Reporting names them.     stub  what the first column names.
    cells        one for every row and column, by their keys.            notes  what a reader must know beside it.
    part         which part of its form it is, in a word or two; None where the form is one table.
    """

    id: str
    form: Phrase
    title: Phrase
    stub: Phrase
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    cells: Mapping[tuple[str, str], Cell]
    notes: tuple[Phrase, ...] = ()
    part: Phrase | None = None

    def cell(self, row: str, column: str) -> Cell:
        """Errors  KeyError."""
        return self.cells[row, column]

    def number(self, row: str, column: str) -> int | None:
        """The figure in a cell; None where there is none."""
        cell = self.cells.get((row, column))
        return cell.value if isinstance(cell, Number) else None

    def column(self, key: str) -> Column:
        """Errors  StopIteration when there is none."""
        return next(column for column in self.columns if column.key == key)

    def address(self, row: str, column: str) -> str:
        """Where a cell stands."""
        return f"{self.id}/{row}/{column}"

    def with_cell(self, row: str, column: str, cell: Cell) -> Table:
        """The same table with another cell.  Errors  KeyError when there is no such place."""
        self.cells[row, column]
        return replace(self, cells={**self.cells, (row, column): cell})


RESERVED: Final = ("total", "not_told", "shared")
"""Row keys of ours."""


def row_key(*names: str) -> str:
    """The key of a row for names as reported: "" becomes not_told; a name that would read as one of ours is escaped."""
    return "/".join(_part(name) for name in names)


def _part(name: str) -> str:
    if not name:
        return "not_told"
    if name in RESERVED:
        return f"%{ord(name[0]):02x}{name[1:]}"
    return "".join(quote(letter, safe="") if letter in "/%" else letter for letter in name)


def address_parts(address: str) -> tuple[str, str, str]:
    """(table, row, column) of an address; rows of details hold a stroke themselves.  Errors  KeyError."""
    table, _, rest = address.partition("/")
    row, _, column = rest.rpartition("/")
    if not row:
        raise KeyError(f"'{address}' is no address of a cell: table/row/column.")
    return table, row, column


def addressed(tables: Sequence[Table]) -> Iterator[tuple[str, Table, Column, Cell]]:
    """(address, table, column, cell) of every cell, in the order of the page."""
    for table in tables:
        for row in table.rows:
            for column in table.columns:
                yield table.address(row.key, column.key), table, column, table.cells[row.key, column.key]
