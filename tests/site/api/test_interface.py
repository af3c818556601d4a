"""The JSON interface: the same figures as the pages, both clocks, reach obeyed, errors in one shape."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest

from opendisarm.access.roles import Role
from tests.site.api.programs import Program, program
from tests.site.conftest import Site

API = "/api/v1"


@pytest.fixture
def reader(site: Site) -> Program:
    """A program of somebody who reaches everything."""
    return program(site, Role.APPROVER)


def test_balances_are_those_of_the_ledger_as_of_both_clocks(site: Site, reader: Program) -> None:
    told = reader.json(f"{API}/balances?on=2024-12-31&by=admin1")
    assert {name: m2 for name, m2 in told["balances_m2"].items() if m2} == site.m2(on="2024-12-31")
    assert {row["admin1"] for row in told["rows"]} == {"North", "South"}
    assert told["unit"] == "m2"
    assert told["journal_head"] == site.store.head().chain
    earlier = reader.json(f"{API}/balances?on=2024-12-31&known=2026-06-01T09:30:00Z")
    assert earlier["balances_m2"]["confirmed"] == 0, "S-2 was entered an hour later"


def test_the_flows_of_a_year_tie(reader: Program) -> None:
    for row in reader.json(f"{API}/flows?year=2024&by=admin1")["rows"]:
        assert row["opening"] + sum(row["flows"].values()) == row["closing"]


def test_why_leads_to_file_and_row(reader: Program) -> None:
    told = reader.json(f"{API}/why?ref=cleared")
    assert sum(line["amount"] for line in told["postings"]) == told["amount"]
    assert {(one["file"], one["row"]) for one in told["sources"]} == {("hi.csv", 3)}


@pytest.mark.parametrize("ref", ["H-2", "S-2", "H-nothing", "cleared/hazard=H-2", "cleared/ Hazard=H-2"])
def test_a_sum_is_told_and_a_record_is_not_to_those_who_do_not_reach_all(site: Site, ref: str) -> None:
    for one in (program(site, Role.DONOR), program(site, Role.OPERATOR_OFFICER, org="HI")):
        told = one.json(f"{API}/why?ref=cleared")
        assert told["amount"] > 0
        assert told["withheld"]
        assert told["postings"] == told["sources"] == []
        assert one.get(f"{API}/why?{urlencode({'ref': ref})}").status_code == 403


@pytest.mark.parametrize("by", ["hazard", "HAZARD", "admin1,hazard", " hazard"])
def test_no_sum_by_hazardous_area_for_those_who_do_not_reach_all(site: Site, reader: Program, by: str) -> None:
    for where in (f"{API}/balances?", f"{API}/flows?year=2024&"):
        asked = where + urlencode({"by": by})
        assert program(site, Role.OPERATOR_OFFICER, org="HI").get(asked).status_code == 403
        assert reader.get(asked).status_code == 200


def test_records_are_those_within_reach(site: Site) -> None:
    one = program(site, Role.OPERATOR_OFFICER, org="HI")
    told = one.json(f"{API}/records?size=1&sort=ref&descending=false")
    assert (told["total"], told["pages"]) == (2, 2)
    [first] = told["records"]
    assert first["ref"] == "C-1"
    assert first["area_source"] == "computed"
    assert one.get(f"{API}/records/S-2").status_code == 404
    assert one.json(f"{API}/records/C-1")["posted_m2"] == pytest.approx(first["area_m2"], abs=1)


def test_law_is_told_with_its_articles(reader: Program) -> None:
    treaties = {one["id"] for one in reader.json(f"{API}/treaties")["instruments"]}
    assert {"apmbc", "ccm", "att"} <= treaties
    assert reader.json(f"{API}/treaties/apmbc?on=2014-11-30")["counts"]
    duties = reader.json(f"{API}/duties/KHM?on=2024-12-31")["duties"]
    assert all(duty["cite"] for duty in duties)
    assert {duty["answer"] for duty in duties} <= {"due", "met", "missed", "not_bound", "not_binding", "unknown"}


def test_a_report_is_told_as_its_reader_may_see_it(reader: Program) -> None:
    assert reader.json(f"{API}/reports/article7/XSA/2024")


def test_the_journal_is_whole(site: Site, reader: Program) -> None:
    assert reader.json(f"{API}/journal")["entries"] == site.store.head().seq
    assert reader.json(f"{API}/journal/verification?head={site.store.head().chain}")["sound"] is True
    assert reader.json(f"{API}/journal/verification?head=ffff")["sound"] is False


@pytest.mark.parametrize(
    ("asked", "status", "where"),
    [
        ("balances?on=yesterday", 422, "query.on"), ("balances?known=yesterday", 422, ""),
        ("balances?by=colour", 422, ""), ("flows", 422, "query.year"), ("flows?year=1", 422, "query.year"),
        ("records?size=9999", 422, "query.size"), ("records/nothing", 404, "name"), ("duties/NOWHERE", 404, "state"),
        ("treaties/none", 404, "instrument"), ("reports/article8/XSA/2024", 422, "path.form"),
    ],
)  # fmt: skip
def test_every_error_has_one_shape(reader: Program, asked: str, status: int, where: str) -> None:
    answer = reader.get(f"{API}/{asked}")
    told: dict[str, Any] = answer.json()
    assert answer.status_code == status, told
    assert told.keys() == {"code", "what", "where", "remedy", "findings"}
    assert told["where"] == where
    assert told["what"].endswith(".")


def test_a_program_that_asks_again_is_told_that_nothing_changed(site: Site, reader: Program) -> None:
    for where in (f"{API}/balances", f"{API}/records", f"{API}/openapi.json"):
        first = reader.get(where)
        again = reader.get(where, **{"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert first["Cache-Control"] == "private, no-cache"
    assert program(site, Role.DONOR).get(f"{API}/balances", **{"If-None-Match": first["ETag"]}).status_code == 200


def test_a_fault_of_ours_tells_nothing_of_the_machinery(reader: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any) -> None:
        raise RuntimeError("a secret path")

    monkeypatch.setattr("opendisarm.site.api.figures.land_balance", fails)
    answer = reader.get(f"{API}/balances")
    assert answer.status_code == 500
    assert answer.json()["code"] == "our_fault"
    assert "secret" not in answer.content.decode()


def test_people_find_every_operation_on_a_page(site: Site) -> None:
    page = site.client(Role.DONOR).get("/api/").content.decode()
    for where in ("/api/v1/balances", "/api/v1/submit", "/api/v1/records/{name}"):
        assert where in page
