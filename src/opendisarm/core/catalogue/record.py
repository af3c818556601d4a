"""Codes of findings about what a record says: ids, dates, areas, methods, what is missing."""

from __future__ import annotations

from opendisarm.core.findings import Code, Severity

DUPLICATE_ID = Code(
    "DUPLICATE_ID", Severity.ERROR,
    "The id {ref} was already used for a {kind} record by {other}.",
    "Give each record an id of its own, or remove the copy.",
    "geocheck 4, 12",
)  # fmt: skip
DUPLICATE_ID_TRIMMED = Code(
    "DUPLICATE_ID_TRIMMED", Severity.WARNING,
    "The id '{ref}' differs from '{other_ref}' of {other} only by spaces, case or character width.",
    "If both mean the same {kind} record, write the id in one way; the system treats them as two.",
    "geocheck 5",
)  # fmt: skip
DUPLICATE_DEVICE_LINE = Code(
    "DUPLICATE_DEVICE_LINE", Severity.WARNING,
    "{quantity} x {category} on {on} was already reported for {where} by {other}.",
    "Check whether the same items were counted twice; if not, nothing need be done.",
    "geocheck 13",
)  # fmt: skip
PCODE_UNKNOWN = Code(
    "PCODE_UNKNOWN", Severity.WARNING,
    "The code {pcode} is none of the administrative units known here.",
    "Check it for a typing mistake, or import the administrative units that it belongs to.",
    "users B4, ours",
)  # fmt: skip
NO_AREA = Code(
    "NO_AREA", Severity.ERROR,
    "The record has neither an area nor a shape, so no land can be counted.",
    "Give the area in m2, or the boundary.",
    "standards 2.1",
)  # fmt: skip
AREA_INVALID = Code(
    "AREA_INVALID", Severity.ERROR,
    "The area {area} is not an area.",
    "Give the area in m2 as a number of 0 or more.",
    "standards 2.1",
)  # fmt: skip
AREA_TOO_LARGE = Code(
    "AREA_TOO_LARGE", Severity.WARNING,
    "The area, {area} m2, is larger than {limit_km2} km2.",
    "Check the unit of the area column.",
    "users B4, ours",
)  # fmt: skip
AREA_DIFFERS = Code(
    "AREA_DIFFERS", Severity.WARNING,
    "The reported area is {reported} m2, the area of the polygon {computed} m2: {percent} % apart.",
    "Both are kept; check which of the two is right.",
    "standards 2.5",
)  # fmt: skip
UNIT_SLIP = Code(
    "UNIT_SLIP", Severity.WARNING,
    "The reported area, {reported} m2, is about {factor} times {direction} than the polygon's, {computed} m2.",
    "Check the unit of the area column: {guess}.",
    "standards 2.5",
)  # fmt: skip
DATE_IN_FUTURE = Code(
    "DATE_IN_FUTURE", Severity.ERROR,
    "The date {on} lies in the future.",
    "Check the year, and the order of day and month.",
    "standards 2.5",
)  # fmt: skip
END_BEFORE_START = Code(
    "END_BEFORE_START", Severity.ERROR,
    "The work is dated {on}, before it started on {started}.",
    "Check both dates, and the order of day and month.",
    "standards 2.5",
)  # fmt: skip
DATE_TOO_EARLY = Code(
    "DATE_TOO_EARLY", Severity.ERROR,
    "The date {on} lies before {earliest}, the earliest date that is believed.",
    "Check the year; a date of about 1900 is often an empty cell.",
    "users B4, ours",
)  # fmt: skip
RELEASED_BEFORE_FOUND = Code(
    "RELEASED_BEFORE_FOUND", Severity.WARNING,
    "The release is dated {on}, before hazardous area {hazard} was first recorded ({found}).",
    "Check both dates, or first enter the survey that found the area.",
    "users B4, ours",
)  # fmt: skip
CORRECTION_WITHOUT_REASON = Code(
    "CORRECTION_WITHOUT_REASON", Severity.ERROR,
    "The correction gives no reason.",
    "Say why the books change; the reason is printed beside the figure.",
    "standards 1.2",
)  # fmt: skip
CORRECTION_TO_INVALID = Code(
    "CORRECTION_TO_INVALID", Severity.ERROR,
    "The correction moves land to '{to}'.",
    "Land can be corrected to suspected, to confirmed, or off the books (correction); a release needs its own record.",
    "standards 1.2",
)  # fmt: skip
TO_WITHOUT_CORRECTION = Code(
    "TO_WITHOUT_CORRECTION", Severity.WARNING,
    "Only a correction says where land goes; on this record '{to}' has no effect.",
    "Enter a correction with its reason if the books are to change.",
    "standards 1.2",
)  # fmt: skip
DEPTH_MISSING = Code(
    "DEPTH_MISSING", Severity.INFO,
    "Clearance records without a depth: {count}.",
    "Give the depth in cm to which the land was searched.",
    "standards 2.1",
)  # fmt: skip
DEPTH_INVALID = Code(
    "DEPTH_INVALID", Severity.ERROR,
    "The depth {depth} cm is not a depth.",
    "Give the depth below ground in cm as a number of 0 or more, or leave it empty.",
    "standards 2.1",
)  # fmt: skip
CONTAMINATION_MISSING = Code(
    "CONTAMINATION_MISSING", Severity.WARNING,
    "The hazardous area does not say what contaminates it.",
    "Give the types of contamination; without them the area counts under no treaty.",
    "standards 2.1",
)  # fmt: skip
DEVICE_QUANTITY = Code(
    "DEVICE_QUANTITY", Severity.ERROR,
    "A quantity of {quantity} is not a number of items.",
    "Give the number of items, 1 or more, or leave the line out.",
    "standards 2.1",
)  # fmt: skip
DEVICE_WITHOUT_CATEGORY = Code(
    "DEVICE_WITHOUT_CATEGORY", Severity.ERROR,
    "The device has no category.",
    "Give the category of the ordnance, or write 'unknown'.",
    "users B4, ours",
)  # fmt: skip
METHOD_CONTRADICTS_KIND = Code(
    "METHOD_CONTRADICTS_KIND", Severity.WARNING,
    "{survey} is given as the method of {kind} land, which it cannot report.",
    "Check the method and the kind: {rule}.",
    "standards 1.2",
)  # fmt: skip
SPOT_TASK_WITH_AREA = Code(
    "SPOT_TASK_WITH_AREA", Severity.WARNING,
    "An EOD spot task disposes of items and releases no land, but this one reports {area} m2.",
    "Report the items as devices found, and the land by the clearance or survey that released it.",
    "standards 1.2",
)  # fmt: skip
BAC_WITH_MINES = Code(
    "BAC_WITH_MINES", Severity.WARNING,
    "Battle area clearance is for land where no mines are expected, but this record names mines.",
    "If mines were searched for, give mine clearance as the method; if not, take mines out of the contamination.",
    "standards 1.2",
)  # fmt: skip
POSSIBLE_PERSONAL_DATA = Code(
    "POSSIBLE_PERSONAL_DATA", Severity.WARNING,
    "Values of this column that may identify a person: {count} ({what}).",
    "Only the vault keeps them. Take them out of reasons and notes, which the journal keeps, and send the file again.",
    "standards 7.3",
)  # fmt: skip
