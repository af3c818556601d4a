"""The worker: a process beside the server that takes jobs from the queue and lets a child do each of them.

There is one for a workspace: it holds a lock that the system takes away when it dies, so that whoever gets the lock
knows that nothing runs, and what the tables call running was cut off.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.db import connections

from opendisarm.site.clocks import now
from opendisarm.site.imports import places
from opendisarm.site.imports.ending import ended_long_ago
from opendisarm.site.imports.machine import ENDED, QUEUED, cut_off, failed, interrupted, kept_names, waiting
from opendisarm.site.imports.models import Failure, Job
from opendisarm.site.jobs import limits
from opendisarm.site.jobs.queue import queue

AT_ONCE: Final = 2
"""Jobs that run at the same time, so that a small file need not wait for a large one."""
_LOOK_AGAIN_S: Final = 20.0
_LOCK: Final = "worker.lock"
_PATIENCE_S: Final = 3.0
_LOG: Final = logging.getLogger("django.opendisarm.jobs")
_EXITS: Final = {limits.EXIT_MEMORY: Failure.TOO_LARGE, limits.EXIT_STORE: Failure.STORE}


class Busy(Exception):  # noqa: N818 - it is no fault: somebody else works
    """Another worker of this workspace runs."""


def work(folder: Path, tell: Callable[[str], None]) -> None:
    """Work until told to stop.  tell: called once, when jobs are being taken.  Errors  Busy, OSError."""
    with _lock(folder):
        again = interrupted(now())
        places.sweep(folder, _in_use())
        ended_long_ago(folder, now())
        held, task = queue(folder)
        held.storage.flush_queue()
        for key in again:
            task(key)
        threading.Thread(target=_remind, args=(folder,), name="reminder", daemon=True).start()
        logging.getLogger("huey").setLevel(logging.ERROR)
        tell(f"Jobs of the import are being done ({len(again)} waiting).")
        consumer = held.create_consumer(workers=AT_ONCE, worker_type="thread", periodic=False, max_delay=1.0)
        consumer.run()


def is_at_work(folder: Path) -> bool:
    """Whether a worker of this workspace runs on this machine."""
    try:
        with _lock(folder, patience_s=0.0, shared=True):
            return False
    except Busy:
        return True


def work_on(folder: Path, key: str) -> None:
    """Let a child do one job; say in the job when it ended otherwise than it should."""
    if not Job.objects.filter(key=key, state__in=QUEUED).exists():
        connections.close_all()
        return
    connections.close_all()  # nothing is held open for as long as the child works
    child = subprocess.Popen(
        [sys.executable, "-m", "opendisarm.site.jobs.child", str(folder), key], stdin=subprocess.PIPE,
        start_new_session=True,  # Ctrl+C in a terminal is for us, who let it end what it does
    )  # fmt: skip
    try:
        code: int | None = child.wait(limits.seconds())
    except subprocess.TimeoutExpired:
        code = None
    finally:
        child.kill()
        child.wait()
        places.shut(folder, child.pid)  # what was killed could not
    if code != 0:
        _ended_badly(folder, key, code)
    connections.close_all()


def _ended_badly(folder: Path, key: str, code: int | None) -> None:
    """code: of the child; None when it took too long, below 0 when a signal ended it."""
    _LOG.warning("A job of the import ended with %s.", "its time" if code is None else code)
    if code == -signal.SIGKILL:  # an administrator, or the system for want of memory
        cut_off(key, now())
        queue(folder)[1](key)
    elif code is None or code == -_SIGXCPU:
        failed(key, Failure.TOO_LONG, now())
    else:
        failed(key, _EXITS.get(code, Failure.FAULT), now())


_SIGXCPU: Final = 24
"""Its processor time is used up; not every system has the name."""


def _remind(folder: Path) -> None:
    """A job whose message was lost between the table and the queue is put into the queue again."""
    held, task = queue(folder)
    while True:
        time.sleep(_LOOK_AGAIN_S)
        if not held.pending_count():
            for key in waiting():
                task(key)
        connections.close_all()


def _in_use() -> set[str]:
    return {name for job in Job.objects.exclude(state__in=ENDED) for name in kept_names(job)}


@contextmanager
def _lock(folder: Path, patience_s: float = _PATIENCE_S, *, shared: bool = False) -> Iterator[None]:
    """Errors  Busy when somebody holds it for longer than a glance."""
    with (places.uploads(folder) / _LOCK).open("a+b") as file:
        ends = time.monotonic() + patience_s
        while not _locked(file.fileno(), shared=shared):
            if time.monotonic() >= ends:
                raise Busy
            time.sleep(0.1)
        yield


def _locked(number: int, *, shared: bool) -> bool:
    if os.name == "nt":
        import msvcrt

        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # of Windows only
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(number, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
