"""Sealed text opens as what it was, for whom it was, with its key; or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendisarm.vault.errors import VaultError
from opendisarm.vault.sealing import NONCE, lock, seal, unlock, unseal

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
ANYTHING = st.text(st.characters(codec=None, exclude_categories=()))


@given(st.dictionaries(ANYTHING, ANYTHING))
def test_any_text_comes_back_as_it_was(fields: dict[str, str]) -> None:
    assert unseal(KEY, "P-1", seal(KEY, "P-1", fields)) == fields


def test_the_same_sealed_twice_looks_different() -> None:
    assert len({seal(KEY, "P-1", {"name": "Amal"}) for _ in range(50)}) == 50
    assert len({seal(KEY, "P-1", {"name": "Amal"})[:NONCE] for _ in range(50)}) == 50


@pytest.mark.parametrize(("key", "subject"), [(OTHER, "P-1"), (KEY, "P-2"), (KEY, ""), (KEY, "p-1")])
def test_another_key_or_person_opens_nothing(key: bytes, subject: str) -> None:
    with pytest.raises(VaultError, match=f"^What is sealed of {subject} does not open: it was changed, or sealed for"):
        unseal(key, subject, seal(KEY, "P-1", {"name": "Amal"}))


def test_every_flipped_bit_is_noticed() -> None:
    content = seal(KEY, "P-1", {"name": "Amal"})
    for place in range(len(content) * 8):
        flipped = bytearray(content)
        flipped[place // 8] ^= 1 << place % 8
        with pytest.raises(VaultError, match="does not open"):
            unseal(KEY, "P-1", bytes(flipped))


@given(st.binary(max_size=80))
def test_noise_and_cut_off_content_never_open(noise: bytes) -> None:
    content = seal(KEY, "P-1", {"name": "Amal"})
    for wrong in (noise, content[: len(noise)], content + noise[:1] + b"0", b""):
        if wrong != content:
            with pytest.raises(VaultError):
                unseal(KEY, "P-1", wrong)


def test_what_was_locked_as_one_thing_does_not_open_as_another() -> None:
    with pytest.raises(VaultError):
        unlock(KEY, "P-1", "fields 1", lock(KEY, "P-1", "key 1", b"{}"))


def test_what_was_sealed_by_an_earlier_version_still_opens() -> None:
    """Sealed on an earlier day, spelt out here: the format cannot change without being noticed."""
    earlier = bytes.fromhex(
        "2fdedfebdd76881726de9826f8377073055b09c4305d15d41be1b25f79bc8e9fc765459fb7a09878f748a37531fde8a146c1c75dddbfd7fe487fe5dab09e21cd9d"
    )
    assert unseal(KEY, "P-1", earlier) == {"name": "Amal", "note": "ملاحظة"}
