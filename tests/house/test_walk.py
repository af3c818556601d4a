"""docs/walk.md cannot rot: its commands are run in their order, and what they print is what the page shows.

`./run golden` writes the outputs into the page. What differs from day to day is shown as "...": moments of entry and,
since it covers them, the head of the journal; references of persons, which are random, and the entries made of them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.house.tree import ROOT

WALK = ROOT / "docs" / "walk.md"
FIELD_FILES = ROOT / "docs" / "walk"

_BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
_END = "\x1e"
_DIFFERS = (
    (re.compile(r"\b\d{4}-\d\d-\d\d \d\d:\d\d(?= UTC)"), "..."),
    (re.compile(r"\b[0-9a-f]{64}\b"), "..."),
    (re.compile(r"\bP-[A-Z2-7]{26}\b"), "P-..."),
    (re.compile(r"\bE-[0-9a-f]{20}(?=\s+person\.)"), "E-..."),
)


def test_the_walk_shows_what_its_commands_print(golden: Callable[[Path, str | bytes], None], tmp_path: Path) -> None:
    page = WALK.read_text(encoding="utf-8")
    outputs = _run(list(_commands(page)), tmp_path)

    def shown(block: re.Match[str]) -> str:
        return "".join(f"$ {command}\n{next(outputs)}" for command in _commands(block[0], whole=False))

    golden(WALK, _BLOCK.sub(shown, page))
    assert next(outputs, None) is None


def test_every_field_file_has_its_place_in_the_walk() -> None:
    commands = " ".join(_commands(WALK.read_text(encoding="utf-8"))).split()
    files = {file.name for file in FIELD_FILES.iterdir()}
    assert files
    assert files <= set(commands)


def test_the_walk_goes_all_the_way() -> None:
    """From a field file to the cell of a report: each of these is a step that a newcomer must have seen."""
    steps = " ".join(_commands(WALK.read_text(encoding="utf-8")))
    ledger = ("init", "import", "--commit", "balance land", "--known")
    for step in (*ledger, "report article7", "why article7/", "people view", "verify"):
        assert step in steps


def _commands(text: str, whole: bool = True) -> Iterator[str]:
    """The lines after a "$ " in the console blocks of a page, or in one block."""
    for block in _BLOCK.findall(text) if whole else [text]:
        yield from (line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ "))


def _run(commands: list[str], folder: Path) -> Iterator[str]:
    """What each command prints, run one after the other in one shell, in a folder that holds only the field files."""
    for file in FIELD_FILES.iterdir():
        shutil.copy(file, folder)
    script = "".join(f"{command}\nprintf '{_END}%s{_END}' $?\n" for command in commands)
    done = subprocess.run(
        ["bash", "-c", f"exec 2>&1\n{script}"], cwd=folder, env=_surroundings(folder), capture_output=True, check=False,
        encoding="utf-8", stdin=subprocess.DEVNULL, timeout=600,
    )  # fmt: skip
    *printed, rest = done.stdout.split(_END)
    outputs, codes = printed[::2], printed[1::2]
    failed = {
        command: outputs[number] for number, command in enumerate(commands) if codes[number : number + 1] != ["0"]
    }
    assert not failed
    assert not rest
    return iter([_lasting(text) for text in outputs])


def _surroundings(folder: Path) -> dict[str, str]:
    """A shell like anybody's, in which `opendisarm` is the one under test."""
    kept = {name: value for name, value in os.environ.items() if name not in ("OPENDISARM_WORKSPACE", "DATABASE_URL")}
    path = os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")])
    return kept | {
        "OPENDISARM_KEYS": str(folder / "keys"),
        "PATH": path,
        "LC_ALL": "C.UTF-8",
        "PYTHONUTF8": "1",
        "NO_COLOR": "1",
        "TERM": "dumb",
        "COLUMNS": "120",
    }


def _lasting(text: str) -> str:
    """Without what differs from day to day, and without blanks at the ends of lines."""
    for pattern, instead in _DIFFERS:
        text = pattern.sub(instead, text)
    lines = [line.rstrip() for line in text.strip("\n").splitlines()]
    return "".join(f"{line}\n" for line in lines)
