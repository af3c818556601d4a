"""Every address for programs x every role: who is let in by a token.  The table is written by hand."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from opendisarm.access.roles import RESTRICTED, Permission, Role
from opendisarm.site.policy import needs_of
from opendisarm.site.routes import ROUTES
from opendisarm.site.tokens.door import admitted
from tests.site.api.programs import program
from tests.site.conftest import Site

EVERYBODY = frozenset(Role)
FIGURES = EVERYBODY - {Role.ADMINISTRATOR}
RECORDS = FIGURES - {Role.DONOR, Role.ASSISTANCE_WORKER}
JOURNAL = frozenset({Role.DATA_OFFICER, Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR})
REPORTS = RECORDS - {Role.COLLECTOR, Role.TEAM_LEADER}
SUBMITTERS = frozenset(
    {Role.COLLECTOR, Role.TEAM_LEADER, Role.OPERATOR_OFFICER, Role.DATA_OFFICER, Role.ASSISTANCE_WORKER}
)

WHO: dict[str, frozenset[Role]] = {
    "api_openapi": EVERYBODY,
    "api_balances": FIGURES, "api_flows": FIGURES, "api_why": FIGURES, "api_treaties": FIGURES, "api_treaty": FIGURES,
    "api_duties": FIGURES, "api_records": RECORDS, "api_record": RECORDS, "api_submissions": RECORDS,
    "api_report": REPORTS, "api_journal": JOURNAL, "api_verification": JOURNAL,
    "api_submit": SUBMITTERS, "api_submit_file": SUBMITTERS,
    "ogc": FIGURES, "ogc_conformance": FIGURES, "ogc_api": FIGURES, "ogc_collections": FIGURES,
    "ogc_collection": RECORDS, "ogc_items": RECORDS, "ogc_item": RECORDS,
}  # fmt: skip
"""Address -> roles that get in."""
HIDDEN = {"ogc_collection", "ogc_items", "ogc_item"}
"""A layer that a role may not open is not there for it."""
ARGUMENTS = {
    "api_record": ("S-1",), "api_treaty": ("ccm",), "api_duties": ("KHM",), "api_report": ("article7", "XSA", 2024),
    "ogc_collection": ("ground_cleared",), "ogc_items": ("ground_cleared",), "ogc_item": ("ground_cleared", "{piece}"),
}  # fmt: skip
QUERY = {"api_why": "?ref=cleared", "api_flows": "?year=2024"}
POSTED = {"api_submit", "api_submit_file"}


def test_the_table_names_every_address_for_programs() -> None:
    assert {route.name for route in ROUTES if route.by_token} == WHO.keys()


@pytest.mark.parametrize("name", sorted(WHO))
def test_who_is_let_in(site: Site, name: str) -> None:
    piece = program(site, Role.APPROVER).json("/ogc/collections/ground_cleared/items")["features"][0]["id"]
    where = reverse(name, args=tuple(str(one).format(piece=piece) for one in ARGUMENTS.get(name, ())))
    where += QUERY.get(name, "")
    for role in Role:
        one = program(site, role, submits=role in SUBMITTERS)
        answer = one.post(where, {}) if name in POSTED else one.get(where)
        shut = 404 if name in HIDDEN and role is not Role.ADMINISTRATOR else 403
        let_in = 422 if name in POSTED else 200
        assert answer.status_code == (let_in if role in WHO[name] else shut), f"{role}: {answer.content[:300]}"
        assert answer["Content-Type"].startswith("application/"), answer["Content-Type"]


@pytest.mark.parametrize("name", sorted(WHO))
def test_nobody_comes_without_signing_in(site: Site, name: str) -> None:
    where = reverse(name, args=tuple(ARGUMENTS.get(name, ()))) + QUERY.get(name, "")
    answer = Client().post(where) if name in POSTED else Client().get(where)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Basic ")
    assert answer.json()["where"] == "Authorization"


def test_a_browser_that_is_signed_in_reads_and_brings_nothing(site: Site) -> None:
    browser = site.client(Role.DATA_OFFICER)
    assert browser.get("/api/v1/balances").status_code == 200
    assert browser.get("/ogc/collections").status_code == 200
    assert browser.post("/api/v1/submit", {}).status_code == 401
    browser.handler.enforce_csrf_checks = True
    assert browser.post("/api/v1/submit", {}).status_code == 401, "and not for want of a form of ours"
    answer = Client().get("/ogc/", headers={"Accept": "text/html"})
    assert answer["Location"].startswith("/account/login/")


def test_persons_and_members_are_beyond_every_token(site: Site) -> None:
    assert not {needs_of(route.name) for route in ROUTES if route.by_token} & RESTRICTED
    with pytest.raises(ValueError, match="restricted"):
        admitted(None, Permission.SEE_PERSONS)  # type: ignore[arg-type]  # refused before anything is asked
    worker = program(site, Role.ASSISTANCE_WORKER)
    for where in ("/records/", "/members/", "/overview/", "/me/tokens/", "/persons/"):
        answer = worker.get(where)
        assert answer.status_code in (302, 404), where
        assert answer.status_code == 404 or answer["Location"].startswith("/account/login/"), "a token opens no page"


@pytest.mark.parametrize("name", sorted(WHO.keys() - POSTED - HIDDEN))
def test_what_nobody_asks_is_refused_and_breaks_nothing(site: Site, name: str) -> None:
    one = program(site, Role.DATA_OFFICER)
    where = reverse(name, args=tuple(ARGUMENTS.get(name, ())))
    more = "&" if name in QUERY else "?"
    many = one.get(where + QUERY.get(name, "") + more + "&".join(["by=a"] * 5_000))
    assert many.status_code in (200, 400), "an address that reads no parameters may answer"
    for on in ("0001-01-01", "9999-12-31"):
        for known in ("0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-12:00", "0001-01-01", "9999-12-31"):
            answer = one.get(f"{where}{QUERY.get(name, '')}{more}on={on}&known={known}")
            assert answer.status_code in (200, 400, 404, 422), answer.content
