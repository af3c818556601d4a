"""Colombia's published table of demining operations ("desminado"): area and devices by month and municipality."""

from __future__ import annotations

from typing import Any, Final

from opendisarm.core.catalogue import table as codes
from opendisarm.core.clocks import last_day_of_month
from opendisarm.core.records import DeviceFound, LandRecord, Place, Precision
from opendisarm.core.rows import Reading
from opendisarm.core.vocabulary import LandKind
from opendisarm.importers.colombia import published_tables as colombia
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.mapping import Wanted
from opendisarm.importers.values.remarks import Remark

NAME = "colombia_operations"

_HEADERS: Final = colombia.codes_of(
    ("departamento", "municipio", "anio", "mes", "areadespejada", "totalartefactosdestruidos", "organizacion")
)
_DEVICES: Final = {"map": "ap_mine", "muse": "uxo", "aei": "ied"}
"""Their columns: antipersonnel mines, unexploded ordnance, improvised explosive devices."""


def recognises(file: FieldFile) -> bool:
    """A table with the headers of the published one."""
    return colombia.is_the_table(file, _HEADERS)


def read(file: FieldFile, wanted: Wanted) -> Reading:  # noqa: ARG001  the shape of every reader
    """One land.cleared record for each row (0 m2 is a figure, too) and device.found records where there are devices."""
    return colombia.reading(file, _HEADERS, LandKind.CLEARED.value, _records)


def _records(fields: colombia.Fields) -> tuple[Any, ...]:
    year, month = fields.number("anio", 1900, 2100), fields.number("mes", 1, 12)
    area = fields.number("areadespejada")
    counts = {name: fields.number(name) for name in _DEVICES}
    total = fields.number("totalartefactosdestruidos")
    if year is None or month is None or area is None or None in counts.values():
        return ()
    parts = sum(count or 0 for count in counts.values())
    if total is not None and parts != total:
        shown = " + ".join(f"{name} {count}" for name, count in counts.items())
        fields.note(
            "totalartefactosdestruidos",
            Remark(codes.DEVICE_TOTAL_DIFFERS, {"parts": shown, "sum": parts, "total": total}),
        )
    operations = fields.number("operacionesdespeje")
    if operations and not area:
        fields.note("areadespejada", Remark(codes.OPERATIONS_WITHOUT_AREA, {"operations": operations}))
    common: dict[str, Any] = {
        "on": last_day_of_month(year, month),
        "precision": Precision.MONTH,
        "operator": fields.text("organizacion"),
        "place": Place(
            colombia.STATE,
            fields.text("departamento"),
            fields.text("municipio"),
            colombia.padded(fields.text("codigodanedepartamento"), 2),
            colombia.padded(fields.text("codigodanemunicipio"), 5),
        ),
    }
    kept = fields.extra("tipodesminado", "estudiosnotecnicos", "estudiostecnicos", "operacionesdespeje")
    land = LandRecord(kind=LandKind.CLEARED, area_m2=float(area), extra=kept, **common)
    devices = (
        DeviceFound(category=_DEVICES[name], quantity=count, fate="destroyed", **common)
        for name, count in counts.items()
        if count
    )
    return (land, *devices)
