"""Verifying finds what somebody changed behind our back: in the journal, in a kept ledger, at the journal's end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from opendisarm.desk.verifying import verify
from tests.desk.office import Office, sample_office
from tests.store.journals import past_the_trigger

SURVEY = "CHA,S-1,,2020-01-01,1000,AP mine,North,NPA,"
CLEARED = "cleared,C-1,S-1,2021-01-01,400,AP mine,North,NPA,"

Arrays = dict[str, Any]


def tampered(office: Office, change: Callable[[Arrays], None]) -> None:
    """Change what is kept of the ledger."""
    [file] = (office.workspace.folder / "cache").glob("land-*.npz")
    with np.load(file) as kept:
        arrays = {name: kept[name].copy() for name in kept}
    change(arrays)
    np.savez(file, **arrays)


def test_a_journal_that_nobody_touched_is_sound(office: Office) -> None:
    office.enter(SURVEY, CLEARED)
    found = verify(office.workspace)
    assert found.sound
    assert (found.entries, found.postings, found.head) == (4, 2, office.store.head())


def test_an_empty_journal_is_sound(office: Office) -> None:
    assert verify(office.workspace).sound


def test_the_journal_of_an_invented_country_is_sound(tmp_path: Path) -> None:
    assert verify(sample_office(tmp_path, 3).workspace).sound


def test_a_changed_figure_in_the_kept_ledger_is_found(office: Office) -> None:
    office.enter(SURVEY, CLEARED)

    def change(arrays: Arrays) -> None:
        arrays["postings.m2"][1] += 1

    tampered(office, change)
    assert office.m2()["cleared"] == 401, "that is what the cache says"
    found = verify(office.workspace)
    assert found.differences == ("The kept land ledger differs from a new fold in 'm2' (postings).",)
    assert not found.sound
    assert office.m2()["cleared"] == 400, "and it has been made anew"
    assert verify(office.workspace).sound


def test_a_changed_province_in_the_kept_ledger_is_found(office: Office) -> None:
    office.enter(SURVEY, CLEARED)

    def change(arrays: Arrays) -> None:
        arrays["columns.admin1.names"] = np.frombuffer(b'["","South"]', np.uint8)

    tampered(office, change)
    assert verify(office.workspace).differences == (
        "The kept land ledger differs from a new fold in 'admin1' (columns).",
    )


def test_other_records_in_the_kept_ledger_are_found(office: Office) -> None:
    office.enter(SURVEY, CLEARED)

    def change(arrays: Arrays) -> None:
        arrays["columns.ids"] = np.frombuffer(b'["E-somebody-elses","E-2"]', np.uint8)

    tampered(office, change)
    assert verify(office.workspace).differences == ("The kept land ledger stands on other records than the journal.",)


def test_an_unreadable_kept_ledger_is_found_and_made_anew(office: Office) -> None:
    office.enter(SURVEY, CLEARED)
    [file] = (office.workspace.folder / "cache").glob("land-*.npz")
    file.write_bytes(b"no archive")
    [said] = verify(office.workspace).differences
    assert said.startswith("The kept land ledger could not be read (")
    assert said.endswith("); it was made anew.")
    assert verify(office.workspace).sound


def test_a_changed_entry_is_found_with_its_place(office: Office) -> None:
    office.enter(SURVEY, CLEARED)
    [entry] = office.ids("C-1")
    past_the_trigger(office.store, "UPDATE journal SET payload = replace(payload, '400.0', '500.0') WHERE seq = 2")
    [found] = verify(office.workspace).breaks
    assert (found.seq, found.id, found.what) == (2, entry, "its content is not what was entered")


def test_a_journal_that_was_cut_off_is_found_by_the_head_of_a_report(office: Office) -> None:
    office.enter(SURVEY)
    office.enter(CLEARED, name="june.csv", hours=1)
    printed = office.store.head().chain
    assert verify(office.workspace, printed).sound
    assert verify(office.workspace, printed[:12]).sound, "a report may print the beginning"
    past_the_trigger(office.store, "DELETE FROM journal WHERE seq > 3")
    assert verify(office.workspace).sound, "the rest follows from itself; only the printed head tells"
    assert verify(office.workspace, printed).differences == (
        f"The journal does not contain the head {printed}: it was cut off or replaced.",
    )


@pytest.mark.parametrize("head", ["0" * 64, "not a head"])
def test_a_head_of_another_journal_is_found(office: Office, head: str) -> None:
    office.enter(SURVEY)
    assert not verify(office.workspace, head).sound
