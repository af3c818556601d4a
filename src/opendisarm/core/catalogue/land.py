"""Codes of findings that only the land ledger can see: what a record met on the ground that others had posted."""

from __future__ import annotations

from opendisarm.core.findings import Code, Severity

ALREADY_RELEASED = Code(
    "ALREADY_RELEASED", Severity.WARNING,
    "{m2} m2 of this release lie on land that is already released (by {others}); they are not counted again.",
    "Check whether the same work was reported twice, or correct the boundary of one of the two.",
    "design, the land ledger",
)  # fmt: skip
OUTSIDE_HAZARD = Code(
    "OUTSIDE_HAZARD", Severity.WARNING,
    "{m2} m2 of this release lie outside every recorded hazardous area; they are counted as released, "
    "but no remaining land goes down.",
    "Check the corner order and the coordinates, or first record the survey that enlarged the hazardous area.",
    "standards 2.5",
)  # fmt: skip
OVER_RELEASE = Code(
    "OVER_RELEASE", Severity.WARNING,
    "The release is {m2} m2 larger than what is left of hazardous area {hazard}.",
    "Check the area for a unit slip, or first record the survey that enlarged the hazardous area.",
    "design, the land ledger",
)  # fmt: skip
NO_HAZARD_NAMED = Code(
    "NO_HAZARD_NAMED", Severity.INFO,
    "Releases that name no hazardous area and have no shape: {count}, together {m2} m2. They count as released, but no "
    "remaining land goes down.",
    "Give the ids of the hazardous areas where there are any.",
    "standards 2.1",
)  # fmt: skip
REOPENED = Code(
    "REOPENED", Severity.WARNING,
    "ATTENTION: {m2} m2 that had been released (by {others}) are found contaminated again and are open from {on}.",
    "Tell the land users at once, mark the area, and confirm the finding with the operator that released it.",
    "standards 1.2, post-release find",
)  # fmt: skip
MINES_REMAIN = Code(
    "MINES_REMAIN", Severity.WARNING,
    "{m2} m2 were searched for explosive remnants only, but mines are recorded there; that land stays open.",
    "If mines were searched for as well, say so in the contamination column; else plan mine clearance.",
    "standards 1.2, battle area clearance",
)  # fmt: skip
STILL_CONFIRMED = Code(
    "STILL_CONFIRMED", Severity.INFO,
    "{m2} m2 of this suspected area are already recorded as hazardous and stay as they were.",
    "To lower confirmed land to suspected, enter a correction with its reason.",
    "standards 1.2",
)  # fmt: skip
AREAS_OVERLAP = Code(
    "AREAS_OVERLAP", Severity.INFO,
    "{m2} m2 of hazardous area {hazard} are recorded as part of {others} as well; each square metre counts once.",
    "If both are one area, record the next survey under one id; if not, correct the boundary of one of them.",
    "standards 2.5",
)  # fmt: skip
DEVICE_APART = Code(
    "DEVICE_APART", Severity.WARNING,
    "The device lies about {distance} m outside hazardous area {hazard}, which the record names.",
    "Check the coordinates and the id; if both are right, survey whether the area is larger than recorded.",
    "standards 2.5",
)  # fmt: skip
NOTHING_TO_CORRECT = Code(
    "NOTHING_TO_CORRECT", Severity.WARNING,
    "{m2} m2 of this correction lie where the books hold no land that it could move.",
    "Check the id of the hazardous area and the shape.",
    "design, the land ledger",
)  # fmt: skip
