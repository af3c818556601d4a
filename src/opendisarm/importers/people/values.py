"""How a cell becomes the value of a field.  No remark repeats the cell: in a shifted row it holds somebody's name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

import yaml

from opendisarm.core.catalogue import person, value
from opendisarm.core.persons import (
    Age,
    Basis,
    Decision,
    DeviceClass,
    Difficulty,
    Disability,
    Doing,
    Method,
    Outcome,
    Pillar,
    Purpose,
    ServiceResult,
    Setting,
    Sex,
    Status,
    Venue,
    YesNo,
)
from opendisarm.core.records import Precision
from opendisarm.importers.people import ages, points
from opendisarm.importers.people.fields import ACCIDENT, CONSENTS, LOCATION, OUTCOMES
from opendisarm.importers.values.choices import Choices
from opendisarm.importers.values.dates import ORDERS, dated
from opendisarm.importers.values.numbers import whole
from opendisarm.importers.values.placing import POINT_FIELDS
from opendisarm.importers.values.remarks import Parsed, Remark, remark
from opendisarm.importers.values.states import state
from opendisarm.importers.values.words import fold, latin_digits, not_known, plain

Read = Callable[[object], Parsed]

DATES: Final = frozenset({"on", "died", "until", "birth_date"})
CODES: Final = frozenset({"ref", "accident", "hazard", "referral", "admin1_code", "admin2_code"})
COUNTS: Final = frozenset({"unknown_outcome", "with_disability", "first_time"})
LARGEST_COUNT: Final = 10_000_000

_LISTS: Final[Mapping[str, type[StrEnum]]] = {
    "sex": Sex, "age": Age, "age_years": Age, "disability": Disability, "outcome": Outcome, "status": Status,
    "device": DeviceClass, "setting": Setting, "doing": Doing, "marked": YesNo, "educated": YesNo, "killed": YesNo,
    "injured": YesNo, "pillar": Pillar, "needs": Pillar, "result": ServiceResult, "purpose": Purpose,
    "decision": Decision, "basis": Basis, "method": Method, "venue": Venue, "precision": Precision,
    **dict.fromkeys(CONSENTS, Decision),
    **dict.fromkeys(("seeing", "hearing", "walking", "remembering", "self_care", "communicating"), Difficulty),
}  # fmt: skip
_OTHER_WORDS_OF: Final = {
    YesNo: "yesno", Difficulty: "difficulty", Decision: "decision", Age: "age", Pillar: "pillar",
}  # fmt: skip
"""Lists that several fields share; any other has the words of its field."""

_SEPARATED: Final = re.compile(r"\d{1,3}(?:[,٬'’\u00a0\u202f ]\d{3})+(?:[.,]0+)?")
_DIGITS_GROUPED: Final = re.compile(r"\d{1,3}(?:[,٬]\d{3})+(?:\.0+)?")
_TELEPHONE: Final = ("what looks like a telephone number", re.compile(r"(?<![\w.])\+?0?\d(?:[ ().-]{0,2}\d){6,}"))
_ALWAYS_TELLING: Final = (
    ("an e-mail address", re.compile(r"[\w.+-]+@[\w-]+\.\w")),
    ("what looks like a telephone number", re.compile(r"\+\d(?:[ ().-]{0,2}\d){6,}")),
    ("several lines", re.compile(r"[\r\n]")),
)
"""What no field of a record holds; codes of places and records may be long numbers."""
_RECORD_IDS: Final = frozenset({"ref", "accident", "referral"})
_LONGEST: Final = 120


def reader(kind: str, field: str, order: str = "", state_: str = "", theirs: Mapping[str, str] | None = None) -> Read:
    """The reader of a field of a kind.

    order   how the file writes dates in digits.   state_  ISO3, for its calendar.   theirs  their words -> ours.
    Result  dates as `Dated`, words of closed lists as members of their list, needs as a frozenset.
    """
    words = {fold(word): ours for word, ours in (theirs or {}).items()}
    read = _reader(kind, field, order, state_)
    return (lambda given: read(words.get(fold(plain(given)), given))) if words else read


def list_of(kind: str, field: str) -> type[StrEnum] | None:
    """The closed list of a field; None where it takes any word.  Of an accident, killed and injured are counted."""
    return None if kind == ACCIDENT and field in OUTCOMES else _LISTS.get(field)


def words_of(kind: str, field: str) -> tuple[str, ...]:
    """The words of the closed list of a field; none where it takes any."""
    chosen = list_of(kind, field)
    return tuple(word.value for word in chosen) if chosen else ()


@cache
def other_words() -> dict[str, dict[str, list[str]]]:
    """Closed list -> our word -> other words for it.  Source  words.yaml."""
    path = Path(__file__).with_name("words.yaml")
    # BaseLoader: every word stays text; the safe loader would read "yes", "no" and "n" as true and false.
    loaded: dict[str, dict[str, list[str]]] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return loaded


def quiet_date(given: object, order: str = "", state_: str = "") -> Parsed:
    """A date as `Dated`; what is to be said about it without the value."""
    found, remarks = dated(given, order, state_)
    return found, tuple(_QUIET_DATES[one.code.name](one) for one in remarks)


def count(given: object) -> Parsed:
    """How many persons; a thousands separator is left out aloud."""
    bounds = {"lowest": 0, "highest": LARGEST_COUNT}
    notes: tuple[Remark, ...] = ()
    if isinstance(given, str) and _DIGITS_GROUPED.fullmatch(latin_digits(plain(given))):
        given = latin_digits(plain(given)).partition(".")[0].replace(",", "").replace("٬", "")
        notes = remark(person.SEPARATOR_IN_COUNT)
    found, remarks = whole(given)
    if found is None:
        return (None, remark(person.PERSON_NUMBER_UNREADABLE, **bounds)) if remarks else (None, ())
    if not 0 <= found <= LARGEST_COUNT:
        return None, remark(person.PERSON_NUMBER_UNREADABLE, **bounds)
    return found, notes


def separated(given: object) -> bool:
    """Whether a code was written as a number with thousands separators."""
    return isinstance(given, str) and _SEPARATED.fullmatch(latin_digits(plain(given))) is not None


def _reader(kind: str, field: str, order: str, state_: str) -> Read:
    if field in DATES:
        return partial(quiet_date, order=order, state_=state_)
    if field in {"age", "age_years"}:
        return _age
    if field == "needs":
        return _several
    if list_of(kind, field):
        return partial(_chosen, kind, field)
    if field in COUNTS or field in OUTCOMES:
        return count
    if field == LOCATION:
        return points.location
    if field in POINT_FIELDS:
        return points.reader(field)
    if field == "state":
        return _state
    return partial(_code, field) if field in CODES else partial(_text, field)


def _chosen(kind: str, field: str, given: object) -> Parsed:
    chosen, word = list_of(kind, field), _word(field, given)
    if word is None:
        return None, remark(person.PERSON_WORD_UNKNOWN, field=field, known=", ".join(choices_of(field).codes))
    return (chosen(word) if word and chosen else None), ()


def _word(field: str, given: object) -> str | None:
    """Our word of a closed list; "" for a word that says that nothing is known; None for one that nobody knows.

    Unlike `Choices.one` it looks for no word that is like it: the finding would hint at a name.
    """
    shown = plain(given)
    found = choices_of(field).by_word.get(fold(shown))
    return found if found is not None else "" if not_known(shown) else None


@cache
def choices_of(field: str) -> Choices:
    """The closed list of a field with all its words.  Errors  KeyError when it has none (our mistake)."""
    chosen = _LISTS[field]
    ours = tuple(word.value for word in chosen)
    others = other_words().get(_OTHER_WORDS_OF.get(chosen, field), {})
    by_word = {fold(word): code for code, words in others.items() for word in words}
    return Choices(field, ours, by_word | {fold(code): code for code in ours}, closed=True)


def _age(given: object) -> Parsed:
    word = _word("age", given)
    return ages.age(given, choices_of("age").codes) if word is None else (Age(word) if word else None, ())


def _several(given: object) -> Parsed:
    """Pillars with any separator between; forms write our own words with spaces between."""
    listed = choices_of("needs")
    words = plain(given).split()
    if words and all(word in listed.codes for word in words):
        return frozenset(map(Pillar, words)), ()
    found, remarks = listed.several(given)
    if remarks:
        return None, remark(person.PERSON_WORD_UNKNOWN, field="needs", known=", ".join(listed.codes))
    return frozenset(map(Pillar, found)), ()


def _state(given: object) -> Parsed:
    code, remarks = state(given)
    if remarks:
        known = "the three-letter codes of ISO 3166-1"
        return None, remark(person.PERSON_WORD_UNKNOWN, field="state", known=known)
    return code, ()


def _code(field: str, given: object) -> Parsed:
    """A code of the sender's, with the digits of our script, so that it is the same in every file."""
    shown = latin_digits(plain(given))
    if not_known(shown):
        return None, ()
    if separated(given):
        return None, remark(person.SEPARATOR_IN_CODE)
    what = _telling(shown, _ALWAYS_TELLING)
    if not what and field in _RECORD_IDS and " " in shown and not any(map(str.isdigit, shown)):
        what = "words without a number"
    return (None, remark(person.TEXT_IN_FIELD, field=field, what=what)) if what else (shown, ())


