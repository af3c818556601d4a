"""Who the people of the invented country are: names of syllables that nobody has, births, documents, telephones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple

from opendisarm.core.identity import (
    ADDRESS,
    BIRTH_DATE,
    FATHER,
    NAME,
    NATIONAL_ID,
    PHONE,
    SENDERS_ID,
    Identity,
)
from opendisarm.core.persons import Age, Sex, age_of_years
from opendisarm.core.records import Place
from opendisarm.sample.draws import Draws
from opendisarm.sample.people.words import BEGINNINGS, ENDINGS, HOUSES, LINES

_DOCUMENTS: Final = 100_000_000
_TELEPHONES: Final = 1_000_000
# Odd and no multiples of five: every serial number has a document and a telephone of its own.
_SPREAD: Final = 61_803_399
_SPELLINGS: Final = (
    ("u", "ou"), ("i", "ee"), ("o", "u"), ("e", "i"), ("a", "e"), ("l", "ll"), ("n", "nn"), ("z", "zz"),
)  # fmt: skip
"""Every name has a vowel after its first letter, so one of these changes it."""
_ADULT: Final = 18
_ARABIC: Final = 0.3


class Name(NamedTuple):
    """One name in both scripts."""

    latin: str
    arabic: str

    def written(self, arabic: bool) -> str:
        """In one of them."""
        return self.arabic if arabic else self.latin


@dataclass(frozen=True, slots=True)
class Somebody:
    """An invented person.

    key     how the organisation that registered the person calls them.
    known   whether anybody knows the birth; where not, no file tells an age.      told  whether a file tells its day.
    arabic  whether the name is written in Arabic script.
    """

    key: str
    sex: Sex
    born: date
    given: Name
    family: Name
    father: Name | None
    document: str
    telephone: str
    address: str
    known: bool
    told: bool
    arabic: bool

    def age_on(self, on: date) -> Age:
        """The age group on a day; unknown where nobody knows the birth."""
        return age_of_years(self.years_on(on)) if self.known else Age.UNKNOWN

    def years_on(self, on: date) -> int:
        """Whole years on a day."""
        return max(0, on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day)))

    @property
    def name(self) -> str:
        """The whole name as it is written."""
        return f"{self.given.written(self.arabic)} {self.family.written(self.arabic)}"

    def identity(self, **more: str) -> Identity:
        """All that a form tells of the person, for the vault."""
        father = self.father.written(self.arabic) if self.father else ""
        fields = {
            SENDERS_ID: self.key, NAME: self.name, FATHER: father, NATIONAL_ID: self.document, PHONE: self.telephone,
            BIRTH_DATE: self.born.isoformat() if self.told else "", ADDRESS: self.address, **more,
        }  # fmt: skip
        return Identity(self.key, {field: text for field, text in fields.items() if text})

    def brief(self) -> Identity:
        """What a table tells that names a person by number only."""
        return Identity(self.key, {SENDERS_ID: self.key})

    def spelt_otherwise(self, key: str, draws: Draws) -> Somebody:
        """The same person as another organisation writes them."""
        changed = replace(self, key=key, arabic=not self.arabic, telephone="")
        if draws.chance(0.4):
            return changed
        given, family = (_other_spelling(name, draws) for name in (self.given, self.family))
        given, family = (family, given) if draws.chance(0.3) else (given, family)
        return replace(changed, given=given, family=family, arabic=False)


class Register:
    """Invents persons, each with documents of their own."""

    def __init__(self, draws: Draws) -> None:
        self._draws = draws
        self._serial = 0

    def name(self, beginnings: bool) -> Name:
        """A given name (beginnings), or the name of a family."""
        firsts, lasts = (BEGINNINGS, ENDINGS) if beginnings else (HOUSES, LINES)
        first, last = self._draws.pick(firsts), self._draws.pick(lasts)
        return Name(first[0] + last[0], first[1] + last[1])

    def somebody(self, key: str, on: date, years: int, sex: Sex, place: Place, of: Somebody | None = None) -> Somebody:
        """A person of an age on a day.  of: the head of the family, whose address and telephone they share."""
        draws, self._serial = self._draws, self._serial + 1
        spread = self._serial * _SPREAD
        known = draws.chance(0.9)
        document = f"SX{spread % _DOCUMENTS:08}" if years >= _ADULT and draws.chance(0.8) else ""
        telephone = f"+999 55 {spread % _TELEPHONES:06}" if years >= _ADULT and draws.chance(0.6) else ""
        house = f"House {draws.whole(1, 240)}, {place.admin2}"
        child_of = of.given if of is not None and of.sex is Sex.MALE and years < _ADULT else None
        return Somebody(
            key=key,
            sex=sex,
            born=_birth(on, years, draws),
            given=self.name(beginnings=True),
            family=of.family if of else self.name(beginnings=False),
            father=child_of or (self.name(beginnings=True) if draws.chance(0.7) else None),
            document=document,
            telephone=(of.telephone if of else "") or telephone,
            address=of.address if of else house,
            known=known,
            told=known and draws.chance(0.75),
            arabic=of.arabic if of else draws.chance(_ARABIC),
        )


def _birth(on: date, years: int, draws: Draws) -> date:
    """A day on which somebody of so many years can have been born."""
    last = on.replace(year=on.year - years, day=min(on.day, 28))
    return date.fromordinal(last.toordinal() - draws.whole(0, 360))


def _other_spelling(name: Name, draws: Draws) -> Name:
    """With other vowels or doubled consonants: it sounds the same."""
    first, rest = name.latin[:1], name.latin[1:]
    old, new = draws.pick([(old, new) for old, new in _SPELLINGS if old in rest])
    return Name(first + rest.replace(old, new), name.arabic)
