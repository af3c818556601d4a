"""Codes of findings about files that tell of persons.  None of them repeats what a cell holds: it may name somebody."""

from __future__ import annotations

from opendisarm.core.findings import Code, Severity

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

# --- one value --------------------------------------------------------------------------------------------------------

PERSON_WORD_UNKNOWN = Code(
    "PERSON_WORD_UNKNOWN", _ERROR,
    "The cell holds no {field} that is known; its word is not repeated here, as it may be somebody's name.",
    "Use one of: {known}. If the word belongs in another column, look for a cell too many or too few in this row.",
    "standards 2.3",
)  # fmt: skip
PERSON_DATE_UNREADABLE = Code(
    "PERSON_DATE_UNREADABLE", _ERROR,
    "The cell holds no date.",
    "Write it as 2025-04-30; 2025-04 or 2025 if only the month or the year is known.",
    "users B3, numbers and dates",
)  # fmt: skip
PERSON_DATE_DOUBTFUL = Code(
    "PERSON_DATE_DOUBTFUL", _WARNING,
    "The date is written {how}; it is read {read}.",
    "Write dates as 2025-04-30, or say date_order in the mapping.",
    "users B3, numbers and dates",
)  # fmt: skip
PERSON_DATE_CONVERTED = Code(
    "PERSON_DATE_CONVERTED", _INFO,
    "The date is written {how} and was converted.",
    "Nothing to do if that is right.",
    "users B3, numbers and dates",
)  # fmt: skip
PERSON_NUMBER_UNREADABLE = Code(
    "PERSON_NUMBER_UNREADABLE", _ERROR,
    "The cell holds no whole number from {lowest} to {highest}.",
    "Type digits only; leave the cell empty if nobody counted.",
    "standards 2.1",
)  # fmt: skip
PERSON_PLACE_UNREADABLE = Code(
    "PERSON_PLACE_UNREADABLE", _ERROR,
    "The cell holds no {axis} that can be read.",
    "Write decimal degrees; a point of a form is latitude, longitude, altitude, accuracy, in this order.",
    "standards 9.2",
)  # fmt: skip
PERSON_PLACE_DOUBTFUL = Code(
    "PERSON_PLACE_DOUBTFUL", _WARNING,
    "The place is doubtful: {why}.",
    "Look at it on the map, and correct it if it lies elsewhere.",
    "standards 2.5",
)  # fmt: skip
SEPARATOR_IN_COUNT = Code(
    "SEPARATOR_IN_COUNT", _WARNING,
    "The number is written with a thousands separator; it is read without it.",
    "Write numbers with digits only, so that no program takes the separator for a decimal mark.",
    "users B3, numbers and dates",
)  # fmt: skip
SEPARATOR_IN_CODE = Code(
    "SEPARATOR_IN_CODE", _ERROR,
    "The code is written with a thousands separator, so a program took it for a number; it cannot be trusted.",
    "Format the column as text and export it again: zeros at the beginning of codes are probably lost as well.",
    "standards 2.1",
)  # fmt: skip
TEXT_IN_FIELD = Code(
    "TEXT_IN_FIELD", _ERROR,
    "The cell of {field} holds {what}, which may tell who a person is; what is in this field is kept for ever.",
    "Move it to a column named note, which only the vault keeps, or correct the shifted row.",
    "standards 7.3",
)  # fmt: skip

# --- a person ---------------------------------------------------------------------------------------------------------

AGE_IMPOSSIBLE = Code(
    "AGE_IMPOSSIBLE", _WARNING,
    "The age is not between 0 and {oldest} years; it is taken as unknown.",
    "Correct it, and look whether a year of birth stands in its place.",
    "standards 2.1",
)  # fmt: skip
AGE_GROUP_WIDE = Code(
    "AGE_GROUP_WIDE", _WARNING,
    "The age group reaches from children to adults; the age is taken as unknown.",
    "Give the age in years, or say child (under 18) or adult.",
    "standards 2.4",
)  # fmt: skip
BIRTH_UNREADABLE = Code(
    "BIRTH_UNREADABLE", _WARNING,
    "The {field} cannot be read; the vault keeps it as it is, and no age is taken from it.",
    "Write a date as 1990-04-30, a year as 1990.",
    "standards 2.1",
)  # fmt: skip
OUTCOME_TWICE = Code(
    "OUTCOME_TWICE", _WARNING,
    "The row says that the person was killed and injured; the outcome is taken as unknown.",
    "Say one of both; for a person who died later, injured with the day of death in died.",
    "standards 7.1",
)  # fmt: skip
SEX_LETTERS = Code(
    "SEX_LETTERS", _INFO,
    "The column says H and M, and never F; they are read as hombre and mujer, male and female.",
    "If M means male here, write the words in full, or say under values in the mapping what they mean.",
    "standards 2.4",
)  # fmt: skip

