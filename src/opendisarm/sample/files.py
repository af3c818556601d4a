"""The field files of the invented country, as operators would send them, and the list of what is wrong in them."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from opendisarm.core.records import (
    AdminUnit,
    DeviceFound,
    EventReported,
    LandRecord,
    PublishedFigure,
    Record,
)
from opendisarm.core.vocabulary import RELEASES, LandKind
from opendisarm.sample.samplia import ISO3, NAME
from opendisarm.sample.sheets import CsvSheet, LayerSheet, Sheet, XlsxSheet
from opendisarm.sample.stream import planned

LARGEST_WORKBOOK: Final = 20_000
"""Up to this many records in all, clearance is sent as a workbook."""

MANIFEST: Final = "manifest.json"

_WHERE: Final = ("state", "admin1", "admin2", "admin1_code", "admin2_code")
_LAND: Final = ("kind", "ref", "hazard", "date", *_WHERE, "contamination", "area_m2", "operator", "method")
_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "admin": ("kind", "date", "state", "code", "name", "level", "parent"),
    "survey": (*_LAND, "reason"),
    "clearance": (*_LAND, "depth_cm"),
    "area_only": (*_LAND, "depth_cm", "reason"),
    "corrections": (*_LAND, "reason", "to"),
    "devices": (
        "kind", "ref", "hazard", "activity", "date", *_WHERE,
        "category", "model", "quantity", "fate", "operator", "depth_cm",
    ),
    "events": ("kind", "ref", "date", *_WHERE, "category"),
    "published": ("iso3", "state", "weapon", "year", "figure", "value", "unit", "as_of", "source", "note"),
}  # fmt: skip
_NO_FIELD_RECORD: Final = "A declaration is signed at the desk; no field file holds one."
_NUMBERS: Final = frozenset({"area_m2", "depth_cm", "quantity", "level"})


@dataclass(slots=True)
class _Manifest:
    """What was planted where."""

    faults: list[dict[str, Any]] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)


def write_files(count: int, seed: int, out: Path, faults: float = 0.015) -> list[Path]:
    """Write `records(count, seed, faults)` into field files below `out` (made if absent); the manifest comes last.

    Files   admin.gpkg, survey.gpkg, clearance.xlsx (clearance.gpkg above 20,000 records), area_only.csv,
            corrections.csv, devices.csv, events.csv, published.csv, manifest.json.
    Rows    of the manifest are counted as `Source.row` counts them: header included in sheets, features from 1.
    Errors  ValueError as for `records`.
    """
    plan = planned(count, seed, faults)
    out.mkdir(parents=True, exist_ok=True)
    manifest = _Manifest()
    with ExitStack() as open_sheets:
        sheets = {name: open_sheets.enter_context(sheet) for name, sheet in _sheets(count, out).items()}
        for entry in plan:
            name = _sheet_of(entry.record)
            cells, wkb = cells_of(entry.record)
            row = sheets[name].write(cells, wkb)
            manifest.rows[sheets[name].path.name] = manifest.rows.get(sheets[name].path.name, 0) + 1
            if entry.fault:
                place = {"file": sheets[name].path.name, "row": row, "fault": entry.fault}
                manifest.faults.append({**place, "kind": str(entry.record.kind), "ref": entry.record.ref})
    listed = out / MANIFEST
    about = {"country": NAME, "invented": True, "seed": seed, "count": count, "share_of_faults": faults}
    listed.write_text(
        json.dumps({**about, "rows": manifest.rows, "faults": manifest.faults}, indent=1) + "\n", encoding="utf-8"
    )
    return [*(sheet.path for sheet in sheets.values()), listed]


def cells_of(record: Record) -> tuple[dict[str, Any], bytes | None]:
    """A record as the cells of its row by column, and the WKB of its shape.  Empty cells are None."""
    cells: dict[str, Any]
    match record:
        case PublishedFigure():
            cells = {
                "iso3": record.place.state, "state": NAME, "weapon": record.weapon, "year": record.year,
                "figure": record.figure, "value": record.value, "unit": record.unit, "as_of": record.as_of,
                "source": record.citation, "note": record.note,
            }  # fmt: skip
            return cells, None
        case AdminUnit():
            cells = {
                "state": ISO3, "code": record.code, "name": record.name, "level": record.level,
                "parent": record.parent or None,
            }  # fmt: skip
        case LandRecord():
            cells = {
                "hazard": record.hazard, "contamination": "+".join(sorted(record.contamination)) or None,
                "area_m2": record.area_m2, "operator": record.operator, "method": record.method,
                "depth_cm": record.depth_cm, "reason": record.reason or None, "to": record.to and record.to.value,
            }  # fmt: skip
        case DeviceFound():
            cells = {
                "hazard": record.hazard, "activity": record.activity, "category": record.category,
                "model": record.model, "quantity": record.quantity, "fate": record.fate,
                "operator": record.operator, "depth_cm": record.depth_cm,
            }  # fmt: skip
        case EventReported():
            cells = {"category": record.category}
        case _:
            raise TypeError(_NO_FIELD_RECORD)
    if not isinstance(record, AdminUnit):
        cells |= {column: getattr(record.place, column) for column in _WHERE}
    cells |= {"kind": str(record.kind), "ref": record.ref, "date": record.on.isoformat()}
    return cells, record.shape.wkb if record.shape else None


def _sheets(count: int, out: Path) -> dict[str, Sheet]:
    clearance = XlsxSheet if count <= LARGEST_WORKBOOK else LayerSheet
    forms: dict[str, tuple[Callable[..., Sheet], str]] = {
        "admin": (LayerSheet, ".gpkg"), "survey": (LayerSheet, ".gpkg"),
        "clearance": (clearance, ".xlsx" if clearance is XlsxSheet else ".gpkg"),
        "area_only": (CsvSheet, ".csv"), "corrections": (CsvSheet, ".csv"), "devices": (CsvSheet, ".csv"),
        "events": (CsvSheet, ".csv"), "published": (CsvSheet, ".csv"),
    }  # fmt: skip
    with_wkt = {"corrections", "devices", "events", "clearance"}
    return {
        name: form(
            out / f"{name}{ending}", (*_COLUMNS[name], "wkt") if name in with_wkt and form is not LayerSheet
            else _COLUMNS[name], _NUMBERS,
        )
        for name, (form, ending) in forms.items()
    }  # fmt: skip


def _sheet_of(record: Record) -> str:
    match record:
        case AdminUnit():
            return "admin"
        case DeviceFound():
            return "devices"
        case EventReported():
            return "events"
        case PublishedFigure():
            return "published"
        case LandRecord():
            pass
        case _:
            raise TypeError(_NO_FIELD_RECORD)
    if record.kind is LandKind.CORRECTION:
        return "corrections"
    if record.shape is None:
        return "area_only"
    return "clearance" if record.kind in RELEASES else "survey"
