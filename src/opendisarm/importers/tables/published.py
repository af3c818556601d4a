"""Figures that somebody published, as a table: state, weapon, year, figure, value, unit, source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from opendisarm.core.catalogue import table as codes
from opendisarm.core.catalogue import value as value_codes
from opendisarm.core.findings import Finding
from opendisarm.core.records import Place, PublishedFigure
from opendisarm.core.rows import Reading, Row
from opendisarm.core.sources import Source
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.mapping import Wanted
from opendisarm.importers.tables import grids
from opendisarm.importers.tables.columns import letter
from opendisarm.importers.tables.grids import Cells, Grid
from opendisarm.importers.values.choices import choices
from opendisarm.importers.values.dates import EARLIEST, LATEST, dated
from opendisarm.importers.values.numbers import digits_of, whole
from opendisarm.importers.values.remarks import Parsed, remark
from opendisarm.importers.values.states import state
from opendisarm.importers.values.words import fold, plain

NAME = "published"

_NEEDED: Final = ("iso3", "weapon", "year", "figure", "value", "unit", "source")
_OURS: Final = (*_NEEDED, "as_of", "note")


def recognises(file: FieldFile) -> bool:
    """A table with all the columns that a published figure needs, under our own names."""
    return grids.first_where(file, frozenset(_NEEDED).issubset) is not None


def read(file: FieldFile, wanted: Wanted) -> Reading:  # noqa: ARG001  the shape of every reader
    """One record of kind figure.published for each row."""
    found = grids.first_where(file, frozenset(_NEEDED).issubset)
    assert found is not None, "only a file that is recognised is read"
    grid, header = found
    headers = [plain(cell) for cell in grid.rows[header]]
    mapping: dict[str, object] = {"kind": "figure.published", "header_row": header + 1}
    return Reading(_rows(grid, header, headers), len(grid.rows) - header - 1, grid.findings, mapping)


def _rows(grid: Grid, header: int, headers: Sequence[str]) -> Iterator[Row]:
    folded = [fold(name).replace(" ", "_") for name in headers]
    columns: dict[str, int] = {name: folded.index(name) for name in _OURS if name in folded}
    others = [at for at, name in enumerate(headers) if name and at not in columns.values()]
    for index in range(header + 1, len(grid.rows)):
        cells, source = grid.rows[index], grid.at(index)
        if grids.blank(cells):
            yield Row(source, skipped="blank")
        else:
            extra = tuple((headers[at], word) for at in others if at < len(cells) and (word := plain(cells[at])))
            yield _row(cells, source, columns, headers, extra)


def _row(
    cells: Cells, source: Source, columns: dict[str, int], headers: Sequence[str], extra: tuple[tuple[str, str], ...]
) -> Row:
    findings: list[Finding] = []
    found: dict[str, Any] = {}
    for name, at in columns.items():
        cell = cells[at] if at < len(cells) else ""
        place = source.at(headers[at], f"{letter(at)}{source.row}")
        value, remarks = _READERS[name](cell) if plain(cell) else (None, ())
        findings += [note.at(place) for note in remarks]
        found[name] = value
        if value is None and not remarks and name in _NEEDED:
            findings.append(codes.FIELD_MISSING.at(place, field=name, kind="figure.published"))
    if any(found[name] is None for name in _NEEDED):
        return Row(source, (), tuple(findings))
    as_of = found.get("as_of")
    figure = PublishedFigure(
        on=as_of.on if as_of else date(found["year"], 12, 31),
        place=Place(state=found["iso3"]),
        year=found["year"],
        weapon=found["weapon"],
        figure=found["figure"],
        value=found["value"],
        unit=found["unit"],
        citation=found["source"],
        as_of=plain(cells[columns["as_of"]]) if as_of else "",
        note=found.get("note") or "",
        extra=extra,
    )
    return Row(source, (figure,), tuple(findings))


def _year(given: object) -> Parsed:
    found, remarks = whole(given)
    if found is not None and not EARLIEST <= found <= LATEST:
        return None, remark(value_codes.DATE_UNREADABLE, value=plain(given))
    return found, remarks


def _weapon(given: object) -> Parsed:
    return choices("weapon").one(given)


def _as_written(given: object) -> Parsed:
    return plain(given), ()


_READERS: Final[dict[str, Callable[[object], Parsed]]] = {
    "iso3": state,
    "weapon": _weapon,
    "year": _year,
    "figure": _as_written,
    "value": digits_of,
    "unit": _as_written,
    "source": _as_written,
    "as_of": dated,
    "note": _as_written,
}