def _text(field: str, given: object) -> Parsed:
    shown = plain(given)
    if not_known(shown):
        return None, ()
    what = _telling(latin_digits(shown), (*_ALWAYS_TELLING, _TELEPHONE))
    return (None, remark(person.TEXT_IN_FIELD, field=field, what=what)) if what else (shown, ())


def _telling(shown: str, signs: Iterable[tuple[str, re.Pattern[str]]]) -> str:
    found = next((what for what, pattern in signs if pattern.search(shown)), "")
    return found or ("a long text" if len(shown) > _LONGEST else "")


_QUIET_DATES: Final[Mapping[str, Callable[[Remark], Remark]]] = {
    value.DATE_UNREADABLE.name: lambda _: Remark(person.PERSON_DATE_UNREADABLE, {}),
    value.DATE_AMBIGUOUS.name: lambda _: Remark(
        person.PERSON_DATE_DOUBTFUL, {"how": "so that it can be two dates", "read": ORDERS["dmy"]}
    ),
    value.DATE_SHORT_YEAR.name: lambda _: Remark(
        person.PERSON_DATE_DOUBTFUL, {"how": "with a year of two digits", "read": "as of 1970 to 2069"}
    ),
    value.DATE_FROM_NUMBER.name: lambda one: Remark(person.PERSON_DATE_CONVERTED, {"how": _way(one.facts)}),
    value.DATE_FROM_SOLAR_HIJRI.name: lambda _: Remark(
        person.PERSON_DATE_CONVERTED, {"how": "in the Solar Hijri calendar"}
    ),
}


def _way(facts: Mapping[str, Any]) -> str:
    return f"as a number ({facts['how']})"
