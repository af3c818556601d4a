"""States by what people call them: codes and names in English, French, Spanish and Arabic.

Names come from Unicode's CLDR; `CALLED` has those that the United Nations writes otherwise.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import cache
from typing import Final

from opendisarm.world.states import State, state, states

LANGUAGES: Final = ("en", "fr", "es", "ar")

CALLED: Final[dict[str, dict[str, str]]] = {
    "fr": {
        "BLR": "Bélarus", "COD": "République démocratique du Congo", "COG": "Congo", "CPV": "Cabo Verde",
        "KNA": "Saint-Kitts-et-Nevis", "KOR": "République de Corée", "MDA": "République de Moldova", "MMR": "Myanmar",
        "PRK": "République populaire démocratique de Corée", "PSE": "État de Palestine", "RUS": "Fédération de Russie",
        "SYR": "République arabe syrienne", "TLS": "Timor-Leste", "TUR": "Türkiye", "VAT": "Saint-Siège",
    },
    "es": {
        "BLR": "Belarús", "KNA": "Saint Kitts y Nevis", "KOR": "República de Corea", "MDA": "República de Moldova",
        "MMR": "Myanmar", "PRK": "República Popular Democrática de Corea", "PSE": "Estado de Palestina",
        "RUS": "Federación de Rusia", "SYR": "República Árabe Siria", "TUR": "Türkiye", "VAT": "Santa Sede",
    },
    "ar": {
        "CIV": "كوت ديفوار", "COD": "جمهورية الكونغو الديمقراطية", "COG": "الكونغو", "CPV": "كابو فيردي",
        "CZE": "تشيكيا", "KOR": "جمهورية كوريا", "MDA": "جمهورية مولدوفا", "MMR": "ميانمار",
        "PRK": "جمهورية كوريا الشعبية الديمقراطية", "PSE": "دولة فلسطين", "RUS": "الاتحاد الروسي",
        "SYR": "الجمهورية العربية السورية", "VAT": "الكرسي الرسولي",
    },
}  # fmt: skip

ALSO: Final[dict[str, str]] = {
    "America": "USA", "Britain": "GBR", "Great Britain": "GBR", "UK": "GBR", "Burma": "MMR", "Congo Republic": "COG",
    "Republic of the Congo": "COG", "Czech Republic": "CZE", "DR Congo": "COD", "DRC": "COD", "East Timor": "TLS",
    "Holland": "NLD", "Netherlands (Kingdom of the)": "NLD", "Ivory Coast": "CIV", "Kyrgyz Republic": "KGZ",
    "Lao PDR": "LAO", "Macedonia": "MKD", "The former Yugoslav Republic of Macedonia": "MKD", "Palestine": "PSE",
    "Palestina": "PSE", "فلسطين": "PSE", "Republic of Cabo Verde": "CPV", "Republic of South Sudan": "SSD",
    "Swaziland": "SWZ", "Syrian Arab Republic": "SYR", "Turkey": "TUR", "Vatican": "VAT", "UAE": "ARE",
    "United Kingdom of Great Britain and Northern Ireland": "GBR", "United States of America": "USA", "DPRK": "PRK",
    "ROK": "KOR",
}  # fmt: skip

MOST: Final = 5
"""How many suggestions help."""

_ALIKE: Final = 0.7
_CODE_LETTERS: Final = 3
_EMPTY: Final = {"the", "of", "and"}
_ARABIC: Final = str.maketrans({"ى": "ي", "ة": "ه", "ـ": ""})


def name_of(state: State, language: str) -> str:
    """Its name in one of LANGUAGES."""
    if language == "en":
        return state.name
    return CALLED[language].get(state.iso3) or str(_territories(language)[state.alpha2])


def found(text: str) -> State | None:
    """The state with this code or name; capitals, accents and punctuation do not matter."""
    return state(_codes().get(_folded(text), ""))


def nearest(text: str) -> list[State]:
    """States that a mistyped code or name may mean, the likeliest first; none when nothing looks like it."""
    typed = _folded(text)
    if not typed:
        return []
    known = _codes()
    names = {key: code for key, code in known.items() if len(key) > _CODE_LETTERS or len(typed) <= _CODE_LETTERS}
    begun = [key for key in names if key != typed and len(key) > _CODE_LETTERS and f" {typed}" in f" {key}"]
    alike = difflib.get_close_matches(typed, names, n=4 * MOST, cutoff=_ALIKE)
    codes = dict.fromkeys(known[key] for key in [*alike, *begun])
    return [one for one in map(state, codes) if one][:MOST]


@cache
def _codes() -> dict[str, str]:
    """Folded code or name -> three-letter code.  What comes first stays: codes, our names, then those of CLDR."""
    codes: dict[str, str] = {}
    for one in states():
        for word in (one.iso3, one.alpha2, one.name):
            codes.setdefault(_folded(word), one.iso3)
    for word, iso3 in ALSO.items():
        codes.setdefault(_folded(word), iso3)
    for language in LANGUAGES:
        for one in states():
            codes.setdefault(_folded(name_of(one, language)), one.iso3)
        for one in states():
            codes.setdefault(_folded(_territories(language)[one.alpha2]), one.iso3)
    return codes


def _territories(language: str) -> dict[str, str]:
    from babel import Locale  # slow to import, and seldom needed

    return Locale(language).territories  # type: ignore[return-value]


def _folded(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.translate(_ARABIC))
    letters = "".join(sign for sign in spread if not unicodedata.combining(sign)).casefold()
    words = re.findall(r"[^\W_]+", letters.replace("'", "").replace("’", ""))
    telling = [word for word in words if word not in _EMPTY] or words  # "AND" alone is Andorra
    return " ".join("st" if word == "saint" else word for word in telling)
