"""Whole square metres whose parts still sum."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor, isfinite


def whole_m2(parts: Mapping[str, float], total: int | None = None) -> dict[str, int]:
    """Round areas so that the parts sum to the rounded whole, or to `total`.

    Unit    m2 in and out.        Shape   {name: area}; ties go to the earlier name.
    Errors  ValueError on an infinite area, or a total further from the sum than one m2 a part.
    Method  largest remainder; docs/ledger.md, "Rounding".
    """
    for name, area in parts.items():
        if not isfinite(area):
            raise ValueError(f"The area of {name} is {area}; only finite areas can be rounded.")
    whole = {name: floor(area) for name, area in parts.items()}
    wanted = floor(sum(parts.values()) + 0.5) if total is None else total
    missing = wanted - sum(whole.values())
    if not 0 <= missing <= len(parts):
        raise ValueError(f"Parts that sum to {sum(parts.values())} m2 cannot be rounded to a total of {wanted} m2.")
    by_remainder = sorted(parts, key=lambda name: whole[name] - parts[name])
    for name in by_remainder[:missing]:
        whole[name] += 1
    return whole
