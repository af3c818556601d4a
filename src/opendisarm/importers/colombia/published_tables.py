"""What the two published tables of Colombia share: headers that name them, cells that are read with their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from opendisarm.core.catalogue import table as codes
from opendisarm.core.catalogue import value as value_codes
from opendisarm.core.findings import Finding
from opendisarm.core.rows import Reading, Row
from opendisarm.core.sources import Source
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.tables import grids
from opendisarm.importers.tables.columns import letter
from opendisarm.importers.tables.grids import Cells
from opendisarm.importers.values.numbers import whole
from opendisarm.importers.values.remarks import Remark
from opendisarm.importers.values.words import fold, plain

STATE: Final = "COL"


class Fields:
    """One row of a national table, read by header; findings gather as cells are asked for."""

    def __init__(self, cells: Cells, source: Source, columns: dict[str, int], kind: str) -> None:
        self.source = source
        self.findings: list[Finding] = []
        self._cells, self._columns, self._kind = cells, columns, kind

    def text(self, name: str) -> str:
        """A cell as text; "" when blank or when the table has no such column."""
        at = self._columns.get(name, -1)
        return plain(self._cells[at]) if 0 <= at < len(self._cells) else ""

    def number(self, name: str, lowest: int = 0, highest: int = 1_000_000_000) -> int | None:
        """A whole number that the table always gives; None, with a finding, when it is missing or impossible."""
        if not (word := self.text(name)):
            self.note(name, Remark(codes.FIELD_MISSING, {"field": name, "kind": self._kind}))
            return None
        found, remarks = whole(word)
        for remark in remarks:
            self.note(name, remark)
        if found is not None and not lowest <= found <= highest:
            self.note(
                name, Remark(value_codes.NUMBER_IMPOSSIBLE, {"value": word, "lowest": lowest, "highest": highest})
            )
            return None
        return None if found is None else int(found)

    def note(self, name: str, remark: Remark) -> None:
        """A finding at a cell of the row."""
        at = self._columns.get(name, 0)
        self.findings.append(remark.at(self.source.at(name, f"{letter(at)}{self.source.row}")))

    def extra(self, *names: str) -> tuple[tuple[str, str], ...]:
        """Columns that are kept as they came."""
        return tuple((name, word) for name in names if (word := self.text(name)))


def is_the_table(file: FieldFile, headers: frozenset[str]) -> bool:
    """Whether a file has all these headers (folded) in one row."""
    return grids.first_where(file, headers.issubset) is not None


def reading(
    file: FieldFile, headers: frozenset[str], kind: str, row_of: Callable[[Fields], tuple[Any, ...]]
) -> Reading:
    """All rows of the table; row_of: a row's fields -> its records, findings left in the fields."""
    found = grids.first_where(file, headers.issubset)
    assert found is not None, "only a file that is recognised is read"
    grid, header = found
    columns = {fold(plain(cell)).replace(" ", "_"): at for at, cell in enumerate(grid.rows[header])}

    def rows() -> Iterator[Row]:
        for index in range(header + 1, len(grid.rows)):
            source, cells = grid.at(index), grid.rows[index]
            if grids.blank(cells):
                yield Row(source, skipped="blank")
                continue
            fields = Fields(cells, source, columns, kind)
            records = row_of(fields)
            yield Row(source, records, tuple(fields.findings))

    return Reading(rows(), len(grid.rows) - header - 1, grid.findings, {"kind": kind, "header_row": header + 1})


def padded(code: str, digits: int) -> str:
    """A DANE code with the leading zeros that tables of numbers lose: department 2 digits, municipality 5."""
    return code.zfill(digits) if code.isdigit() else code


def codes_of(names: Sequence[str]) -> frozenset[str]:
    """Headers as they are compared."""
    return frozenset(fold(name) for name in names)
