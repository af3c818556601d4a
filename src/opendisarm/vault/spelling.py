"""How a name sounds, whatever the script and the spelling: the same code for Mohammed, Muhamad and محمد.

Arabic writes few vowels, and transliterations disagree about them, so codes are of consonants. Different names may
share a code (Mahmud, Mohammed): it is good for asking whether two records are of one person, never for an answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import jellyfish
from anyascii import anyascii

_HONORIFICS: Final = frozenset({
    "mr", "mrs", "ms", "miss", "dr", "prof", "eng", "capt", "col", "sgt", "hon", "rev", "haji", "hajj", "hajji",
    "hadji", "sheikh", "shaikh", "sheik", "cheikh", "ustad", "sr", "sra", "srta", "senor", "senora", "don", "dona",
    "mme", "mlle", "monsieur", "madame", "الحاج", "حاج", "الشيخ", "شيخ", "الدكتور", "دكتور", "د",
})  # fmt: skip
_PARTICLES: Final = frozenset({
    "al", "el", "ul", "ibn", "bin", "ben", "bint", "ould", "de", "da", "do", "dos", "das", "del", "la", "las", "los",
    "van", "von", "der", "y", "e", "بن", "ابن", "بنت", "آل",
})  # fmt: skip
_NOBODY: Final = frozenset({
    "unknown", "notknown", "unnamed", "noname", "anonymous", "none", "nil", "na", "nn", "desconocido", "inconnu",
    "مجهول", "غيرمعروف",
})  # fmt: skip
"""Written where a name was not known, without blanks and points: "N/A", "N.N."."""

_SERVANT: Final = frozenset({"abd", "abdu", "abdul", "abdel", "abdal", "عبد"})
"""First parts of names that are written in one word or two: Abd al-Rahman, Abdurrahman, عبد الرحمن."""

_SOUNDS: Final = {"dzh": "j", "dj": "j", "zh": "j", "kh": "h", "gh": "g", "dh": "d", "th": "t", "ph": "f"}
"""Written with one letter in one script and with more in another, or not told apart everywhere."""


def sounds(name: str) -> tuple[str, ...]:
    """One code a word of the name, sorted, so that the order of names does not matter; () when there is no name.

    Method  NFKC; honorifics and particles left out; anyascii; the consonants of each word; Metaphone.
    """
    words = _words(name)
    if "".join(words) in _NOBODY:
        return ()
    return tuple(sorted(filter(None, map(_code, _names(words)))))


def spelt(name: str) -> str:
    """The words of a name as they are spelt, without capitals and vowel signs, in alphabetical order."""
    return " ".join(sorted(_words(name)))


def runs(text: str, least: int = 2, most: int = 6) -> Iterator[str]:
    """Every run of so many words of a text, spelt as `spelt` spells a name."""
    words = _words(text)
    for length in range(least, most + 1):
        for start in range(len(words) - length + 1):
            yield " ".join(sorted(words[start : start + length]))


def _words(name: str) -> list[str]:
    plain = re.sub("['’`ʿʾـ]", "", unicodedata.normalize("NFKC", name).casefold())
    apart = (mark for mark in unicodedata.normalize("NFKD", plain) if not _is_vowel_sign(mark))
    whole = unicodedata.normalize("NFC", "".join(apart))
    return "".join(letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in whole).split()


def _is_vowel_sign(mark: str) -> bool:
    """Signs above and below Latin, Cyrillic and Arabic letters; those of Indic scripts are letters of their own."""
    return "\u0300" <= mark <= "\u036f" or "\u064b" <= mark <= "\u0655" or mark == "\u0670"


def _names(words: Iterable[str]) -> Iterator[str]:
    """Words that name the person, in Latin letters; the two of Abd al-Rahman as one."""
    servant = ""
    for word in words:
        if word in _SERVANT:
            servant = "abd"
        elif word not in _HONORIFICS and word not in _PARTICLES:
            yield servant + _latin(word)
            servant = ""
    if servant:
        yield servant


def _latin(word: str) -> str:
    if unicodedata.name(word[0], "").startswith("LATIN"):
        plain = re.sub("c(?=[eiy])", "s", anyascii(word).casefold())
        return re.sub("|".join(_SOUNDS), lambda found: _SOUNDS[found[0]], plain)
    word = word.removeprefix("ال") if len(word) > 4 else word
    # The bearer of a first vowel is silent; without it the word would begin with a consonant.
    word = re.sub("^[اأإآٱعئء]", "a", word)
    letters = (anyascii(letter).casefold() for letter in word)
    return "".join(_SOUNDS.get(letter, letter) for letter in letters)


def _code(latin: str) -> str:
    plain = re.sub("[^a-z0-9]", "", latin)
    first = plain[:1] if plain[:1] in ("y", "w") else ""
    consonants = _once([*first, *re.findall("sh|ch|[^aeiouyw]", plain)])
    # A final h is often but a vowel (Fatimah, فاطمة), and the article in Abdul-Rahman is heard or not.
    if len(consonants) > 1 and consonants[-1] == "h":
        consonants.pop()
    if plain.startswith("abd") and len(consonants) > 3 and consonants[2] == "l":
        del consonants[2]
    begins_with_vowel = "A" if plain[:1] in set("aeiou") else ""
    # Vowels between them keep Metaphone from taking two consonants for one sound.
    heard = jellyfish.metaphone("a".join(consonants))
    return begins_with_vowel + (heard or "".join(consonants) or plain)


def _once(consonants: Sequence[str]) -> list[str]:
    return [one for place, one in enumerate(consonants) if place == 0 or one != consonants[place - 1]]
