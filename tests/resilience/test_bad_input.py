"""Whatever arrives: no traceback, every row accounted for, nothing half-written, and words that help."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from opendisarm.core.journal import Head
from opendisarm.desk.workspace import opened
from tests.cli.opendisarm import opendisarm
from tests.resilience.bad_files import BAD, Bad

SENTENCE = re.compile(r"\S.*[.!?]$", re.DOTALL)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    opendisarm("init", tmp_path / "workspace", "--state", "AFG").fine()
    return tmp_path / "workspace"


def imported(workspace: Path, *words: object) -> dict[str, Any]:
    """The import as JSON, once it holds what every one must: no traceback, counts that add up, words that help."""
    answer = opendisarm("import", "-w", workspace, "--json", *words).without_traceback()
    told: dict[str, Any] = answer.json
    adds_up(told)
    for file in told["files"]:
        adds_up(file)
    for name in ("rows_in", "accepted", "rejected", "skipped"):
        assert told[name] == sum(file[name] for file in told["files"])
    for finding in told["findings"]:
        assert finding["file"], finding
        assert SENTENCE.match(finding["message"]), finding
        assert SENTENCE.match(finding["remedy"]), finding
    refused = any(not file["rows_in"] and _errors(told, file["file"]) for file in told["files"])
    assert answer.code == (1 if refused else 0)
    return told


def adds_up(counts: dict[str, Any]) -> None:
    assert counts["rows_in"] == counts["accepted"] + counts["rejected"] + counts["skipped"]


def _errors(told: dict[str, Any], file: str) -> list[str]:
    return [found["code"] for found in told["findings"] if found["severity"] == "error" and found["file"] == file]


def head(workspace: Path) -> Head:
    journal = opened(workspace)
    try:
        return journal.store.head()
    finally:
        journal.store.close()


def codes(told: dict[str, Any]) -> set[str]:
    return {found["code"] for found in told["findings"]}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
def test_bad_input_is_refused_or_read_in_words(bad: Bad, workspace: Path, tmp_path: Path) -> None:
    folder = tmp_path / "field"
    folder.mkdir()
    file = bad.make(folder)
    dry = imported(workspace, file)
    assert bad.codes <= codes(dry), dry["findings"]
    assert (dry["accepted"], dry["rejected"], dry["skipped"]) == bad.counts, dry["findings"]
    assert head(workspace) == Head(), "a dry run stored something"

    done = imported(workspace, file, "--commit")
    assert bad.codes <= codes(done)
    assert (done["accepted"], done["rejected"], done["skipped"]) == bad.counts
    assert done["new_entries"] == dry["new_entries"]
    if not bad.counts[0]:
        assert head(workspace) == Head(), "a file of which nothing was accepted left something behind"
    opendisarm("verify", "-w", workspace).fine()
    assert sorted(path.name for path in folder.iterdir()) == [file.name], "something was written beside the field file"


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
def test_bad_input_is_told_to_people_without_a_traceback(bad: Bad, workspace: Path, tmp_path: Path) -> None:
    folder = tmp_path / "field"
    folder.mkdir()
    file = bad.make(folder)
    answer = opendisarm("import", file, "-w", workspace, "--commit", "--repair").without_traceback()
    lines = answer.out.splitlines()
    assert any(line.startswith(f"{file.name}: ") and " rows in = " in line for line in lines)
    for code in bad.codes - {"GEOMETRY_INVALID"}:
        assert any(f"[{code}]" in line and file.name in line for line in lines)
    assert not re.search("[\x1b\u202e]", answer.out), "a file gave commands to the terminal"


def test_refused_files_do_not_keep_good_ones_out(workspace: Path, tmp_path: Path) -> None:
    files: Sequence[Path] = [
        folder_made(tmp_path, str(number), bad) for number, bad in enumerate(BAD.values()) if not bad.counts[0]
    ]
    good = tmp_path / "good.csv"
    good.write_text("kind,ref,date,area_m2,contamination\nCHA,S-9,2020-01-01,700,AP mine\n")
    told = imported(workspace, *files, good, "--commit")
    assert (told["accepted"], told["new_entries"]) == (1, 1)
    assert told["balances_m2"]["confirmed"] == 700


def folder_made(home: Path, name: str, bad: Bad) -> Path:
    folder = home / name
    folder.mkdir()
    return bad.make(folder)


UNITS = (
    "kind,date,code,name,level,state,wkt\n"
    'place.admin,2020-01-01,AF01,Kabul,1,AFG,"POLYGON ((69 34, 70 34, 70 35, 69 35, 69 34))"\n'
)


def test_swapped_latitude_and_longitude_are_named_once_the_state_is_known(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text(UNITS)
    (tmp_path / "field.csv").write_text(
        "kind,ref,date,contamination,wkt\n"
        'CHA,S-1,2020-01-01,AP mine,"POLYGON ((34.5 69.5, 34.501 69.5, 34.501 69.501, 34.5 69.5))"\n'
    )
    imported(workspace, tmp_path / "units.csv", "--commit")
    told = imported(workspace, tmp_path / "field.csv", "--commit")
    assert (told["accepted"], told["rejected"]) == (0, 1)
    assert codes(told) == {"COORDINATES_SWAPPED"}


def test_arabic_digits_count_as_the_digits_that_they_are(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "field.csv").write_text("kind,ref,date,area_m2,contamination\nCHA,م-١,٢٠٢٠-٠١-٠١,١٢٣٤,AP mine\n")
    told = imported(workspace, tmp_path / "field.csv", "--commit")
    assert told["balances_m2"]["confirmed"] == 1234
    assert "م-١" in opendisarm("balance", "land", "--by", "hazard", "-w", workspace).fine().out
