"""The worker that `opendisarm serve` starts beside the server, and starts again when it dies."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from opendisarm.site.imports import places

_PAUSE_S: Final = 2.0
_PATIENCE_S: Final = 10.0


@contextmanager
def worker_beside(folder: Path) -> Iterator[None]:
    """A worker for as long as the block lasts; it ends with this process, however that ends.

    It is told to end by the end of its standard input, which a process that was killed cannot keep open.
    """
    stop = threading.Event()
    keeper = threading.Thread(target=_keep, args=(folder, stop), name="worker", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        keeper.join(_PATIENCE_S)


@contextmanager
def memory_for_bodies(folder: Path) -> Iterator[None]:
    """Let the server hold the bodies of large requests on a RAM disk, where there is one, until the block ends.

    It would write them in clear to the folder of temporary files, and a body may be a list of survivors.
    """
    home = places.memory_for(folder, "bodies")
    if home is None:
        yield
        return
    before, tempfile.tempdir = tempfile.tempdir, str(home)
    try:
        yield
    finally:
        tempfile.tempdir = before


def _keep(folder: Path, stop: threading.Event) -> None:
    while not stop.is_set():
        worker = subprocess.Popen(
            [sys.executable, "-m", "opendisarm", "work", "--beside-server", "-w", str(folder)],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        while worker.poll() is None and not stop.is_set():
            stop.wait(0.2)
        worker.kill()
        worker.wait()
        stop.wait(_PAUSE_S)
