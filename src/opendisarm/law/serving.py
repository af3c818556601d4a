"""Which duties a record of land or of a device serves: the way from the field to the multilateral level."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from opendisarm.core.records import LandRecord
from opendisarm.core.vocabulary import FINDINGS_OF_CONTAMINATION, LandKind, Treaty, mask_of, scope_mask

CLEARANCE: Final[Mapping[Treaty, str]] = {
    Treaty.APMBC: "apmbc-5-clearance",
    Treaty.CCM: "ccm-4-clearance",
}
REPORTING: Final[Mapping[Treaty, str]] = {
    Treaty.APMBC: "apmbc-7-annual",
    Treaty.CCM: "ccm-7-annual",
    Treaty.CCW_APII: "ccw-ap2-13-annual",
    Treaty.CCW_PV: "ccw-p5-10-annual",
}
MARKING: Final[Mapping[Treaty, str]] = {Treaty.APMBC: "apmbc-5-2-marking"}


def duties_served(record: LandRecord) -> tuple[str, ...]:
    """Ids of the duties that the record bears on, by what contaminates the land; none when that is unknown.

    A survey that finds contamination also bears on marking; a correction of the books moves no land and serves none.
    """
    if record.kind is LandKind.CORRECTION:
        return ()
    mask = mask_of(record.contamination)
    scopes = [treaty for treaty in Treaty if mask & scope_mask(treaty)]
    served = [CLEARANCE[treaty] for treaty in scopes if treaty in CLEARANCE]
    if record.kind in FINDINGS_OF_CONTAMINATION:
        served += [MARKING[treaty] for treaty in scopes if treaty in MARKING]
    return (*served, *(REPORTING[treaty] for treaty in scopes))
