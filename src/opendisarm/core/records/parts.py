"""What records are made of: how exactly a date is known, a place, a shape."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a date is known; a month or a year is dated to its last day, when it is certain to have passed."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Place:
    """Where, by administration.  state: ISO 3166-1 alpha-3, "" when not told.  Codes are P-codes where the sender has
    them; names are kept as reported."""

    state: str = ""
    admin1: str = ""
    admin2: str = ""
    admin1_code: str = ""
    admin2_code: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A polygon, multipolygon or point.

    wkb           WGS 84 longitude, latitude; what the ledger uses.
    given_wkb     as sent, when that differs (other CRS, or before a repair); else None.
    given_crs     "EPSG:4326" or what the sender used, or how it was written ("MGRS", "EPSG:32618").
    repaired_m2   area of the repaired shape less that of the one sent, m2; None when nothing was repaired.
    synthetic     a stand-in drawn from a point and an area (a circle): never used for overlap.
    """

    wkb: bytes
    given_wkb: bytes | None = None
    given_crs: str = "EPSG:4326"
    repaired_m2: float | None = None
    synthetic: bool = False
