"""One job in a process of its own: `python -m opendisarm.site.jobs.child WORKSPACE KEY`, started by the worker only.

Whatever a file does to it, the worker and the site go on: it has limits, it may be killed, and what it opens in clear
lies in a folder that is removed by it, by the worker, or at the next start.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from shutil import rmtree

from opendisarm.site.jobs import limits


def main(folder: Path, key: str) -> int:
    """Take the job and do it; the exit code says to the worker how it ended, when it did not end in the job itself."""
    from opendisarm.site import starting
    from opendisarm.site.imports import places

    limits.end_with_parent(lambda: places.shut(folder, os.getpid()))
    starting.start(folder)
    from opendisarm.site.clocks import now
    from opendisarm.site.imports.machine import taken

    limits.limit()
    job = taken(key, now())
    if job is None:
        return 0
    spool = places.private_place(folder, "spool")
    _let_libraries_spool(spool)
    try:
        from opendisarm.site.imports.running import run
        from opendisarm.site.workspace import served

        run(served(), job)
    except MemoryError:
        return limits.EXIT_MEMORY
    except OSError as why:
        print(f"A job of the import: {type(why).__name__}, error {why.errno}.", file=sys.stderr)
        return limits.EXIT_STORE
    finally:
        rmtree(spool, ignore_errors=True)
    return 0


def _let_libraries_spool(folder: Path) -> None:
    """What libraries write while they read lies where it is removed, too."""
    tempfile.tempdir = str(folder)
    for name in ("TMPDIR", "CPL_TMPDIR", "SQLITE_TMPDIR"):
        os.environ[name] = str(folder)


def _without_words(fault: type[BaseException], _value: BaseException, trace: object) -> None:
    """A fault of ours is told by its kind and place only: its words may quote a cell, and logs are kept in clear."""
    place, line = "?", 0
    while trace is not None:
        place, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno  # type: ignore[attr-defined]
        trace = trace.tb_next  # type: ignore[attr-defined]
    print(
        f"A job of the import: a fault of ours: {fault.__name__} in {Path(place).name}, line {line}.", file=sys.stderr
    )


if __name__ == "__main__":
    if os.environ.get("OPENDISARM_DEBUG") != "1":
        sys.excepthook = _without_words
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
