from __future__ import annotations

import pytest

from opendisarm.importers.files.encodings import codepage, of_table

ARABIC = "تم تطهير المنطقة الخطرة في محافظة نينوى"
CYRILLIC = "Харьковская область, Изюмский район, минное поле"
FRENCH = "Société de déminage, zone dangereuse près de Kinshasa"


def table(driver: int) -> bytes:
    return bytes([3, *[0] * 28, driver, 0, 0])


@pytest.mark.parametrize(("words", "name"), [(ARABIC, "cp1256"), (CYRILLIC, "cp1251"), (FRENCH, "cp1252")])
def test_a_script_tells_its_code_page(words: str, name: str) -> None:
    assert codepage(words.encode(name)) == name


def test_bytes_that_the_likeliest_page_does_not_have_are_still_decoded() -> None:
    content = b"a\x81b"  # 0x81 is no letter of cp1252
    assert content.decode(codepage(content))


@pytest.mark.parametrize(
    ("told", "name"),
    [(b"UTF-8", "utf-8"), (b"1256", "cp1256"), (b"ANSI 1251\r\n", "cp1251"), (b"ISO 88591", "iso8859-1")],
)
def test_a_cpg_file_is_believed(told: bytes, name: str) -> None:
    words = ARABIC.encode("utf-8") if name == "utf-8" else bytes(range(0xC0, 0xF0))
    assert of_table(table(0), words, told) == (name, False)


def test_a_cpg_file_that_the_table_contradicts_is_not_believed() -> None:
    assert of_table(table(0), ARABIC.encode("cp1256"), b"UTF-8") == ("cp1256", True)


def test_a_cpg_file_that_nobody_understands_is_as_none() -> None:
    assert of_table(table(0), ARABIC.encode("cp1256"), b"SYSTEM") == ("cp1256", True)


def test_the_language_driver_of_a_table_is_believed() -> None:
    assert of_table(table(0xC9), CYRILLIC.encode("cp1251"), b"") == ("cp1251", False)


def test_whatever_this_computer_uses_is_a_guess() -> None:
    assert of_table(table(0x57), ARABIC.encode("cp1256"), b"") == ("cp1256", True)


def test_a_plain_table_needs_no_guess() -> None:
    assert of_table(table(0), b"C-1 land.cleared", b"") == ("utf-8", False)


def test_utf8_cut_off_at_the_end_of_a_column_is_still_utf8() -> None:
    assert of_table(table(0), ARABIC.encode()[:-1] + b"   ", b"") == ("utf-8", True)
