"""The plug is pulled while the site checks or enters what was brought: all of it or nothing is in the journal.

Real processes: a worker as `opendisarm serve` has it, killed together with its child (SIGKILL), and started again.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connections
from django.test import override_settings

from opendisarm.access.roles import Role
from opendisarm.desk.workspace import opened
from opendisarm.site import starting
from opendisarm.site.clocks import now
from opendisarm.site.imports import machine, places
from opendisarm.site.imports.machine import Asked, BroughtFile
from opendisarm.site.imports.models import Job, State, Task
from opendisarm.site.jobs.queue import enqueue, queue
from opendisarm.site.members.models import Member
from tests.cli.opendisarm import opendisarm
from tests.site.conftest import _put_default, served_closed

ROWS = 400
_LONGEST_S = 60.0
HEADER = "kind,ref,hazard,date,area_m2,contamination,province,operator"


class House:
    """A workspace with somebody who brings files, and its workers."""

    def __init__(self, home: Path, database: str) -> None:
        self.folder = home / "workspace"
        opendisarm(
            "init", self.folder, "--state", "XSA", *(("--database", database) if "://" in database else ())
        ).fine()
        os.environ["OPENDISARM_KEYS"] = str(home / "keys")
        _put_default(database if "://" in database else str(self.folder / "site.sqlite"))
        starting.make_tables()
        # Workers are other processes: they must read the queue and the site's secret as the served site would.
        self.secret = starting._secret(starting.folder_of_keys(f"{starting.described(self.folder).keys}-site"))
        Member.objects.create(username="omar", role=Role.OPERATOR_OFFICER.value, org="HI", joined=datetime.now(UTC))

    def brings(self, task: Task, series: str = "A") -> Job:
        """A file lies sealed, and waits for a task."""
        rows = (f"suspected,S-{series}{n},H-{series}{n},2024-02-01,{1000 + n},ap_mine,North,HI" for n in range(ROWS))
        kept = places.fresh_name()
        content = "\n".join((HEADER, *rows)).encode() + b"\n"
        with places.sealing(self.folder, kept) as sealer:
            sealer.write(content)
        asked = Asked(org="HI", confirmed=True)
        job = machine.brought("omar", "HI", [BroughtFile(kept, "hi.csv", len(content))], asked, now())
        Job.objects.filter(pk=job.pk).update(task=task)
        job.refresh_from_db()
        enqueue(job.key)
        return job

    @contextmanager
    def worker(self, **told: str) -> Iterator[subprocess.Popen[bytes]]:
        """A worker as `serve` starts it.  told: of its environment."""
        started = subprocess.Popen(
            [sys.executable, "-m", "opendisarm", "work", "--beside-server", "-w", str(self.folder)],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=os.environ | told,
        )  # fmt: skip
        try:
            yield started
        finally:
            pull(started)

    def in_the_journal(self) -> int:
        """How many records there are."""
        workspace = opened(self.folder)
        try:
            return sum(entry.id.startswith("E-") for entry in workspace.store.load())
        finally:
            workspace.store.close()


def pull(worker: subprocess.Popen[bytes]) -> None:
    """Kill the worker and its children, as a pulled plug would."""
    mine = _children(worker.pid)
    for number in (*mine, worker.pid):
        try:
            os.kill(number, signal.SIGKILL)
        except ProcessLookupError:
            continue
    worker.wait(20)
    ends = time.monotonic() + _LONGEST_S
    while any(Path(f"/proc/{number}").exists() and _runs(number) for number in mine):
        assert time.monotonic() < ends
        time.sleep(0.01)


def _runs(number: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{number}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False


def reached(job: Job, until: Callable[[Job], bool], worker: subprocess.Popen[bytes]) -> bool:
    """Look at the job every few milliseconds until it is so; False when the worker ended first."""
    ends = time.monotonic() + _LONGEST_S
    while time.monotonic() < ends:
        job.refresh_from_db()
        if until(job):
            return True
        if worker.poll() is not None:
            assert worker.stderr is not None
            pytest.fail(f"The worker ended: {worker.stderr.read().decode()}")
        time.sleep(0.003)
    pytest.fail(f"The job stays {job.state} ({job.failure}).")


@pytest.fixture
def house(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setenv("OPENDISARM_KEYS", str(tmp_path / "keys"))
    made = House(tmp_path, database_url)
    with override_settings(WORKSPACE=made.folder, SECRET_KEY=made.secret):
        yield made
    held, _task = queue(made.folder)
    held.storage.close()
    served_closed()
    connections.close_all()


def entering(job: Job) -> bool:
    """Whether the rows are being appended just now."""
    return machine.job_progress(job).what.startswith("entering") or job.state == State.COMMITTED


CUTS = {Task.CHECK: 2, Task.COMMIT: 5}


@pytest.mark.parametrize("task", CUTS)
def test_whatever_moment_the_plug_is_pulled_all_or_nothing_is_in_the_journal(house: House, task: Task) -> None:
    running, dice = machine.RUNNING[task], random.Random(20261124)
    within = 0
    for cut in range(CUTS[task]):
        job, before = house.brings(task, series=f"{cut}-"), house.in_the_journal()
        with house.worker() as worker:
            late = task is Task.COMMIT and cut % 2
            reached(job, entering if late else lambda one: one.state != State.WAITING, worker)
            time.sleep(dice.random() * (0.05 if late else 0.6))
            pull(worker)
        job.refresh_from_db()
        held, was_running = house.in_the_journal() - before, job.state == running
        assert held in (0, ROWS), f"cut {cut}: {held} of {ROWS} records are in the journal"
        assert not held or task is Task.COMMIT
        within += was_running
        with house.worker() as worker:
            ended = State.CHECKED if task is Task.CHECK else State.COMMITTED
            reached(job, lambda one, ended=ended: one.state == ended, worker)  # type: ignore[misc]
        assert job.cut == (1 if was_running else 0), "the job says that it was interrupted"
        assert job.entries == ROWS, "also when it was cut off between the journal and its own table"
        assert house.in_the_journal() - before == (ROWS if task is Task.COMMIT else 0)
    opendisarm("verify", "-w", house.folder).fine()
    assert within, "no plug was pulled while the job ran"


def test_a_child_that_is_killed_alone_runs_again_and_the_worker_goes_on(house: House) -> None:
    job = house.brings(Task.COMMIT)
    with house.worker() as worker:
        reached(job, lambda one: one.state == State.COMMITTING, worker)
        for number in _children(worker.pid):
            os.kill(number, signal.SIGKILL)
        reached(job, lambda one: one.state == State.COMMITTED and not places.left_open(house.folder), worker)
        assert worker.poll() is None
    assert (job.cut, job.entries) == (1, ROWS)
    assert house.in_the_journal() == ROWS


def test_what_is_cut_off_again_and_again_waits_for_somebody_to_look(house: House) -> None:
    job = house.brings(Task.CHECK)
    Job.objects.filter(pk=job.pk).update(state=State.CHECKING, attempts=machine.MOST_CUTS)
    with house.worker() as worker:
        reached(job, lambda one: one.state == State.FAILED, worker)
    assert job.failure == "cut_too_often"


def test_a_job_that_takes_too_much_fails_in_words_and_the_worker_takes_the_next(house: House) -> None:
    jobs = [house.brings(Task.CHECK, series=series) for series in "AB"]
    with house.worker(OPENDISARM_IMPORT_SECONDS="1") as worker:
        for job in jobs:
            reached(job, lambda one: one.state == State.FAILED, worker)
            assert job.failure == "too_long"
        assert worker.poll() is None
    for job in jobs:
        assert machine.ask(job, Task.CHECK, "omar", now())
    with house.worker() as worker:
        for job in jobs:
            reached(job, lambda one: one.state == State.CHECKED, worker)


def test_nothing_readable_is_left_after_a_pulled_plug(house: House) -> None:
    job = house.brings(Task.CHECK)
    with house.worker() as worker:
        reached(job, lambda one: one.state == State.CHECKING and bool(places.left_open(house.folder)), worker)
        pull(worker)
    assert places.left_open(house.folder) != [], "the plug was pulled while a file lay open"
    with house.worker() as worker:
        reached(job, lambda one: one.state == State.CHECKED and not places.left_open(house.folder), worker)
    assert places.left_open(house.folder) == []


def test_a_worker_whose_server_is_gone_ends_and_leaves_nothing_readable(house: House) -> None:
    job = house.brings(Task.CHECK)
    with house.worker() as worker:
        reached(job, lambda one: one.state == State.CHECKING and bool(places.left_open(house.folder)), worker)
        assert worker.stdin is not None
        worker.stdin.close()  # as the system does when a server is killed
        worker.wait(20)
        ends = time.monotonic() + _LONGEST_S
        while places.left_open(house.folder):
            assert time.monotonic() < ends
            time.sleep(0.01)
    job.refresh_from_db()
    assert job.state == State.CHECKING, "the next worker finds that it was cut off"


def _children(number: int) -> set[int]:
    return {
        int(child)
        for task in Path(f"/proc/{number}/task").glob("*/children")
        for child in task.read_text(encoding="ascii").split()
    }
