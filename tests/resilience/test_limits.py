"""A machine that has too little of something, or will not let us: one line that says so, and a whole journal."""

from __future__ import annotations

import os
import resource
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.opendisarm import Answer, in_a_process, opendisarm
from tests.resilience.bad_files import GOOD, HEADER

AS_ROOT = os.geteuid() == 0


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    opendisarm("init", tmp_path / "workspace", "--state", "AFG").fine()
    return tmp_path / "workspace"


def one_line(answer: Answer) -> str:
    """What the error stream says: exactly one line."""
    answer.without_traceback()
    assert answer.code == 1, answer
    [line] = answer.err.strip().splitlines()
    return line


def many_rows(path: Path, rows: int) -> Path:
    areas = (f"CHA,S-{number},,2020-01-01,{number + 1},AP mine\n" for number in range(rows))
    path.write_text(f"{HEADER}\n" + "".join(areas))
    return path


def small_files_only(largest: int) -> Callable[[], None]:
    """No file may grow beyond so many bytes: what a full disk looks like to a program."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))


def test_a_full_disk_keeps_the_file_out_that_no_longer_fits_and_what_came_before_in(
    workspace: Path, tmp_path: Path
) -> None:
    small, large = many_rows(tmp_path / "small.csv", 3), many_rows(tmp_path / "large.csv", 4_000)
    answer = in_a_process("import", small, large, "-w", workspace, "--commit", before=small_files_only(1_000_000))
    line = one_line(answer)
    assert line.startswith("opendisarm: The journal: ")
    assert line.endswith("Check the disk, your rights and the server, then try again; nothing was entered by halves.")
    assert answer.out == "committed small.csv: 3 new entries\n"
    opendisarm("verify", "-w", workspace).fine()
    assert opendisarm("balance", "land", "-w", workspace, "--json").fine().json["balances_m2"]["confirmed"] == 1 + 2 + 3
    again = opendisarm("import", small, large, "-w", workspace, "--commit", "--json").fine().json
    assert (again["accepted"], again["skipped"]) == (4_000 - 3, 3 + 3)


def test_figures_can_be_asked_for_where_no_ledger_can_be_kept(workspace: Path, tmp_path: Path) -> None:
    file = many_rows(tmp_path / "small.csv", 3)
    opendisarm("import", file, "-w", workspace, "--commit").fine()
    shutil.rmtree(workspace / "cache")
    (workspace / "cache").write_text("in the way of the folder")
    answer = opendisarm("balance", "land", "-w", workspace, "--json")
    assert answer.fine().json["balances_m2"]["confirmed"] == 1 + 2 + 3
    opendisarm("verify", "-w", workspace).fine()


def test_a_mapping_that_cannot_be_saved_does_not_hide_what_was_entered(workspace: Path, tmp_path: Path) -> None:
    file = many_rows(tmp_path / "small.csv", 3)
    answer = opendisarm("import", file, "-w", workspace, "--commit", "--save-map", tmp_path / "nowhere" / "map.yaml")
    assert one_line(answer).startswith(f"opendisarm: {tmp_path / 'nowhere' / 'map.yaml'}: No such file or directory.")
    assert "Committed: 3 new entries." in answer.out


def test_a_workbook_that_cannot_be_given_back_does_not_hide_what_was_found(workspace: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"no workbook")
    answer = opendisarm("import", broken, "-w", workspace, "--corrected", tmp_path / "out.xlsx")
    assert one_line(answer) == (
        "opendisarm: broken.xlsx cannot be given back as a workbook: The archive is damaged or cut off "
        "(File is not a zip file). Make it again and compare the size of the copy with that of the original."
    )
    assert "[ARCHIVE_BROKEN]" in answer.out
    assert not (tmp_path / "out.xlsx").exists()


def test_two_files_cannot_be_given_back_as_one_workbook_and_nothing_is_entered(workspace: Path, tmp_path: Path) -> None:
    file = many_rows(tmp_path / "small.csv", 3)
    answer = opendisarm("import", file, file, "-w", workspace, "--commit", "--corrected", tmp_path / "out.xlsx")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        "opendisarm: A corrected workbook is made for one file at a time. Name one FILE with --corrected.\n"
    )


def refusals(workspace: Path, file: Path) -> list[str]:
    """Codes of what is said of a file that is no file of ours."""
    told = opendisarm("import", file, "-w", workspace, "--commit", "--json").without_traceback()
    assert told.code == 1
    assert told.json["rows_in"] == told.json["new_entries"] == 0
    return [finding["code"] for finding in told.json["findings"]]


def test_a_folder_instead_of_a_file_is_a_finding(workspace: Path, tmp_path: Path) -> None:
    assert refusals(workspace, tmp_path) == ["FILE_IS_FOLDER"]


def test_a_file_that_is_not_there_is_a_finding(workspace: Path, tmp_path: Path) -> None:
    assert refusals(workspace, tmp_path / "absent.csv") == ["FILE_MISSING"]


def test_a_link_to_itself_is_a_finding(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    assert refusals(workspace, tmp_path / "loop.csv") == ["FILE_UNREADABLE"]


def test_a_pipe_is_a_finding_and_nobody_waits_for_it(workspace: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert refusals(workspace, tmp_path / "pipe.csv") == ["FILE_UNREADABLE"]


@pytest.mark.skipif(AS_ROOT, reason="root may read everything")
def test_a_file_that_one_may_not_read_is_a_finding(workspace: Path, tmp_path: Path) -> None:
    file = many_rows(tmp_path / "closed.csv", 1)
    file.chmod(stat.S_IWUSR)
    assert refusals(workspace, file) == ["FILE_UNREADABLE"]


def test_a_file_that_vanishes_while_it_is_read_is_a_finding(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = many_rows(tmp_path / "gone.csv", 1)

    def refused(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert refusals(workspace, file) == ["FILE_UNREADABLE"]


def test_a_file_of_300_mb_is_read_or_refused_in_a_line(workspace: Path, tmp_path: Path) -> None:
    """Mostly a hole, so that it costs no disk."""
    file = tmp_path / "large.gpkg"
    with file.open("wb") as stream:
        stream.write(b"SQLite format 3\0")
        stream.seek(300_000_000)
        stream.write(b"\0")
    assert refusals(workspace, file) == ["GIS_UNREADABLE"]


def test_a_table_of_300_mb_without_a_line_end_is_read_or_refused_in_a_line(workspace: Path, tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    with file.open("wb") as stream:
        stream.write(f"{HEADER}\n{GOOD}\n".encode())
        for _ in range(300):
            stream.write(b" " * 1_000_000)
    told = opendisarm("import", file, "-w", workspace, "--json").without_traceback().json
    assert told["rows_in"] == told["accepted"] + told["rejected"] + told["skipped"]
    assert told["accepted"] == 1


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(workspace: Path, tmp_path: Path) -> None:
    file = tmp_path / "huge.csv"
    with file.open("wb") as stream:
        stream.truncate(1_100_000_000)
    assert refusals(workspace, file) == ["FILE_TOO_LARGE"]
