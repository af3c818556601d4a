"""Which two references may be one person: from fields to marks, and from marks to pairs.  No name is needed for it."""

from __future__ import annotations

import hmac
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import prod
from typing import Final

from anyascii import anyascii

from opendisarm.core.identity import BIRTH_DATE, BIRTH_YEAR, FATHER, NAME, NATIONAL_ID, PHONE
from opendisarm.vault.spelling import runs, sounds, spelt

CROWD: Final = 50
"""What more persons than this have in common says nothing about any two of them."""

_NAME: Final = "name"
_ID: Final = "national_id"
_PHONE: Final = "phone"
_DATE: Final = "name+birth_date"
_YEAR: Final = "name+birth_year"
_FATHER: Final = "name+father"
SPELT: Final = "spelt"
"""The name letter by letter: not for duplicates, but to find it in what somebody types elsewhere."""

RULES: Final[tuple[tuple[tuple[str, ...], float], ...]] = (
    ((_ID,), 0.95),
    ((_DATE,), 0.8),
    ((_PHONE, _NAME), 0.8),
    ((_FATHER, _YEAR), 0.7),
)
"""Schemes that two records must share to be a candidate pair, and how much that alone says, 0 to 1 (our judgement)."""

_CONTRADICTS: Final = (_ID, _DATE, _YEAR)
"""Two records that both have such a mark, and not the same one, are less likely of one person."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two references that may be one person: a question to somebody who may read both, never an answer.

    because  the schemes that both share.    score  0 to 1, larger is likelier; it has no meaning as a probability.
    """

    first: str
    second: str
    because: tuple[str, ...]
    score: float


def marks(key: bytes, fields: Mapping[str, str]) -> dict[str, str]:
    """Scheme -> keyed digest, for every scheme that the fields suffice for.  Method  HMAC-SHA256, first 128 bits."""
    name = " ".join(sounds(fields.get(NAME, "")))
    father = " ".join(sounds(fields.get(FATHER, "")))
    date = _plain(fields.get(BIRTH_DATE, ""))
    year = _plain(fields.get(BIRTH_YEAR, "")) or date[:4]
    texts = {
        _NAME: name,
        _ID: _telling(re.sub("[^a-z0-9]", "", _plain(fields.get(NATIONAL_ID, ""))), 4),
        _PHONE: _telling(re.sub("[^0-9]", "", _plain(fields.get(PHONE, ""))), 6)[-8:],
        _DATE: name and date and f"{name}\n{date}",
        _YEAR: name and year and f"{name}\n{year}",
        _FATHER: name and father and f"{name}\n{father}",
        SPELT: name and " " in spelt(fields[NAME]) and spelt(fields[NAME]),
    }
    return {scheme: _mark(key, scheme, text) for scheme, text in texts.items() if text}


def marks_within(key: bytes, text: str) -> set[str]:
    """The marks that names of several words, documents and telephones in a text would have, whatever else it says."""
    found = {_mark(key, SPELT, run) for run in runs(text)}
    for word in text.split():
        told = marks(key, {NATIONAL_ID: word, PHONE: word})
        found |= set(told.values())
    return found


def _mark(key: bytes, scheme: str, text: str) -> str:
    return hmac.digest(key, f"{scheme}\n{text}".encode("utf-8", "surrogatepass"), "sha256").hex()[:32]


def candidates(marked: Mapping[str, Mapping[str, str]]) -> list[Candidate]:
    """Pairs to be looked at, likeliest first.

    marked  subject -> its marks.
    Method  a pair shares what one of `RULES` asks for; what more than `CROWD` subjects share makes no pairs
            (`crowds` says where that happened). The rules a pair fulfils add up; each contradiction halves the score.
    """
    pairs = {pair for _, group in _groups(marked) if len(group) <= CROWD for pair in combinations(group, 2)}
    found = (_candidate(first, second, marked[first], marked[second]) for first, second in pairs)
    return sorted(found, key=lambda pair: (-pair.score, pair.first, pair.second))


def crowds(marked: Mapping[str, Mapping[str, str]]) -> list[tuple[tuple[str, ...], int]]:
    """What too many share to make pairs of: the schemes, and how many subjects; the largest first.

    An identity number that so many have is no identity number: somebody typed the same for everybody.
    """
    crowded = [(schemes, len(group)) for schemes, group in _groups(marked) if len(group) > CROWD]
    return sorted(crowded, key=lambda crowd: (-crowd[1], crowd[0]))


def _groups(marked: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """The schemes of a rule, and subjects that share what it asks for, in order."""
    for schemes, _ in RULES:
        sharing: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for subject in sorted(marked):
            if all(scheme in marked[subject] for scheme in schemes):
                sharing[tuple(marked[subject][scheme] for scheme in schemes)].append(subject)
        yield from ((schemes, group) for group in sharing.values() if len(group) > 1)


def _candidate(first: str, second: str, ours: Mapping[str, str], theirs: Mapping[str, str]) -> Candidate:
    both = ours.keys() & theirs.keys() - {SPELT}
    shared = {scheme for scheme in both if ours[scheme] == theirs[scheme]}
    doubt = prod(1 - weight for schemes, weight in RULES if shared.issuperset(schemes))
    against = sum(1 for scheme in _CONTRADICTS if scheme in both - shared and _same_name(scheme, shared))
    return Candidate(first, second, tuple(sorted(shared)), round((1 - doubt) / 2**against, 2))


def _same_name(scheme: str, shared: Iterable[str]) -> bool:
    """Marks of a name and a date differ with the name as well; only under one name do they tell of the date."""
    return scheme == _ID or _NAME in shared


def _plain(text: str) -> str:
    """In Latin letters and figures, without blanks at the ends."""
    return anyascii(text).casefold().strip()


def _telling(text: str, least: int) -> str:
    """The text when it can tell persons apart: long enough, with a figure, and not one figure again and again."""
    return text if len(text) >= least and len(set(text)) > 1 and re.search("[0-9]", text) else ""
