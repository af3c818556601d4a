"""Text as people type it: digits of every script, accents, marks that nobody sees, words for "not known"."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x061C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF]
)
_NO_WORD = re.compile(r"[^A-Za-z0-9]+")
_ARABIC = str.maketrans({"ى": "ي", "ة": "ه", "ـ": "", "ی": "ي", "ک": "ك"})


def plain(value: object) -> str:
    """One value as text: trimmed, without invisible marks; a whole float loses its ".0" (spreadsheets add it)."""
    if isinstance(value, str):
        return (value if value.isascii() else value.translate(_INVISIBLE)).strip()
    if value is None:
        return ""
    if isinstance(value, float):
        if value != value:
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value).strip()


def latin_digits(text: str) -> str:
    """Arabic-Indic, Persian and all other decimal digits as 0-9; everything else as it was."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """A word for comparing: lower case, no accents, Arabic spellings united, everything else one space."""
    if text.isascii():
        return " ".join(_NO_WORD.sub(" ", text).lower().split())
    spread = unicodedata.normalize("NFKD", latin_digits(text.translate(_INVISIBLE)).translate(_ARABIC))
    kept = (sign if sign.isalnum() else " " for sign in spread if not unicodedata.combining(sign))
    return " ".join("".join(kept).casefold().split())


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like this one; "" when none does."""
    by_fold = {fold(name): name for name in known}
    by_fold.pop("", None)
    close = difflib.get_close_matches(fold(word), by_fold, n=1, cutoff=0.72)
    return by_fold[close[0]] if close else ""


def like(word: str, known: Iterable[str]) -> str:
    """The middle of a remedy: ' Did you mean "land.cleared"?' or nothing."""
    close = nearest(word, known)
    return f' Did you mean "{close}"?' if close else ""


_NOT_KNOWN = frozenset(
    fold(word)
    for word in (
        "n/a", "na", "none", "null", "nil", "nan", "unknown", "not known", "not available", "not applicable", "n/d",
        "don't know", "inconnu", "inconnue", "non connu", "s.o.", "sans objet", "desconocido", "desconocida",
        "sin dato", "sin datos", "no aplica", "no disponible",
        "غير معروف", "غير معروفة", "لا يوجد", "غير متوفر", "لا ينطبق",
    )
)  # fmt: skip


_LONGEST_NOT_KNOWN = 30


def not_known(text: str) -> bool:
    """Whether a cell says, in any of the usual words or dashes, that nothing is known."""
    if len(text) > _LONGEST_NOT_KNOWN:
        return False
    word = fold(text)
    return word in _NOT_KNOWN if word else not any(sign.isalnum() for sign in text)


def text(given: object) -> str | None:
    """A word as it came; None when it says that nothing is known."""
    shown = plain(given)
    return None if not_known(shown) else shown
