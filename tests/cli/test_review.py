"""The review at the command line: what waits, verified, sent back, approved."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.opendisarm import opendisarm
from tests.desk.office import HEADER


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    opendisarm("init", folder, "--state", "XSA").fine()
    field = tmp_path / "field.csv"
    rows = ("CHA,S-1,,2020-01-01,1000,AP mine,North,NPA,", "CHA,S-2,,2020-01-01,50,AP mine,North,NPA,")
    field.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    opendisarm("import", field, "-w", folder, "--org", "NPA", "--hold", "--commit").fine()
    return folder


def batch_of(workspace: Path) -> str:
    [batch] = [word for word in opendisarm("waiting", "-w", workspace).fine().out.split() if word.startswith("B-")]
    return batch


def test_a_submission_is_verified_and_waits_on(workspace: Path) -> None:
    batch = batch_of(workspace)
    assert opendisarm("verify-submission", batch, "--org", "NPA", "-w", workspace).fine().out == "Verified 2 records.\n"
    [line] = [line for line in opendisarm("waiting", "-w", workspace).fine().out.splitlines() if batch in line]
    assert line.split()[2] == "NPA"
    assert line.split()[-2:] == ["2", "2"]
    assert opendisarm("approve", batch, "-w", workspace).fine().out == "Approved 2 records.\n"


def test_a_submission_is_sent_back_with_a_reason_and_cannot_be_approved(workspace: Path) -> None:
    batch = batch_of(workspace)
    told = opendisarm("return", batch, "--reason", "no shapes", "-w", workspace).fine()
    assert told.out == "Returned 2 records.\n"
    assert opendisarm("waiting", "-w", workspace).fine().out == "Nothing waits for approval.\n"
    refused = opendisarm("approve", batch, "-w", workspace)
    assert (refused.code, refused.err) == (
        1, f"opendisarm: Nothing waits for approval under {batch}. 'opendisarm waiting' lists what does.\n",
    )  # fmt: skip
    opendisarm("verify", "-w", workspace).fine()


def test_a_return_without_its_reason_is_refused(workspace: Path) -> None:
    refused = opendisarm("return", batch_of(workspace), "--reason", " ", "-w", workspace)
    assert (refused.code, refused.err) == (1, "opendisarm: A return needs its reason. Say it with --reason.\n")
    assert opendisarm("return", batch_of(workspace), "-w", workspace).code == 2
