"""Persons counted in columns of their own: which header counts whom, and how a row of them becomes cells that add."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

from opendisarm.core.catalogue import person
from opendisarm.core.persons import Age, Sex, age_class
from opendisarm.core.records import Reached
from opendisarm.importers.people.ages import group_of, span_in
from opendisarm.importers.people.values import other_words
from opendisarm.importers.values.remarks import Remark, remark
from opendisarm.importers.values.words import fold

DIRECT: Final = "direct"
INDIRECT: Final = "indirect"
_UNKNOWN: Final = "unknown"
_OF_UNKNOWN_SEX: Final = "unknown sex"
_OF_UNKNOWN_AGE: Final = "unknown age"
_SEXES: Final = (Sex.FEMALE.value, Sex.MALE.value, Sex.OTHER.value)
_AGES: Final = (Age.CHILD.value, Age.ADULT.value)
_LONGEST_PHRASE: Final = 12

Told = Sequence[tuple["Counted", int]]
_Cells = dict[tuple[str, str], int]


class Counted(NamedTuple):
    """Whom a column counts.

    reach  direct or indirect.   sex, age  words of their lists; "" for all together: it sums other columns.
    span   the age was given as a range of years, so it sums no other columns.
    """

    reach: str
    sex: str
    age: str
    span: bool = False


@cache
def counted(header: str) -> Counted | None:
    """Whom a header counts; None when it counts nobody.  Direct, unless it says indirect."""
    named = span_in(header)
    meanings = _meanings(fold(named[1] if named else header).split())
    if meanings is None or not (named or meanings):
        return None
    sexes = [one for one in _SEXES if one in meanings]
    ages = [one for one in _AGES if one in meanings]
    if len(sexes) > 1 or len(ages) > 1:
        return None
    unknown = meanings.count(_UNKNOWN)
    unknown_sex = _OF_UNKNOWN_SEX in meanings or unknown == 2 or (unknown and not sexes)
    unknown_age = _OF_UNKNOWN_AGE in meanings or unknown == 2 or (unknown and not ages)
    sex = sexes[0] if sexes else _UNKNOWN if unknown_sex else ""
    age = ages[0] if ages else _UNKNOWN if unknown_age else ""
    if age == _UNKNOWN and not sex:
        sex = _UNKNOWN
    reach = INDIRECT if INDIRECT in meanings else DIRECT
    if not named:
        return Counted(reach, sex, age)
    return Counted(reach, sex, group_of(named[0]).value, span=True)


def cells(counts: Told, reach: str) -> tuple[tuple[Reached, ...], tuple[Remark, ...]]:
    """What a row says of those reached in one way: each person in one cell; and what is odd.

    A total above its parts leaves the rest with what it does not tell unknown; where one is below them, the parts are
    used. 0 is a count.
    """
    mine = [(one, number) for one, number in counts if one.reach == reach]
    found: _Cells = {}
    remarks: list[Remark] = []

    def add(
        those: Iterable[tuple[Counted, int]],
        parts: Callable[[Counted, tuple[str, str]], bool],
        aloud: bool = True,
    ) -> None:
        for one, number in those:
            told = [part for key, part in found.items() if parts(one, key)]
            if sum(told) > number:
                remarks.extend(remark(person.TOTAL_BELOW_PARTS) if aloud else ())
            elif number > sum(told) or not told:
                key = (one.sex or _UNKNOWN, one.age or _UNKNOWN)
                found[key] = found.get(key, 0) + number - sum(told)

    by_sex = any(one.sex not in {"", _UNKNOWN} for one, _ in mine)
    ranged = {(one.sex, age_class(Age(one.age))) for one, _ in mine if one.span and one.sex}
    whole = [(one, number) for one, number in mine if one.sex and one.age]
    sums = [pair for pair in whole if not pair[0].span and (pair[0].sex, pair[0].age) in ranged]
    add([pair for pair in whole if pair not in sums], lambda *_: False)
    add(sums, lambda one, key: key[0] == one.sex and age_class(Age(key[1])) == one.age)
    by_sex_only = [pair for pair in mine if pair[0].sex and not pair[0].age]
    add(by_sex_only, lambda one, key: key[0] == one.sex)
    by_age_only = [pair for pair in mine if pair[0].age and not pair[0].sex]
    if by_age_only and by_sex and (by_sex_only or any(one.span for one, _ in by_age_only)):
        remarks.extend(remark(person.COUNTED_TWICE))
        add([(Counted(reach, "", ""), sum(number for _, number in by_age_only))], lambda *_: True, aloud=False)
    else:
        add([pair for pair in by_age_only if pair[0].span], lambda *_: False)
        add(
            [pair for pair in by_age_only if not pair[0].span],
            lambda one, key: age_class(Age(key[1])) == one.age or key[1] == one.age,
        )
    add([pair for pair in mine if not pair[0].sex and not pair[0].age], lambda *_: True)
    return tuple(Reached(sex, age, number) for (sex, age), number in sorted(found.items())), tuple(remarks)


def _meanings(words: list[str]) -> list[str] | None:
    """What the words of a header mean, those without a meaning left out; None when one of them is not known."""
    found: list[str] = []
    while words:
        for length in range(min(_LONGEST_PHRASE, len(words)), 0, -1):
            meaning = _phrases().get(" ".join(words[:length]))
            if meaning is not None:
                break
        else:
            return None
        words = words[length:]
        if meaning in {_OF_UNKNOWN_SEX, _OF_UNKNOWN_AGE}:
            found.append(meaning)
        else:
            found += meaning.split()
    return found


@cache
def _phrases() -> dict[str, str]:
    known = {fold(word): word for word in other_words()["counted"] if word}
    for meaning, phrases in other_words()["counted"].items():
        known |= {fold(phrase): meaning for phrase in phrases}
    return known