# --- persons counted --------------------------------------------------------------------------------------------------

TOTAL_BELOW_PARTS = Code(
    "TOTAL_BELOW_PARTS", _WARNING,
    "The total is smaller than the columns that it should sum; the parts are used.",
    "Ask the sender which of them is right.",
    "standards 10.1, check 7",
)  # fmt: skip
COUNTED_TWICE = Code(
    "COUNTED_TWICE", _WARNING,
    "The same persons are counted once by sex and once by age; the columns by sex are used, and more than they have "
    "are of unknown sex and age.",
    "Count women, girls, men and boys in a column each.",
    "standards 2.4",
)  # fmt: skip

# --- a table ----------------------------------------------------------------------------------------------------------

HEADERS_SHIFTED = Code(
    "HEADERS_SHIFTED", _ERROR,
    "The values stand one column to the {way} of their headers (columns {columns}); no row was read.",
    "Move the headers or the values by one column, and look for a separator inside a text without quotes.",
    "standards 9.2",
)  # fmt: skip
REPEATED_HEADER = Code(
    "REPEATED_HEADER", _INFO,
    "The row repeats the headers and is skipped.",
    "Nothing to do; files that were put together often have it.",
    "users B4",
)  # fmt: skip
PERSON_ROW_TOO_LONG = Code(
    "PERSON_ROW_TOO_LONG", _ERROR,
    "The row has {count} filled cells beyond the last header, so its values may stand in the wrong columns.",
    "Look for a separator inside a text that is not in quotes, or give the extra columns a header.",
    "users B2.3",
)  # fmt: skip
PERSON_COLUMN_TWICE = Code(
    "PERSON_COLUMN_TWICE", _WARNING,
    'Columns "{used}" and "{other}" both look like {field}; "{used}" is read, the vault keeps the other.',
    "Remove or rename one of them, or say in the mapping which is {field}.",
    "users B2.3",
)  # fmt: skip
PERSON_ORDER_SEEN = Code(
    "PERSON_ORDER_SEEN", _INFO,
    "Some dates can only be read {order}; all dates written with digits are read so.",
    "If that is wrong, say date_order in the mapping.",
    "users B3, numbers and dates",
)  # fmt: skip
KEPT_IN_VAULT = Code(
    "KEPT_IN_VAULT", _INFO,
    "Kept in the vault and nowhere else: {what}.",
    "If a column should be counted, name its field in the mapping.",
    "standards 7.3",
)  # fmt: skip
CONSTANT_IDENTIFIES = Code(
    "CONSTANT_IDENTIFIES", _ERROR,
    "The mapping gives {field} a fixed value; a mapping is kept in the journal and must not tell who a person is.",
    "Put it into a column of the table.",
    "standards 7.3",
)  # fmt: skip

# --- submissions of forms ---------------------------------------------------------------------------------------------

FORM_UNKNOWN = Code(
    "FORM_UNKNOWN", _ERROR,
    "These are submissions of the form {form}, which is none of ours.",
    "Read are: {known}. Of another form, export the table as CSV and say its kind when you import it.",
    "standards 9.2",
)  # fmt: skip
SUBMISSIONS_UNREADABLE = Code(
    "SUBMISSIONS_UNREADABLE", _ERROR,
    "The export cannot be read: {why}.",
    "Export the submissions again; the transfer was probably interrupted.",
    "standards 9.2",
)  # fmt: skip
DUPLICATE_SUBMISSION = Code(
    "DUPLICATE_SUBMISSION", _WARNING,
    "The submission is in the file twice (first in row {row}): {how}.",
    "Look at both in the server of the forms, and delete the one that is wrong.",
    "standards 9.2",
)  # fmt: skip
NOT_APPROVED_THERE = Code(
    "NOT_APPROVED_THERE", _WARNING,
    "The server of the forms marks the submission as not approved; it is read all the same.",
    "Ask who marked it so; withdraw the entry if the submission is wrong.",
    "standards 9.2",
)  # fmt: skip
REPEATS_ABSENT = Code(
    "REPEATS_ABSENT", _WARNING,
    "The submission has answers under {repeat} that are not in the file.",
    "Export with all repeats: as JSON with them expanded, or as ZIP with all tables.",
    "standards 9.2",
)  # fmt: skip
REPEAT_WITHOUT_SUBMISSION = Code(
    "REPEAT_WITHOUT_SUBMISSION", _ERROR,
    "The row under {repeat} belongs to a submission that is not in the file.",
    "Export the submissions and their repeats together.",
    "standards 9.2",
)  # fmt: skip
