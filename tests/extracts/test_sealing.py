"""Nobody changes a signed text unseen, and each refusal says why."""

from __future__ import annotations

import base64
from datetime import date
from pathlib import Path

import pytest

from opendisarm.extracts import keys
from opendisarm.extracts.extract import checked, opened, signed, text_in
from opendisarm.extracts.refused import RefusedError, Why
from opendisarm.extracts.sealing import Kind, seal
from opendisarm.extracts.withdrawn import WithdrawnList, opened_list, sealed_list
from tests.extracts.statements import KEY, NOON, OTHER_KEY, PLAIN

PUBLIC = KEY.public_key()
TEXT = signed(PLAIN, KEY).text
DAY = date(2026, 7, 1)


def refusal(text: str, on: date = DAY, withdrawn: frozenset[str] = frozenset()) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        checked(text, PUBLIC, on, withdrawn)
    return caught.value


def test_an_extract_says_what_was_signed() -> None:
    assert checked(TEXT, PUBLIC, DAY).says == PLAIN


def test_the_same_statement_is_signed_with_the_same_text() -> None:
    assert signed(PLAIN, KEY).text == TEXT


def test_blanks_and_line_ends_of_a_mail_do_not_matter() -> None:
    wrapped = "\r\n  ".join(TEXT[start : start + 60] for start in range(0, len(TEXT), 60))
    assert checked(f"\n{wrapped}\n", PUBLIC, DAY).says == PLAIN


def test_every_flipped_bit_of_what_was_signed_is_seen() -> None:
    letters = TEXT.removeprefix("ODX1:")
    body = base64.b32decode(letters + "=" * (-len(letters) % 8))
    for bit in range(8 * len(body)):
        flipped = bytearray(body)
        flipped[bit // 8] ^= 1 << bit % 8
        text = "ODX1:" + base64.b32encode(flipped).decode().rstrip("=")
        assert refusal(text).why is (Why.KEY if bit < 64 else Why.SIGNATURE)


def test_every_flipped_bit_of_the_text_is_seen() -> None:
    for at, letter in enumerate(TEXT):
        for bit in range(8):
            with pytest.raises(RefusedError):
                opened(f"{TEXT[:at]}{chr(ord(letter) ^ 1 << bit)}{TEXT[at + 1 :]}", PUBLIC)


def test_a_text_of_another_office_is_refused() -> None:
    refused = refusal(signed(PLAIN, OTHER_KEY).text)
    assert refused.why is Why.KEY
    assert str(refused) == (
        f"This extract names the key {keys.key_id(OTHER_KEY.public_key())}, and you check with the key "
        f"{keys.key_id(PUBLIC)}. Ask the authority that the page names for its public key, on a way other than this "
        "page."
    )


def test_a_later_version_is_refused_in_words() -> None:
    refused = refusal(TEXT.replace("ODX1:", "ODX2:"))
    assert refused.why is Why.VERSION
    assert str(refused) == (
        "This extract is of version 2, and this program reads version 1. Check it with a newer OpenDisarm."
    )


def test_what_is_signed_and_yet_of_no_known_shape_is_left_to_a_newer_program() -> None:
    refused = refusal(seal(Kind.EXTRACT, {"n": "X-1"}, KEY))
    assert (refused.why, "newer OpenDisarm" in str(refused)) == (Why.VERSION, True)


def test_it_is_valid_to_its_last_day_and_then_expired() -> None:
    assert checked(TEXT, PUBLIC, PLAIN.valid_until).says == PLAIN
    refused = refusal(TEXT, date(2026, 12, 2))
    assert refused.why is Why.EXPIRED
    assert "was valid until 2026-12-01" in str(refused)


def test_a_withdrawn_one_is_refused() -> None:
    listed = opened_list(sealed_list(WithdrawnList("samplia", NOON, ((PLAIN.serial, NOON),)), KEY), PUBLIC)
    assert (listed.workspace, listed.made) == ("samplia", NOON)
    assert refusal(TEXT, withdrawn=listed.names()).why is Why.WITHDRAWN


def test_a_list_passes_for_no_extract_and_an_extract_for_no_list() -> None:
    of_nobody = seal(Kind.WITHDRAWN, {"w": "", "d": NOON.isoformat(), "s": []}, KEY)
    assert refusal(of_nobody.replace("ODR1:", "ODX1:")).why is Why.SIGNATURE
    with pytest.raises(RefusedError):
        opened_list(TEXT, PUBLIC)


@pytest.mark.parametrize(
    "text", ["", "ODX1:", "ODX1:AAAA", TEXT[:-1], TEXT.lower(), "hello", TEXT + TEXT, "A" * 9_000_000]
)
def test_what_is_no_whole_extract_is_unreadable(text: str) -> None:
    assert refusal(text).why in (Why.UNREADABLE, Why.SIGNATURE)


def test_a_pdf_with_two_extracts_or_none_is_not_guessed_at() -> None:
    other = signed(PLAIN, OTHER_KEY).text
    for content in (b"%PDF-1.7 nothing", f"%PDF-1.7 <{TEXT}> <{other}>".encode()):
        with pytest.raises(RefusedError, match="Scan the code"):
            text_in(content)
    assert text_in(f"%PDF-1.7 <{TEXT}> <{TEXT}>".encode()) == TEXT


def test_the_key_is_made_once_and_only_its_owner_can_open_it(tmp_path: Path) -> None:
    folder = tmp_path / "keys" / "w"
    first = keys.public_pem(keys.signing_key(folder).public_key())
    assert keys.public_pem(keys.signing_key(folder).public_key()) == first
    assert [(file.name, oct(file.stat().st_mode)[-3:]) for file in folder.iterdir()] == [(keys.FILE, "600")]
    assert oct(folder.stat().st_mode)[-3:] == "700"


def test_a_key_that_others_can_open_or_that_is_damaged_is_not_used(tmp_path: Path) -> None:
    keys.signing_key(tmp_path / "w")
    file = tmp_path / "w" / keys.FILE
    file.chmod(0o644)
    with pytest.raises(ValueError, match="Others than its owner"):
        keys.signing_key(tmp_path / "w")
    file.chmod(0o600)
    file.write_bytes(b"short")
    with pytest.raises(ValueError, match="5 bytes where a key has 32"):
        keys.signing_key(tmp_path / "w")


def test_a_public_key_comes_back_from_its_file_and_nothing_else_does() -> None:
    assert keys.key_id(keys.public_key(keys.public_pem(PUBLIC).encode())) == keys.key_id(PUBLIC)
    with pytest.raises(ValueError, match="no public key of extracts"):
        keys.public_key(b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")
