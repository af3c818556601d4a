"""Numbers, areas and depths as people type them."""

from __future__ import annotations

import re
from math import isfinite
from typing import Final

from opendisarm.core.catalogue import value as codes
from opendisarm.importers.values.remarks import Parsed, Remark, remark
from opendisarm.importers.values.words import fold, latin_digits, not_known, plain

AREA_UNITS: Final[dict[str, float]] = {"m2": 1.0, "ha": 10_000.0, "km2": 1_000_000.0}
DEPTH_UNITS: Final[dict[str, float]] = {"cm": 1.0, "m": 100.0, "mm": 0.1}

_SPELLINGS: Final[dict[str, str]] = {
    fold(spelling): unit
    for unit, spellings in {
        "m2": ("m2", "m²", "sqm", "sq m", "sq. metres", "square metres", "square meters",
               "mètres carrés", "metros cuadrados", "متر مربع", "م2", "م²"),
        "ha": ("ha", "hectare", "hectares", "hectárea", "hectáreas", "هكتار"),
        "km2": ("km2", "km²", "sq km", "sqkm", "square kilometres", "square kilometers",
                "kilómetros cuadrados", "كم2", "كم²", "كيلومتر مربع"),
        "cm": ("cm", "centimetres", "centimeters", "سم"),
        "m": ("m", "metres", "meters", "metros", "mètres", "م"),
        "mm": ("mm",),
    }.items()
    for spelling in spellings
}  # fmt: skip

_SPACES: Final = re.compile(r"(?<=\d)[\s\u00a0\u2009\u202f'’٬](?=\d{3}(?!\d))")
_GROUPED: Final = re.compile(r"[+-]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$")
_PLAIN: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$")
_WITH_UNIT: Final = re.compile(r"([+-]?[\d.,\s\u00a0\u2009\u202f'’٬]*\d)\s*([^\d\s.,].*)$")


def number(given: object, mark: str = "") -> Parsed:
    """A number.  `mark` is the decimal mark when it is known; else "1.234" and "1,234" are read with a warning:
    a lone point as decimal point, a lone comma as thousands separator.
    """
    if isinstance(given, bool):
        return None, remark(codes.NUMBER_UNREADABLE, value=given)
    if isinstance(given, int | float):
        if isinstance(given, float) and given != given:
            return None, ()
        return (float(given), ()) if isfinite(given) else (None, remark(codes.NUMBER_UNREADABLE, value=given))
    shown = plain(given)
    text = _tidied(shown)
    if _PLAIN.match(text) and mark != "," and not _ambiguous(text):
        return _finite(text, shown)
    if not_known(shown):
        return None, ()
    return _separated(text, shown, mark)


def area_m2(given: object, unit: str = "m2", mark: str = "") -> Parsed:
    """An area in m2.  unit: of the column, where the cell names none ("1.5 ha" wins over the header)."""
    return _measured(given, unit, mark, AREA_UNITS, "m2")


def depth_cm(given: object, unit: str = "cm", mark: str = "") -> Parsed:
    """A depth in cm."""
    return _measured(given, unit, mark, DEPTH_UNITS, "cm")


def whole(given: object, mark: str = "") -> Parsed:
    """A whole number."""
    found, remarks = number(given, mark)
    if found is None:
        return None, remarks
    if not found.is_integer():
        # "1.234" items can only be the thousands separator of another habit; never guess a count.
        return None, remark(codes.NUMBER_NOT_WHOLE, value=plain(given))
    return int(found), remarks


def unit_named(header: str) -> str:
    """The unit that a header names ("Area (ha)", "surface km²", "area_m2"); "" when it names none."""
    words = fold(header).split()
    for count in (3, 2, 1):
        if len(words) > count and (unit := _SPELLINGS.get(" ".join(words[-count:]))):
            return unit
    return ""


