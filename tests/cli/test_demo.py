"""The first five minutes: an invented country, its people among them, from field files to reports."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.opendisarm import Answer, opendisarm


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Answer]:
    out = tmp_path_factory.mktemp("demonstration") / "demo"
    (out / "workspace").mkdir(parents=True)
    (out / "workspace" / "workspace.yaml").write_text("name: An earlier demo\n", encoding="utf-8")
    (out / "keys").mkdir()
    (out / "keys" / "of_an_earlier_vault").touch()
    return out, opendisarm("demo", "--out", out, "--records", 200, "--by-person", "Amal")


def test_it_walks_from_published_figures_over_land_and_people_to_the_world(shown):
    _, answer = shown
    assert answer.code == 0, answer.err
    titles = [line for line in answer.out.splitlines() if line[:2] in {f"{number}." for number in range(1, 7)}]
    assert [title.partition(" ")[0] for title in titles] == ["1.", "2.", "3.", "4.", "5.", "6."]
    assert "4. The people of Samplia: what two organisations send" in titles


def test_every_file_about_people_is_imported_without_a_rejected_row(shown):
    _, answer = shown
    for name in ("accidents.csv", "harmed.xlsx", "consents.csv", "sessions.csv", "submissions.json"):
        [line] = [line for line in answer.out.splitlines() if line.startswith(f"{name} ")]
        assert "+ 0 rejected + 0 skipped" in line


def test_the_same_casualties_stand_beside_what_the_public_may_see(shown):
    _, answer = shown
    assert "Casualties of 2024, XSA, persons, on 2024-12-31, as known now" in answer.out
    assert "Casualties of 2024, XSA, persons, for the public" in answer.out
    assert "Survivors alive on 2024-12-31, persons" in answer.out


def test_reports_and_forms_are_files(shown):
    out, _ = shown
    made = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    reports = {"article7-XSA-2024-en.xlsx", "ccm7-XSA-2024-en.xlsx", "ccm7-XSA-2024-ar.html"}
    assert {*reports, "forms/opendisarm_person.xlsx", "field/people/harmed.xlsx"} <= made


def test_the_keys_of_its_vault_lie_in_its_own_folder_and_nowhere_else(shown):
    out, _ = shown
    assert list((out / "keys").rglob("master.key"))
    assert os.environ["OPENDISARM_KEYS"] != str(out / "keys")


def test_an_earlier_demo_is_replaced(shown):
    out, answer = shown
    assert answer.code == 0
    assert not (out / "keys" / "of_an_earlier_vault").exists()
    assert "An earlier demo" not in (out / "workspace" / "workspace.yaml").read_text(encoding="utf-8")


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    refused = opendisarm("demo", "--out", tmp_path)
    assert refused.code == 1
    assert "holds something else than a demo" in refused.err
    assert (tmp_path / "mine.txt").exists()
