"""Codes of what the checks find in records of persons, accidents and sessions."""

from __future__ import annotations

from opendisarm.core.findings import Code, Severity

_WARNING, _ERROR, _INFO = Severity.WARNING, Severity.ERROR, Severity.INFO

DIED_BEFORE_ACCIDENT = Code(
    "DIED_BEFORE_ACCIDENT", _WARNING,
    "The person is said to have died on {died}, before the accident on {on}.",
    "Check both dates; until then the day of death is not used.",
    "standards 2.5",
)  # fmt: skip
OUTCOMES_DIFFER = Code(
    "OUTCOMES_DIFFER", _WARNING,
    "The same person is {outcome} here and {other_outcome} in {other}, for one accident.",
    "Keep the row that is right; the ledger counts one casualty, and a death before an injury.",
    "standards 7.1",
)  # fmt: skip
CHILD_WITH_IDENTITY_NUMBER = Code(
    "CHILD_WITH_IDENTITY_NUMBER", _WARNING,
    "The person is a child, and has the number of an identity document.",
    "Check that it is not the number of a parent: two persons with one number are taken for one.",
    "standards 2.1",
)  # fmt: skip
IDENTITY_NUMBER_SHARED = Code(
    "IDENTITY_NUMBER_SHARED", _WARNING,
    "The identity number of this person is also that of the person in {other}, who has another {what}.",
    "Correct the number, or the {what}, in one of the two rows.",
    "standards 2.1",
)  # fmt: skip
AGE_AGAINST_BIRTH = Code(
    "AGE_AGAINST_BIRTH", _WARNING,
    "The age group is {age}, but by the date of birth the person was {expected} on that day.",
    "Correct the age or the date of birth; the age group is what is counted.",
    "standards 2.1",
)  # fmt: skip
BORN_AFTER = Code(
    "BORN_AFTER", _WARNING,
    "The person was born after the day of this record.",
    "Check the date of birth and the date of the record.",
    "standards 2.1",
)  # fmt: skip
MORE_PERSONS_THAN_REPORTED = Code(
    "MORE_PERSONS_THAN_REPORTED", _WARNING,
    "The accident reports {reported} casualties, but {recorded} persons of it are recorded.",
    "Correct the numbers of the accident; the ledger counts the persons.",
    "standards 10.1, check 7",
)  # fmt: skip
ACCIDENT_UNKNOWN = Code(
    "ACCIDENT_UNKNOWN", _WARNING,
    "The accident {accident}, to which {count} of the persons here belong, is neither in this file nor in the journal.",
    "Enter the accident as well, or correct its id; the persons are counted all the same.",
    "users B4",
)  # fmt: skip
REACHED_DOES_NOT_ADD = Code(
    "REACHED_DOES_NOT_ADD", _WARNING,
    "{part} persons are said to be {what}, but only {total} were reached directly.",
    "Correct one of the two; they are counted among the direct beneficiaries.",
    "standards 2.4",
)  # fmt: skip
REACHED_UNLIKELY = Code(
    "REACHED_UNLIKELY", _WARNING,
    "{count} persons are said to have attended one session.",
    "If a broadcast or a post reached them, they are indirect beneficiaries; if several sessions did, give each a row.",
    "standards 2.4",
)  # fmt: skip
ASSISTED_AFTER_DEATH = Code(
    "ASSISTED_AFTER_DEATH", _WARNING,
    "The record is dated after the death of the person on {died}.",
    "Check the date, and whether it is the same person.",
    "standards 2.5",
)  # fmt: skip
POSSIBLE_PERSONAL_DATA_IN_TEXT = Code(
    "POSSIBLE_PERSONAL_DATA_IN_TEXT", _WARNING,
    "Free text of this column that may identify a person: {count} ({what}).",
    "Only the vault keeps it; whoever may read the note reads it, so move names to columns for names.",
    "standards 7.3",
)  # fmt: skip
