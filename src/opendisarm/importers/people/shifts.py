"""Headers that do not stand over their values: every cell would be wrong, and names would stand where words belong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from opendisarm.core.catalogue import person
from opendisarm.core.findings import Finding
from opendisarm.core.persons import YesNo
from opendisarm.core.sources import Source
from opendisarm.importers.people.columns import Column
from opendisarm.importers.people.values import COUNTS, DATES, Read, list_of
from opendisarm.importers.tables.grids import Cells
from opendisarm.importers.values.words import not_known, plain

_LOOKED_AT: Final = 500
_HALF: Final = 0.5
_LEAST: Final = 2
"""So many columns must show it, a closed list among them."""
_WAYS: Final = {1: "right", -1: "left"}


def shifted(
    kind: str, columns: Sequence[Column], reads: Mapping[str, Read], rows: Sequence[Cells], where: Source
) -> Finding | None:
    """The finding when values stand one column beside their headers, by what most cells of each column hold.

    A column shows it when more than half of its cells are nothing that its own field takes, and more than half are
    what the field of the header beside it takes.
    """
    testing = {column.at: column for column in columns if list_of(kind, column.field) or column.field in DATES | COUNTS}
    for step, way in _WAYS.items():
        showing = [
            column
            for at, column in testing.items()
            if (beside := testing.get(at - step)) and _shows(reads, rows, at, column.field, beside.field)
        ]
        lists = [column for column in showing if list_of(kind, column.field)]
        if len(showing) >= _LEAST and lists:
            return person.HEADERS_SHIFTED.at(where, way=way, columns=", ".join(column.header for column in showing))
    return None


def _shows(reads: Mapping[str, Read], rows: Sequence[Cells], at: int, own: str, beside: str) -> bool:
    cells = [cells[at] for cells in rows[:_LOOKED_AT] if at < len(cells) and not not_known(plain(cells[at]))]
    if not cells or own == beside:
        return False
    wrong = [cell for cell in cells if reads[own](cell)[0] is None]
    return len(wrong) > _HALF * len(cells) and sum(_takes(reads[beside], cell) for cell in wrong) > _HALF * len(cells)


def _takes(read: Read, cell: object) -> bool:
    value, _ = read(cell)
    return value is not None and value is not YesNo.UNKNOWN
