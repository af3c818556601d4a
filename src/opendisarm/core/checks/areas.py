"""Areas as reported: missing, impossible, or not those of the polygon."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import Final

import numpy as np

from opendisarm.core.catalogue import record
from opendisarm.core.checks.batch import Batch
from opendisarm.core.checks.wording import percent, whole
from opendisarm.core.findings import Finding
from opendisarm.core.records import LandRecord

_M2_PER_KM2 = 1e6
_HA_AND_KM2 = "hectares and square kilometres were probably exchanged"
_GUESSES: Final = {
    100.0: _HA_AND_KM2,
    10_000.0: "hectares and square metres were probably exchanged",
    1_000_000.0: "square kilometres and square metres were probably exchanged",
}


def impossible_areas(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Land without any area; areas below 0, not a number, or larger than any that was published."""
    for index, item in enumerate(batch.items):
        land = item.record
        if not isinstance(land, LandRecord):
            continue
        if land.area_m2 is None:
            if land.shape is None:
                yield batch.note(index, record.NO_AREA, "area_m2")
        elif not isfinite(land.area_m2) or land.area_m2 < 0:
            area = "nan" if land.area_m2 != land.area_m2 else f"{land.area_m2:g} m2"
            yield batch.note(index, record.AREA_INVALID, "area_m2", area=area)
        elif land.area_m2 > batch.limits.largest_m2:
            facts = {"area": whole(land.area_m2), "limit_km2": whole(batch.limits.largest_m2 / _M2_PER_KM2)}
            yield batch.note(index, record.AREA_TOO_LARGE, "area_m2", **facts)


def reported_against_computed(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """The reported area against that of the polygon in the plane; a factor of a unit is named as such.

    Circles drawn from the reported area prove nothing about it and are left out.
    """
    limits = batch.limits
    for index in np.flatnonzero(batch.areas_m2 > 0):
        item = int(batch.drawn[index])
        land = batch.items[item].record
        if not isinstance(land, LandRecord) or not land.area_m2 or (land.shape and land.shape.synthetic):
            continue
        reported, computed = land.area_m2, float(batch.areas_m2[index])
        if not isfinite(reported) or reported < 0:
            continue
        if factor := _unit_factor(reported, computed, limits.unit_slip_share):
            facts = {
                "reported": whole(reported), "computed": whole(computed), "factor": whole(factor),
                "direction": "larger" if reported > computed else "smaller", "guess": _GUESSES[factor],
            }  # fmt: skip
            yield batch.note(item, record.UNIT_SLIP, "area_m2", **facts)
            continue
        difference = abs(reported - computed)
        if difference > max(limits.least_difference_m2, computed * limits.area_tolerance_percent / 100):
            facts = {
                "reported": whole(reported), "computed": whole(computed),
                "percent": percent(difference / computed * 100),
            }  # fmt: skip
            yield batch.note(item, record.AREA_DIFFERS, "area_m2", **facts)


def _unit_factor(reported: float, computed: float, share: float) -> float | None:
    """100, 10 000 or 1 000 000 where the two differ by about that factor, either way."""
    ratio = max(reported, computed) / min(reported, computed)
    return next((factor for factor in _GUESSES if abs(ratio / factor - 1) <= share), None)
