"""States are found by what people call them, and guessed when they mistype."""

from __future__ import annotations

import pytest

from opendisarm.world.names import LANGUAGES, found, name_of, nearest
from opendisarm.world.states import State, state, states


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("AFG", "AFG"),
        ("afg", "AFG"),
        ("af", "AFG"),
        ("Afghanistan", "AFG"),
        ("Afganistán", "AFG"),
        ("أفغانستان", "AFG"),
        ("افغانستان", "AFG"),
        ("Cote d'Ivoire", "CIV"),
        ("CÔTE D’IVOIRE", "CIV"),
        ("Ivory Coast", "CIV"),
        ("Congo", "COG"),
        ("DR Congo", "COD"),
        ("Turkey", "TUR"),
        ("Turquie", "TUR"),
        ("St. Vincent and the Grenadines", "VCT"),
        ("Bahamas (The)", "BHS"),
        ("Bolivia", "BOL"),
        ("Estado de Palestina", "PSE"),
        ("Holy See", "VAT"),
        ("UK", "GBR"),
        ("and", "AND"),
    ],
)
def test_a_code_or_a_name_finds(text: str, iso3: str) -> None:
    assert found(text) == state(iso3)


@pytest.mark.parametrize("text", ["", " ", "XSA", "Samplia", "Greenland", "Afgannistan", "the"])
def test_what_no_state_is_called_finds_none(text: str) -> None:
    assert found(text) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_is_found_by_its_name(language: str) -> None:
    assert [one.iso3 for one in states() if found(name_of(one, language)) != one] == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Afganistan", "AFG"),
        ("Afgannistan", "AFG"),
        ("AFQ", "AFG"),
        ("cambodja", "KHM"),
        ("Untied Kingdom", "GBR"),
        ("المغربب", "MAR"),
        ("Saint Vincent", "VCT"),
    ],
)
def test_the_likeliest_state_comes_first(text: str, first: str) -> None:
    assert nearest(text)[0].iso3 == first


def test_a_name_that_many_share_brings_them_all() -> None:
    assert {one.iso3 for one in nearest("Korea")} == {"KOR", "PRK"}
    assert {one.iso3 for one in nearest("guinea")} == {"GIN", "GNB", "GNQ", "PNG"}


def test_nothing_is_suggested_for_what_looks_like_no_state() -> None:
    assert nearest("") == []
    assert nearest("minefield 17") == []
    assert nearest("xx") == []


@pytest.mark.parametrize(
    ("iso3", "language", "name"),
    [
        ("PSE", "ar", "دولة فلسطين"),
        ("PSE", "fr", "État de Palestine"),
        ("VAT", "es", "Santa Sede"),
        ("COD", "fr", "République démocratique du Congo"),
        ("NOR", "fr", "Norvège"),
        ("TUR", "en", "Türkiye"),
    ],
)
def test_states_are_called_as_the_united_nations_call_them(iso3: str, language: str, name: str) -> None:
    assert name_of(_state(iso3), language) == name


def _state(iso3: str) -> State:
    one = state(iso3)
    assert one is not None
    return one
