"""The command as people meet it: typed words in; exit code, standard output and error stream out."""

from __future__ import annotations

import json
import subprocess
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from opendisarm.cli import app

PROGRAM = (sys.executable, "-c", "from opendisarm.cli import main; main()")
"""The installed command, wherever its script lies."""

_RUNNER = CliRunner()


@dataclass(frozen=True, slots=True)
class Answer:
    """What one run said.  An exception that nobody caught is told on `err`, as Python tells it."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON.  Errors  ValueError when it is anything else."""
        return json.loads(self.out)

    def fine(self) -> Answer:
        """The same answer, when it is a good one."""
        assert self.code == 0, self
        return self

    def without_traceback(self) -> Answer:
        """The same answer, when it is one that a user may see: good, or refused in words."""
        assert self.code in (0, 1, 2), self
        assert "Traceback" not in self.out + self.err, self.err
        return self


def opendisarm(*words: object) -> Answer:
    """Run the command within this process: fast, and nothing of it is skipped but the start of Python."""
    done = _RUNNER.invoke(app, [str(word) for word in words])
    told = done.stderr
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        told += "".join(traceback.format_exception(done.exception))
    return Answer(done.exit_code, done.stdout, told)


def in_a_process(*words: object, before: Callable[[], None] | None = None, cwd: Path | None = None) -> Answer:
    """Run the command as a process of its own.  before: called in it before Python starts (limits, rights)."""
    done = subprocess.run(
        [*PROGRAM, *map(str, words)], capture_output=True, preexec_fn=before, cwd=cwd, check=False, timeout=120
    )
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


def started(*words: object, out: Path) -> subprocess.Popen[bytes]:
    """Start the command and go on; what it prints goes to a file, where it is read while it runs."""
    with out.open("wb") as stream:
        return subprocess.Popen([*PROGRAM, *map(str, words)], stdout=stream, stderr=stream, stdin=subprocess.DEVNULL)
