"""Two people enter at the same time: both succeed, nothing counts twice, the chain never forks."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from opendisarm.core.journal import Entry
from opendisarm.core.vocabulary import Account
from opendisarm.desk.balance import land_balance
from opendisarm.desk.importing import ImportWish, import_files
from opendisarm.desk.store import Store
from opendisarm.desk.verifying import verify
from opendisarm.desk.workspace import Workspace
from opendisarm.store.opening import open_store
from tests.cli.clock import NOON
from tests.cli.opendisarm import in_a_process, opendisarm
from tests.resilience.field_files import FILES, written
from tests.resilience.killing import balances, held

PATIENCE = 0.7
"""How long the rival gets to slip in; where it is kept out, it waits until we are done."""

HEADER = "kind,ref,date,area_m2,contamination\n"


def test_two_processes_import_other_files_at_once(tmp_path: Path) -> None:
    files, workspace, alone = written(tmp_path / "field"), tmp_path / "workspace", tmp_path / "alone"
    for folder in (workspace, alone):
        opendisarm("init", folder, "--state", "XSA").fine()
    opendisarm("import", *files, "-w", alone, "--commit").fine()
    with ThreadPoolExecutor(2) as pool:
        halves = [files[: FILES // 2], files[FILES // 2 :]]
        for answer in pool.map(lambda half: in_a_process("import", *half, "-w", workspace, "--commit"), halves):
            answer.fine()
    opendisarm("verify", "-w", workspace).fine()
    assert held(workspace) == held(alone)
    assert balances(workspace) == balances(alone)


def test_two_processes_import_the_same_files_at_once(tmp_path: Path) -> None:
    files, workspace = written(tmp_path / "field"), tmp_path / "workspace"
    opendisarm("init", workspace, "--state", "XSA").fine()
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda _: in_a_process("import", *files, "-w", workspace, "--commit"), range(2)))
    new = sum(int(line.split()[2]) for answer in answers for line in answer.fine().out.splitlines()
              if line.startswith("committed "))  # fmt: skip
    assert new == 3 * FILES, "every record was new to exactly one of the two"
    opendisarm("verify", "-w", workspace).fine()
    assert len(held(workspace)) == FILES


class Overtaken:
    """A journal in which a rival tries to enter something between our look at it and our entry."""

    def __init__(self, journal: Store, rival: threading.Thread) -> None:
        self._journal, self._rival = journal, rival

    def load(self, *words: Any, **narrowed: Any) -> Iterator[Entry]:
        if "digest" in narrowed and self._rival.ident is None:  # the last look before rows become proposals
            self._rival.start()
            self._rival.join(PATIENCE)
        return self._journal.load(*words, **narrowed)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._journal, name)


@pytest.mark.parametrize("first", ["1000", "2000"])
def test_two_versions_of_a_record_entered_at_once_count_once(store_url: str, tmp_path: Path, first: str) -> None:
    ours, theirs = tmp_path / "ours.csv", tmp_path / "theirs.csv"
    ours.write_text(f"{HEADER}cancelled,N-1,2020-01-01,{first},AP mine\n")
    theirs.write_text(f"{HEADER}cancelled,N-1,2020-01-01,{3000 - int(first)},AP mine\n")
    other = tmp_path / "other.csv"
    other.write_text(f"{HEADER}cancelled,N-0,2020-01-01,7,AP mine\n")

    def commit(store: Any, file: Path) -> int:
        workspace = Workspace(tmp_path, "both", "XSA", store)
        return import_files(
            workspace, [file], ImportWish(by="a", moment=NOON, commit=True), lambda *_: None
        ).new_entries

    done: list[int] = []

    def rival() -> None:
        store = open_store(store_url)
        done.append(commit(store, theirs))
        store.close()

    plain = open_store(store_url)
    commit(plain, other)
    thread = threading.Thread(target=rival)
    done.append(commit(Overtaken(plain, thread), ours))
    thread.join()
    assert done == [1, 1]
    workspace = Workspace(tmp_path, "both", "XSA", plain)
    assert verify(workspace).sound
    cancelled = land_balance(workspace, NOON.date(), None).total[Account.CANCELLED]
    assert cancelled in (1007, 2007), "two versions of one record must not both count"
