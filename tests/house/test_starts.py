"""The command answers at once: what is slow to import waits until it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("django", "pyogrio", "shapely", "pyproj", "numpy", "vl_convert", "docx", "openpyxl")

ASK = """
import sys
from opendisarm.cli import main
sys.argv = ["opendisarm", *sys.argv[1:]]
try:
    main()
except SystemExit as left:
    assert not left.code, left.code
print("loaded:", *sys.modules)
"""


@pytest.mark.parametrize("heavy", HEAVY)
def test_help_does_not_import(heavy: str, loaded_by_help: set[str]) -> None:
    assert heavy not in loaded_by_help


@pytest.fixture(scope="module")
def loaded_by_help() -> set[str]:
    asked = subprocess.run([sys.executable, "-c", ASK, "--help"], capture_output=True, text=True, check=False)
    assert asked.returncode == 0, asked.stderr
    shown, _, modules = asked.stdout.rpartition("loaded:")
    assert "Usage" in shown
    return set(modules.split())
