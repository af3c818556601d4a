"""From numbered corners to the polygon that they draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import shapely

from opendisarm.core.catalogue import table as codes
from opendisarm.core.findings import Finding
from opendisarm.core.sources import Source
from opendisarm.importers.values.coordinates import Point

SAME_PLACE_DEG: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Corner:
    """A numbered point of a shape.  number: as the file gives it, None when blank; source: its row."""

    number: int | None
    point: Point | None
    source: Source

    def on(self, other: Corner) -> bool:
        """Whether both are the same place, to a millionth of a degree."""
        if self.point is None or other.point is None:
            return False
        return (
            abs(self.point.lon - other.point.lon) <= SAME_PLACE_DEG
            and abs(self.point.lat - other.point.lat) <= SAME_PLACE_DEG
        )


def ring(corners: Sequence[Corner], shape: str) -> tuple[shapely.Polygon | None, list[Finding]]:
    """The polygon through the corners in the order of their numbers, and what is wrong with them.

    Errors  as findings: a number missing or given twice, a corner without a place, fewer than three distinct corners.
    """
    findings = _numbering(corners, shape)
    findings += [
        codes.POINT_WITHOUT_PLACE.at(corner.source, number=corner.number, shape=shape)
        for corner in corners
        if corner.point is None
    ]
    if findings:
        return None, findings
    ordered = sorted(corners, key=lambda corner: corner.number or 0)
    open_ring, closing = _opened(ordered)
    if closing:
        findings.append(codes.RING_CLOSED.at(ordered[-1].source, shape=shape, count=closing))
    distinct = {(round(corner.point.lon, 6), round(corner.point.lat, 6)) for corner in open_ring if corner.point}
    if len(distinct) < 3:
        findings.append(codes.POINTS_TOO_FEW.at(corners[0].source, shape=shape, count=len(distinct)))
        return None, findings
    if len(distinct) < len(open_ring):
        findings += [
            codes.POINT_TWICE.at(second.source, first=first.number, second=second.number, shape=shape)
            for first, second in combinations(open_ring, 2)
            if first.on(second)
        ]
    return shapely.Polygon([(corner.point.lon, corner.point.lat) for corner in open_ring if corner.point]), findings


def _opened(ordered: Sequence[Corner]) -> tuple[Sequence[Corner], int]:
    """The corners without those that only close the ring: the first again, or the first two again."""
    if len(ordered) > 4 and ordered[-2].on(ordered[0]) and ordered[-1].on(ordered[1]):
        return ordered[:-2], 2
    if len(ordered) > 1 and ordered[-1].on(ordered[0]):
        return ordered[:-1], 1
    return ordered, 0


def _numbering(corners: Sequence[Corner], shape: str) -> list[Finding]:
    findings: list[Finding] = []
    by_number: dict[int, list[Corner]] = {}
    for corner in corners:
        if corner.number is None:
            findings.append(codes.POINT_NUMBER_MISSING.at(corner.source, shape=shape))
        else:
            by_number.setdefault(corner.number, []).append(corner)
    for number, same in by_number.items():
        if len(same) > 1:
            rows = ", ".join(str(corner.source.row) for corner in same)
            findings.append(codes.POINT_NUMBER_TWICE.at(same[1].source, number=number, shape=shape, rows=rows))
    return findings
