"""A small invented country for the checks: records with everything right, to be spoiled one field at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import shapely

from opendisarm.core.checks import Limits, Surroundings, checked
from opendisarm.core.findings import Finding
from opendisarm.core.records import AdminUnit, DeviceFound, EventReported, LandRecord, Place, Record, Shape
from opendisarm.core.rows import Row
from opendisarm.core.sources import Source
from opendisarm.core.vocabulary import Contamination, LandKind

TODAY = date(2025, 6, 15)
LIMITS = Limits(today=TODAY)

SQUARE = "POLYGON ((36 1, 36.001 1, 36.001 1.001, 36 1.001, 36 1))"
BOW_TIE = "POLYGON ((36 1, 36.001 1.001, 36.001 1, 36 1.001, 36 1))"
PROVINCE = "POLYGON ((35.5 0.5, 36.5 0.5, 36.5 1.5, 35.5 1.5, 35.5 0.5))"
"""Box of the state Sampleland, code XSA, and its only province, code XS01, named North."""


def shape(wkt: str, **facts: Any) -> Shape:
    with np.errstate(invalid="ignore"):
        return Shape(shapely.to_wkb(shapely.from_wkt(wkt)), **facts)


def land(wkt: str = "", **facts: Any) -> LandRecord:
    """A cleared piece of land that no check has anything to say about."""
    given = {
        "kind": LandKind.CLEARED, "on": date(2021, 3, 1), "contamination": frozenset({Contamination.AP_FACTORY}),
        "shape": shape(wkt) if wkt else None, "area_m2": None if wkt else 400.0, "depth_cm": 13.0, "method": "manual",
    }  # fmt: skip
    return LandRecord(**{**given, **facts})


def device(**facts: Any) -> DeviceFound:
    return DeviceFound(**{"on": date(2021, 3, 1), "category": "AP mine", "quantity": 3, **facts})


def event(**facts: Any) -> EventReported:
    return EventReported(**{"on": date(2021, 3, 1), "category": "accident", **facts})


def unit(**facts: Any) -> AdminUnit:
    given = {"on": date(2020, 1, 1), "code": "XS01", "name": "North", "level": 1, "state": "XSA"}
    return AdminUnit(**{**given, "shape": shape(PROVINCE), **facts})


def at(**facts: Any) -> Place:
    return Place(**{"state": "XSA", **facts})


def rows(*records: Record | Sequence[Record]) -> list[Row]:
    """One row a record (or a row of several), numbered from 2 as in a sheet with a header."""
    held = [tuple(each) if isinstance(each, list | tuple) else (each,) for each in records]
    return [Row(Source("land.csv", row=number), records=each) for number, each in enumerate(held, start=2)]


def found(
    *records: Record | Sequence[Record], limits: Limits = LIMITS, around: Surroundings | None = None
) -> list[Finding]:
    """All findings about these records, row by row."""
    return [finding for row in checked(rows(*records), limits, around) for finding in row.findings]


def codes(*records: Record | Sequence[Record], around: Surroundings | None = None) -> list[str]:
    return [finding.code for finding in found(*records, around=around)]


def moved(wkt: str, lon: float, lat: float) -> str:
    return str(shapely.affinity.translate(shapely.from_wkt(wkt), lon, lat).wkt)


def circle(vertices: int, radius_deg: float = 0.001) -> str:
    return str(shapely.Point(36, 1).buffer(radius_deg, quad_segs=vertices // 4).wkt)
