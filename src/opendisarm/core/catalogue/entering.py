"""Codes of findings that arise when rows meet what the journal already holds."""

from __future__ import annotations

from opendisarm.core.findings import Code, Severity

CHANGED = Code(
    "CHANGED", Severity.INFO,
    "Entry {entry} says something else about {ref} ({fields}); this row replaces that entry from now on.",
    "Nothing, if the correction is meant; earlier reports keep the earlier version.",
    "design, the journal",
)  # fmt: skip
OTHER_SURVEY = Code(
    "OTHER_SURVEY", Severity.INFO,
    "Hazardous area {ref} is also recorded on {earlier}; this row is taken as another survey of it.",
    "If it only corrects the date of that record, withdraw entry {entry}.",
    "design, the journal",
)  # fmt: skip
WITHDRAWN_BEFORE = Code(
    "WITHDRAWN_BEFORE", Severity.WARNING,
    "Exactly this record was entered before as {entry} and then withdrawn or returned; importing it enters it anew.",
    "Leave the row out if that decision still stands.",
    "design, the journal",
)  # fmt: skip
UNCHANGED = "unchanged: the journal already holds it"
