"""Records about states in both databases: the same answers from SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from opendisarm.desk.duties import duties_of
from opendisarm.desk.importing import ImportWish, import_files
from opendisarm.desk.review import withdraw
from opendisarm.desk.treaties import TreatyStatus, status
from opendisarm.desk.workspace import Workspace
from opendisarm.importers.mapping import Wanted
from opendisarm.store.opening import open_store
from tests.desk.office import at

TODAY = date(2026, 11, 24)
ACTS = "iso3,instrument,act,date,effective\nUKR,ccm,accession,2026-05-04,2026-11-01\n"
STEPS = "iso3,duty,step,date,deadline\nARG,apmbc-5-clearance,extension,2026-06-12,2030-03-01\n"


@pytest.fixture
def workspace(store_url: str, tmp_path: Path) -> Iterator[Workspace]:
    store = open_store(store_url)
    yield Workspace(tmp_path, "office", "NOR", store)
    store.close()


def enter(workspace: Workspace, kind: str, table: str, hours: int) -> str:
    path = workspace.folder / f"{kind}.csv"
    path.write_text(table, encoding="utf-8")
    wish = ImportWish(by="Amal", moment=at(hours), commit=True, wanted=Wanted(kind, None, "", ""))
    outcome = import_files(workspace, [path], wish, lambda *_: None)
    assert outcome.new_entries == 1
    return outcome.files[0].proposals[0].id


def deposited(workspace: Workspace, hours: int | None = None) -> int:
    found = status(workspace, "ccm", TODAY, None if hours is None else at(hours))
    assert isinstance(found, TreatyStatus)
    return found.counts.deposited


def test_an_act_counts_from_its_entry_and_no_longer_once_withdrawn(workspace: Workspace) -> None:
    before = deposited(workspace)
    entry = enter(workspace, "norm.act", ACTS, 4_000)
    assert deposited(workspace) == before + 1
    assert deposited(workspace, 3_999) == before
    withdraw(workspace, entry, "Amal", at(4_001), "a test")
    assert deposited(workspace) == before
    assert deposited(workspace, 4_000) == before + 1


def test_an_extension_moves_a_deadline(workspace: Workspace) -> None:
    enter(workspace, "norm.obligation", STEPS, 4_000)
    _, lines = duties_of(workspace, "ARG", TODAY, None)
    [answer] = [line.answer for line in lines if line.answer.duty == "apmbc-5-clearance"]
    assert (answer.verdict.value, answer.due) == ("due", date(2030, 3, 1))
