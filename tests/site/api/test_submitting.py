"""Bringing records by program: the checks of every import, all or nothing, held for review, within one's reach."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from opendisarm.access.roles import Role
from tests.desk.office import HEADER, square
from tests.desk.people.people import HARMED, harmed
from tests.site.api.programs import Program, program
from tests.site.conftest import Site

GOOD = {
    "kind": "land.confirmed", "ref": "P-1", "hazard": "H-P", "date": "2024-06-01", "province": "North",
    "contamination": "ap_mine", "area_m2": 1200,
}  # fmt: skip


def test_rows_wait_for_review_under_the_name_of_whoever_sent_them(site: Site) -> None:
    one = _officer(site)
    before = site.m2()
    told = _sent(one, [GOOD])
    assert (told["accepted"], told["new_entries"], told["committed"]) == (1, 1, True)
    [waiting] = one.json("/api/v1/submissions")["waiting"]
    assert waiting["batch"] == told["batch"]
    assert (waiting["file"], waiting["org"], waiting["by"]) == ("june.csv", "HI", "operator_officer")
    assert site.m2() == before, "nothing counts before it is approved"
    assert site.store.head().seq > 0


def test_sending_the_same_again_enters_nothing(site: Site) -> None:
    one = _officer(site)
    _sent(one, [GOOD])
    head = site.store.head().chain
    told = _sent(one, [GOOD])
    assert (told["new_entries"], told["batch"]) == (0, "")
    assert one.json("/api/v1/submissions")["waiting"][0]["records"] == 1
    assert head


def test_one_wrong_row_keeps_all_of_them_out_and_says_where(site: Site) -> None:
    one, head = _officer(site), site.store.head()
    answer = _post(one, [GOOD, GOOD | {"ref": "P-2", "date": "yesterday"}])
    told = answer.json()
    assert answer.status_code == 422
    assert "june.csv" in told["what"]
    [finding] = told["findings"]
    assert "row 3" in finding["where"]
    assert {"code", "what", "where", "remedy", "severity"} == finding.keys()
    assert site.store.head() == head


def test_a_dry_run_looks_and_enters_nothing(site: Site) -> None:
    one, head = _officer(site), site.store.head()
    told = _sent(one, [GOOD], dry_run=True)
    assert (told["committed"], told["accepted"], told["batch"]) == (False, 1, "")
    assert site.store.head() == head


def test_a_file_is_brought_as_it_is(site: Site) -> None:
    one = _officer(site)
    text = f"{HEADER}\nconfirmed,F-1,H-F,2024-06-01,,ap_mine,North,HI,{square(25.0)}\n"
    file = SimpleUploadedFile("../../june: field.csv", text.encode())
    answer = one.post("/api/v1/submit/file", {"file": file})
    assert answer.status_code == 200, answer.content
    [entry] = site.store.load(ref="F-1")
    assert entry.source.file == "june_ field.csv"
    assert entry.org == "HI"


def test_nobody_brings_records_of_another_organisation_or_province(site: Site) -> None:
    one, head = program(site, Role.OPERATOR_OFFICER, submits=True, org="HI", areas=("North",)), site.store.head()
    assert "HI only" in _post(one, [GOOD], org="NPA").json()["what"]
    refused = _post(one, [GOOD | {"province": "South"}])
    assert refused.status_code == 422
    assert refused.json()["where"] == "june.csv, row 2"
    assert site.store.head() == head
    assert _post(one, [GOOD]).status_code == 200


def test_no_program_brings_names_of_persons(site: Site) -> None:
    one, head = program(site, Role.ASSISTANCE_WORKER, submits=True), site.store.head()
    row = dict(zip(HARMED.split(","), harmed(1, name="Invented Person").split(","), strict=True))
    answer = _post(one, [row], kind="person.harmed")
    assert answer.status_code == 422, answer.content
    assert "who persons are" in answer.json()["what"]
    assert "Invented" not in answer.content.decode()
    assert not (site.workspace.folder / "vault.sqlite").exists()
    assert site.store.head() == head


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"name": "x", "rows": []}',
        '{"name": "x", "rows": [1]}',
        '{"name": "", "rows": [{"a": 1}]}',
    ],
)
def test_a_body_that_is_none_is_refused_in_the_one_shape(site: Site, body: str) -> None:
    answer = _officer(site).post("/api/v1/submit", body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json().keys() == {"code", "what", "where", "remedy", "findings"}


def test_what_is_too_large_is_refused_before_it_is_read(site: Site) -> None:
    body = json.dumps({"name": "x", "rows": [{"ref": "x" * 3_000_000}]})
    answer = _officer(site).post("/api/v1/submit", body, content_type="application/json")
    assert answer.status_code == 413
    assert answer.json()["remedy"] == "Send 2 MiB at most; divide what is larger."


def _officer(site: Site) -> Program:
    return program(site, Role.OPERATOR_OFFICER, submits=True, org="HI")


def _post(one: Program, rows: list[dict[str, Any]], **told: Any) -> Any:
    body = {"name": "june", "rows": rows} | told
    return one.post("/api/v1/submit", json.dumps(body), content_type="application/json")


def _sent(one: Program, rows: list[dict[str, Any]], **told: Any) -> Any:
    answer = _post(one, rows, **told)
    assert answer.status_code == 200, answer.content
    return answer.json()
