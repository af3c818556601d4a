"""The reader's language: words from the catalogues, numbers and dates by locale.

Digits are 0-9 in every language, Arabic included: figures, identifiers and the cells of a workbook then look alike, and
a figure can be checked letter by letter against the form in another language. The page says so.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any, Final

from babel import Locale
from babel.dates import format_date
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from opendisarm.reports.figures import (
    Cell,
    Label,
    NoneDeclared,
    NotApplicable,
    Number,
    Phrase,
    Terms,
    Unknown,
    Withheld,
)

LANGUAGES: Final = {"en": "en_GB", "ar": "ar", "es": "es", "fr": "fr"}
"""Languages that reports are printed in, and the locale of their numbers and dates."""

MINUS: Final = "\N{MINUS SIGN}"
MARK: Final = "\N{MODIFIER LETTER SMALL R}"
"""Stands after a figure of which a part is reported only."""

UNKNOWN_WORD: Final = Phrase("unknown")
NONE_DECLARED_WORD: Final = Phrase("none declared")
NOT_APPLICABLE_WORD: Final = Phrase("not applicable ({reason})")
WITHHELD_WORD: Final = Phrase("withheld ({seen_by})")
LIST: Final = Phrase("{first}, {second}")
NOTHING: Final = "\N{EN DASH}"


class Voice:
    """Says labels and cells in one language.  Errors  ValueError, in one line, on a language that there is not."""

    def __init__(self, lang: str) -> None:
        if lang not in LANGUAGES:
            raise ValueError(f"Reports are not printed in '{lang}'; choose one of: {', '.join(LANGUAGES)}.")
        self.lang = lang
        self.locale = Locale.parse(LANGUAGES[lang])
        self._words = _catalogue(lang)

    @property
    def rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return self.locale.text_direction == "rtl"

    def say(self, label: Label) -> str:
        """Words of ours in this language; names as they were reported."""
        if isinstance(label, str):
            return label
        text = self._words.get(label.text, label.text)
        return text.format(**{name: self._fact(value) for name, value in label.facts}) if label.facts else text

    def number(self, value: int) -> str:
        """Grouped as the language groups, in digits 0-9."""
        text: str = format_decimal(abs(value), locale=self.locale, numbering_system="latn")
        return f"{MINUS}{text}" if value < 0 else text

    def decimal(self, value: float, places: int) -> str:
        """With so many decimals, in digits 0-9."""
        pattern = f"#,##0.{'0' * places}"
        text: str = format_decimal(abs(value), pattern, locale=self.locale, numbering_system="latn")
        return f"{MINUS}{text}" if value < 0 else text

    def signed(self, value: int) -> str:
        """With a sign before it, 0 excepted."""
        return f"+{self.number(value)}" if value > 0 else self.number(value)

    def day(self, on: date) -> str:
        """A date in prose."""
        return str(format_date(on, "long", locale=self.locale))

    def moment(self, at: datetime) -> str:
        """A UTC moment in prose, to the minute."""
        return f"{self.day(at.date())}, {at:%H:%M} UTC"

    def cell(self, cell: Cell) -> str:
        """A cell as words; a figure without its mark."""
        match cell:
            case Number():
                return self.number(cell.value)
            case Terms():
                return self.listed([self.say(word) for _, word in cell.words]) or NOTHING
            case NoneDeclared():
                return self.say(NONE_DECLARED_WORD)
            case Unknown():
                return self.say(UNKNOWN_WORD)
            case NotApplicable():
                return self.say(NOT_APPLICABLE_WORD.of(reason=cell.reason))
            case Withheld():
                return self.say(WITHHELD_WORD.of(seen_by=cell.seen_by))

    def listed(self, words: list[str]) -> str:
        """Several words as one list."""
        whole = words[0] if words else ""
        for word in words[1:]:
            whole = self.say(LIST.of(first=whole, second=word))
        return whole

    def _fact(self, value: Any) -> str:
        match value:
            case Phrase():
                return self.say(value)
            case int():
                return self.number(value)
            case datetime():
                return self.moment(value)
            case date():
                return self.day(value)
            case _:
                return str(value)


@cache
def _catalogue(lang: str) -> dict[str, str]:
    """English -> words of the language; English itself has none."""
    if lang == "en":
        return {}
    content = files("opendisarm.reports").joinpath("locale", f"{lang}.po").read_bytes()
    return {
        str(message.id): str(message.string) for message in read_po(BytesIO(content), abort_invalid=True) if message.id
    }
