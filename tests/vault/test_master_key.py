"""The master key: made once, closed to others, refused when it is not as it was made."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from opendisarm.vault import master_key
from opendisarm.vault.errors import VaultError


def mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


def test_the_folder_and_the_key_are_its_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "keys"
    master_key.make(folder)
    assert (mode(folder), mode(folder / "master.key")) == ("0o700", "0o600")
    assert [file.name for file in folder.iterdir()] == ["master.key"]


def test_a_key_is_32_random_bytes_and_made_once(tmp_path: Path) -> None:
    master_key.make(tmp_path / "a")
    master_key.make(tmp_path / "b")
    first = master_key.read(tmp_path / "a")
    assert len(first) == 32
    assert first != master_key.read(tmp_path / "b")
    master_key.make(tmp_path / "a")
    assert master_key.read(tmp_path / "a") == first


def test_makers_at_the_same_time_agree_on_one_key(tmp_path: Path) -> None:
    def made(_: int) -> bytes:
        master_key.make(tmp_path / "keys")
        return master_key.read(tmp_path / "keys")

    with ThreadPoolExecutor(8) as makers:
        assert len(set(makers.map(made, range(24)))) == 1
    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["master.key"]


def test_a_key_that_is_missing_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(VaultError) as refused:
        master_key.read(tmp_path)
    assert str(refused.value) == (
        f"There is no master.key in {tmp_path}. Without it nothing in the vault can be read: "
        "put back the folder of keys that belongs to this vault."
    )


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_of_another_length_is_refused(tmp_path: Path, length: int) -> None:
    master_key.make(tmp_path / "keys")
    file = tmp_path / "keys" / "master.key"
    file.write_bytes(bytes(length))
    with pytest.raises(VaultError) as refused:
        master_key.read(tmp_path / "keys")
    assert str(refused.value) == (
        f"{file} holds {length} bytes where a master key has 32: it is damaged. Put it back from a copy."
    )


@pytest.mark.parametrize("bits", [0o640, 0o604, 0o620, 0o601])
def test_a_key_that_others_can_open_is_refused(tmp_path: Path, bits: int) -> None:
    master_key.make(tmp_path / "keys")
    file = tmp_path / "keys" / "master.key"
    file.chmod(bits)
    with pytest.raises(VaultError) as refused:
        master_key.read(tmp_path / "keys")
    said = f"Others than its owner can open {file}. Close it with 'chmod 600 {file}', and ask who did."
    assert str(refused.value) == said


def test_a_folder_that_others_can_open_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    folder.mkdir()
    folder.chmod(0o755)
    with pytest.raises(VaultError, match=f"can open {folder}. Close it with 'chmod 700 {folder}'"):
        master_key.make(folder)
    assert list(folder.iterdir()) == []


def test_each_use_has_a_key_of_its_own_and_always_the_same() -> None:
    """Worked out apart with HMAC-SHA256 as RFC 5869 says, so that keys of years ago are derived again."""
    import hashlib
    import hmac

    master = bytes(range(32))
    extracted = hmac.digest(bytes(32), master, hashlib.sha256)
    expected = hmac.digest(extracted, b"opendisarm vault 1: lookups\x01", hashlib.sha256)
    assert master_key.derive(master, "lookups") == expected
    assert len({master_key.derive(master, label) for label in ("lookups", "marks", "wrapping", "check")}) == 4
