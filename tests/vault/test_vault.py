"""The vault on both databases: who is known, what is sealed, who reads it, who is gone."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from opendisarm.vault.errors import VaultError
from opendisarm.vault.opening import open_vault
from tests.vault.people import AMAL, MORNING, cursor, everything, one_sealed, register, rows, told, view

if TYPE_CHECKING:
    from opendisarm.vault.vault import Vault

# --- who is known ----------------------------------------------------------------------------------------------------


def test_the_same_text_is_the_same_person_for_ever(vault: Vault) -> None:
    first = vault.register(["office/1", "office/2", "office/1"])
    assert first.keys() == {"office/1", "office/2"}
    assert len(set(first.values())) == 2
    again = vault.register(["office/2", "office/3", "office/1"])
    assert again | first == again, "the known ones as they were"
    assert vault.subjects(["office/1", "nobody", "office/3"]) == {
        "office/1": first["office/1"],
        "office/3": again["office/3"],
    }
    assert vault.register([]) == vault.subjects([]) == {}


def test_a_reference_is_random_and_says_nothing(vault: Vault, tmp_path: Path) -> None:
    [subject] = register(vault, "office/1")
    assert re.fullmatch("P-[A-Z2-7]{26}", subject)
    assert re.fullmatch("N-[A-Z2-7]{26}", vault.register(["note of an accident"], prefix="N")["note of an accident"])
    other = open_vault(tmp_path / "other.sqlite", tmp_path / "other keys")
    assert register(other, "office/1") != [subject]
    other.close()


def test_many_are_registered_and_found_at_once(vault: Vault) -> None:
    keys = [f"office/{number}" for number in range(1_203)]
    known = vault.register(keys)
    assert len(set(known.values())) == len(keys)
    assert vault.subjects(keys) == known
    assert vault.seal([(known[key], {"name": key}) for key in keys], by="Farid", moment=MORNING) == len(keys)
    assert view(vault, known["office/1202"]) == {"name": "office/1202"}


REGISTER = """
import json, sys
from pathlib import Path
from opendisarm.vault.opening import open_vault
vault = open_vault(sys.argv[1], Path(sys.argv[2]))
print("ready", flush=True)
sys.stdin.readline()
print(json.dumps(vault.register(json.loads(sys.argv[3]))))
"""


def test_two_processes_that_register_the_same_people_agree(vault: Vault, database_url: str, keys: Path) -> None:
    """They wait for each other, and name the same people in another order."""
    texts = [f"office/{number}" for number in range(700)]
    both = [
        subprocess.Popen(
            [sys.executable, "-c", REGISTER, database_url, str(keys), json.dumps(order)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for order in (texts, texts[::-1])
    ]  # fmt: skip
    for one in both:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in both:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    first, second = (json.loads(one.communicate()[0]) for one in both)
    assert first == second
    assert vault.subjects(texts) == first
    assert len(rows(vault, "vault_lookups")) == len(texts)


# --- what is sealed --------------------------------------------------------------------------------------------------


def test_what_is_sealed_is_read_by_who_may(vault: Vault) -> None:
    assert view(vault, one_sealed(vault)) == AMAL


def test_a_later_file_adds_and_takes_nothing_away_but_what_it_says_is_empty(vault: Vault) -> None:
    subject = one_sealed(vault, name="Amal", phone="123456", note="tall")
    assert vault.seal([(subject, {"phone": "654321", "address": "Kabul"})], by="Farid", moment=MORNING) == 1
    assert view(vault, subject) == {"name": "Amal", "phone": "654321", "note": "tall", "address": "Kabul"}
    assert vault.seal([(subject, {"phone": ""}), (subject, {"note": "small"})], by="Farid", moment=MORNING) == 1
    assert view(vault, subject) == {"name": "Amal", "note": "small", "address": "Kabul"}


def test_the_same_again_seals_nothing(vault: Vault) -> None:
    subject = one_sealed(vault)
    [other] = register(vault, "office/8")
    for same in (AMAL, {"name": AMAL["name"]}, {"village": ""}, {}):
        assert vault.seal([(subject, same), (other, {})], by="Farid", moment=MORNING) == 0
    assert vault.seal([], by="Farid", moment=MORNING) == 0
    assert len(rows(vault, "vault_sealed")) == 1
    assert view(vault, other) == {}


def test_the_history_holds_every_version_with_who_sealed_it(vault: Vault) -> None:
    subject = one_sealed(vault, name="Amal")
    later = datetime.fromisoformat("2025-05-01T12:00:00+04:30")
    vault.seal([(subject, {"phone": "123456"})], by="Nadia", moment=later)
    versions = vault.history(subject, by="Farid", moment=MORNING, purpose="complaint")
    assert [(version.sealed_at, version.by, version.fields) for version in versions] == [
        (MORNING, "Farid", {"name": "Amal"}),
        (datetime(2025, 5, 1, 7, 30, tzinfo=UTC), "Nadia", {"name": "Amal", "phone": "123456"}),
    ]
    assert told(vault) == [("history", subject, "complaint")]


def test_nothing_is_sealed_when_one_of_many_is_not_registered(vault: Vault) -> None:
    [subject] = register(vault, "office/1")
    with pytest.raises(VaultError, match="What was given is not registered here: register it first") as refused:
        vault.seal([(subject, {"name": "Amal"}), ("Amal Sharqi", {"name": "Amal"})], by="Farid", moment=MORNING)
    assert "Amal" not in str(refused.value)
    assert view(vault, subject) == {}


def test_nothing_is_sealed_when_the_database_fails_midway(vault: Vault) -> None:
    subject = one_sealed(vault, name="Amal")
    with cursor(vault) as opened:
        opened.execute("ALTER TABLE vault_marks RENAME TO elsewhere")
    with pytest.raises(OSError, match="vault_marks"):
        vault.seal([(subject, {"name": "Nadia"})], by="Farid", moment=MORNING)
    assert view(vault, subject) == {"name": "Amal"}


# --- who reads it ----------------------------------------------------------------------------------------------------


def test_a_reading_is_on_record_before_it_is_answered(vault: Vault) -> None:
    """What is sealed does not open any more; the attempt to read it is in the log all the same."""
    subject = one_sealed(vault)
    with cursor(vault) as opened:
        opened.execute("UPDATE vault_sealed SET content = %s", [b"noise" * 10])
    with pytest.raises(VaultError, match="does not open: it was changed"):
        view(vault, subject)
    assert told(vault) == [("view", subject, "referral")]


def test_nobody_reads_when_the_log_cannot_be_written(vault: Vault) -> None:
    subject = one_sealed(vault)
    with cursor(vault) as opened:
        opened.execute("ALTER TABLE vault_reads RENAME TO elsewhere")
    with pytest.raises(OSError, match="vault_reads"):
        view(vault, subject)


def test_a_reading_is_refused_inside_a_transaction_that_could_still_take_its_record_back(vault: Vault) -> None:
    from django.db import transaction

    subject = one_sealed(vault)
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic(using=vault.alias):
        view(vault, subject)


@pytest.mark.parametrize(("by", "purpose"), [("Farid", ""), ("Farid", " \n"), ("", "referral"), (" ", "referral")])
def test_who_does_not_say_who_reads_and_what_for_reads_nothing(vault: Vault, by: str, purpose: str) -> None:
    subject = one_sealed(vault)
    for read in (vault.view, vault.history):
        with pytest.raises(VaultError, match="say who reads, and what for"):
            read(subject, by=by, moment=MORNING, purpose=purpose)
    assert told(vault) == []


def test_asking_for_somebody_unknown_is_logged_without_what_was_typed(vault: Vault) -> None:
    with pytest.raises(VaultError, match=r"^What was given is not registered here. Check the reference.$"):
        view(vault, "Amal Qanaria")
    assert told(vault) == [("view refused: unknown", "", "referral")]
    assert b"Qanaria" not in everything(vault)
    with pytest.raises(VaultError, match=f"^P-{'A' * 26} is not registered here"):
        view(vault, f"P-{'A' * 26}")


def test_sealing_under_another_persons_id_fails(vault: Vault) -> None:
    amal, nadia = one_sealed(vault), one_sealed(vault, "office/8", name="Nadia")
    with cursor(vault) as opened:
        opened.execute("UPDATE vault_sealed SET subject = %s WHERE subject = %s", [nadia, amal])
    with pytest.raises(VaultError, match="changed, or sealed for another person or with another key"):
        view(vault, nadia)


# --- who is gone -----------------------------------------------------------------------------------------------------


def test_who_was_erased_cannot_be_read_or_sealed_again_and_stays_known(vault: Vault) -> None:
    subject, other = one_sealed(vault), one_sealed(vault, "office/8", name="Nadia")
    assert vault.erase(subject, by="Farid", moment=MORNING)
    for refused in (
        lambda: view(vault, subject),
        lambda: vault.history(subject, by="Farid", moment=MORNING, purpose="curious"),
        lambda: vault.seal([(other, {"phone": "1"}), (subject, AMAL)], by="Farid", moment=MORNING),
    ):
        with pytest.raises(VaultError, match=f"^{subject} was erased: nothing is known of that person"):
            refused()
    assert told(vault) == [
        ("erasure", subject, ""),
        ("view refused: erased", subject, "referral"),
        ("history refused: erased", subject, "curious"),
    ]
    assert vault.register(["office/7", "office/8"]) == {"office/7": subject, "office/8": other}
    assert vault.is_erased([subject, other, "P-unknown"]) == {subject}
    assert view(vault, other) == {"name": "Nadia"}


def test_nothing_sealed_and_no_mark_is_left_of_who_was_erased(vault: Vault) -> None:
    subject = one_sealed(vault)
    assert (len(rows(vault, "vault_sealed")), len(rows(vault, "vault_marks"))) == (1, 7)
    vault.erase(subject, by="Farid", moment=MORNING)
    assert rows(vault, "vault_sealed") == rows(vault, "vault_marks") == []


def test_erasing_twice_says_so(vault: Vault) -> None:
    subject = one_sealed(vault)
    assert vault.erase(subject, by="Farid", moment=MORNING) is True
    assert vault.erase(subject, by="Nadia", moment=MORNING) is False
    assert told(vault) == [("erasure", subject, "")]


def test_whoever_was_only_registered_can_be_erased(vault: Vault) -> None:
    [subject] = register(vault, "office/1")
    assert vault.erase(subject, by="Farid", moment=MORNING)
    with pytest.raises(VaultError, match="was erased"):
        vault.seal([(subject, AMAL)], by="Farid", moment=MORNING)


def test_nobody_unknown_is_erased(vault: Vault) -> None:
    with pytest.raises(VaultError, match=r"^What was given is not registered here: there is nothing to erase\.$"):
        vault.erase("Amal", by="Farid", moment=MORNING)
    assert told(vault) == []


def test_an_erasure_that_was_interrupted_is_an_erasure(vault: Vault) -> None:
    """The key is destroyed first; what comes after it did not happen, and is made good by erasing again."""
    subject = one_sealed(vault)
    vault.keyring.destroy(subject)
    assert vault.is_erased([subject]) == {subject}
    with pytest.raises(VaultError, match="was erased"):
        view(vault, subject)
    with pytest.raises(VaultError, match="was erased"):
        vault.seal([(subject, AMAL)], by="Farid", moment=MORNING)
    assert vault.erase(subject, by="Farid", moment=MORNING) is True
    assert rows(vault, "vault_sealed") == []


def test_a_lost_key_is_told_and_never_replaced_by_a_new_one(vault: Vault) -> None:
    import sqlite3
    from contextlib import closing

    subject = one_sealed(vault)
    with closing(sqlite3.connect(vault.keyring.folder / "keys.sqlite", isolation_level=None)) as opened:
        opened.execute("DELETE FROM keys")
    for refused in (
        lambda: view(vault, subject),
        lambda: vault.seal([(subject, {"note": "x"})], by="Farid", moment=MORNING),
    ):
        with pytest.raises(VaultError, match=f"^The keyring has no key of {subject}. Put back the folder of keys"):
            refused()
    assert vault.keyring.keys([subject]) == {}


# --- who may be one person -------------------------------------------------------------------------------------------


def test_two_spellings_of_one_person_are_a_candidate_pair_without_a_reading(vault: Vault) -> None:
    parts = {
        "a/1": {"name": "Mohammed Rahimi", "birth_date": "1990-02-03"},
        "b/1": {"name": "رحیمی محمد", "birth_date": "1990-02-03"},
        "b/2": {"name": "Mohammed Rahimi", "birth_date": "1991-02-03"},
    }
    known = vault.register(list(parts))
    vault.seal([(known[key], fields) for key, fields in parts.items()], by="Farid", moment=MORNING)
    [pair] = vault.candidates()
    assert {pair.first, pair.second} == {known["a/1"], known["b/1"]}
    assert pair.because == ("name", "name+birth_date", "name+birth_year")
    assert told(vault) == []
    assert vault.crowds() == []


def test_marks_follow_the_latest_fields_and_go_with_the_person(vault: Vault) -> None:
    one = one_sealed(vault, "a/1", national_id="AB-1234")
    two = one_sealed(vault, "b/1", national_id="ab 1234")
    assert [pair.because for pair in vault.candidates()] == [("national_id",)]
    vault.seal([(two, {"national_id": "AB-9999"})], by="Farid", moment=MORNING)
    assert vault.candidates() == []
    vault.seal([(two, {"national_id": "", "note": "no papers"})], by="Farid", moment=MORNING)
    assert {row[1] for row in rows(vault, "vault_marks")} == {one}
    vault.seal([(two, {"national_id": "AB-1234"})], by="Farid", moment=MORNING)
    assert len(vault.candidates()) == 1
    vault.erase(one, by="Farid", moment=MORNING)
    assert vault.candidates() == []


def test_what_too_many_share_is_told_as_a_crowd(vault: Vault) -> None:
    keys = [f"office/{number}" for number in range(51)]
    known = vault.register(keys)
    vault.seal([(known[key], {"national_id": "1234567"}) for key in keys], by="Farid", moment=MORNING)
    assert vault.candidates() == []
    assert vault.crowds() == [(("national_id",), 51)]


def test_a_clock_set_back_still_gives_increasing_moments(vault: Vault) -> None:
    subject = one_sealed(vault)
    for moment in (MORNING, MORNING - timedelta(days=400)):
        vault.view(subject, by="Farid", moment=moment, purpose="referral")
    assert [read.moment for read in vault.read_log(subject)] == [MORNING, MORNING + timedelta(microseconds=1)]
    assert vault.read_log("P-other") == []
    assert vault.verify(vault.read_head()) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("counted twice, see yusuf AMINA", True),
        ("counted twice, see Amina", False),
        ("his number is x-1234567.", True),
        ("call +93 700 123456", False),
        ("call 0700123456 again", True),
        ("entered by mistake", False),
        ("", False),
    ],
)
def test_a_text_that_names_somebody_registered_is_found_without_unsealing(vault: Vault, text: str, told: bool) -> None:
    [subject] = vault.register(["office/1"]).values()
    fields = {"name": "Amina Yusuf", "national_id": "X1234567", "phone": "0700 123 456"}
    vault.seal([(subject, fields)], "Sara", MORNING)
    assert vault.tells(text) is told
    assert vault.read_log() == []
    vault.erase(subject, "Sara", MORNING)
    assert not vault.tells(text)
