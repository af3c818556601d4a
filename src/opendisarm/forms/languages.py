"""The languages that forms speak."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Language:
    """code: BCP 47; name: in English, as field tools show it."""

    code: str
    name: str
    right_to_left: bool = False

    @property
    def column(self) -> str:
        """How XLSForm names it: "French (fr)"."""
        return f"{self.name} ({self.code})"


LANGUAGES: Final = (
    Language("en", "English"),
    Language("fr", "French"),
    Language("es", "Spanish"),
    Language("ar", "Arabic", right_to_left=True),
)


def language(code: str) -> Language:
    """The language of a code.  Errors  ValueError that names the codes there are."""
    for known in LANGUAGES:
        if known.code == code:
            return known
    raise ValueError(f"Forms do not speak '{code}'; choose one of: {', '.join(known.code for known in LANGUAGES)}.")
