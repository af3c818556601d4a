"""Texts as people type them, and which of many texts hold a word: no case, no accents, digits of any script."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int32]

MOST_WORDS: Final = 8
"""Words of a search; what stands after them is not looked for."""

_PART: Final = 1 << 18
_SAMPLE: Final = 1 << 14
"""Bytes that are looked through at once, and bytes from which the rarest sign of a word is guessed."""
_TATWEEL: Final = "\u0640"


def folded(text: str) -> str:
    """A text without case, accents, vowel signs and doubled spaces; digits of other scripts as 0 to 9."""
    if text.isascii():
        return " ".join(text.lower().split())
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(
        _digit(sign) for sign in apart if sign != _TATWEEL and unicodedata.category(sign) not in {"Mn", "Cf"}
    )
    return " ".join(plain.casefold().split())


def asked_words(text: str) -> tuple[str, ...]:
    """The words of a search, folded, each once."""
    return tuple(dict.fromkeys(folded(text).split()))[:MOST_WORDS]


def _digit(sign: str) -> str:
    return str(unicodedata.decimal(sign)) if unicodedata.category(sign) == "Nd" else sign


@dataclass(frozen=True, slots=True)
class Haystack:
    """Many folded texts in one array of bytes, each followed by a line feed.

    ends  where each of them ends.
    Bytes of a text cost a quarter of what a text object costs, and numpy looks through them without holding the others
    up.
    """

    signs: npt.NDArray[np.uint8]
    ends: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ends)

    def texts(self) -> list[str]:
        """The texts, folded."""
        return self.signs.tobytes().decode().split("\n")[:-1]

    def followed_by(self, more: Haystack) -> Haystack:
        """These texts, then those."""
        return Haystack(
            np.concatenate([self.signs, more.signs]), np.concatenate([self.ends, more.ends + len(self.signs)])
        )

    def holding(self, word: str) -> Flags:
        """Which texts hold a folded word, anywhere in them.  Shape  one flag a text.

        Method  places of the sign of the word that is rarest here, then each other sign of it is compared there; a part
        at a time, so that what is set aside meanwhile stays small with many readers.
        """
        found = np.zeros(len(self), np.bool_)
        wanted = np.frombuffer(word.encode(), np.uint8)
        if not len(wanted):
            return found
        sample = self.signs[:: max(1, len(self.signs) // _SAMPLE)]
        rarest = int(np.argmin([np.count_nonzero(sample == sign) for sign in wanted]))
        for start in range(0, len(self.signs), _PART):
            places = start + _places(self.signs[start : start + _PART + len(wanted) - 1], wanted, rarest)
            found[np.searchsorted(self.ends, places, side="right")] = True
        return found


def _places(signs: npt.NDArray[np.uint8], wanted: npt.NDArray[np.uint8], rarest: int) -> npt.NDArray[np.int64]:
    """Where a word begins among signs; rarest: which of its own signs to look for first."""
    places = np.flatnonzero(signs[rarest : max(rarest, len(signs) - len(wanted) + 1 + rarest)] == wanted[rarest])
    for at, sign in enumerate(wanted):
        if at != rarest:
            places = places[signs[places + at] == sign]
    return places


def haystack(texts: Iterable[str]) -> Haystack:
    """A haystack of texts, which are folded."""
    parts = [f"{folded(text)}\n".encode() for text in texts]
    signs = np.frombuffer(b"".join(parts), np.uint8)
    return Haystack(signs, np.cumsum(np.fromiter(map(len, parts), np.int64, len(parts)), dtype=np.int64))


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of texts that repeat: `codes[i]` points into `names`; code 0 is "" (not told)."""

    codes: Codes
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.codes)

    def code(self, name: str) -> int:
        """The code of a name, -1 when nothing is called so."""
        return self.names.index(name) if name in self.names else -1

    def ranks(self) -> npt.NDArray[np.int64]:
        """For each record the place of its name in alphabetical order (no case, no accents); not told comes last."""
        order = sorted(range(1, len(self.names)), key=lambda code: (folded(self.names[code]), self.names[code]))
        rank = np.full(len(self.names), len(self.names), np.int64)
        rank[order] = np.arange(len(order))
        return rank[self.codes]

    def followed_by(self, more: Coded) -> Coded:
        """These records, then those."""
        known = {name: code for code, name in enumerate(self.names)}
        moved = np.array([known.setdefault(name, len(known)) for name in more.names], np.int32)
        return Coded(np.concatenate([self.codes, moved[more.codes]]), tuple(known))


def coded(texts: Sequence[str]) -> Coded:
    """A column of these texts."""
    known = {"": 0}
    codes = np.fromiter((known.setdefault(text, len(known)) for text in texts), np.int32, len(texts))
    return Coded(codes, tuple(known))
