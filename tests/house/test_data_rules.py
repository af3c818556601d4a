"""Published data that tests may read beside the checkout and the project must never carry."""

from __future__ import annotations

import hashlib
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files, name

PUBLISHED = ROOT.parent / "shared" / "data"
NEVER_CARRIED = ("colombia", "iati", "fts")
KNOWN_NAMES = ("*tests_only*", "desminado*.csv", "eventos_*.csv", "fts_incoming*", "iati-*.xsd", "example_activity_2*")


def test_no_file_has_the_name_of_data_that_must_stay_outside() -> None:
    carried = [name(file) for file in files() if any(fnmatch(file.name.lower(), known) for known in KNOWN_NAMES)]
    assert not carried


@pytest.mark.data
def test_no_file_is_a_copy_of_data_that_must_stay_outside() -> None:
    if not PUBLISHED.is_dir():
        pytest.skip("The published data (../shared/data) is not beside this checkout.")
    outside = {_digest(file): file.name for file in _outside()}
    assert outside, "../shared/data holds none of the folders that this test is about."
    carried = {name(file): outside[_digest(file)] for file in files() if _digest(file) in outside}
    assert not carried


def _outside() -> list[Path]:
    folders = [file for folder in NEVER_CARRIED for file in (PUBLISHED / folder).rglob("*")]
    return [file for file in [*folders, *PUBLISHED.rglob("*tests_only*")] if file.is_file() and file.stat().st_size]


def _digest(file: Path) -> str:
    """Of the text without line endings, so that a checkout on another system is the same file."""
    return hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
