"""Codes of findings about one value: numbers, units, dates, choices, coordinates."""

from __future__ import annotations

from opendisarm.core.findings import Code, Severity

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

# --- a value ----------------------------------------------------------------------------------------------------------

NUMBER_UNREADABLE = Code(
    "NUMBER_UNREADABLE", _ERROR,
    '"{value}" is not a number.',
    "Type digits only, with a point before decimals; leave the cell empty if it is unknown.",
    "users B3, numbers and dates",
)  # fmt: skip
NUMBER_AMBIGUOUS = Code(
    "NUMBER_AMBIGUOUS", _WARNING,
    '"{value}" can be two numbers; it is read as {read}.',
    "Write it without a thousands separator, or say decimal in the mapping.",
    "users B3, numbers and dates",
)  # fmt: skip
NUMBER_NOT_WHOLE = Code(
    "NUMBER_NOT_WHOLE", _ERROR,
    '"{value}" is not a whole number.',
    "Items and levels are counted in whole numbers.",
    "standards 2.1",
)  # fmt: skip
NUMBER_IMPOSSIBLE = Code(
    "NUMBER_IMPOSSIBLE", _ERROR,
    "{value} is outside {lowest} to {highest}.",
    "Correct the number; leave the cell empty if it is unknown.",
    "standards 2.1",
)  # fmt: skip
UNIT_CONVERTED = Code(
    "UNIT_CONVERTED", _INFO,
    '"{value}" is converted to {read} {ours}.',
    "Nothing to do if the unit is right.",
    "standards 2.5, unit slips",
)  # fmt: skip
UNIT_UNKNOWN = Code(
    "UNIT_UNKNOWN", _ERROR,
    'The unit "{unit}" in "{value}" is not known.',
    "Use {known}. Local units differ from place to place, so convert them first.",
    "standards 2.5, unit slips",
)  # fmt: skip
DATE_UNREADABLE = Code(
    "DATE_UNREADABLE", _ERROR,
    '"{value}" is not a date.',
    "Write it as 2025-04-30; 2025-04 or 2025 if only the month or the year is known.",
    "users B3, numbers and dates",
)  # fmt: skip
DATE_AMBIGUOUS = Code(
    "DATE_AMBIGUOUS", _WARNING,
    '"{value}" can be two dates; it is read as {read} ({order}).',
    "Write dates as {read}, or say date_order in the mapping.",
    "users B3, numbers and dates",
)  # fmt: skip
DATE_SHORT_YEAR = Code(
    "DATE_SHORT_YEAR", _WARNING,
    '"{value}" has a year of two digits; it is read as {read}.',
    "Write the year with four digits.",
    "users B3, numbers and dates",
)  # fmt: skip
DATE_FROM_NUMBER = Code(
    "DATE_FROM_NUMBER", _INFO,
    "The number {value} is read as the date {read} ({how}).",
    "Format the column as dates, or write them as 2025-04-30.",
    "standards 9.1",
)  # fmt: skip
DATE_FROM_SOLAR_HIJRI = Code(
    "DATE_FROM_SOLAR_HIJRI", _INFO,
    '"{value}" is read as a date of the Solar Hijri calendar: {read}.',
    "Nothing to do if that is right.",
    "users B3, numbers and dates",
)  # fmt: skip
CHOICE_UNKNOWN = Code(
    "CHOICE_UNKNOWN", _ERROR,
    '"{value}" is not a known {field}.{like}',
    "Use one of: {known}. Or say under values in the mapping what it means.",
    "standards 2.2",
)  # fmt: skip
CHOICE_KEPT = Code(
    "CHOICE_KEPT", _WARNING,
    '"{value}" is not in the list for {field}; it is kept as it is.{like}',
    "Known are: {known}. Or say under values in the mapping what it means.",
    "standards 2.2",
)  # fmt: skip
STATE_UNKNOWN = Code(
    "STATE_UNKNOWN", _ERROR,
    '"{value}" is not the name or the code of a state.',
    "Use the three-letter code of ISO 3166-1, for example COL.",
    "standards 2.1",
)  # fmt: skip
STATE_CODE_UNKNOWN = Code(
    "STATE_CODE_UNKNOWN", _WARNING,
    '"{value}" has three letters but is not a code of ISO 3166-1; it is kept as it is.',
    "Check it for a typing mistake.",
    "standards 2.1",
)  # fmt: skip

