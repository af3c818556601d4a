"""`./run`, the one door: what it says when it has nothing to install."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.house.tree import ROOT

SCRIPT = ROOT / "run"


def test_run_alone_lists_every_word_that_it_knows() -> None:
    known = set(re.findall(r"^    (\w+)\)", SCRIPT.read_text(encoding="utf-8"), re.MULTILINE))
    listed = set(re.findall(r"^  (\w+) ", _run().stdout, re.MULTILINE))
    assert known
    assert known <= listed


def test_run_works_from_any_folder(tmp_path: Path) -> None:
    assert _run(folder=tmp_path).stdout == _run().stdout


def test_continuous_integration_runs_the_same_word_as_people() -> None:
    assert "exec ./run test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_site_says_in_one_line_when_there_is_no_workspace_to_serve(tmp_path: Path) -> None:
    asked = _run("serve", folder=tmp_path)
    assert asked.returncode == 1
    told = asked.stderr.splitlines()[-1]
    assert told.startswith("opendisarm: ")
    assert "is not an OpenDisarm workspace. Make one with 'opendisarm init DIR'" in told


def _run(*words: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([SCRIPT, *words], cwd=folder, capture_output=True, text=True, check=False)
