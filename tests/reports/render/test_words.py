"""Every cell is a word or a number on the page, in the reader's language."""

from __future__ import annotations

import pytest

from opendisarm.reports.figures import Cell, NoneDeclared, NotApplicable, Number, Phrase, Terms, Unknown, Withheld
from opendisarm.reports.render import render
from opendisarm.reports.render.words import Voice
from tests.reports.office import KNOWN, report


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        (Number(0), "0"),
        (Number(1_234_567), "1,234,567"),
        (Number(-4_000), "−4,000"),
        (NoneDeclared("P-1"), "none declared"),
        (Unknown(), "unknown"),
        (NotApplicable("never used"), "not applicable (never used)"),
        (Withheld("States Parties only"), "withheld (States Parties only)"),
        (Terms((("a", Phrase("anti-vehicle mines")), ("b", Phrase("improvised")))), "anti-vehicle mines, improvised"),
        (Terms(()), "–"),
    ],
)
def test_a_cell_reads(cell: Cell, word: str) -> None:
    assert Voice("en").cell(cell) == word


@pytest.mark.parametrize(
    ("lang", "unknown", "number", "day"),
    [
        ("en", "unknown", "1,234,567", "30 April 2025, 12:00 UTC"),
        ("fr", "inconnu", "1\u202f234\u202f567", "30 avril 2025, 12:00 UTC"),
        ("es", "desconocido", "1.234.567", "30 de abril de 2025, 12:00 UTC"),
        ("ar", "غير معروف", "1,234,567", "30 أبريل 2025, 12:00 UTC"),
    ],
)
def test_each_language_has_its_words_numbers_and_dates(lang: str, unknown: str, number: str, day: str) -> None:
    voice = Voice(lang)
    assert (voice.cell(Unknown()), voice.number(1_234_567), voice.moment(KNOWN)) == (unknown, number, day)


def test_an_unknown_language_is_refused_in_one_line() -> None:
    with pytest.raises(ValueError, match=r"^Reports are not printed in 'tlh'; choose one of: en, ar, es, fr\.$"):
        render(report(), "html", "tlh")


def test_an_unknown_format_is_refused_in_one_line() -> None:
    with pytest.raises(
        ValueError, match=r"^Reports are not printed as 'pdf'; choose one of: xlsx, docx, html, json\.$"
    ):
        render(report(), "pdf")  # type: ignore[arg-type]
