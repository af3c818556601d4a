"""An import that is killed without warning leaves a sound journal: files wholly in it or not at all, none lost."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.opendisarm import in_a_process, opendisarm
from tests.postgres import Cluster
from tests.resilience.field_files import FILES, written
from tests.resilience.killing import Moment, Victim, balances, held, killed, moments, nothing_was_lost

POINTS_ON_SQLITE = 50
POINTS_ON_POSTGRESQL = 8
AT_ONCE = 2


@dataclass(frozen=True)
class Undisturbed:
    """What the same import leaves when nobody kills it, and how long it takes in a process of its own."""

    files: list[Path]
    balances: dict[str, Any]
    held: dict[str, set[str]]
    seconds: float


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    home = tmp_path_factory.mktemp("undisturbed")
    files, workspace = written(home / "field"), home / "workspace"
    opendisarm("init", workspace, "--state", "XSA").fine()
    start = time.monotonic()
    in_a_process("import", *files, "-w", workspace, "--commit").fine()
    seconds = time.monotonic() - start
    assert len(held(workspace)) == FILES
    return Undisturbed(files, balances(workspace), held(workspace), seconds)


def test_an_import_killed_at_any_moment_leaves_a_sound_journal(undisturbed: Undisturbed, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    opendisarm("init", empty, "--state", "XSA").fine()
    points = moments(POINTS_ON_SQLITE, seed=20261124, files=FILES, whole=undisturbed.seconds)

    def kill(point: tuple[int, tuple[str, Moment]]) -> Victim:
        number, (name, now) = point
        workspace = Path(shutil.copytree(empty, tmp_path / f"killed-{number}"))
        return killed(workspace, undisturbed.files, name, now)

    acknowledged = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for victim in pool.map(kill, enumerate(points)):
            integrity(victim.workspace / "journal.sqlite")
            nothing_was_lost(victim, undisturbed.held)
            finished_later(victim, undisturbed)
            acknowledged.append(len(victim.said))
            shutil.rmtree(victim.workspace)
    in_the_middle = sum(0 < count < FILES for count in acknowledged)
    assert in_the_middle >= POINTS_ON_SQLITE // 3, f"the kills were not spread over the run: {acknowledged}"
    assert 0 in acknowledged, "no import was killed before its first file was in"


def test_a_client_of_postgresql_killed_at_any_moment_leaves_a_sound_journal(
    undisturbed: Undisturbed, cluster: Cluster, tmp_path: Path
) -> None:
    for number, (name, now) in enumerate(moments(POINTS_ON_POSTGRESQL, 7, FILES, undisturbed.seconds)):
        with cluster.database(f"killed_{number}") as address:
            workspace = tmp_path / f"killed-{number}"
            opendisarm("init", workspace, "--state", "XSA", "--database", address).fine()
            victim = killed(workspace, undisturbed.files, name, now)
            nothing_was_lost(victim, undisturbed.held)
            finished_later(victim, undisturbed)


def finished_later(victim: Victim, undisturbed: Undisturbed) -> None:
    """The same import again completes what was cut off, and the books are those of an undisturbed run."""
    again = opendisarm("import", *undisturbed.files, "-w", victim.workspace, "--commit", "--json").fine().json
    assert again["rejected"] == 0
    assert again["new_entries"] + again["skipped"] == again["rows_in"], victim.moment
    assert held(victim.workspace) == undisturbed.held, victim.moment
    assert balances(victim.workspace) == undisturbed.balances, victim.moment
    opendisarm("verify", "-w", victim.workspace).fine()


def integrity(journal: Path) -> None:
    """SQLite's own opinion of its file."""
    connection = sqlite3.connect(journal)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finally:
        connection.close()


@pytest.fixture(autouse=True)
def _no_open_databases() -> Iterator[None]:
    """Every workspace that a test opened is closed: a journal that somebody holds open hides what is in its log."""
    yield
    from django.db import connections

    connections.close_all()
