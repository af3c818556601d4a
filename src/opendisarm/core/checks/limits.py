"""What the checks measure against, and what they know of the world outside the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from opendisarm.core.records import AdminUnit

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Everything adjustable, with its reason.  "geocheck" is the sector's list of shape defects.

    today                   handed in by the door; later field dates are errors.
    earliest                ordnance of earlier wars is not in these registers; an empty date cell of a spreadsheet
                            reads as 1899 or 1900.
    vertex_gap_m            geocheck 14: consecutive corners farther apart are advised against.
    part_overlap_percent    geocheck 15: overlap of the parts of one shape, in percent of their union.
    same_point_deg          geocheck 6 and 9: points closer than this are the same (about 0.1 m).
    area_tolerance_percent  reported against computed area: what hand-drawn boundaries and rounding explain.
    least_difference_m2     below it, a difference of areas is the rounding of a small area to whole m2.
    unit_slip_share         a ratio within this share of 100, 10 000 or 1 000 000 is taken for a wrong unit.
    largest_m2              10 000 km2: larger than any hazardous area that was published.
    null_island_deg         about 1 km around (0, 0).
    outside_unit_m          boundaries of administrative units are drawn coarsely; nearer is not a finding.
    outside_state_deg       margin around the box of a state (about 10 km: border minefields straddle the line).
    utm_zones               how many zones away a misread zone is looked for.
    circle_vertices         fewer corners than this on a circle may be a surveyed area.
    circle_percent          how far from the circle its corners may lie, in percent of the radius.
    """

    today: date
    earliest: date = date(1900, 1, 1)
    vertex_gap_m: float = 5_000.0
    part_overlap_percent: float = 0.9
    same_point_deg: float = 1e-6
    area_tolerance_percent: float = 5.0
    least_difference_m2: float = 1.0
    unit_slip_share: float = 0.2
    largest_m2: float = 1e10
    null_island_deg: float = 0.01
    outside_unit_m: float = 1_000.0
    outside_state_deg: float = 0.1
    utm_zones: int = 3
    circle_vertices: int = 12
    circle_percent: float = 0.5


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known outside the file; all empty is allowed, and then nothing is said about it.

    units   administrative units of the workspace, with their boundaries; whoever knows only some of a state's units
            hands in the box of that state as well, or good coordinates elsewhere in it would look wrong.
    seen    (record kind, id) -> id of the journal entry that holds it.
    boxes   bounding boxes of states by ISO 3166-1 alpha-3; where one is missing, its units' common box is used.
    """

    units: tuple[AdminUnit, ...] = ()
    seen: Mapping[tuple[str, str], str] = field(default_factory=dict)
    boxes: Mapping[str, Box] = field(default_factory=dict)
