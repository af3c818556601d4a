"""From a row of a table about states to the record that it says, or to what is missing for one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from opendisarm.core.catalogue import table as codes
from opendisarm.core.findings import Finding
from opendisarm.core.records import Place, Precision, class_of
from opendisarm.core.rows import Row
from opendisarm.core.sources import Source
from opendisarm.importers.norms.columns import Layout
from opendisarm.importers.norms.fields import INCIDENT, fields_of, required
from opendisarm.importers.norms.harm import harmed
from opendisarm.importers.tables.grids import Cells
from opendisarm.importers.values.dates import Dated
from opendisarm.importers.values.words import plain

_PLACE: Final = ("state", "admin1", "admin2", "admin1_code", "admin2_code")
_OUTCOMES: Final = ("killed", "injured")


def row_of(cells: Cells, source: Source, layout: Layout, width: int) -> Row:
    """One row as a record and what is to be said about it.  width: columns under the header."""
    found = dict(layout.constants)
    failed: set[str] = set()
    findings: list[Finding] = []
    places = {column.field: column.place(source) for column in layout.columns}
    for column in layout.columns:
        cell = cells[column.at] if column.at < len(cells) else ""
        if not plain(cell):
            continue
        value, remarks = column.read(cell)
        findings += [remark.at(places[column.field]) for remark in remarks]
        if value is not None:
            found[column.field] = value
        elif remarks:
            failed.add(column.field)
    if beyond := [word for cell in cells[width:] if (word := plain(cell))]:
        findings.append(codes.ROW_TOO_LONG.at(source, count=len(beyond), value=beyond[0]))
    missing = [name for name in required(layout.kind) if name not in found]
    if layout.kind == INCIDENT and "venue" in found and "state" not in failed:
        missing = [name for name in missing if name != "state"]  # places whose state is disputed, or the sea
    for name in missing:
        if name not in failed:
            findings.append(codes.FIELD_MISSING.at(places.get(name, source.at(name)), field=name, kind=layout.kind))
    if missing or failed:
        return Row(source, (), tuple(findings))
    extra = tuple((name, word) for at, name in layout.extra if at < len(cells) and (word := plain(cells[at])))
    values = _values(found, layout.kind)
    if layout.kind == INCIDENT:
        values["harmed"], noted = harmed(found)
        findings += [remark.at(places.get(name, source.at(name))) for name, remark in noted]
    return Row(source, (class_of(layout.kind)(**values, extra=extra),), tuple(findings))


def _values(found: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """The arguments of the record: dates as days, the parts of a place together."""
    values: dict[str, Any] = {name: found[name] for name in fields_of(kind) if name in found}
    if kind == INCIDENT:
        parts = {part: values.pop(part) for part in _PLACE if part in values}
        values = {name: value for name, value in values.items() if name.split("_")[0] not in _OUTCOMES}
        values["place"] = Place(**parts)
    elif kind == "norm.count":
        values.setdefault("number", "")
    on: Dated = found["on"]
    values["precision"] = found.get("precision", on.precision)
    values["on"] = _first_day(on) if kind == INCIDENT and "until" in found else on.on
    return {name: value.on if isinstance(value, Dated) else value for name, value in values.items()}


def _first_day(of: Dated) -> date:
    """A period counts from the first day that its beginning can mean."""
    if of.precision is Precision.YEAR:
        return of.on.replace(month=1, day=1)
    return of.on.replace(day=1) if of.precision is Precision.MONTH else of.on
