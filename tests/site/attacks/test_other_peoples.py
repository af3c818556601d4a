"""What belongs to others: no page, file, picture or interface gives it to whoever asks for it by its name."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from opendisarm.access.roles import Permission, Role
from opendisarm.access.roles import may as role_may
from opendisarm.site.imports.models import KeptMapping
from opendisarm.site.policy import needs_of
from tests.desk.office import square
from tests.site.api.programs import program
from tests.site.attacks.stories import BY_TOKEN, NAMES, READ, SENT, Round, address_of, ask, words_of
from tests.site.conftest import Site
from tests.site.imports.bringing import SURVEY, bring, committed, table

CANARY = "canary"
NARROW: tuple[tuple[Role, dict[str, Any]], ...] = (
    (Role.OPERATOR_OFFICER, {"org": "HI", "username": "omar"}),
    (Role.TEAM_LEADER, {"areas": ("North",), "username": "noor"}),
    (Role.QUALITY_OFFICER, {"org": "HI", "areas": ("North",), "username": "qais"}),
    (Role.FOCAL_POINT, {"areas": ("North",), "username": "faris"}),
    (Role.DONOR, {"username": "dora"}),
)
"""Readers who do not reach what NPA did in South, or any record at all."""
SOUTH = SURVEY.replace("North", "South").replace("HI,", "NPA,")


@pytest.fixture
def theirs(site: Site) -> Site:
    """A record of another organisation in another province, with a word in all its names that nobody may read."""
    site.enter(
        f"confirmed,{CANARY}-record,{CANARY}-hazard,2024-03-01,,ap_mine,South,NPA,{square(21.2)}", org="NPA",
        name=f"{CANARY}.csv", hours=2,
    )  # fmt: skip
    return site


def ids(site: Site) -> dict[str, str]:
    """The entry of the canary, its submission, and the piece of ground it made."""
    [entry] = site.store.load(ref=f"{CANARY}-record")
    return {"entry": entry.id, "batch": entry.batch}


def content(answer: Any) -> bytes:
    """Everything that came, unpacked."""
    body: bytes = b"".join(answer.streaming_content) if answer.streaming else answer.content
    body = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    return body.lower()


@pytest.mark.parametrize(("role", "scope"), NARROW)
def test_no_page_tells_what_its_reader_does_not_reach(theirs: Site, role: Role, scope: dict[str, Any]) -> None:
    browser = theirs.client(role, **scope)
    browser.raise_request_exception = False
    found, asked = [], 0
    more = ("", "format=json", "by=org&by=admin1")
    for page in READ:
        where = address_of(page)
        for query in more:
            answer = browser.get(where + (("&" if "?" in where else "?") + query if query else ""))
            asked += answer.status_code == 200
            if CANARY.encode() in content(answer):
                found.append(f"{page}?{query}")
    assert not found
    assert asked > 40, "the pages did answer"


@pytest.mark.parametrize("kind", ["csv", "xlsx", "geojson", "gpkg"])
def test_no_file_of_records_holds_what_its_reader_does_not_reach(theirs: Site, kind: str) -> None:
    for query in ("", "&org=NPA", "&admin1=South", f"&hazard={CANARY}-hazard", f"&batch={ids(theirs)['batch']}"):
        answer = theirs.client(Role.OPERATOR_OFFICER, org="HI").get(f"/records/export/?format={kind}{query}")
        assert CANARY.encode() not in content(answer).replace(f"{CANARY}-hazard".encode() * (kind == "x"), b"")
    whole = theirs.client(Role.DATA_OFFICER).get(f"/records/export/?format={kind}")
    assert CANARY.encode() in content(whole), "and it is there for whoever reaches it"


@pytest.mark.parametrize(("role", "scope"), NARROW)
def test_a_name_that_somebody_learned_opens_no_object(theirs: Site, role: Role, scope: dict[str, Any]) -> None:
    browser, told = theirs.client(role, **scope), ids(theirs)
    places = {
        "record": told["entry"], "correct": told["entry"], "withdraw": told["entry"], "add_picture": told["entry"],
        "submission": told["batch"], "api_record": told["entry"],
    }  # fmt: skip
    head = theirs.store.head()
    for page, name in places.items():
        there = ask(browser, page, reverse(page, args=(name,)))
        lost = ask(browser, page, reverse(page, args=(name[:-3] + "AAA",)))
        assert there.status_code == lost.status_code >= 400, page
        assert CANARY.encode() not in content(there), page
    assert theirs.store.head() == head


def test_a_submission_of_others_is_not_decided_by_whoever_names_it(site: Site) -> None:
    [batch] = committed(site.client(Role.DATA_OFFICER), ("npa.csv", table(SOUTH)), org="NPA").batches
    [entry] = [one.id for one in site.store.load(batch=batch) if one.ref]
    head = site.store.head()
    for role, scope in (*NARROW, (Role.APPROVER, {"areas": ("North",), "username": "amal"})):
        for act in ("verify", "approve", "return"):
            for name in (batch, entry):
                form = {"name": name, "act": act, "seen": str(head.seq), "reason": "to see"}
                answer = site.client(role, **scope).post("/review/decide/", form)
                assert answer.status_code in (403, 422), f"{role} {act}"
    assert site.store.head() == head
    theirs = site.client(Role.OPERATOR_OFFICER, org="NPA", username="nadia")
    form = {"name": batch, "act": "verify", "seen": str(head.seq)}
    assert theirs.post("/review/decide/", form).status_code == 302, "and whoever reaches it does"


def test_features_of_others_are_as_if_there_were_none(theirs: Site) -> None:
    whole = program(theirs, Role.DATA_OFFICER)
    narrow = program(theirs, Role.OPERATOR_OFFICER, org="HI", username="omar")
    for layer in [one["id"] for one in whole.json("/ogc/collections")["collections"]]:
        pieces = [one["id"] for one in whole.json(f"/ogc/collections/{layer}/items?limit=100")["features"]]
        mine = {one["id"] for one in narrow.json(f"/ogc/collections/{layer}/items?limit=100")["features"]}
        beyond = [piece for piece in pieces if piece not in mine]
        for piece in beyond:
            answer = narrow.get(f"/ogc/collections/{layer}/items/{piece}")
            assert answer.status_code == 404, piece
            assert CANARY.encode() not in content(answer)
        boxed = narrow.get(f"/ogc/collections/{layer}/items?bbox=21.1,4.9,21.3,5.1&limit=100")
        assert CANARY.encode() not in content(boxed)


def test_records_of_others_are_behind_no_figure(theirs: Site) -> None:
    whole = theirs.client(Role.DATA_OFFICER).get("/why/?ref=chr/admin1=South&format=json")
    assert whole.status_code in (200, 422)
    for role, scope in NARROW:
        for ref in ("confirmed", "confirmed/admin1=South", "confirmed/org=NPA", f"confirmed/hazard={CANARY}-hazard"):
            answer = theirs.client(role, **scope).get("/why/", {"ref": ref, "format": "json"})
            said = content(answer).replace(f"hazard={CANARY}-hazard".encode(), b"")
            assert ids(theirs)["entry"].lower().encode() not in said, f"{role} at {ref}"
            assert f"{CANARY}-record".encode() not in said, f"{role} at {ref}"


def test_a_kept_mapping_of_another_organisation_is_not_used_by_its_number(theirs: Site) -> None:
    dina = theirs.client(Role.DATA_OFFICER)
    job = bring(dina, ("npa.csv", table(SURVEY)), org="NPA")
    assert job.org == "NPA"
    kept = KeptMapping.objects.create(org="NPA", name=f"{CANARY} mapping", by="dina", made=job.made)
    browser = theirs.client(Role.OPERATOR_OFFICER, org="HI", username="omar")
    for name in ("kept", "mapping", "kept_mapping"):
        answer = browser.post("/import/bring/", {"files": io.BytesIO(table(SURVEY)), name: str(kept.pk)})
        assert CANARY not in words_of(answer)
        for where in ("/import/", answer.get("Location", "/import/")):
            assert CANARY not in words_of(browser.get(where))


def test_an_import_a_token_and_a_picture_of_others_answer_like_none(theirs: Site) -> None:
    job = bring(theirs.client(Role.DATA_OFFICER), (f"{CANARY}.csv", table(SURVEY)), org="NPA")
    token = program(theirs, Role.AUDITOR)
    browser = theirs.client(Role.OPERATOR_OFFICER, org="HI", username="omar")
    for page in (page for page in NAMES if page.startswith("import") and page not in ("imports",)):
        there = ask(browser, page, reverse(page, args=(job.key,)))
        lost = ask(browser, page, reverse(page, args=("0" * len(job.key),)))
        assert there.status_code == lost.status_code == 422, page
        assert CANARY not in words_of(there)
    assert browser.post(f"/me/tokens/{token.member.tokens.get().pk}/end/").status_code == 422
    assert token.get("/api/v1/balances").status_code == 200


def test_a_session_that_reads_enters_nothing_by_the_interface_for_programs(theirs: Site) -> None:
    browser, head = theirs.client(Role.DATA_OFFICER), theirs.store.head()
    for page in sorted(BY_TOKEN & SENT):
        assert browser.post(address_of(page), {"records": []}, content_type="application/json").status_code == 401
    assert theirs.store.head() == head


def test_no_token_opens_a_page_for_people(site: Site) -> None:
    whole, wrong = Round(site), []
    programs = [program(site, role) for role in (Role.APPROVER, Role.ADMINISTRATOR, Role.ASSISTANCE_WORKER)]
    for page, _browser, where in whole.through(name for name in NAMES if name not in BY_TOKEN):
        for one in programs:
            plain, with_token = ask(Client(), page, where), ask(Client(), page, where, HTTP_AUTHORIZATION=one.bearer)
            if plain.status_code != with_token.status_code:
                wrong.append(f"{page}: {with_token.status_code}")
    assert not wrong


@pytest.mark.parametrize("role", [role for role in Role if not role_may(role, Permission.SEE_PERSON_COUNTS)])
def test_figures_about_people_are_withheld_from_whoever_may_not_see_them(site: Site, role: Role) -> None:
    browser = site.client(role)
    for page in NAMES:
        if needs_of(page) in (Permission.SEE_PERSON_COUNTS, Permission.SEE_PERSONS):
            assert ask(browser, page, address_of(page)).status_code == 403, page
    for ref in ("people/casualties", "people/injured/admin1=North", "people/killed"):
        answer = browser.get("/why/", {"ref": ref, "format": "json"})
        assert answer.status_code in (403, 422), ref
    told = program(site, role).get("/api/v1/why?ref=people/casualties")
    assert told.status_code in (403, 404, 422)
    assert "postings" not in json.loads(told.content)
