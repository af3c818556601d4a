"""The field's closed lists: contamination, treaty scope, kinds of land record, states of land.

Terms follow IMAS 04.10 and 07.11 (docs/vocabulary.md gives the clause behind each).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Contamination(StrEnum):
    """What the ground holds or is suspected to hold.  Order is that of the bits of a mask: never reorder."""

    AP_FACTORY = "ap_mine_factory"
    AP_IMPROVISED = "ap_mine_improvised"
    AV_MINE = "av_mine"
    CLUSTER = "cluster_munition_remnant"
    OTHER_ERW = "other_erw"


_ORDER = tuple(Contamination)
MINES = frozenset({Contamination.AP_FACTORY, Contamination.AP_IMPROVISED, Contamination.AV_MINE})


class Treaty(StrEnum):
    """Instruments whose clearance duty a piece of land may fall under."""

    APMBC = "APMBC"
    CCM = "CCM"
    CCW_APII = "CCW-APII"
    CCW_PV = "CCW-PV"


# Improvised mines activated by a person are anti-personnel mines (APMBC art. 2(1)); anti-vehicle mines fall
# under CCW Amended Protocol II only; mines are not explosive remnants of war (CCW Protocol V art. 2).
_SCOPE: dict[Treaty, frozenset[Contamination]] = {
    Treaty.APMBC: frozenset({Contamination.AP_FACTORY, Contamination.AP_IMPROVISED}),
    Treaty.CCM: frozenset({Contamination.CLUSTER}),
    Treaty.CCW_APII: MINES,
    Treaty.CCW_PV: frozenset({Contamination.CLUSTER, Contamination.OTHER_ERW}),
}


def mask_of(types: Iterable[Contamination]) -> int:
    """A set of contamination types as bits; 0 = unknown."""
    return sum(1 << _ORDER.index(kind) for kind in set(types))


def types_of(mask: int) -> tuple[Contamination, ...]:
    """The contamination types of a mask, in the list's order."""
    return tuple(kind for bit, kind in enumerate(_ORDER) if mask >> bit & 1)


def mask_name(mask: int) -> str:
    """A mask as one word for tables: "ap_mine_factory+av_mine", or "unknown"."""
    return "+".join(types_of(mask)) or "unknown"


MINES_MASK = mask_of(MINES)


def scope_mask(treaty: Treaty) -> int:
    """Bits of the contamination that brings land under a treaty's clearance duty."""
    return mask_of(_SCOPE[treaty])


def treaties_of(mask: int) -> tuple[Treaty, ...]:
    """Which treaties land with this contamination falls under; none where it is unknown."""
    return tuple(treaty for treaty in Treaty if mask & scope_mask(treaty))


class LandKind(StrEnum):
    """What a land record says happened to the ground."""

    SUSPECTED = "land.suspected"
    CONFIRMED = "land.confirmed"
    CANCELLED = "land.cancelled"
    REDUCED = "land.reduced"
    CLEARED = "land.cleared"
    CORRECTION = "land.correction"


RELEASES = frozenset({LandKind.CANCELLED, LandKind.REDUCED, LandKind.CLEARED})
FINDINGS_OF_CONTAMINATION = frozenset({LandKind.SUSPECTED, LandKind.CONFIRMED})


class Account(StrEnum):
    """Where land stands.  `correction` holds land taken off the books at a desk: it is never a release."""

    UNRECORDED = "unrecorded"
    SUSPECTED = "suspected"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    REDUCED = "reduced"
    CLEARED = "cleared"
    CORRECTION = "correction"


CONTAMINATED = (Account.SUSPECTED, Account.CONFIRMED)
RELEASED = (Account.CANCELLED, Account.REDUCED, Account.CLEARED)


class Cause(StrEnum):
    """Why a posting moved land, or why it did not (the last four move nothing).  Order is that of stored codes."""

    NEWLY_FOUND = "newly_found"
    BOUNDARY_GROWTH = "boundary_growth"
    REOPENED = "reopened"
    CONFIRMED = "confirmed"
    RECLASSIFIED = "reclassified"
    CANCELLED = "cancelled"
    REDUCED = "reduced"
    CLEARED = "cleared"
    OUTSIDE_HAZARD = "outside_hazard"
    OVER_RELEASE = "over_release"
    CORRECTION = "correction"
    ALREADY_RECORDED = "already_recorded"
    ALREADY_RELEASED = "already_released"
    MINES_REMAIN = "mines_remain"
    NOTHING_TO_CORRECT = "nothing_to_correct"


class InstrumentId(StrEnum):
    """Conventions, protocols, declarations, programmes and processes by the names that files and commands use."""

    APMBC = "apmbc"
    CCM = "ccm"
    ATT = "att"
    CCW = "ccw"
    CCW_P4 = "ccw-p4"
    CCW_AP2 = "ccw-ap2"
    CCW_P5 = "ccw-p5"
    POA = "poa"
    ITI = "iti"
    EWIPA = "ewipa"
    AWS = "aws"
    GFA = "gfa"


class DutyId(StrEnum):
    """Duties of states by the names that files and commands use: instrument, article, subject."""

    APMBC_3_RETAINED = "apmbc-3-retained"
    APMBC_4_STOCKPILE = "apmbc-4-stockpile"
    APMBC_5_CLEARANCE = "apmbc-5-clearance"
    APMBC_5_2_MARKING = "apmbc-5-2-marking"
    APMBC_6_3_VICTIMS = "apmbc-6-3-victims"
    APMBC_7_INITIAL = "apmbc-7-initial"
    APMBC_7_ANNUAL = "apmbc-7-annual"
    APMBC_9_LAW = "apmbc-9-law"
    CCM_3_STOCKPILE = "ccm-3-stockpile"
    CCM_4_CLEARANCE = "ccm-4-clearance"
    CCM_5_VICTIMS = "ccm-5-victims"
    CCM_6_COOPERATION = "ccm-6-cooperation"
    CCM_7_INITIAL = "ccm-7-initial"
    CCM_7_ANNUAL = "ccm-7-annual"
    CCM_9_LAW = "ccm-9-law"
    ATT_5_CONTROL = "att-5-control"
    ATT_12_RECORDS = "att-12-records"
    ATT_13_1_INITIAL = "att-13-1-initial"
    ATT_13_3_ANNUAL = "att-13-3-annual"
    CCW_AP2_13_ANNUAL = "ccw-ap2-13-annual"
    CCW_P5_10_INITIAL = "ccw-p5-10-initial"
    CCW_P5_10_ANNUAL = "ccw-p5-10-annual"
    POA_BIENNIAL = "poa-biennial"
