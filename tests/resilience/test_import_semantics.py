"""What importing means: again is nothing new, order does not matter, dry is dry, corrected replaces, held waits."""

from __future__ import annotations

import hashlib
import itertools
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from opendisarm.importers.tables.grids import FINDINGS_SHEET
from tests.cli.opendisarm import opendisarm
from tests.importers.tables_on_disk import workbook
from tests.resilience.field_files import written
from tests.resilience.killing import balances, held

HEADER = "kind,ref,hazard,date,area_m2,contamination\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return made(tmp_path / "workspace")


def made(folder: Path) -> Path:
    opendisarm("init", folder, "--state", "XSA").fine()
    return folder


def field(folder: Path, name: str, *rows: str) -> Path:
    path = folder / name
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def imported(workspace: Path, *words: object) -> dict[str, Any]:
    told: dict[str, Any] = opendisarm("import", "-w", workspace, "--json", *words).fine().json
    return told


def land(workspace: Path, *words: object) -> dict[str, int]:
    """Accounts that hold land."""
    told = opendisarm("balance", "land", "-w", workspace, "--json", *words).fine().json
    return {account: m2 for account, m2 in told["balances_m2"].items() if m2}


def state_of(workspace: Path) -> tuple[str, int, str]:
    """The journal's bytes by their digest, its rows, and its last link."""
    file = workspace / "journal.sqlite"
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as connection:
        [rows] = connection.execute("SELECT count(*) FROM journal").fetchone()
        last = connection.execute("SELECT chain FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    connection.close()
    return hashlib.sha256(file.read_bytes()).hexdigest(), rows, last[0] if last else ""


def now() -> str:
    return datetime.now(UTC).isoformat()


def entry_of(workspace: Path, ref: str) -> str:
    """The one entry that counts under a sender's id."""
    told = opendisarm("why", ref, "-w", workspace, "--json").fine().json
    [entry] = {line["entry"] for line in told["sources"]}
    return str(entry)


def test_the_same_file_again_is_nothing_new(workspace: Path, tmp_path: Path) -> None:
    files = written(tmp_path / "field")
    imported(workspace, *files, "--commit")
    before = state_of(workspace)
    again = imported(workspace, *files, "--commit")
    assert (again["accepted"], again["skipped"], again["new_entries"]) == (0, again["rows_in"], 0)
    assert state_of(workspace) == before
    lines = opendisarm("import", files[0], "-w", workspace, "--commit").fine().out.splitlines()
    assert "  3 skipped: unchanged: the journal already holds it" in lines


def test_a_copy_of_a_file_under_another_name_is_nothing_new(workspace: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "field", 1)[0]
    imported(workspace, file, "--commit")
    copy = tmp_path / "copy of field.csv"
    copy.write_bytes(file.read_bytes())
    assert imported(workspace, copy, "--commit")["new_entries"] == 0


def test_files_in_any_order_give_the_same_balances(tmp_path: Path) -> None:
    """Survey, clearance twice over the same ground, a correction: what meets on the ground, in every order."""
    survey = field(tmp_path, "survey.csv", "CHA,S-1,,2020-01-01,1000,AP mine", "SHA,S-2,,2020-01-01,500,AP mine")
    clearance = field(tmp_path, "clearance.csv", "cleared,C-1,S-1,2021-01-01,700,AP mine")
    more = field(tmp_path, "more.csv", "cleared,C-2,S-1,2021-01-01,700,AP mine", "reduced,R-1,S-2,2021-06-01,200,")
    shapes = written(tmp_path / "shapes", 1)
    seen = []
    for number, order in enumerate(itertools.permutations([survey, clearance, more, *shapes])):
        workspace = made(tmp_path / f"workspace-{number}")
        imported(workspace, *order, "--commit")
        seen.append(balances(workspace))
    assert all(other == seen[0] for other in seen)
    assert seen[0]["balances_m2"]["reduced"] == 200


def test_a_dry_run_changes_nothing(workspace: Path, tmp_path: Path) -> None:
    files = written(tmp_path / "field")
    imported(workspace, files[0], "--commit")
    before = state_of(workspace)
    dry = imported(workspace, *files)
    assert (dry["committed"], dry["new_entries"]) == (False, 21)
    assert state_of(workspace) == before
    assert opendisarm("verify", "-w", workspace).fine().out.startswith("Sound: 5 entries")


def test_a_dry_run_of_several_files_tells_what_the_commit_will_do(workspace: Path, tmp_path: Path) -> None:
    """The second file corrects the first, the third repeats it, the fourth corrects the correction."""
    files = [
        field(tmp_path, "a.csv", "CHA,S-1,,2020-01-01,1000,AP mine", "cleared,C-1,S-1,2021-01-01,400,AP mine"),
        field(tmp_path, "b.csv", "cleared,C-1,S-1,2021-01-01,500,AP mine"),
        field(tmp_path, "c.csv", "CHA,S-1,,2020-01-01,1000,AP mine"),
        field(tmp_path, "d.csv", "cleared,C-1,S-1,2021-01-01,600,AP mine", "CHA,S-1,,2022-01-01,50,AP mine"),
    ]
    dry, done = imported(workspace, *files), imported(workspace, *files, "--commit")
    assert dry | {"committed": True} == done
    assert done["balances_m2"]["cleared"] == 600
    assert [file["skipped"] for file in done["files"]] == [0, 0, 1, 0]
    assert [found["file"] for found in done["findings"] if found["code"] == "CHANGED"] == ["b.csv", "d.csv"]


def test_a_faulty_workbook_goes_back_marked_and_comes_in_once_corrected(workspace: Path, tmp_path: Path) -> None:
    file = workbook(
        tmp_path / "clearance.xlsx",
        [["kind", "ref", "date", "area_m2", "contamination"],
         ["CHA", "S-1", "2020-01-01", 1000, "AP mine"], ["CHA", "S-2", "31/31/2020", 2000, "AP mine"],
         ["CHA", "S-3", "2020-01-01", "plenty", "AP mine"], ["CHA", "S-4", "2020-01-01", 4000, "AP mine"]],
    )  # fmt: skip
    back = tmp_path / "back.xlsx"
    told = imported(workspace, file, "--commit", "--corrected", back)
    assert (told["accepted"], told["rejected"]) == (2, 2)
    assert land(workspace) == {"confirmed": 5000}

    book = openpyxl.load_workbook(back)
    listed = [row for row in book[FINDINGS_SHEET].iter_rows(min_row=2, values_only=True) if row[0] == "error"]
    assert sorted({row[4] for row in listed}) == ["C3", "D4"]
    sheet = book.worksheets[0]
    marked = {cell.coordinate for row in sheet.iter_rows(min_row=2) for cell in row if cell.comment}
    assert {"C3", "D4"} <= marked
    sheet["C3"], sheet["D4"] = "2020-12-31", 3000
    book.save(back)

    again = imported(workspace, back, "--commit")
    assert (again["accepted"], again["rejected"], again["skipped"]) == (2, 0, 2)
    assert again["new_entries"] == 2
    assert land(workspace) == {"confirmed": 10_000}
    assert not [found for found in again["findings"] if found["severity"] == "error"]


def test_a_changed_row_replaces_and_what_was_known_before_stays_known(workspace: Path, tmp_path: Path) -> None:
    survey, first = "CHA,S-1,,2020-01-01,1000,AP mine", "cleared,C-1,S-1,2021-01-01,400,AP mine"
    imported(workspace, field(tmp_path, "january.csv", survey, first), "--commit")
    then = now()
    changed = imported(workspace, field(tmp_path, "june.csv", survey, first.replace("400", "450")), "--commit")
    assert (changed["accepted"], changed["skipped"]) == (1, 1)
    [finding] = [found for found in changed["findings"] if found["code"] == "CHANGED"]
    assert "says something else about C-1 (area_m2); this row replaces that entry from now on." in finding["message"]
    assert land(workspace) == {"confirmed": 550, "cleared": 450}
    assert land(workspace, "--known", then) == {"confirmed": 600, "cleared": 400}
    assert land(workspace, "--on", "2020-12-31") == {"confirmed": 1000}
    opendisarm("verify", "-w", workspace).fine()


def test_what_was_withdrawn_can_come_in_again_and_says_so(workspace: Path, tmp_path: Path) -> None:
    file = field(tmp_path, "survey.csv", "CHA,S-1,,2020-01-01,1000,AP mine")
    imported(workspace, file, "--commit")
    then = now()
    entry = entry_of(workspace, "S-1")
    opendisarm("withdraw", entry, "--reason", "entered for the wrong district", "-w", workspace).fine()
    assert land(workspace) == {}
    assert land(workspace, "--known", then) == {"confirmed": 1000}
    again = imported(workspace, file, "--commit")
    assert (again["accepted"], again["new_entries"]) == (1, 1)
    [finding] = [found for found in again["findings"] if found["code"] == "WITHDRAWN_BEFORE"]
    assert entry in finding["message"]
    assert land(workspace) == {"confirmed": 1000}
    assert imported(workspace, file, "--commit")["new_entries"] == 0
    opendisarm("verify", "-w", workspace).fine()


def test_held_records_count_once_they_are_approved(workspace: Path, tmp_path: Path) -> None:
    assert opendisarm("waiting", "-w", workspace).fine().out == "Nothing waits for approval.\n"
    file = field(tmp_path, "survey.csv", "CHA,S-1,,2020-01-01,1000,AP mine", "CHA,S-2,,2020-01-01,500,AP mine")
    held_back = imported(workspace, file, "--commit", "--hold")
    assert (held_back["new_entries"], held_back["balances_m2"]["confirmed"]) == (2, 0)
    assert land(workspace) == {}
    then = now()
    assert imported(workspace, file, "--commit")["new_entries"] == 0, "what waits is known, and does not come twice"
    assert land(workspace) == {}, "an import is no approval of what somebody else held back"
    [batch] = [word for word in opendisarm("waiting", "-w", workspace).fine().out.split() if word.startswith("B-")]
    told = opendisarm("approve", batch, "--reason", "checked in the field", "-w", workspace).fine().out
    assert told == "Approved 2 records.\n"
    assert land(workspace) == {"confirmed": 1500}
    assert land(workspace, "--known", then) == {}
    assert opendisarm("waiting", "-w", workspace).fine().out == "Nothing waits for approval.\n"
    assert opendisarm("approve", batch, "-w", workspace).err == (
        f"opendisarm: Nothing waits for approval under {batch}. 'opendisarm waiting' lists what does.\n"
    )
    opendisarm("verify", "-w", workspace).fine()


def test_the_books_know_which_file_each_record_came_from(workspace: Path, tmp_path: Path) -> None:
    files = written(tmp_path / "field", 2)
    imported(workspace, *files, "--commit")
    assert {file: len(ids) for file, ids in held(workspace).items()} == {"field-0.csv": 3, "field-1.csv": 3}
