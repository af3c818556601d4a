"""Age groups from what people write: years, words, ranges, a date or a year of birth."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from opendisarm.core.catalogue import person
from opendisarm.core.persons import OLDEST, Age, age_class, age_of_years
from opendisarm.core.records import Precision
from opendisarm.importers.values.dates import Dated
from opendisarm.importers.values.numbers import number
from opendisarm.importers.values.remarks import Parsed, remark
from opendisarm.importers.values.words import fold, latin_digits, plain

_YEARS: Final = re.compile(r"([+-]?\d+(?:[.,]\d+)?)\s*(?:y|yr|yrs|years?|ans?|años?|سنة|سنه|سنوات|عام|years? old)?\.?")
_MONTHS: Final = re.compile(r"(\d{1,2})\s*(?:m|months?|mois|mes|meses|شهر|أشهر|اشهر)")
_UNIT: Final = r"(?:\s*(?:y|yrs?|years?|ans|años|سنة|سنوات))?"
_AGE: Final = rf"(\d{{1,3}}){_UNIT}"
_OVER_WORDS: Final = r"(?:>=|≥|>|\bover\b|\babove\b|\bmore than\b|\bplus de\b|\bmayor(?:es)? de\b|أكثر من|اكثر من|فوق)"
_OVER_AFTER: Final = (
    r"(?:\+|(?:and|or)\s+(?:over|above|older|more)\b|(?:et|ou) plus\b|[oy]\s+más\b|فما فوق|فأكثر|فاكثر)"
)
_UNDER_WORDS: Final = r"(?:<|\bunder\b|\bbelow\b|\bless than\b|\bmoins de\b|\bmenor(?:es)? de\b|أقل من|اقل من|دون|تحت)"
_BETWEEN: Final = re.compile(rf"{_AGE}\s*(?:-|–|—|to|à|a|إلى|الى)\s*{_AGE}")
_AND_OVER: Final = re.compile(rf"{_OVER_WORDS}\s*{_AGE}|{_AGE}\s*{_OVER_AFTER}")
_UNDER: Final = re.compile(rf"{_UNDER_WORDS}\s*{_AGE}")


class Span(NamedTuple):
    """Ages from first to last, whole years, both among them."""

    first: int
    last: int


def group_of(span: Span) -> Age:
    """The smallest of our groups that holds the whole span; unknown when it reaches from children to adults.

    Errors  ValueError when an age is impossible.
    """
    ends = {age_of_years(span.first), age_of_years(span.last)}
    classes = {age_class(end) for end in ends}
    for narrower in (ends, classes):
        if len(narrower) == 1:
            return narrower.pop()
    return Age.UNKNOWN


def span_in(text: str) -> tuple[Span, str] | None:
    """The range of ages that a text names ("female 5-12", "18+", "moins de 18 ans"), and the text without it."""
    shown = latin_digits(text).casefold()
    if match := _BETWEEN.search(shown):
        span = Span(int(match[1]), int(match[2]))
    elif match := _AND_OVER.search(shown):
        span = Span(int(match[1] or match[2]), OLDEST)
    elif match := _UNDER.search(shown):
        span = Span(0, int(match[1]) - 1)
    else:
        return None
    if not 0 <= span.first <= span.last <= OLDEST:
        return None
    return span, f"{shown[: match.start()]} {shown[match.end() :]}"


def age(given: object, known: tuple[str, ...]) -> Parsed:
    """The group of an age as written, where no word of the list says it.  known: the words to name in a remark."""
    shown = latin_digits(plain(given)).casefold()
    if _MONTHS.fullmatch(shown):
        return Age.UNDER_5, ()
    if match := _YEARS.fullmatch(shown):
        years, _ = number(match[1].replace(",", "."))
        if years is not None and 0 <= years < OLDEST + 1:
            return age_of_years(int(years)), ()
        return None, remark(person.AGE_IMPOSSIBLE, oldest=OLDEST)
    if (found := span_in(shown)) and not fold(found[1]).strip():
        group = group_of(found[0])
        return (group, ()) if group is not Age.UNKNOWN else (None, remark(person.AGE_GROUP_WIDE))
    return None, remark(person.PERSON_WORD_UNKNOWN, field="age", known=", ".join(("whole years", *known)))


def age_at(on: Dated, birth: Dated) -> Age | None:
    """The group on a day of somebody born on a day, as far as both are known; None when the age is impossible."""
    youngest = _years(_last_day(birth), _first_day(on))
    oldest = _years(_first_day(birth), _last_day(on))
    if oldest < 0 or youngest > OLDEST:
        return None
    return group_of(Span(max(youngest, 0), min(oldest, OLDEST)))


def _years(birth: date, on: date) -> int:
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def _first_day(of: Dated) -> date:
    if of.precision is Precision.YEAR:
        return of.on.replace(month=1, day=1)
    return of.on.replace(day=1) if of.precision is Precision.MONTH else of.on


def _last_day(of: Dated) -> date:
    """A month or a year is dated to its last day."""
    return of.on
