"""Codes of findings about states, instruments and duties."""

from __future__ import annotations

from opendisarm.core.findings import Code, Severity

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

NORM_STATE_UNKNOWN = Code(
    "NORM_STATE_UNKNOWN", _ERROR,
    '"{value}" is not the name or the code of a state.{like}',
    "Use its name or the three-letter code of ISO 3166-1; only a state can act here.",
    "issue of the norms ledger",
)  # fmt: skip
NORM_WORD_UNKNOWN = Code(
    "NORM_WORD_UNKNOWN", _ERROR,
    '"{value}" is no {field} that is known.{like}',
    "Use one of: {known}.",
    "issue of the norms ledger",
)  # fmt: skip
FIELD_TAKEN = Code(
    "FIELD_TAKEN", _INFO,
    'No column says {field}; "{value}" is taken for every row.',
    "If it is another, add a column, or say it in the mapping under constants.",
    "ours",
)  # fmt: skip
COORDINATES_LEFT_OUT = Code(
    "COORDINATES_LEFT_OUT", _INFO,
    "The coordinates of incidents are not taken in (column {header}): no targeting detail is kept.",
    "Give the place by its name, and say whether it is a populated area.",
    "design, who may see what",
)  # fmt: skip
HARM_DOES_NOT_ADD = Code(
    "HARM_DOES_NOT_ADD", _ERROR,
    "{outcome} are {total} in all, but {parts} by sex and age.",
    "Correct the total or the parts; persons of unknown sex or age belong to neither but to the total.",
    "standards 10.1, check 7",
)  # fmt: skip
UNTIL_BEFORE_START = Code(
    "UNTIL_BEFORE_START", _ERROR,
    "It ends on {until}, before it starts on {on}.",
    "Check both dates, and the order of day and month.",
    "standards 2.5",
)  # fmt: skip
ACT_BEFORE_OPENING = Code(
    "ACT_BEFORE_OPENING", _ERROR,
    "The act is dated {on}, before the {instrument} was opened on {opened}.",
    "Check the date and the instrument.",
    "issue of the norms ledger",
)  # fmt: skip
SECOND_DEPOSIT = Code(
    "SECOND_DEPOSIT", _ERROR,
    "{state} already deposited an instrument on {earlier} ({entry}) and has not withdrawn since.",
    "Withdraw or correct the record that is wrong; a state becomes a party once.",
    "issue of the norms ledger",
)  # fmt: skip
WITHDRAWAL_WITHOUT_DEPOSIT = Code(
    "WITHDRAWAL_WITHOUT_DEPOSIT", _WARNING,
    "{state} withdraws, but no deposit of its instrument is known.",
    "Check the state and the instrument, or enter the deposit as well.",
    "issue of the norms ledger",
)  # fmt: skip
ENDORSED_TWICE = Code(
    "ENDORSED_TWICE", _WARNING,
    "{state} is already recorded as having endorsed on {earlier} ({entry}).",
    "Nothing need be done if both mean the same; the state counts once.",
    "issue of the norms ledger",
)  # fmt: skip
EXTENSION_SHORTENS = Code(
    "EXTENSION_SHORTENS", _ERROR,
    "The extension to {deadline} would shorten the time: {state} already has until {earlier} ({entry}).",
    "Check the date; if the earlier one is wrong, correct that record first.",
    "APMBC art. 5(3), CCM art. 4(5)",
)  # fmt: skip
COMPLETED_TWICE = Code(
    "COMPLETED_TWICE", _WARNING,
    "{state} is already recorded as having declared completion on {earlier} ({entry}).",
    "Check whether the duty was reopened in between; if so, enter that too.",
    "standards 4.4",
)  # fmt: skip
VOTED_TWICE = Code(
    "VOTED_TWICE", _WARNING,
    "{state} already has a vote on {resolution} in {other}: {ballot} there, {own} here.",
    "Keep the one that the record of the meeting shows; a state counts once in a tally.",
    "ours",
)  # fmt: skip
EXTENSION_AFTER_DEADLINE = Code(
    "EXTENSION_AFTER_DEADLINE", _WARNING,
    "The extension was granted on {on}, when its own deadline of {deadline} had passed.",
    "Check both dates; if it was granted that late, nothing need be done.",
    "APMBC art. 5(3), CCM art. 4(5)",
)  # fmt: skip
