"""Kill an import without warning, at a moment of choice, and look at what is left."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from opendisarm.core.journal import APPROVAL, IMPORT, counting
from opendisarm.desk.workspace import opened
from tests.cli.opendisarm import opendisarm, started

_LONGEST = 60.0
_GLANCE = 0.0002

Moment = Callable[[Path, Path, float], bool]
"""(workspace, what was printed so far, seconds since the start) -> whether to kill now."""


@dataclass(frozen=True, slots=True)
class Victim:
    """An import that was killed.  said: names of the files that it had acknowledged; ended: it was too fast for us."""

    workspace: Path
    moment: str
    said: tuple[str, ...]
    ended: bool


def moments(count: int, seed: int, files: int, whole: float) -> list[tuple[str, Moment]]:
    """Moments spread over a whole run, named for the message of a failing test.

    One third by the clock (start-up included), one third right after a file was acknowledged, one third when the
    database's own log grows: within a commit.  whole: how long an undisturbed run takes, seconds.
    """
    dice = random.Random(seed)
    found: list[tuple[str, Moment]] = []
    for number in range(count):
        match number % 3:
            case 0:
                share = (number + dice.random()) / count
                found.append((f"{number}: after {share:.0%} of the time", _after(share * whole)))
            case 1:
                lines, pause = dice.randint(1, files - 1), dice.random() * 0.02
                found.append((f"{number}: {pause:.4f} s after {lines} files", _after_lines(lines, pause)))
            case _:
                growths, pause = dice.randint(1, 2 * files), dice.choice([0, 0, 0.0005, 0.002])
                found.append((f"{number}: {pause} s after the log grew {growths} times", _in_commit(growths, pause)))
    return found


def killed(workspace: Path, files: Sequence[Path], name: str, now: Moment) -> Victim:
    """Import files in a process of its own and kill it (SIGKILL) at the moment."""
    out = workspace / "out.txt"
    process = started("import", *files, "-w", workspace, "--commit", out=out)
    start = time.monotonic()
    try:
        while process.poll() is None and time.monotonic() - start < _LONGEST:
            if now(workspace, out, time.monotonic() - start):
                process.send_signal(signal.SIGKILL)
                break
            time.sleep(_GLANCE)
        process.wait(timeout=_LONGEST)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    assert process.returncode in (-signal.SIGKILL, 0), f"{name}: {out.read_text()}"
    return Victim(workspace, name, acknowledged(out), process.returncode == 0)


def acknowledged(out: Path) -> tuple[str, ...]:
    """Names of the files that the import said were in.  A line that was cut off says nothing."""
    lines = out.read_text(encoding="utf-8").split("\n")[:-1]
    return tuple(line.split()[1].rstrip(":") for line in lines if line.startswith("committed "))


def held(workspace: Path) -> dict[str, set[str]]:
    """File name -> ids of its records in the journal.  All of them count, and each file has one import and approval."""
    journal = opened(workspace)
    try:
        head = journal.store.head()
        counted = counting(journal.store.marks(head))
        found: dict[str, set[str]] = {}
        acts: dict[str, list[str]] = {}
        for entry in journal.store.load(head):
            if entry.kind in (IMPORT, APPROVAL):
                acts.setdefault(entry.source.file, []).append(entry.kind)
            else:
                assert entry.id in counted
                found.setdefault(entry.source.file, set()).add(entry.id)
        assert acts.keys() == found.keys()
        assert all(sorted(kinds) == [APPROVAL, IMPORT] for kinds in acts.values()), acts
        return found
    finally:
        journal.store.close()


def balances(workspace: Path) -> dict[str, Any]:
    """All balances, split as finely as they can be; without the journal's head, which tells how it came about."""
    split = ("--by", "hazard,admin1,contamination,operator")
    told = opendisarm("balance", "land", "-w", workspace, *split, "--json").fine().json
    return {name: value for name, value in told.items() if name != "journal_head"}


def nothing_was_lost(victim: Victim, whole: dict[str, set[str]]) -> None:
    """Whatever was acknowledged is there; whatever is there is there wholly."""
    opendisarm("verify", "-w", victim.workspace).fine()
    left = held(victim.workspace)
    assert set(victim.said) <= left.keys(), f"{victim.moment}: acknowledged, then lost"
    for file, ids in left.items():
        assert ids == whole[file], f"{victim.moment}: {file} is there in part"


def _after(seconds: float) -> Moment:
    return lambda _workspace, _out, since: since >= seconds


def _after_lines(lines: int, pause: float) -> Moment:
    reached: list[float] = []

    def now(_workspace: Path, out: Path, since: float) -> bool:
        if not reached and out.read_bytes().count(b"committed ") >= lines:
            reached.append(since)
        return bool(reached) and since >= reached[0] + pause

    return now


def _in_commit(growths: int, pause: float) -> Moment:
    """When the write-ahead log of SQLite grew so many times; where there is none (a server), by the files in it."""
    sizes: list[int] = [0]
    reached: list[float] = []

    def now(workspace: Path, out: Path, since: float) -> bool:
        log = workspace / "journal.sqlite-wal"
        try:
            size = log.stat().st_size
        except FileNotFoundError:  # not made yet, or taken away by a clean end
            size = out.stat().st_size
        if size > sizes[-1]:
            sizes.append(size)
        if not reached and len(sizes) > growths:
            reached.append(since)
        return bool(reached) and since >= reached[0] + pause

    return now
