"""One work in a process of its own: its seconds, and the most memory that it ever had."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Measured:
    """seconds: of the work; peak_mib: resident, preparation included, the largest process that it started added."""

    work: str
    size: int
    seconds: float
    peak_mib: int


class WorkFailed(Exception):  # noqa: N818 - says what happened, not that something is an error
    """The last line that a work said before it ended."""


def alone(work: str, size: int, folder: Path) -> Measured:
    """Errors  WorkFailed."""
    command = [sys.executable, "-m", "bench.alone", work, str(size), str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise WorkFailed((done.stderr.strip() or f"exit code {done.returncode}").splitlines()[-1])
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def _here(work: str, size: int, folder: Path) -> Measured:
    from bench.works import WORKS  # the parent of all works stays small: a child's peak begins with its parent's

    seconds = WORKS[work](size, folder)
    peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Measured(work, size, seconds, sum(peaks) // unit)


if __name__ == "__main__":
    print(json.dumps(asdict(_here(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])))))
