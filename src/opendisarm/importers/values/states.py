"""States by ISO 3166-1 alpha-3, alpha-2 or name in English, French, Spanish or Arabic."""

from __future__ import annotations

from functools import cache
from typing import Final

from opendisarm.core.catalogue import value as codes
from opendisarm.importers.values.remarks import Parsed, remark
from opendisarm.importers.values.words import fold, not_known, plain

_LANGUAGES: Final = ("en", "fr", "es", "ar")
_FORMER: Final = frozenset({"SUN", "YUG", "BUR", "ZAR", "DDR", "FXX", "TMP", "YMD"})
_OTHER_NAMES: Final = {
    "Bosnia and Herzegovina": "BIH", "Democratic Republic of the Congo": "COD", "DR Congo": "COD", "DRC": "COD",
    "Lao PDR": "LAO", "Lao People's Democratic Republic": "LAO", "Palestine": "PSE", "State of Palestine": "PSE",
    "Republic of Moldova": "MDA", "Russian Federation": "RUS", "Syrian Arab Republic": "SYR", "Turkey": "TUR",
    "Viet Nam": "VNM",
}  # fmt: skip


def state(given: object) -> Parsed:
    """The three-letter code; another word of three letters is kept with a warning, all else is an error.

    Codes that ISO 3166 leaves to users (AAA-AAZ, QMA-QZZ, XAA-XZZ, ZZA-ZZZ) are taken: invented states use them.
    """
    text = plain(given)
    code = text.upper()
    if len(code) == 3 and code.isascii() and code.isalpha():
        known = code in _alpha3() or left_to_users(code)
        return code, () if known else remark(codes.STATE_CODE_UNKNOWN, value=text)
    if not_known(text):
        return None, ()
    found = _by_name().get(fold(text))
    return (found, ()) if found else (None, remark(codes.STATE_UNKNOWN, value=text))


def left_to_users(code: str) -> bool:
    """Whether ISO 3166 leaves a three-letter code to its users, as for the countries of examples."""
    return code[:2] in {"AA", "ZZ"} or code[0] == "X" or "QM" <= code[:2] <= "QZ"


@cache
def _alpha3() -> dict[str, str]:
    from babel.core import get_global

    aliases = get_global("territory_aliases")
    return {
        code: new[0]
        for code, new in aliases.items()
        if len(code) == 3 and code.isalpha() and len(new) == 1 and code not in _FORMER
    }


@cache
def _by_name() -> dict[str, str]:
    from babel import Locale

    by_alpha2 = {two: three for three, two in sorted(_alpha3().items(), reverse=True)}
    names = {fold(two): three for two, three in by_alpha2.items()} | {
        fold(name): three for name, three in _OTHER_NAMES.items()
    }
    for language in _LANGUAGES:
        for two, name in Locale(language).territories.items():
            if two in by_alpha2:
                names.setdefault(fold(name), by_alpha2[two])
    return names


def name_of(code: str, language: str = "en") -> str:
    """The name of a state by its three-letter code; "" for a code that no state has."""
    from babel import Locale

    two = _alpha3().get(code.upper(), "")
    return str(Locale(language).territories.get(two, "")) if two else ""
