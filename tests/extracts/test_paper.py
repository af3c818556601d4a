"""The page: all of it from the signed text, in four languages, byte for byte the same."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from opendisarm.extracts import extract, paper, refused, sealing, wording
from opendisarm.extracts.extract import checked, signed, text_in
from opendisarm.extracts.keys import key_id
from opendisarm.extracts.page import page_of
from opendisarm.extracts.statement import Parcel, ParcelKind
from opendisarm.extracts.wording import ExtractVoice
from opendisarm.reports.figures import Phrase
from tests.extracts.statements import KEY, NOON, PLAIN, statement

NAME = key_id(KEY.public_key())
EXTRACT = signed(PLAIN, KEY)
LANGUAGES = ("en", "ar", "es", "fr")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pdf_is_the_same_bytes_and_carries_its_signed_text(lang: str) -> None:
    made = paper.pdf(EXTRACT, lang, NAME, "Samplia")
    assert made == paper.pdf(EXTRACT, lang, NAME, "Samplia")
    assert checked(text_in(made), KEY.public_key(), PLAIN.on).says == PLAIN
    assert b"pdfaid:part>2<" in made
    assert b"pdfaid:conformance>B<" in made


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_common_extract_is_one_page(lang: str) -> None:
    assert [page[:4] for page in paper.picture(EXTRACT, lang, NAME, "Samplia", ppi=20)] == [b"\x89PNG"]


@pytest.mark.parametrize("lang", LANGUAGES[1:])
def test_every_word_of_the_page_is_translated(lang: str) -> None:
    values = [value for module in (wording, refused, sealing, extract) for value in vars(module).values()]
    said = [value for value in values if isinstance(value, Phrase)]
    said += [word for table in values if isinstance(table, dict) for word in table.values() if isinstance(word, Phrase)]
    assert {phrase.text for phrase in said} == set(wording._catalogue(lang))


def test_an_extract_of_an_earlier_day_says_so_loudly() -> None:
    for told in (statement(on=date(2026, 5, 31)), statement(known=NOON - timedelta(days=1))):
        [note, *_] = page_of(signed(told, KEY), ExtractVoice("en"), NAME)["notes"]
        assert (note["name"], note["loud"]) == ("Earlier day", True)
    assert all(note["name"] != "Earlier day" for note in page_of(EXTRACT, ExtractVoice("en"), NAME)["notes"])


def test_arabic_is_set_from_right_to_left() -> None:
    page = page_of(EXTRACT, ExtractVoice("ar"), NAME)
    assert page["rtl"]
    assert page["not_safe"] == "«لا شيء مسجل» لا يعني «آمن»."


def test_the_page_of_a_hazardous_area_shows_no_outline() -> None:
    told = signed(statement(parcel=Parcel(ParcelKind.HAZARD, "H-7", "North")), KEY)
    assert page_of(told, ExtractVoice("en"), NAME)["outline"] is None


def test_an_outline_that_is_too_long_is_named_by_its_digest() -> None:
    told = signed(statement(parcel=Parcel(ParcelKind.DRAWN, outline="0123456789abcdef")), KEY)
    page = page_of(told, ExtractVoice("en"), NAME)
    assert page["outline"] is None
    assert any("0123456789abcdef" in value for _, value in page["facts"])


def test_there_is_no_page_in_another_language() -> None:
    with pytest.raises(ValueError, match="not printed in 'de'"):
        paper.pdf(EXTRACT, "de", NAME)