def decimal_mark_in(text: str) -> str:
    """The decimal mark that a number shows beyond doubt: "." or ","; "" when it shows none."""
    bare = _tidied(text)
    if not bare[-1:].isdigit() or any(sign.isalpha() for sign in bare):
        return ""
    point, comma = bare.rfind("."), bare.rfind(",")
    if point >= 0 and comma >= 0:
        return "." if point > comma else ","
    if max(point, comma) < 0:
        return ""
    mark = "." if point >= 0 else ","
    if bare.count(mark) > 1:
        return "," if mark == "." else "."
    return "" if _ambiguous(bare) else mark


def _measured(given: object, unit: str, mark: str, units: dict[str, float], ours: str) -> Parsed:
    factor = units[unit]
    if isinstance(given, int | float):
        found, remarks = number(given, mark)
        return (found if found is None else found * factor), remarks
    found, remarks = number(given, mark)
    if not remarks or remarks[0].code is not codes.NUMBER_UNREADABLE:
        return (found if found is None else found * factor), remarks
    parts = _WITH_UNIT.match(latin_digits(plain(given)))
    if not parts:
        return None, remarks
    named = _SPELLINGS.get(fold(parts[2]), "")
    if named not in units:
        return None, remark(codes.UNIT_UNKNOWN, unit=parts[2].strip(), value=plain(given), known=", ".join(units))
    found, remarks = number(parts[1], mark)
    if found is None or named == unit == ours:
        return found, remarks
    read = found * units[named]
    return read, (*remarks, Remark(codes.UNIT_CONVERTED, {"value": plain(given), "read": f"{read:.12g}", "ours": ours}))


def _tidied(text: str) -> str:
    bare = latin_digits(text).replace("\u2212", "-").replace("٫", ".")
    if len(bare) > 4 and not bare.isdigit():
        bare = _SPACES.sub("", bare)
    return bare


def _ambiguous(text: str) -> bool:
    """One separator, one to three digits before it, exactly three after: 1.234 (0.234 is clear)."""
    bare = text.lstrip("+-")
    return bare[:1] != "0" and len(bare) - 4 in (1, 2, 3) and bare[-4] in ".," and (bare[:-4] + bare[-3:]).isdigit()


def _separated(text: str, shown: str, mark: str) -> Parsed:
    points, commas = text.count("."), text.count(",")
    if points and commas:
        mark = "." if text.rfind(".") > text.rfind(",") else ","
        head, _, tail = text.rpartition(mark)
        if mark in head or not _GROUPED.match(head):
            return None, remark(codes.NUMBER_UNREADABLE, value=shown)
        return _finite(head.replace(".", "").replace(",", "") + "." + tail, shown)
    if points + commas == 0:
        return _finite(text, shown)
    sign = "." if points else ","
    if points + commas > 1:
        return _finite(text.replace(sign, "") if _GROUPED.match(text) else "", shown)
    if not _ambiguous(text):
        return _finite(text.replace(",", "."), shown)
    if mark:
        return _finite(text.replace(sign, "." if sign == mark else ""), shown)
    found, remarks = _finite(text.replace(",", ""), shown)
    return found, remarks or remark(codes.NUMBER_AMBIGUOUS, value=shown, read=f"{found:.15g}")


def _finite(text: str, shown: str) -> Parsed:
    if _PLAIN.match(text) and isfinite(found := float(text)):
        return found, ()
    return None, remark(codes.NUMBER_UNREADABLE, value=shown)


def digits_of(given: object) -> Parsed:
    """A number as text with the digits as printed ("530.0" is not "530"), thousands separators taken out."""
    found, remarks = number(given, ".")
    if found is None:
        return None, remarks
    shown = _tidied(plain(given))
    if _PLAIN.match(shown):
        return shown, remarks
    mark = decimal_mark_in(shown)
    whole_part, _, decimals = shown.rpartition(mark) if mark and mark in shown else (shown, "", "")
    bare = (whole_part or decimals).replace(".", "").replace(",", "")
    return (f"{bare}.{decimals}" if whole_part and decimals else bare), remarks
