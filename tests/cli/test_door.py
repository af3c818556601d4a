"""The door: wrong places, odd names and strange signs end as one line, never as a traceback or a false figure."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.opendisarm import PROGRAM, Answer, in_a_process, opendisarm

CSV = "kind,ref,hazard,date,area_m2,contamination,province\nCHA,S-1,,2020-01-01,1000,AP mine,North\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    opendisarm("init", tmp_path / "workspace", "--state", "XSA").fine()
    return tmp_path / "workspace"


@pytest.fixture
def filled(workspace: Path, tmp_path: Path) -> Path:
    """A workspace with one hazardous area of 1000 m2."""
    field = tmp_path / "field.csv"
    field.write_text(CSV, encoding="utf-8")
    opendisarm("import", field, "-w", workspace, "--commit").fine()
    return workspace


def refused(answer: Answer, code: int = 1) -> str:
    """The one line of a refusal."""
    answer.without_traceback()
    assert (answer.code, answer.out) == (code, ""), answer
    [line] = answer.err.strip().splitlines()
    return line


# --- where there is no workspace -------------------------------------------------------------------------------------


def test_a_path_that_is_no_workspace_is_told(tmp_path: Path) -> None:
    for place in (tmp_path / "nowhere", tmp_path):
        assert refused(opendisarm("balance", "land", "-w", place)) == (
            f"opendisarm: {place} is not an OpenDisarm workspace. "
            "Make one with 'opendisarm init DIR', or name one with -w DIR."
        )


def test_a_file_is_no_workspace(tmp_path: Path) -> None:
    (tmp_path / "field.csv").write_text(CSV)
    told = refused(opendisarm("verify", "-w", tmp_path / "field.csv"))
    assert told.startswith(f"opendisarm: {tmp_path / 'field.csv'} is not an OpenDisarm workspace.")


def test_a_workspace_cannot_be_made_where_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "field.csv").write_text(CSV)
    assert refused(opendisarm("init", tmp_path / "field.csv")) == (
        f"opendisarm: {tmp_path / 'field.csv'} cannot be made into a workspace: File exists. "
        "Choose a folder that you may write to."
    )


def test_a_workspace_is_made_once(workspace: Path) -> None:
    assert refused(opendisarm("init", workspace)) == (
        "opendisarm: workspace already is a workspace. Use it with -w, or choose another folder."
    )


def test_making_a_workspace_that_was_cut_off_is_done_again(tmp_path: Path) -> None:
    opendisarm("init", tmp_path / "workspace").fine()
    (tmp_path / "workspace" / "workspace.yaml").unlink()
    opendisarm("init", tmp_path / "workspace").fine()
    opendisarm("verify", "-w", tmp_path / "workspace").fine()


def test_a_state_has_three_letters(tmp_path: Path) -> None:
    assert refused(opendisarm("init", tmp_path / "w", "--state", "Samplia")) == (
        "opendisarm: 'SAMPLIA' is no ISO 3166-1 alpha-3 code. Give three letters, for example KHM."
    )
    assert not (tmp_path / "w").exists()


def test_an_unreachable_server_is_told(tmp_path: Path) -> None:
    told = refused(opendisarm("init", tmp_path / "w", "--database", "postgresql://a@%2Fnowhere/journal"))
    assert told.startswith("opendisarm: The journal cannot be opened: ")
    assert told.endswith(". Check the file or the server, then try again.")


def test_a_database_of_another_kind_is_told(tmp_path: Path) -> None:
    assert refused(opendisarm("init", tmp_path / "w", "--database", "mysql://a/b")) == (
        "opendisarm: The journal cannot be opened: 'mysql://a/b' is neither a file nor a postgresql:// address. "
        "Check the file or the server, then try again."
    )


# --- a workspace that lost something ---------------------------------------------------------------------------------


def test_a_lost_journal_is_never_a_balance_of_zero(filled: Path) -> None:
    for file in filled.glob("journal.sqlite*"):
        file.unlink()
    for command in (["balance", "land"], ["verify"], ["import", filled.parent / "field.csv", "--commit"]):
        assert refused(opendisarm(*command, "-w", filled)) == (
            f"opendisarm: The journal journal.sqlite is missing from {filled}. Restore it from a backup."
        )
    assert not (filled / "journal.sqlite").exists()


@pytest.mark.parametrize("content", [b"", b"name: [", b"\xff\xfe\x00", b"[1, 2]", b"name: only"])
def test_a_damaged_configuration_is_told(filled: Path, content: bytes) -> None:
    (filled / "workspace.yaml").write_bytes(content)
    told = refused(opendisarm("balance", "land", "-w", filled))
    assert told.startswith("opendisarm: workspace.yaml cannot be read (")
    assert told.endswith("). Restore it from a backup.")


def test_a_journal_that_is_no_database_is_told(filled: Path) -> None:
    for file in filled.glob("journal.sqlite-*"):
        file.unlink()
    (filled / "journal.sqlite").write_bytes(b"no database at all")
    assert refused(opendisarm("verify", "-w", filled)) == (
        "opendisarm: The journal cannot be opened: file is not a database. "
        "Check the file or the server, then try again."
    )


def test_damaged_pages_of_a_journal_never_end_in_a_traceback(filled: Path, tmp_path: Path) -> None:
    """One page of the file after the other is overwritten; what reads it refuses, what does not is right."""
    rows = "".join(f"CHA,M-{n},,2020-01-01,{n},AP mine,North\n" for n in range(1, 60))
    (tmp_path / "more.csv").write_text(CSV.splitlines()[0] + "\n" + rows, encoding="utf-8")
    opendisarm("import", tmp_path / "more.csv", "-w", filled, "--commit").fine()
    whole = (filled / "journal.sqlite").read_bytes()
    expected = opendisarm("balance", "land", "-w", filled, "--json").fine().json["balances_m2"]
    refusals = 0
    for page in range(1, len(whole) // 4096, 3):
        copy = Path(shutil.copytree(filled, tmp_path / f"page-{page}"))
        shutil.rmtree(copy / "cache")
        (copy / "journal.sqlite").write_bytes(whole[: page * 4096] + b"\x55" * 4096 + whole[(page + 1) * 4096 :])
        opendisarm("import", tmp_path / "more.csv", "-w", copy).without_traceback()
        answer = opendisarm("balance", "land", "-w", copy, "--json").without_traceback()
        if answer.code:
            refused(answer)
            refusals += 1
        else:
            assert answer.json["balances_m2"] == expected
    assert refusals


# --- names and signs -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("two\nlines.csv", "two\ufffdlines.csv"),
        ("Committed: 5 new entries.\r.csv", "Committed: 5 new entries.\ufffd.csv"),
        ("\x1b[2Jclear.csv", "\ufffd[2Jclear.csv"),
        ("reversed\u202egpj.csv", "reversed\ufffdgpj.csv"),
        ("\"quoted\" 'name' & $(more).csv", "\"quoted\" 'name' & $(more).csv"),
        ("تقرير\u200f ٢٠٢٠.csv", "تقرير\u200f ٢٠٢٠.csv"),
        ("[bold]x.csv", "[bold]x.csv"),
        (os.fsdecode(b"caf\xe9.csv"), "caf\ufffd.csv"),
        (f"{'long' * 60}.csv", f"{'long' * 60}.csv"),
    ],
)
def test_any_file_name_is_shown_on_its_line_and_kept(name: str, shown: str, workspace: Path, tmp_path: Path) -> None:
    (tmp_path / name).write_text(CSV, encoding="utf-8")
    told = opendisarm("import", tmp_path / name, "-w", workspace, "--json").fine().json
    assert told["files"][0]["file"] == shown
    lines = opendisarm("import", tmp_path / name, "-w", workspace, "--commit").fine().out.splitlines()
    assert lines[0] == f"committed {shown}: 1 new entry"
    assert opendisarm("why", "S-1", "-w", workspace, "--json").fine().json["sources"][0]["file"] == shown
    opendisarm("verify", "-w", workspace).fine()


def test_a_file_name_given_to_a_process_arrives_as_its_bytes(workspace: Path, tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.csv")
    (tmp_path / name).write_text(CSV, encoding="utf-8")
    answer = in_a_process("import", tmp_path / name, "-w", workspace, "--commit", "--json").fine()
    assert answer.json["files"][0]["file"] == "caf\ufffd.csv"


@pytest.mark.parametrize("option", ["--org", "--by-person"])
def test_a_word_that_is_no_text_is_refused_and_nothing_is_entered(option: str, workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "field.csv").write_text(CSV)
    word = os.fsdecode(b"Org \xe9")
    answer = opendisarm("import", tmp_path / "field.csv", "-w", workspace, option, word, "--commit")
    assert refused(answer, code=2).endswith(
        "Org \\udce9'. Type it anew; this machine's encoding should be UTF-8."
    ), answer.err  # fmt: skip
    assert opendisarm("verify", "-w", workspace).fine().out.startswith("Sound: 0 entries")


def test_words_from_files_are_never_markup_or_commands(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "field.geojson").write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"kind":"CHA",'
        '"ref":"[/b]\\u001b[31m","date":"2020-01-01","area_m2":1000,"contamination":"AP mine","province":"[red]N"}}]}'
    )
    out = opendisarm("import", tmp_path / "field.geojson", "-w", workspace, "--commit").fine().out
    out += opendisarm("balance", "land", "--by", "hazard,admin1", "-w", workspace).fine().out
    out += opendisarm("why", "confirmed", "-w", workspace).fine().out
    assert "[/b]\ufffd[31m" in out
    assert "[red]N" in out
    assert "\x1b" not in out


def test_pipes_carry_utf_8_whatever_the_machine_is_set_to(filled: Path) -> None:
    words = ["balance", "land", "-w", str(filled), "--by", "admin1"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii:strict"}
    done = subprocess.run([*PROGRAM, *words], capture_output=True, env=environment, check=True)
    assert "1\u2009000" in done.stdout.decode("utf-8")


def test_whoever_stops_reading_ends_the_command_quietly(filled: Path) -> None:
    words = " ".join([f"'{sys.executable}'", "-c", f"'{PROGRAM[2]}'", "balance", "land", "-w", f"'{filled}'"])
    done = subprocess.run(["sh", "-c", f"{words} | true"], capture_output=True, check=True)
    assert done.stderr == b""


# --- wrong questions -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["balance", "land", "--on", "31/12/2024"], "'31/12/2024' is not a date. Write it as 2024-12-31."),
        (
            ["balance", "land", "--known", "yesterday"],
            "'yesterday' is not a date (2025-04-30) or a UTC moment (2025-04-30T12:00:00Z).",
        ),
    ],
)
def test_a_date_that_is_none_is_told(filled: Path, words: list[str], line: str) -> None:
    assert refused(opendisarm(*words, "-w", filled), code=2) == f"opendisarm: {line}"


def test_the_last_moment_of_time_is_no_fault(filled: Path) -> None:
    refused(opendisarm("balance", "land", "--known", "9999-12-31T23:59:59-12:00", "-w", filled), code=2)


@pytest.mark.parametrize("year", ["0", "10000", "-1", "x"])
def test_a_year_that_is_none_is_told(filled: Path, year: str) -> None:
    assert opendisarm("flows", "land", "--year", year, "-w", filled).without_traceback().code == 2


def test_a_dimension_that_is_none_is_told(filled: Path) -> None:
    assert refused(opendisarm("balance", "land", "--by", "colour", "-w", filled)).startswith(
        "opendisarm: 'colour' is no dimension of the land ledger; use one or more of: state, admin1, "
    )


def test_a_treaty_without_scope_is_told(filled: Path) -> None:
    assert refused(opendisarm("balance", "land", "--treaty", "NPT", "-w", filled)).startswith(
        "opendisarm: 'NPT' has no scope here. Use one of: APMBC, CCM, "
    )


def test_nothing_to_approve_or_withdraw_is_told(filled: Path) -> None:
    assert refused(opendisarm("approve", "B-none", "-w", filled)) == (
        "opendisarm: Nothing waits for approval under B-none. 'opendisarm waiting' lists what does."
    )
    assert refused(opendisarm("withdraw", "E-none", "--reason", "x", "-w", filled)) == (
        "opendisarm: There is no record or withdrawal E-none. 'opendisarm why' shows the ids behind a figure."
    )
    assert refused(opendisarm("withdraw", "E-none", "--reason", " ", "-w", filled)) == (
        "opendisarm: A withdrawal needs its reason. Say it with --reason."
    )


def test_a_mapping_that_cannot_be_used_is_told(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("columns: [")
    told = refused(opendisarm("import", tmp_path / "field.csv", "--map", tmp_path / "map.yaml", "-w", filled))
    assert told.startswith("opendisarm: map.yaml: ")
    assert refused(
        opendisarm("import", tmp_path / "field.csv", "--map", tmp_path / "none.yaml", "-w", filled)
    ).startswith("opendisarm: none.yaml: The mapping cannot be read: No such file or directory.")
