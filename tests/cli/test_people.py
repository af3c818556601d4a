"""The commands about people as somebody at a desk meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from opendisarm.desk.people import vault
from tests.cli.opendisarm import Answer, opendisarm
from tests.desk.people.people import ACCIDENTS, HARMED, harmed


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with an accident and three persons of it."""
    monkeypatch.setenv("OPENDISARM_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("OPENDISARM_WORKSPACE", str(tmp_path / "w"))
    opendisarm("init", tmp_path / "w", "--state", "XSA").fine()
    accident = tmp_path / "accidents.csv"
    accident.write_text(f"{ACCIDENTS}\nA-1,2024-03-01,XSA,North,ap_mine,1,3,\n", encoding="utf-8")
    opendisarm("import", accident, "--kind", "accident", "--org", "HI", "--commit").fine()
    rows = (
        harmed(1, accident_id="A-1", outcome="killed", sex="male", name="Karim Nur"),
        harmed(2, accident_id="A-1", name="Amina Yusuf"),
    )
    persons = tmp_path / "persons.csv"
    persons.write_text("\n".join((HARMED, *rows)) + "\n", encoding="utf-8")
    opendisarm("import", persons, "--kind", "person.harmed", "--org", "HI", "--commit").fine()
    return tmp_path


def told(*words: object) -> Answer:
    return opendisarm(*words).fine()


def test_the_balance_counts_every_track(office: Path) -> None:
    found = told("balance", "people", "--json").json
    assert {name: count for name, count in found["balances"].items() if count} == {
        "killed": 1, "injured": 3, "registered": 1, "casualties": 4,
    }  # fmt: skip
    assert "Direct and indirect beneficiaries are never added" in told("balance", "people", "--by", "sex").out


def test_the_balance_on_an_earlier_day_is_empty(office: Path) -> None:
    found = told("balance", "people", "--on", "2024-02-29", "--json").json
    assert set(found["balances"].values()) == {0}


def test_the_casualties_of_a_year_with_their_denominators(office: Path) -> None:
    shape = told("people", "casualties", "--year", "2024", "--json").json
    assert shape["total"] == {"killed": 1, "injured": 3, "unknown_outcome": 0, "casualties": 4}
    assert shape["splits"]["sex"]["known_cases"] == 2
    said = told("people", "casualties", "--year", "2024").out
    assert "Cases of which it is known, of 4: status 2, sex 2, age 2, disability 0" in said


def test_a_year_without_records_is_unknown_not_none(office: Path) -> None:
    assert (
        "No casualty of 2019 is recorded for XSA: unknown, not none."
        in told("people", "casualties", "--year", "2019").out
    )


def test_published_figures_and_their_restatement_need_no_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = told("people", "casualties", "--state", "world", "--year", "2016").out
    assert "casualties 8,605 -> 9,437" in said
    shape = told("people", "casualties", "--state", "world", "--year", "2018", "--json").json
    [edition] = shape["published"]
    assert (edition["killed"], edition["injured"], edition["unknown_outcome"], edition["casualties"]) == (
        3059,
        3837,
        1,
        6897,
    )
    assert edition["sum_holds"] is True
    assert shape["total"] is None


def test_the_public_is_told_nothing_of_few_persons_and_no_library_speaks(office: Path) -> None:
    answer = told("people", "casualties", "--year", "2024", "--public", "--json")
    assert answer.json["total"]["casualties"] is None
    assert answer.json["splits"] == {}
    assert answer.err == ""
    assert "withheld" in told("balance", "people", "--public").out
    refused = opendisarm("balance", "people", "--public", "--by", "sex")
    assert refused.code == 2
    assert "In public, balances are split by year only." in refused.err


def test_the_pathway_names_who_waits_by_reference(office: Path) -> None:
    shape = told("people", "pathway", "--json").json
    assert shape["rows"][0]["registered"] == 1
    assert "Survivors alive on" in told("people", "pathway").out


def test_why_shows_references_and_a_reader_sees_the_name(office: Path) -> None:
    said = told("why", "people/injured/sex=female").out
    assert "Amina" not in said
    reference = said[said.index(" is about P-") :].split()[2]
    seen = told("people", "view", reference, "--purpose", "assistance").out
    assert "name: Amina Yusuf" in seen
    assert "(this reading is on record)" in seen
    assert json.loads(told("people", "log", "--json").out)[0]["person"] == reference
    told("people", "erase", reference, "--because", "asked_by_the_person")
    gone = opendisarm("people", "view", reference, "--purpose", "assistance")
    assert (gone.code, gone.out) == (1, "")
    assert "was erased" in gone.err
    assert told("balance", "people", "--json").json["balances"]["injured"] == 3


def test_a_vault_without_its_keys_is_refused_in_words(office: Path) -> None:
    [folder] = (office / "keys").iterdir()
    (folder / "master.key").unlink()
    vault._opened.cache_clear()
    refused = opendisarm("people", "log")
    assert refused.code == 1
    assert "The vault cannot be opened: There is no master.key" in refused.err


def test_a_corrected_copy_of_a_file_about_persons_is_refused(office: Path) -> None:
    out = office / "marked.xlsx"
    refused = opendisarm("import", office / "persons.csv", "--kind", "person.harmed", "--org", "HI", "--corrected", out)
    assert (refused.code, out.exists()) == (1, False)
    assert "the copy would carry names outside the vault" in refused.err


def test_forms_are_written_in_one_language_or_in_all(tmp_path: Path) -> None:
    told("forms", "build", "--out", tmp_path / "all")
    told("forms", "build", "--out", tmp_path / "ar", "--lang", "ar")
    assert sorted(file.name for file in (tmp_path / "all").iterdir()) == [
        "opendisarm_accident.xlsx", "opendisarm_needs.xlsx", "opendisarm_person.xlsx", "opendisarm_session.xlsx",
    ]  # fmt: skip
    assert len(list((tmp_path / "ar").iterdir())) == 4
    refused = opendisarm("forms", "build", "--out", tmp_path, "--lang", "xx")
    assert refused.code == 1
    assert "xx" in refused.err


def test_the_reports_of_both_conventions_hold_the_casualties(office: Path) -> None:
    for name, cell in (("article7", "J1/total/killed"), ("ccm7", "H1/total/killed")):
        out = office / f"{name}.json"
        told("report", name, "--state", "XSA", "--year", "2024", "--out", out, "--format", "json")
        cells = {one["address"]: one["value"] for one in json.loads(out.read_text(encoding="utf-8"))["cells"]}
        assert cells[cell] == 1
        assert f"{name}/XSA/2024/{cell}: 1 persons" in told("why", f"{name}/XSA/2024/{cell}").out


def test_a_restatement_names_its_entries(office: Path) -> None:
    shape = told("people", "restate", "--year", "2024", "--since", "2024-12-31", "--json").json
    assert {figure["figure"]: figure["now"] for figure in shape["figures"]} == {
        "killed": 1,
        "injured": 3,
        "casualties": 4,
    }
    assert {record["because"] for record in shape["records"]} == {"entered since"}


def test_the_accidents_of_a_year_one_by_one_and_grouped(office: Path) -> None:
    shape = told("people", "accidents", "--year", "2024", "--json").json
    [group] = shape["groups"]
    assert (group["device"], group["accidents"], group["killed"], group["injured"]) == ("ap_mine", 1, 1, 3)
    [accident] = shape["accidents"]
    assert (accident["ref"], accident["casualties"], accident["persons_recorded"]) == ("A-1", 4, 2)
    assert "A-1" in told("people", "accidents", "--year", "2024", "--by", "admin1").out
    assert told("people", "accidents", "--year", "2023", "--json").json["accidents"] == []
    refused = opendisarm("people", "accidents", "--year", "2024", "--by", "name")
    assert (refused.code, "Accidents cannot be grouped by name." in refused.err) == (1, True)
