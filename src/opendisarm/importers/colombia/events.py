"""Colombia's published table of mine and ordnance events ("eventos"): year, kind of event, municipality, point."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from opendisarm.core.catalogue import table as codes
from opendisarm.core.records import EventReported, Place, Precision
from opendisarm.core.rows import Reading
from opendisarm.importers.colombia import published_tables as colombia
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.mapping import Wanted
from opendisarm.importers.values import coordinates
from opendisarm.importers.values.choices import choices
from opendisarm.importers.values.coordinates import Point
from opendisarm.importers.values.remarks import Remark

NAME = "colombia_events"

_HEADERS: Final = colombia.codes_of(("anio", "tipo_evento", "departamento", "municipio", "lon", "lat"))


def recognises(file: FieldFile) -> bool:
    """A table with the headers of the published one."""
    return colombia.is_the_table(file, _HEADERS)


def read(file: FieldFile, wanted: Wanted) -> Reading:  # noqa: ARG001  the shape of every reader
    """One event.reported record for each row; equal rows are not duplicates, as the table has neither id nor day."""
    return colombia.reading(file, _HEADERS, "event.reported", _records)


def _records(fields: colombia.Fields) -> tuple[Any, ...]:
    year = fields.number("anio", 1900, 2100)
    category, remarks = choices("event").one(fields.text("tipo_evento"))
    for remark in remarks:
        fields.note("tipo_evento", remark)
    lon = _degrees(fields, "lon", "longitude")
    lat = _degrees(fields, "lat", "latitude")
    if year is None:
        return ()
    if lon is not None and lon > 0:
        fields.note("lon", Remark(codes.SIGN_OPPOSITE, {"value": fields.text("lon")}))
    return (
        EventReported(
            on=date(year, 12, 31),
            precision=Precision.YEAR,
            category=category or "",
            place=Place(colombia.STATE, fields.text("departamento"), fields.text("municipio")),
            shape=Point(lon, lat).shape() if lon is not None and lat is not None else None,
            extra=fields.extra("tipo_evento_codigo", "tipo_evento", "tipo_area"),
        ),
    )


def _degrees(fields: colombia.Fields, name: str, axis: str) -> float | None:
    found, remarks = coordinates.degrees(fields.text(name), axis)
    for remark in remarks:
        fields.note(name, remark)
    return None if found is None else float(found)
