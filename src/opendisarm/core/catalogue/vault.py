"""Codes of what happens on the way of identities to the vault."""

from __future__ import annotations

from opendisarm.core.findings import Code, Severity

IDENTITY_IN_RECORD = Code(
    "IDENTITY_IN_RECORD", Severity.ERROR,
    "The {field} of a person also stands in {where}, which the journal would keep for ever.",
    "Take it out of there; only columns for identities, and notes, go to the vault.",
    "standards 7.3",
)  # fmt: skip
PERSON_ERASED_BEFORE = Code(
    "PERSON_ERASED_BEFORE", Severity.WARNING,
    "The identifying data of this person were erased; they are not taken in again.",
    "Take the person out of the file that is sent; what was counted stays counted.",
    "standards 7.3",
)  # fmt: skip
