"""backup, restore, keys: what is said, what is asked, and what a killed backup leaves."""

from __future__ import annotations

import os
import signal
import time
from hashlib import sha256
from pathlib import Path

import pytest

from opendisarm.desk.workspace import described
from tests.cli.opendisarm import Answer, opendisarm, started

PASSPHRASE = "five words nobody says together"
HARMED = (
    "victim id,date,state,province,outcome,sex,age,status,name\n"
    "V-1,2024-03-01,XSA,North,injured,female,34,civilian,Amina Yusuf\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with one person; a passphrase in a file beside it."""
    monkeypatch.setenv("OPENDISARM_KEYS", str(tmp_path / "keys"))
    opendisarm("init", tmp_path / "office", "--state", "XSA").fine()
    (tmp_path / "harmed.csv").write_text(HARMED, encoding="utf-8")
    opendisarm(
        "import", tmp_path / "harmed.csv", "-w", tmp_path / "office", "--kind", "person.harmed", "--commit"
    ).fine()
    (tmp_path / "passphrase").write_text(PASSPHRASE + "\n", encoding="utf-8")
    (tmp_path / "passphrase").chmod(0o600)
    return tmp_path


def backup(folder: Path, *more: object, out: str = "b.zip") -> Answer:
    return opendisarm("backup", "--out", folder / out, "-w", folder / "office", "--by-person", "amal", *more)


def test_a_backup_says_its_head_its_digest_and_loudly_that_keys_are_not_in_it(folder: Path) -> None:
    said = backup(folder).fine().out
    head = opendisarm("verify", "-w", folder / "office").fine().out.split()[-1]
    assert f"Journal head {head}" in said
    assert "SHA-256 of the file" in said
    assert "THE KEYS ARE NOT IN IT" in said
    assert "can read the records in it; --sealed" in said


def test_a_restored_workspace_verifies_and_misses_its_keys_until_they_are_brought(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = ("--passphrase-file", folder / "passphrase")
    assert "sealed" in backup(folder, *by).fine().out
    opendisarm("keys", "export", "--out", folder / "k", "-w", folder / "office", *by).fine()
    monkeypatch.setenv("OPENDISARM_KEYS", str(folder / "elsewhere"))
    said = opendisarm("restore", folder / "b.zip", "--out", folder / "back", *by).fine().out
    assert "THE KEYS ARE MISSING" in said
    keys = described(folder / "office").keys
    assert str(folder / "elsewhere" / keys) in said
    assert (
        f"The keys of office are in {folder / 'elsewhere' / keys}"
        in opendisarm("keys", "import", folder / "k", *by).fine().out
    )
    assert "Sound" in opendisarm("verify", "-w", folder / "back").fine().out


def test_a_sealed_backup_asks_for_its_passphrase_and_refuses_another(folder: Path) -> None:
    backup(folder, "--passphrase-file", folder / "passphrase").fine()
    (folder / "wrong").write_text("another passphrase", encoding="utf-8")
    (folder / "wrong").chmod(0o600)
    told = opendisarm("restore", folder / "b.zip", "--out", folder / "back", "--passphrase-file", folder / "wrong")
    assert (told.code, told.out) == (1, "")
    assert "the passphrase is another one" in told.err
    assert not (folder / "back").exists()


def test_a_passphrase_that_others_can_read_is_refused(folder: Path) -> None:
    (folder / "passphrase").chmod(0o644)
    told = backup(folder, "--passphrase-file", folder / "passphrase")
    assert told.code == 2
    assert "Others than its owner can open" in told.err


def test_a_weak_passphrase_writes_nothing(folder: Path) -> None:
    (folder / "passphrase").write_text("short", encoding="utf-8")
    told = backup(folder, "--passphrase-file", folder / "passphrase")
    assert (told.code, "can be guessed" in told.err) == (1, True)
    assert not (folder / "b.zip").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("restore", "nothing.zip", "--out", "back"), "nothing.zip: No such file"),
        (("restore", "harmed.csv", "--out", "back"), "no backup, or was changed or cut"),
        (("restore", "b.zip", "--out", "office"), "restoring overwrites nothing"),
        (("keys", "import", "b.zip", "--passphrase-file", "passphrase"), "no sealed file of ours"),
        (("backup", "--out", "b.zip", "-w", "office"), "a backup overwrites nothing"),
        (("backup", "--out", "no/b.zip", "-w", "office"), "There is no folder"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    backup(folder).fine()
    monkeypatch.chdir(folder)
    told = opendisarm(*words).without_traceback()
    assert told.code == 1
    assert said in told.err
    assert not (folder / "back").exists()


def test_a_backup_that_is_killed_leaves_no_file_under_its_name(folder: Path) -> None:
    (folder / "stick").mkdir()
    for _ in range(8):  # enough to write that the plug can be pulled meanwhile
        content = os.urandom(4_000_000)
        digest = sha256(content).hexdigest()
        picture = folder / "office" / "attachments" / digest[:2] / digest[2:]
        picture.parent.mkdir(parents=True, exist_ok=True)
        picture.write_bytes(content)
    running = started("backup", "--out", folder / "stick" / "b.zip", "-w", folder / "office", out=folder / "said")
    try:
        until = time.monotonic() + 60
        while not any(part.stat().st_size for part in (folder / "stick").glob(".b.zip.*.part")):
            assert running.poll() is None, (folder / "said").read_text()
            assert time.monotonic() < until
            time.sleep(0.002)
    finally:
        running.send_signal(signal.SIGKILL)
        running.wait()
    assert not (folder / "stick" / "b.zip").exists()
    assert not (folder / "office" / "backups.jsonl").exists(), "and it is on no record"
    backup(folder, out="stick/b.zip").fine()
    opendisarm("restore", folder / "stick" / "b.zip", "--out", folder / "back").fine()
