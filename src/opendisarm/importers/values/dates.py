"""Dates as people type them, with how exactly they are known."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple

from opendisarm.core.catalogue import value as codes
from opendisarm.core.clocks import last_day_of_month
from opendisarm.core.records import Precision
from opendisarm.importers.values.remarks import Remark, remark
from opendisarm.importers.values.words import fold, latin_digits, not_known, plain

ORDERS: Final[dict[str, str]] = {"dmy": "day first", "mdy": "month first", "ymd": "year first"}
EARLIEST, LATEST = 1900, 2100
SOLAR_HIJRI_STATES: Final = frozenset({"AFG", "IRN"})

_MONTHS: Final[dict[str, int]] = {
    fold(name): number
    for number, names in enumerate(
        (
            "january jan janvier janv enero ene janeiro يناير جانفي كانون_الثاني",
            "february feb février févr fév febrero fevereiro fev فبراير فيفري شباط",
            "march mar mars marzo março مارس آذار",
            "april apr avril avr abril abr أبريل ابريل أفريل نيسان",
            "may mai mayo maio مايو ماي أيار",
            "june jun juin junio junho يونيو جوان حزيران",
            "july jul juillet juil julio julho يوليو جويلية تموز",
            "august aug août aout agosto ago أغسطس أوت آب",
            "september sep sept septembre septiembre setiembre setembro set سبتمبر أيلول",
            "october oct octobre octubre outubro out أكتوبر تشرين_الأول",
            "november nov novembre noviembre novembro نوفمبر تشرين_الثاني",
            "december dec décembre déc diciembre dic dezembro dez ديسمبر كانون_الأول",
        ),
        start=1,
    )
    for name in (word.replace("_", " ") for word in names.split())
}

_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?$")
_DIGITS: Final = re.compile(r"(\d{1,4})[/.\- ](\d{1,2})[/.\- ](\d{1,4})(?:[T ,]+\d{1,2}:\d{2}.*)?$")
_MONTH: Final = re.compile(r"(?:(\d{4})[/.\- ](\d{1,2})|(\d{1,2})[/.\- ](\d{4}))$")
_EPOCH_MS: Final = 100_000_000_000
_EXCEL_DAYS: Final = range(10_000, 80_000)
_EXCEL_ZERO: Final = date(1899, 12, 30)


class Dated(NamedTuple):
    """A day, and how exactly it is known; a month or a year is dated to its last day."""

    on: date
    precision: Precision = Precision.DAY


Result = tuple[Dated | None, tuple[Remark, ...]]


def dated(given: object, order: str = "", state: str = "") -> Result:
    """A date.

    order   "dmy", "mdy", "ymd" where the habit of the file is known; else 3/4/2021 is 3 April, with a warning.
    state   ISO3: years such as 1399 are Solar Hijri in Afghanistan and Iran, and an error elsewhere.
    """
    if isinstance(given, datetime):
        return _checked(Dated(given.date()), given)
    if isinstance(given, date):
        return _checked(Dated(given), given)
    if isinstance(given, bool):
        return _unreadable(given)
    if isinstance(given, int | float):
        return _from_number(float(given), plain(given)) if given == given else (None, ())
    shown = plain(given)
    text = latin_digits(shown)
    if match := _ISO.match(text):
        return _built(int(match[1]), int(match[2]), int(match[3]), shown, state)
    if not_known(shown):
        return None, ()
    if text.isascii() and text.isdigit():
        return _from_number(float(text), shown, state) if len(text) < 16 else _unreadable(shown)
    if match := _DIGITS.match(text):
        return _from_digits(match[1], match[2], match[3], shown, order, state)
    if match := _MONTH.match(text):
        year, month = (match[1], match[2]) if match[1] else (match[4], match[3])
        return _month(int(year), int(month), shown)
    return _from_words(text, shown)


def order_in(text: str) -> str:
    """The order that a date in digits shows beyond doubt: "dmy" or "mdy"; "" when it shows none."""
    match = _DIGITS.match(latin_digits(text.strip()))
    if not match or len(match[1]) > 2:
        return ""
    first, second = int(match[1]), int(match[2])
    if 12 < first <= 31 and 1 <= second <= 12:
        return "dmy"
    return "mdy" if 12 < second <= 31 and 1 <= first <= 12 else ""


def _from_digits(first: str, second: str, third: str, shown: str, order: str, state: str) -> Result:
    if len(first) > 2 or order == "ymd":
        return _built(_year(first), int(second), int(third), shown, state, short=len(first) < 3)
    year, short = _year(third), len(third) < 3
    day, month = int(first), int(second)
    if order == "mdy" or (not order and day <= 12 < month):
        day, month = month, day
    found, remarks = _built(year, month, day, shown, state, short=short)
    if found and not order and day != month and day <= 12 and month <= 12:
        remarks += remark(codes.DATE_AMBIGUOUS, value=shown, read=found.on, order=ORDERS["dmy"])
    return found, remarks


def _from_words(text: str, shown: str) -> Result:
    words = fold(text).split()
    words = [word for word in words if word not in {"de", "del", "of", "the", "le", "el"}]
    named = [(at, _MONTHS[word]) for at, word in enumerate(words) if word in _MONTHS]
    pairs = [(at, _MONTHS[pair]) for at in range(len(words) - 1) if (pair := " ".join(words[at : at + 2])) in _MONTHS]
    if len(named) + len(pairs) != 1:
        return _unreadable(shown)
    at, month = (named or pairs)[0]
    rest = words[:at] + words[at + (1 if named else 2) :]
    numbers = [re.sub(r"^(\d{1,2})(st|nd|rd|th|er)$", r"\1", word) for word in rest]
    if not numbers or not all(word.isascii() and word.isdigit() for word in numbers) or len(numbers) > 2:
        return _unreadable(shown)
    if len(numbers) == 1:
        return _month(int(numbers[0]), month, shown) if len(numbers[0]) == 4 else _unreadable(shown)
    day, year = (numbers[1], numbers[0]) if len(numbers[0]) == 4 else (numbers[0], numbers[1])
    return _built(_year(year), month, int(day), shown, short=len(year) < 3)


def _from_number(given: float, shown: str, state: str = "") -> Result:
    if given.is_integer():
        whole = int(given)
        if EARLIEST <= whole <= LATEST:
            return Dated(date(whole, 12, 31), Precision.YEAR), ()
        if EARLIEST * 100 < whole <= LATEST * 100 + 12 and 1 <= whole % 100 <= 12:
            return _month(whole // 100, whole % 100, shown)
        if EARLIEST * 10_000 < whole <= LATEST * 10_000 + 1231:
            return _built(whole // 10_000, whole // 100 % 100, whole % 100, shown, state)
    if abs(given) >= _EPOCH_MS:
        try:
            moment = datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=given)
        except OverflowError:
            return _unreadable(shown)
        found, remarks = _checked(Dated(moment.date()), shown)
        how = "milliseconds since 1970, UTC"
        return found, remarks or remark(codes.DATE_FROM_NUMBER, value=shown, read=moment.date(), how=how)
    if int(given) in _EXCEL_DAYS:
        on = _EXCEL_ZERO + timedelta(days=int(given))
        found, remarks = _checked(Dated(on), shown)
        how = "days as spreadsheets count them"
        return found, remarks or remark(codes.DATE_FROM_NUMBER, value=shown, read=on, how=how)
    return _unreadable(shown)


def _month(year: int, month: int, shown: str) -> Result:
    if not (EARLIEST <= year <= LATEST and 1 <= month <= 12):
        return _unreadable(shown)
    return Dated(last_day_of_month(year, month), Precision.MONTH), ()


def _built(year: int, month: int, day: int, shown: str, state: str = "", *, short: bool = False) -> Result:
    if 1300 <= year <= 1450 and state in SOLAR_HIJRI_STATES:
        on = _from_solar_hijri(year, month, day)
        if on is None:
            return _unreadable(shown)
        return Dated(on), remark(codes.DATE_FROM_SOLAR_HIJRI, value=shown, read=on)
    try:
        found, remarks = _checked(Dated(date(year, month, day)), shown)
    except ValueError:
        return _unreadable(shown)
    return found, remarks + (remark(codes.DATE_SHORT_YEAR, value=shown, read=found.on) if short and found else ())


def _checked(found: Dated, shown: object) -> Result:
    return (found, ()) if EARLIEST <= found.on.year <= LATEST else _unreadable(shown)


def _unreadable(shown: object) -> Result:
    return None, remark(codes.DATE_UNREADABLE, value=shown)


def _year(digits: str) -> int:
    """Two digits: 70-99 are of the last century."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= 70 else 2000)


def _from_solar_hijri(year: int, month: int, day: int) -> date | None:
    """Months 1-6 have 31 days, 7-11 have 30, 12 has 29 or 30; years counted in cycles of 33 with 8 leap years.

    Good for 1300 to 1450 (1921 to 2071).
    """
    leap = year % 33 in {1, 5, 9, 13, 17, 22, 26, 30}
    length = 31 if month <= 6 else 30 if month <= 11 or leap else 29
    if not (1 <= month <= 12 and 1 <= day <= length):
        return None
    before = (year - 1) // 33 * 8 + sum(1 for at in (1, 5, 9, 13, 17, 22, 26, 30) if at < ((year - 1) % 33) + 1)
    days = 365 * (year - 1) + before + (month - 1) * 31 - max(0, month - 7) + day - 1
    return date(622, 3, 21) + timedelta(days=days)
