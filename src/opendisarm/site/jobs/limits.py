"""How much of the machine a job may take, and that it does not outlive whoever started it."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from typing import Final

MEMORY_BYTES: Final = 6 << 30
"""Address space of a child: a check of a hundred thousand polygons needs about one third of it."""
SECONDS: Final = 2 * 3600
FILE_BYTES: Final = 8 << 30


def memory_bytes() -> int:
    """Address space of a child: OPENDISARM_IMPORT_MEMORY_MB of the environment, else 6 GiB."""
    return told("OPENDISARM_IMPORT_MEMORY_MB", MEMORY_BYTES >> 20) << 20


def seconds() -> int:
    """How long a job may run: OPENDISARM_IMPORT_SECONDS of the environment, else two hours."""
    return told("OPENDISARM_IMPORT_SECONDS", SECONDS)


def told(name: str, usual: int) -> int:
    """A whole number above 0 of the environment; the usual one where there is none."""
    word = os.environ.get(name, "")
    return int(word) if word.isascii() and word.isdecimal() and 0 < int(word) < 1 << 40 else usual


def limit() -> None:
    """Limit this process: memory, processor time, size of files; and no picture of its memory is left on disk."""
    if sys.platform == "win32":
        return
    import resource

    for what, most in (
        (resource.RLIMIT_AS, memory_bytes()), (resource.RLIMIT_CPU, 2 * seconds()), (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):  # fmt: skip
        _soft, hard = resource.getrlimit(what)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


def end_with_parent(tidy: Callable[[], None] = lambda: None) -> None:
    """End this process when whoever started it has gone: they hold the other end of its standard input.

    tidy  called before it ends, whatever it is doing.
    """

    def watch() -> None:
        while True:
            try:
                if not os.read(0, 4096):
                    break
            except OSError:
                break
        try:
            tidy()
        finally:
            os._exit(EXIT_ALONE)

    threading.Thread(target=watch, name="parent", daemon=True).start()


EXIT_ALONE: Final = 70
"""Exit code of a process that was left alone."""
EXIT_MEMORY: Final = 71
EXIT_STORE: Final = 72
