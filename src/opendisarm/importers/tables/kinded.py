"""A table of which each row is a record of a kind: said once for all of them, or in a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.mapping import Wanted
from opendisarm.importers.tables import grids
from opendisarm.importers.tables.grids import Cells, Grid
from opendisarm.importers.values.words import fold, plain

_KIND = "kind"


@dataclass(frozen=True, slots=True)
class Kinded:
    """Where the table stands.

    header  its row, 0-based; -1 for a list without one.      kind   of rows that do not say theirs, "" where none is.
    kinds   of all rows, as far as they are kinds of this reader.
    """

    grid: Grid
    header: int
    headers: tuple[str, ...]
    kind: str
    kinds: tuple[str, ...]

    @property
    def below(self) -> Sequence[Cells]:
        """The rows under the header."""
        return self.grid.rows[self.header + 1 :]

    @property
    def kind_column(self) -> int | None:
        """The column that says the kind of each row."""
        folded = [fold(header) for header in self.headers]
        return folded.index(_KIND) if _KIND in folded else None

    def kind_of(self, cells: Cells) -> str:
        """What a row says of its kind; "" when it says nothing."""
        at = self.kind_column
        return plain(cells[at]) if at is not None and at < len(cells) else ""

    def mapping(self, wanted: Wanted, columns: Mapping[str, str], order: str) -> dict[str, object]:
        """What can be saved and replayed.  columns: field -> header; order: of dates, "" where it was not needed."""
        said: dict[str, object] = dict(wanted.mapping or {})
        said |= {key: word for key, word in {_KIND: self.kind, "date_order": order}.items() if word}
        if self.header >= 0:
            left_out = {name: "" for name, header in wanted.section("columns").items() if not header}
            said |= {"header_row": self.header + 1, "columns": {**columns, **left_out}}
        return said | ({"sheet": self.grid.sheet} if self.grid.sheet else {})


def kinded(grid: Grid, header: int, told: str, known: Sequence[str], instead: Sequence[str] = ()) -> Kinded:
    """The table under a header.

    told  the kind that somebody said, "" for none.      known  kinds of the reader, in its order.
    instead  headers of a list that has none (header -1).
    """
    headers = [plain(cell) for cell in grid.rows[header]] if header >= 0 else list(instead)
    while headers and not headers[-1] and not grid.sheet:
        headers.pop()
    table = Kinded(grid, header, tuple(headers), told, ())
    kinds = ({told} if told else set()) | {table.kind_of(cells) for cells in table.below}
    return Kinded(grid, header, table.headers, told, tuple(kind for kind in known if kind in kinds))


def kind_in(file: FieldFile) -> str:
    """What the first row says in a column named kind; "" when there is none."""
    found = grids.first_where(file, lambda headers: _KIND in headers)
    if found is None:
        return ""
    grid, header = found
    at = [fold(plain(cell)) for cell in grid.rows[header]].index(_KIND)
    words = (plain(cells[at]) for cells in grid.rows[header + 1 :] if at < len(cells))
    return next((word for word in words if word), "")
