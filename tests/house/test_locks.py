"""The lock files: complete, hashed, and free of anybody's machine."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise

import pytest

from tests.house.tree import ROOT

LOCKS = ("run", "dev")
PIN = re.compile(r"^([a-z0-9-]+)==(\S+) \\$", re.MULTILINE)


def test_every_declared_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = project["project"]["dependencies"] + project["build-system"]["requires"]
    developing = project["project"]["optional-dependencies"]["dev"]
    assert _names(needed) <= _pins("run").keys(), "./run lock"
    assert _names(needed + developing) <= _pins("dev").keys(), "./run lock"


def test_developers_run_what_users_run() -> None:
    assert _pins("run").items() <= _pins("dev").items(), "./run lock"


@pytest.mark.parametrize("level", LOCKS)
def test_a_lock_holds_pins_hashes_and_origins_only(level: str) -> None:
    strange = [
        line for line in _lines(level) if not re.match(r"    --hash=sha256:[0-9a-f]{64}|    #|# |[a-z0-9-]+==|$", line)
    ]
    assert not strange
    origins = {line.strip("# ") for line in _lines(level) if line.lstrip().startswith("#") and "/" in line}
    assert origins <= {"-c requirements/run.txt"}


@pytest.mark.parametrize("level", LOCKS)
def test_every_pin_is_hashed(level: str) -> None:
    lines = _lines(level)
    bare = [line for line, following in pairwise(lines) if "==" in line and "--hash" not in following]
    assert not bare


def _lines(level: str) -> list[str]:
    return (ROOT / "requirements" / f"{level}.txt").read_text(encoding="utf-8").splitlines()


def _pins(level: str) -> dict[str, str]:
    return dict(PIN.findall("\n".join(_lines(level))))


def _names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-") for requirement in requirements}
