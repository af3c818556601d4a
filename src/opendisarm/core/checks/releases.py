"""What a land record says against what its method and kind can say.  Rule  standards 1.2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isfinite
from typing import Final

from opendisarm.core.catalogue import record
from opendisarm.core.checks.batch import Batch
from opendisarm.core.checks.wording import whole
from opendisarm.core.findings import Finding
from opendisarm.core.records import LandRecord
from opendisarm.core.vocabulary import FINDINGS_OF_CONTAMINATION, MINES, RELEASES, Account, LandKind

_CORRECTION_TO: Final = frozenset({Account.SUSPECTED, Account.CONFIRMED, Account.CORRECTION})

_NTS: Final = frozenset({"nts", "non technical survey", "nontechnical survey"})
_TS: Final = frozenset({"ts", "technical survey", "targeted technical survey", "systematic technical survey"})
_SPOT: Final = frozenset({"eod", "eod spot task", "spot task", "spot", "eod task"})
_BAC: Final = frozenset({"bac", "battle area clearance", "surface bac", "subsurface bac", "sub surface bac"})

_CANNOT: Final = (
    (_NTS, frozenset({LandKind.REDUCED, LandKind.CLEARED}), "Non-technical survey",
     "non-technical survey cancels land, technical survey reduces it, clearance clears it"),
    (_TS, frozenset({LandKind.CANCELLED}), "Technical survey",
     "technical survey reduces land, and only non-technical survey cancels it"),
)  # fmt: skip


def methods(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Methods that contradict the kind of record, the area, or the contamination searched for."""
    for index, land in _land(batch):
        if not land.method:
            continue
        method = " ".join(re.findall(r"[^\W_]+", land.method.casefold()))
        for names, kinds, survey, rule in _CANNOT:
            if method in names and land.kind in kinds:
                facts = {"survey": survey, "kind": land.kind.removeprefix("land."), "rule": rule}
                yield batch.note(index, record.METHOD_CONTRADICTS_KIND, "method", **facts)
        if method in _SPOT and land.kind in RELEASES and (land.area_m2 or 0) > 0:
            yield batch.note(index, record.SPOT_TASK_WITH_AREA, "area_m2", area=whole(land.area_m2 or 0))
        if method in _BAC and land.contamination & MINES:
            yield batch.note(index, record.BAC_WITH_MINES, "contamination")


def corrections(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """A correction says why, and where the land goes (off the books if it does not say); nothing else does."""
    for index, land in _land(batch):
        if land.kind is not LandKind.CORRECTION:
            if land.to is not None:
                yield batch.note(index, record.TO_WITHOUT_CORRECTION, "to", to=land.to.value)
            continue
        if not land.reason.strip():
            yield batch.note(index, record.CORRECTION_WITHOUT_REASON, "reason")
        if land.to is not None and land.to not in _CORRECTION_TO:
            yield batch.note(index, record.CORRECTION_TO_INVALID, "to", to=land.to.value)


def contamination_missing(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Hazardous areas that do not say what contaminates them."""
    for index, land in _land(batch):
        if land.kind in FINDINGS_OF_CONTAMINATION and not land.contamination:
            yield batch.note(index, record.CONTAMINATION_MISSING, "contamination")


def depths(batch: Batch) -> Iterator[tuple[int, Finding]]:
    """Depths that are none; and one note for the file on clearance without a depth."""
    without: list[int] = []
    for index, item in enumerate(batch.items):
        depth = getattr(item.record, "depth_cm", None)
        if depth is not None and not (isfinite(depth) and depth >= 0):
            yield batch.note(index, record.DEPTH_INVALID, "depth_cm", depth=f"{depth:g}")
        elif depth is None and item.record.kind == LandKind.CLEARED:
            without.append(index)
    if without:
        yield batch.note(without[0], record.DEPTH_MISSING, "depth_cm", count=len(without))


def _land(batch: Batch) -> Iterator[tuple[int, LandRecord]]:
    for index, item in enumerate(batch.items):
        if isinstance(item.record, LandRecord):
            yield index, item.record
