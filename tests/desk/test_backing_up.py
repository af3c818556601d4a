"""Backups: made while people work, found out when a byte is another one, and brought back whole or not at all."""

from __future__ import annotations

import errno
import os
import random
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from django.db import connections

from opendisarm.backups import archive, sealing
from opendisarm.core.journal import breaks
from opendisarm.desk.backups import back_up, backups, export_keys, import_keys, last_backup, making, restore
from opendisarm.desk.errors import DeskError
from opendisarm.desk.people import persons
from opendisarm.desk.people.vault import folder_of_keys
from opendisarm.desk.verifying import verify
from opendisarm.desk.workspace import opened
from tests.desk.office import at
from tests.desk.people.people import PeopleOffice, harmed
from tests.store.journals import past_the_trigger, proposal

PASSPHRASE = "five words nobody says together"
SURVEY = "CHA,S-1,,2020-01-01,1000,AP mine,North,NPA,"
PICTURE = b"not really a picture"


@pytest.fixture
def office(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[PeopleOffice]:
    """An office with a survey, a person and a picture, on each kind of database."""
    monkeypatch.setenv("OPENDISARM_KEYS", str(tmp_path / "keys"))
    made = PeopleOffice(tmp_path, database=database_url if "://" in database_url else "")
    made.enter(SURVEY)
    made.persons(harmed(1, name="Amina Yusuf"))
    digest = sha256(PICTURE).hexdigest()
    picture = made.workspace.folder / "attachments" / digest[:2] / digest[2:]
    picture.parent.mkdir(parents=True)
    picture.write_bytes(PICTURE)
    yield made
    connections.close_all()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[PeopleOffice]:
    """An office with one survey in files."""
    made = PeopleOffice(tmp_path)
    made.enter(SURVEY)
    yield made
    connections.close_all()


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase that is quickly tried, for tests that try many."""
    dear = sealing.sealed
    monkeypatch.setattr(making, "sealed", lambda pieces, passphrase: dear(pieces, passphrase, cost=1))


def changed_inside(folder: Path, change: str) -> None:
    """Change an unpacked journal past its triggers."""
    inside = opened(folder)
    past_the_trigger(inside.store, change)
    inside.store.close()


def test_what_comes_back_is_what_was_there(office: PeopleOffice, tmp_path: Path) -> None:
    made, absent = back_up(office.workspace, tmp_path / "b.zip", "Amal", at(5))
    found = restore(tmp_path / "b.zip", tmp_path / "back")
    again = opened(tmp_path / "back")
    assert list(again.store.load()) == list(office.store.load())
    assert found.head == again.store.head() == office.store.head()
    assert (found.made, found.by, found.missing_keys) == ("2026-06-01T14:00:00+00:00", "Amal", None)
    assert (made.entries, made.head) == (found.head.seq, found.head.chain)
    assert [one.read_bytes() for one in (tmp_path / "back" / "attachments").glob("*/*")] == [PICTURE]
    [reference] = office.references()
    seen = persons.view(again, reference, "assistance", "Sara", at(6))
    assert seen.fields["name"] == "Amina Yusuf"
    assert verify(again, made.head).sound
    assert bool(absent) == ("://" in office.workspace.vault), "the site's tables on a server are left to the server"


def test_no_address_of_a_server_is_in_a_backup(office: PeopleOffice, tmp_path: Path) -> None:
    back_up(office.workspace, tmp_path / "b.zip", "Amal", at(5))
    with ZipFile(tmp_path / "b.zip") as backup:
        assert not any(b"postgres" in backup.read(name) for name in ("workspace.yaml", "manifest.json"))
        assert {"journal.sqlite", "vault.sqlite"} <= set(backup.namelist())


def test_neither_a_key_nor_a_name_is_in_a_backup(office: PeopleOffice, tmp_path: Path) -> None:
    back_up(office.workspace, tmp_path / "b.zip", "Amal", at(5))
    keys = [one.read_bytes() for one in folder_of_keys(office.workspace.keys).glob("master.key")]
    assert keys
    with ZipFile(tmp_path / "b.zip") as backup:
        contents = [backup.read(name) for name in backup.namelist()]
    assert not any(secret in content for content in contents for secret in (b"Amina", b"Yusuf", *keys))


def test_journal_and_vault_come_back_into_an_empty_server(
    small: PeopleOffice, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    small.persons(harmed(1, name="Amina Yusuf"))
    back_up(small.workspace, tmp_path / "b.zip", "Amal", at(5))
    with request.getfixturevalue("cluster").database(f"restored_{os.getpid()}") as address:
        found = restore(tmp_path / "b.zip", tmp_path / "back", database=address)
        again = opened(tmp_path / "back")
        assert list(again.store.load()) == list(small.store.load())
        assert not list((tmp_path / "back").glob("*.sqlite"))
        again.store.append([proposal("C-9")], batch="B-9", by="Amal", moment=at(7))
        assert not breaks(again.store.load(), again.store.head())
        [reference] = small.references()
        assert persons.view(again, reference, "assistance", "Sara", at(8)).fields["name"] == "Amina Yusuf"
        with pytest.raises(DeskError, match="is not empty"):
            restore(tmp_path / "b.zip", tmp_path / "twice", database=address)
        assert found.head.seq + 1 == again.store.head().seq
        assert not (tmp_path / "twice").exists()
        connections.close_all()


@pytest.mark.usefixtures("cheap")
@pytest.mark.parametrize("passphrase", ["", PASSPHRASE], ids=["plain", "sealed"])
def test_a_byte_that_is_another_one_is_found_wherever_it_is(
    small: PeopleOffice, tmp_path: Path, passphrase: str
) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    back_up(small.workspace, good, "Amal", at(5), passphrase)
    restore(good, tmp_path / "fine", passphrase)
    content = good.read_bytes()
    places = {*range(40), *range(len(content) - 130, len(content))}
    places |= set(random.Random(7).sample(range(len(content)), 150))
    for place in sorted(places):
        changed = bytearray(content)
        changed[place] ^= 1 << (place % 8)
        bad.write_bytes(changed)
        with pytest.raises(DeskError):
            restore(bad, tmp_path / "out", passphrase)
        assert not (tmp_path / "out").exists(), place
    assert not list(tmp_path.glob("*.part")) + list(tmp_path.glob(".*.part"))


@pytest.mark.usefixtures("cheap")
@pytest.mark.parametrize("passphrase", ["", PASSPHRASE], ids=["plain", "sealed"])
def test_a_backup_that_was_cut_or_grew_is_found(small: PeopleOffice, tmp_path: Path, passphrase: str) -> None:
    back_up(small.workspace, tmp_path / "good", "Amal", at(5), passphrase)
    content = (tmp_path / "good").read_bytes()
    for changed in (b"", content[:9], content[:200], content[: len(content) // 2], content[:-1], content + b"\n"):
        (tmp_path / "bad").write_bytes(changed)
        with pytest.raises(DeskError, match=r"no backup|does not open|no sealed file"):
            restore(tmp_path / "bad", tmp_path / "out", passphrase)


def test_a_file_swapped_in_a_backup_that_was_packed_anew_is_found(small: PeopleOffice, tmp_path: Path) -> None:
    back_up(small.workspace, tmp_path / "good", "Amal", at(5))
    found = archive.opened(tmp_path / "good")
    found.unpack(tmp_path / "inside")
    changed_inside(tmp_path / "inside", "UPDATE journal SET ref = 'S-2' WHERE seq = 1")
    files = [(name, tmp_path / "inside" / name) for name in found.files]
    (tmp_path / "bad").write_bytes(b"".join(archive.packed(files, found.says)))
    with pytest.raises(DeskError, match="entry 1: its content is not what was entered"):
        restore(tmp_path / "bad", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_journal_cut_off_before_it_was_packed_anew_is_found(small: PeopleOffice, tmp_path: Path) -> None:
    back_up(small.workspace, tmp_path / "good", "Amal", at(5))
    found = archive.opened(tmp_path / "good")
    found.unpack(tmp_path / "inside")
    changed_inside(tmp_path / "inside", f"DELETE FROM journal WHERE seq = {small.store.head().seq}")
    files = [(name, tmp_path / "inside" / name) for name in found.files]
    (tmp_path / "bad").write_bytes(b"".join(archive.packed(files, found.says)))
    with pytest.raises(DeskError, match="it ends at entry"):
        restore(tmp_path / "bad", tmp_path / "out")


@pytest.mark.parametrize(
    "said", [{"journal": "postgresql://elsewhere/db"}, {"vault": "/another/vault.sqlite"}, {"keys": "../others"}]
)
def test_a_backup_that_a_stranger_made_leads_nowhere_else(
    small: PeopleOffice, tmp_path: Path, said: dict[str, str]
) -> None:
    back_up(small.workspace, tmp_path / "good", "Amal", at(5))
    found = archive.opened(tmp_path / "good")
    found.unpack(tmp_path / "inside")
    config = tmp_path / "inside" / "workspace.yaml"
    config.write_text(yaml.safe_dump(yaml.safe_load(config.read_text()) | said))
    files = [(name, tmp_path / "inside" / name) for name in found.files]
    (tmp_path / "bad").write_bytes(b"".join(archive.packed(files, found.says)))
    with pytest.raises(DeskError, match="names places outside it"):
        restore(tmp_path / "bad", tmp_path / "out")


def test_an_archive_never_writes_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "evil").write_text("x")
    for name in ("../evil", "/evil", "a/../../evil", ".ssh/keys", "a//b"):
        told = {"workspace": {}, "made": "", "by": "", "absent": [], "journal": {"entries": 0, "head": ""}}
        (tmp_path / "bad").write_bytes(b"".join(archive.packed([(name, tmp_path / "evil")], told)))
        with pytest.raises(DeskError, match="not those of its manifest"):
            restore(tmp_path / "bad", tmp_path / "out")


def test_a_backup_taken_while_others_enter_holds_whole_submissions(small: PeopleOffice, tmp_path: Path) -> None:
    stop, size = threading.Event(), 50
    before = small.store.head().seq

    def enter() -> None:
        number = 0
        while not stop.is_set():
            refs = [proposal(f"C-{number}-{row}") for row in range(size)]
            small.store.append(refs, batch=f"B-{number}", by="Omar", moment=at(1 + number))
            number += 1
        connections.close_all()

    worker = threading.Thread(target=enter)
    worker.start()
    try:
        ends = []
        for number in range(4):
            seen = small.store.head().seq
            while small.store.head().seq == seen:
                time.sleep(0.005)
            back_up(small.workspace, tmp_path / f"{number}.zip", "Amal", at(500 + number))
            ends.append(restore(tmp_path / f"{number}.zip", tmp_path / str(number)).head.seq)
    finally:
        stop.set()
        worker.join()
    assert ends == sorted(set(ends)), "each of them later than the one before"
    assert all((end - before) % size == 0 for end in ends)
    assert small.store.head().seq >= ends[-1]


def test_a_disk_that_is_full_leaves_nothing_under_the_name(
    small: PeopleOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> Iterator[bytes]:
        yield b"the first piece"
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(archive, "packed", full)
    (tmp_path / "stick").mkdir()
    with pytest.raises(OSError, match="No space left"):
        back_up(small.workspace, tmp_path / "stick" / "b.zip", "Amal", at(5))
    assert not list((tmp_path / "stick").iterdir())
    assert not list((small.workspace.folder / "cache").glob("backup-*"))
    assert backups(small.workspace) == []


def test_nothing_is_overwritten(small: PeopleOffice, tmp_path: Path) -> None:
    back_up(small.workspace, tmp_path / "b.zip", "Amal", at(5))
    before = (tmp_path / "b.zip").read_bytes()
    with pytest.raises(DeskError, match="a backup overwrites nothing"):
        back_up(small.workspace, tmp_path / "b.zip", "Amal", at(6))
    with pytest.raises(DeskError, match="restoring overwrites nothing"):
        restore(tmp_path / "b.zip", small.workspace.folder)
    assert (tmp_path / "b.zip").read_bytes() == before
    (tmp_path / "empty").mkdir()
    assert restore(tmp_path / "b.zip", tmp_path / "empty").files == 2, "an empty folder is nothing"


def test_no_backup_is_made_of_a_journal_that_is_not_whole(small: PeopleOffice, tmp_path: Path) -> None:
    past_the_trigger(small.store, "UPDATE journal SET ref = 'S-2' WHERE seq = 1")
    with pytest.raises(DeskError, match="The journal is not whole"):
        back_up(small.workspace, tmp_path / "b.zip", "Amal", at(5))
    assert not (tmp_path / "b.zip").exists()


def test_open_sessions_stay_behind_and_members_do_not(small: PeopleOffice, tmp_path: Path) -> None:
    with closing(sqlite3.connect(small.workspace.folder / "site.sqlite")) as site, site:
        site.execute("CREATE TABLE django_session (session_key TEXT)")
        site.execute("CREATE TABLE members_member (username TEXT)")
        site.execute("INSERT INTO django_session VALUES ('whoever-holds-this-is-signed-in')")
        site.execute("INSERT INTO members_member VALUES ('amal')")
    back_up(small.workspace, tmp_path / "b.zip", "Amal", at(5))
    with ZipFile(tmp_path / "b.zip") as backup:
        content = backup.read("site.sqlite")
    assert b"amal" in content
    assert b"whoever-holds-this" not in content


def test_a_backup_says_that_keys_are_missing_and_where_they_belong(
    small: PeopleOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.persons(harmed(1, name="Amina Yusuf"))
    back_up(small.workspace, tmp_path / "b.zip", "Amal", at(5))
    monkeypatch.setenv("OPENDISARM_KEYS", str(tmp_path / "elsewhere"))
    found = restore(tmp_path / "b.zip", tmp_path / "back")
    assert found.missing_keys == tmp_path / "elsewhere" / small.workspace.keys


def test_keys_travel_sealed_and_open_the_vault_elsewhere(
    small: PeopleOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.persons(harmed(1, name="Amina Yusuf"))
    [reference] = small.references()
    site_key = folder_of_keys(f"{small.workspace.keys}-site") / "site.key"
    site_key.parent.mkdir(parents=True)
    site_key.write_text("of the site")
    back_up(small.workspace, tmp_path / "b.zip", "Amal", at(5))
    assert export_keys(small.workspace, tmp_path / "k", "Amal", at(5), PASSPHRASE) == 3
    assert b"of the site" not in (tmp_path / "k").read_bytes()
    monkeypatch.setenv("OPENDISARM_KEYS", str(tmp_path / "elsewhere"))
    restore(tmp_path / "b.zip", tmp_path / "back")
    with pytest.raises(DeskError, match="the passphrase is another one"):
        import_keys(tmp_path / "k", "another passphrase")
    assert import_keys(tmp_path / "k", PASSPHRASE)[0] == small.workspace.name
    seen = persons.view(opened(tmp_path / "back"), reference, "assistance", "Sara", at(6))
    assert seen.fields["name"] == "Amina Yusuf"
    with pytest.raises(DeskError, match="keys overwrite nothing"):
        import_keys(tmp_path / "k", PASSPHRASE)
    assert all(one.stat().st_mode & 0o077 == 0 for one in (tmp_path / "elsewhere").rglob("*"))


def test_a_person_erased_since_stays_erased_when_an_older_backup_comes_back(
    small: PeopleOffice, tmp_path: Path
) -> None:
    small.persons(harmed(1, name="Amina Yusuf"))
    [reference] = small.references()
    back_up(small.workspace, tmp_path / "b.zip", "Amal", at(5))
    persons.erase(small.workspace, reference, "asked_by_the_person", "Sara", at(6))
    restore(tmp_path / "b.zip", tmp_path / "back")
    with pytest.raises(DeskError, match="erased"):
        persons.view(opened(tmp_path / "back"), reference, "assistance", "Sara", at(7))


def test_a_passphrase_that_can_be_guessed_seals_nothing(small: PeopleOffice, tmp_path: Path) -> None:
    for weak in ("", "short", "aaaaaaaaaaaaaaaaaaaa", "abababababababab"):
        with pytest.raises(DeskError, match="can be guessed"):
            export_keys(small.workspace, tmp_path / "k", "Amal", at(5), weak)


def test_the_same_letters_in_another_spelling_open_a_backup(small: PeopleOffice, tmp_path: Path) -> None:
    back_up(small.workspace, tmp_path / "b", "Amal", at(5), "une phrase très longue à retenir")
    restore(tmp_path / "b", tmp_path / "back", "une phrase tre\u0300s longue a\u0300 retenir")
    with pytest.raises(DeskError, match="is sealed with a passphrase"):
        restore(tmp_path / "b", tmp_path / "other")


def test_backups_are_on_record_newest_first_and_a_torn_line_is_passed_over(small: PeopleOffice, tmp_path: Path) -> None:
    assert last_backup(small.workspace) is None
    made = [back_up(small.workspace, tmp_path / f"{hour}.zip", "Amal", at(hour))[0] for hour in (5, 7)]
    with (small.workspace.folder / "backups.jsonl").open("a") as file:
        file.write('{"made": "2026-')
    assert backups(small.workspace) == made[::-1]
    assert last_backup(small.workspace) == made[1]
    assert made[1].digest == sha256((tmp_path / "7.zip").read_bytes()).hexdigest()


def test_copies_left_by_a_pulled_plug_are_swept_away(small: PeopleOffice, tmp_path: Path) -> None:
    left = small.workspace.folder / "cache" / "backup-left"
    left.mkdir()
    os.utime(left, (0, 0))
    back_up(small.workspace, tmp_path / "b.zip", "Amal", at(5))
    assert not left.exists()
    shutil.rmtree(small.workspace.folder / "cache")
    back_up(small.workspace, tmp_path / "c.zip", "Amal", at(6))
