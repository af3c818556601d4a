"""The parts of one multipolygon: the same twice, or on top of each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import shapely

from opendisarm.core.catalogue import geometry
from opendisarm.core.checks.batch import MULTIPOLYGON, Batch
from opendisarm.core.checks.wording import percent, whole
from opendisarm.core.findings import Finding
from opendisarm.core.plane import area_m2, into_plane


def duplicate_parts(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """The same polygon more than once in one shape, whatever corner it starts from.  Rule  geocheck 3."""
    for index in _suspects(batch):
        parts = shapely.get_parts(batch.shapes[index])
        times = Counter(shapely.to_wkb(shapely.normalize(parts), output_dimension=2).tolist())
        if (most := max(times.values())) > 1:
            yield batch.note(int(batch.drawn[index]), geometry.DUPLICATE_PART, "shape", times=most)


def overlapping_parts(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """(sum of the parts - union) / union, in percent, measured in the equal-area plane.  Rule  geocheck 15."""
    for index in _suspects(batch):
        parts = shapely.get_parts(batch.shapes[index])
        if batch.too_wide[index] or not shapely.is_valid(parts).all():
            continue
        flat = into_plane(parts)
        together = float(shapely.area(shapely.union_all(flat)))
        twice = float(area_m2(flat).sum()) - together
        if together > 0 and (share := twice / together * 100) > batch.limits.part_overlap_percent:
            facts = {"percent": percent(share), "m2": whole(twice)}
            yield batch.note(int(batch.drawn[index]), geometry.PARTS_OVERLAP, "shape", **facts)


def _suspects(batch: Batch) -> Iterator[int]:
    """Multipolygons that GEOS calls invalid: parts that overlap or repeat always make one so."""
    yield from map(int, np.flatnonzero((batch.type_ids == MULTIPOLYGON) & batch.in_range & ~batch.valid))