# --- coordinates ------------------------------------------------------------------------------------------------------

COORDINATE_UNREADABLE = Code(
    "COORDINATE_UNREADABLE", _ERROR,
    '"{value}" is not a {axis}.',
    "Write decimal degrees, for example {example}.",
    "standards 2.5",
)  # fmt: skip
COORDINATE_OFF_SCALE = Code(
    "COORDINATE_OFF_SCALE", _ERROR,
    "The {axis} {value} is outside {lowest} to {highest}.",
    "Check whether the columns are swapped, or whether this is a projected coordinate of another system.",
    "standards 2.5",
)  # fmt: skip
COORDINATE_ALONE = Code(
    "COORDINATE_ALONE", _ERROR,
    "The {there} has no {missing} beside it.",
    "Fill in both, or leave both empty if the place is unknown.",
    "standards 2.5",
)  # fmt: skip
COORDINATE_COARSE = Code(
    "COORDINATE_COARSE", _INFO,
    '"{value}" is exact to about {metres} m only.',
    "Give more digits if they were measured.",
    "standards 2.5",
)  # fmt: skip
MGRS_UNREADABLE = Code(
    "MGRS_UNREADABLE", _ERROR,
    '"{value}" is not an MGRS reference.',
    "It looks like 42S WC 18750 21350: zone, square, easting, northing.",
    "standards 2.5",
)  # fmt: skip
UTM_ZONE_UNREADABLE = Code(
    "UTM_ZONE_UNREADABLE", _ERROR,
    '"{value}" is not a UTM zone.',
    "Write the zone and the hemisphere (18N, 35S) or the EPSG code (32618).",
    "standards 2.5",
)  # fmt: skip
UTM_ZONE_MISSING = Code(
    "UTM_ZONE_MISSING", _ERROR,
    "Easting and northing are given without their UTM zone.",
    "Fill in the zone (18N), or say it once in the mapping (crs, or utm_zone under constants).",
    "standards 2.5",
)  # fmt: skip
UTM_ZONE_AMBIGUOUS = Code(
    "UTM_ZONE_AMBIGUOUS", _WARNING,
    'Zone "{value}" can mean the southern hemisphere or band S of the northern one; it is read as {read}.',
    "Write the EPSG code instead (326xx north, 327xx south).",
    "users B4, wrong UTM zone",
)  # fmt: skip
POINTS_DISAGREE = Code(
    "POINTS_DISAGREE", _WARNING,
    "The row gives its place twice, {metres} m apart ({used} and {other}); {used} is used.",
    "Check the UTM zone and the datum, and correct the wrong one.",
    "users B4, wrong UTM zone, datum mix",
)  # fmt: skip
POINT_NOT_AREA = Code(
    "POINT_NOT_AREA", _INFO,
    "A point stands for the place of an area; no boundary is drawn from it. It is kept as a remark.",
    "Send the boundary as a polygon if it was measured.",
    "standards 2.1",
)  # fmt: skip
WKT_UNREADABLE = Code(
    "WKT_UNREADABLE", _ERROR,
    "The shape cannot be read: {why}.",
    "It looks like POLYGON ((69.17 34.52, 69.18 34.52, 69.18 34.53, 69.17 34.52)): longitude first, first point again.",
    "standards 2.5",
)  # fmt: skip
WKT_WRONG_TYPE = Code(
    "WKT_WRONG_TYPE", _ERROR,
    "The shape is a {type}; a {kind} record needs {needed}.",
    "Send the boundary as POLYGON or MULTIPOLYGON, a place as POINT.",
    "standards 2.1",
)  # fmt: skip
SHAPE_NOT_DEGREES = Code(
    "SHAPE_NOT_DEGREES", _ERROR,
    "The shape has coordinates such as {value}, which are not degrees.",
    "Say the coordinate system of the file in the mapping, for example crs: EPSG:32618.",
    "standards 2.5",
)  # fmt: skip
CRS_NAME_UNKNOWN = Code(
    "CRS_NAME_UNKNOWN", _ERROR,
    '"{value}" is not a coordinate system that is known.',
    "Write the EPSG code, for example EPSG:32618.",
    "standards 2.5",
)  # fmt: skip
