"""The kept land ledger is the one that a new fold gives; it can be thrown away, and never decides a figure."""

from __future__ import annotations

import os
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from opendisarm.desk.land import LandLedger, folded_anew, kept_ledger, land_ledger
from opendisarm.ledgers.land.columns import LandColumns
from opendisarm.ledgers.land.postings import Postings
from opendisarm.ledgers.words import Words
from tests.desk.office import Office, sample_office, square

DAY = 86_400
SURVEY = f"CHA,S-1,,2020-01-01,,AP mine,North,NPA,{square(10)}"
CLEARED = f"cleared,C-1,S-1,2021-01-01,,AP mine,North,NPA,{square(10, side=0.0005)}"


def kept_files(office: Office) -> list[Path]:
    return sorted((office.workspace.folder / "cache").glob("*"))


def same(kept: LandLedger, fresh: LandLedger) -> None:
    assert kept.head == fresh.head
    assert kept.columns.ids == fresh.columns.ids
    for field in fields(LandColumns):
        one, other = getattr(kept.columns, field.name), getattr(fresh.columns, field.name)
        if isinstance(one, Words):
            assert one.names == other.names
            np.testing.assert_array_equal(one.codes, other.codes)
        elif field.name not in ("ids", "shapes"):
            np.testing.assert_array_equal(one, other)
    for field in fields(Postings):
        np.testing.assert_array_equal(getattr(kept.postings, field.name), getattr(fresh.postings, field.name))


@pytest.mark.parametrize("seed", [1, 2])
def test_the_kept_ledger_equals_a_new_fold(seed: int, tmp_path: Path) -> None:
    office = sample_office(tmp_path, seed)
    fresh = folded_anew(office.workspace, office.store.head())
    kept = kept_ledger(office.workspace, office.store.head())
    assert isinstance(kept, LandLedger)
    assert len(fresh.postings) > 50
    assert fresh.columns.shapes.any()
    assert not kept.columns.shapes.any(), "it came from the cache, which keeps no shapes"
    same(kept, fresh)
    same(land_ledger(office.workspace), fresh)


def test_a_ledger_asked_for_again_is_the_same_one_until_its_file_is_gone(office: Office) -> None:
    office.enter(SURVEY)
    first = land_ledger(office.workspace)
    assert land_ledger(office.workspace) is first
    for file in kept_files(office):
        file.unlink()
    anew = land_ledger(office.workspace)
    assert anew is not first
    same(anew, first)


def test_nobody_can_write_into_a_ledger_that_others_read(office: Office) -> None:
    office.enter(SURVEY)
    with pytest.raises(ValueError, match="read-only"):
        land_ledger(office.workspace).postings.m2[0] = 1


def test_an_empty_journal_has_an_empty_ledger(office: Office) -> None:
    for _ in range(2):
        ledger = land_ledger(office.workspace)
        assert (len(ledger.columns), len(ledger.postings)) == (0, 0)


def test_a_ledger_known_in_the_past_is_the_ledger_of_that_day(office: Office) -> None:
    office.enter(SURVEY, hours=0)
    then = land_ledger(office.workspace)
    office.enter(CLEARED, name="june.csv", hours=1)
    assert len(land_ledger(office.workspace).columns) == 2
    past = land_ledger(office.workspace, then.head.entered)
    same(past, then)


def test_records_that_do_not_count_are_not_in_the_ledger(office: Office) -> None:
    office.enter(SURVEY, hold=True)
    assert len(land_ledger(office.workspace).columns) == 0


def test_without_the_cache_the_figures_are_the_same(office: Office) -> None:
    office.enter(SURVEY, CLEARED)
    before = office.m2()
    for file in kept_files(office):
        file.unlink()
    assert office.m2() == before
    assert kept_files(office)


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", b"no archive", bytes(500)])
def test_a_damaged_ledger_is_folded_anew(office: Office, damage: bytes) -> None:
    office.enter(SURVEY, CLEARED)
    before = office.m2()
    [file] = kept_files(office)
    for content in (damage, file.read_bytes()[:-300], damage + file.read_bytes()[len(damage) :]):
        file.write_bytes(content)
        assert office.m2() == before


def test_a_ledger_without_one_of_its_arrays_is_folded_anew(office: Office) -> None:
    office.enter(SURVEY, CLEARED)
    before = office.m2()
    [file] = kept_files(office)
    with np.load(file) as kept:
        arrays = {name: kept[name] for name in kept if name != "postings.m2"}
    np.savez(file, **arrays)
    head = office.store.head()
    assert isinstance(kept_ledger(office.workspace, head), str)
    assert office.m2() == before
    assert isinstance(kept_ledger(office.workspace, head), LandLedger)


def test_what_is_a_month_old_is_thrown_away_also_what_a_cut_off_fold_left(office: Office) -> None:
    office.enter(SURVEY)
    [old] = kept_files(office)
    left = old.with_name(f"{old.name}.77.part")
    left.write_bytes(b"cut off")
    recent = old.with_name("land-9-abc-v1.npz.78.part")
    recent.write_bytes(b"somebody is writing it")
    for file in (old, left):
        os.utime(file, (file.stat().st_mtime - 40 * DAY,) * 2)
    office.enter(CLEARED, name="june.csv", hours=1)
    assert old not in kept_files(office)
    assert left not in kept_files(office)
    assert recent in kept_files(office)


def test_a_new_fold_is_kept(office: Office) -> None:
    office.enter(SURVEY)
    [file] = kept_files(office)
    file.unlink()
    folded_anew(office.workspace, office.store.head())
    assert kept_files(office) == [file]
