"""Columns are read once, grow with the journal, and are never those of another journal."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from opendisarm.access.roles import Role
from opendisarm.access.scope import Reader
from opendisarm.desk.records import held
from opendisarm.desk.records.listing import records
from opendisarm.desk.records.query import Query, Sort
from opendisarm.desk.workspace import opened
from tests.desk.office import Office, at, sample_office

OFFICER = Reader("Amal", Role.DATA_OFFICER)


def test_many_readers_at_once_are_told_the_same_and_the_journal_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = sample_office(tmp_path, seed=3, count=400)
    readings: list[int] = []
    read = held.columns_of
    monkeypatch.setattr(held, "columns_of", lambda lines: readings.append(1) or read(lines))
    questions = [Query(sort=sort, descending=down, text=text) for sort in Sort for down in (True, False)
                 for text in ("", "a")]  # fmt: skip

    def asked(query: Query) -> tuple[str, ...]:
        try:
            return tuple(line.entry for line in records(office.workspace, OFFICER, query).rows)
        finally:
            office.store.close()

    with ThreadPoolExecutor(8) as pool:
        first = list(pool.map(asked, questions * 3))
    assert readings == [1]
    assert first == [asked(query) for query in questions * 3]


def test_columns_that_grew_are_those_that_would_be_read_anew(office: Office) -> None:
    for number in range(4):
        office.enter(f"CHA,S-{number},H-{number % 2},202{number}-03-01,{number + 1},AP mine,P{number % 3},N{number},",
                     name=f"{number}.csv", hours=number, org=f"N{number % 2}")  # fmt: skip
        records(office.workspace, OFFICER, Query())
    grown = {sort: [line.entry for line in records(office.workspace, OFFICER, Query(sort=sort)).rows] for sort in Sort}
    found = [line.entry for line in records(office.workspace, OFFICER, Query(text="p1")).rows]
    held._HELD.clear()
    anew = {sort: [line.entry for line in records(office.workspace, OFFICER, Query(sort=sort)).rows] for sort in Sort}
    assert grown == anew
    assert found == [line.entry for line in records(office.workspace, OFFICER, Query(text="p1")).rows] != []


def test_a_journal_that_was_restored_from_a_backup_is_read_anew(office: Office) -> None:
    folder = office.workspace.folder
    office.enter("CHA,S-1,H-1,2020-03-01,10,AP mine,North,NPA,", hours=1)
    office.store.close()
    shutil.copy(folder / "journal.sqlite", folder / "backup")
    office.enter("CHA,S-2,H-1,2021-03-01,10,AP mine,North,NPA,", name="b.csv", hours=2)
    assert records(office.workspace, OFFICER, Query()).total == 2
    office.store.close()
    for file in folder.glob("journal.sqlite*"):
        file.unlink()
    shutil.copy(folder / "backup", folder / "journal.sqlite")
    office.workspace = opened(folder)
    office.enter("CHA,S-3,H-1,2022-03-01,10,AP mine,North,NPA,", name="c.csv", hours=3)
    assert [line.ref for line in records(office.workspace, OFFICER, Query()).rows] == ["S-3", "S-1"]
    assert records(office.workspace, OFFICER, Query(known=at(1))).total == 1
