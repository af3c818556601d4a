"""People at the site: counts for who may see them, one person for fewer, and a name in no answer but one."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from opendisarm.access.roles import Role
from opendisarm.desk.people import persons
from opendisarm.desk.people.balance import people_balance
from opendisarm.importers.mapping import Wanted
from opendisarm.site.clocks import now
from tests.desk.people.people import ACCIDENTS, END, HARMED, harmed
from tests.site.conftest import Site
from tests.site.test_policy import ARGUMENTS, POSTED, PUBLIC, QUERY, WHO

NAMES = ("Zubeyda Canarywood", "Ismat Kanarienvogel", "Abdul Serinofil")
PHONE = "+93 700 987 654"
NEED = "victim id,date,province,needs"
CONSENT = "victim id,date,purpose,decision,until"
COUNTS = ("people", "casualties", "pyramid", "pathway", "accidents")
NOBODY = "P-" + "A" * 26


@pytest.fixture
def told(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The site with three persons harmed: two in North by HI, one in South by NPA; two records may be one person."""
    monkeypatch.setenv("OPENDISARM_KEYS", str(tmp_path / "keys"))
    born = {"birth_date": "1990-05-06", "age": "33"}
    killed = harmed(1, name=NAMES[0], phone=PHONE, outcome="killed")
    _enter(
        site, "person.harmed", HARMED, "hi-persons.csv", 2, "HI", killed, harmed(2, name=NAMES[1], sex="male", **born)
    )
    _enter(site, "person.harmed", HARMED, "npa-persons.csv", 3, "NPA",
           harmed(3, name=NAMES[1], sex="male", province="South", date="2024-06-01", **born))  # fmt: skip
    _enter(
        site,
        "accident",
        ACCIDENTS,
        "accidents.csv",
        4,
        "HI",
        f"A-1,2024-03-01,XSA,North,ap_mine,0,2,told by {NAMES[2]}",
    )
    return site


def test_counts_are_those_of_the_ledger(told: Site) -> None:
    shape = told.client(Role.FOCAL_POINT).get("/people/", {"on": END.isoformat(), "by": "sex", "format": "json"}).json()
    assert shape["balances"] == people_balance(told.workspace, END, None).as_json()["balances"]
    assert (shape["balances"]["killed"], shape["balances"]["casualties"]) == (1, 5), (
        "three with records, two whom a report counts"
    )


def test_a_figure_opens_its_entries_and_never_a_name(told: Site) -> None:
    browser = told.client(Role.FOCAL_POINT)
    words = browser.get("/people/", {"by": "admin1"}).content.decode()
    link = next(part.split('"')[0] for part in words.split('href="') if "people%2Finjured%2Fadmin1%3DNorth" in part)
    answer = browser.get(link.replace("&amp;", "&"))
    assert answer.status_code == 200
    _names_nobody(answer.content.decode())


def test_direct_and_indirect_beneficiaries_stand_in_no_table_together(told: Site) -> None:
    words = told.client(Role.FOCAL_POINT).get("/people/").content.decode()
    tables = re.findall(r"<table>.*?</table>", words, re.DOTALL)
    together = [one for one in tables if "reached direct" in one and "reached indirect" in one]
    assert len(tables) == 4
    assert not together


def test_shares_are_of_the_cases_that_are_known_and_unknown_has_none(told: Site) -> None:
    words = told.client(Role.FOCAL_POINT).get("/people/casualties/", {"year": "2024"}).content.decode()
    sex = words[words.index("By sex") : words.index("By child or adult")]
    assert "share of the 3 known" in sex
    assert "66.7 %" in sex
    rows = dict(
        re.findall(
            r'<th scope="row"><bdi>(.*?)</bdi></th>.*<bdi>(.*?)</bdi></td></tr>', sex.replace("</tr>", "</tr>\n")
        )
    )
    assert rows == {"female": "33.3 %", "male": "66.7 %", "other": "0.0 %", "unknown": "–"}


def test_a_year_without_records_is_unknown_and_not_none(told: Site) -> None:
    words = told.client(Role.FOCAL_POINT).get("/people/casualties/", {"year": "1999"}).content.decode()
    assert "unknown, not none" in words


def test_the_pyramid_draws_every_casualty_once_and_tells_them_in_words(told: Site) -> None:
    answer = told.client(Role.FOCAL_POINT).get("/people/casualties/pyramid.svg", {"year": "2024"})
    svg = answer.content.decode()
    assert answer["Content-Type"].startswith("image/svg+xml")
    bars = re.findall(r'data-outcome="(\w+)" x="[\d.]+" y="[\d.]+" width="([\d.]+)"', svg)
    assert sorted(outcome for outcome, _ in bars) == ["injured", "injured", "killed"]
    wide = [float(width) for _, width in bars]
    assert sum(wide) == pytest.approx(5 * min(wide), rel=0.02), "a woman, two men, and two of whom only a report tells"
    assert "Men and boys" in svg
    assert "Other sex, or unknown" in svg
    assert not re.search(r"<(script|style)| style=| on\w+=", svg)


def test_somebody_with_a_province_counts_the_persons_of_that_province_only(told: Site) -> None:
    browser = told.client(Role.ASSISTANCE_WORKER, areas=("South",), username="south")
    shape = browser.get("/people/", {"format": "json"}).json()
    assert (shape["balances"]["killed"], shape["balances"]["injured"]) == (0, 1)
    table = browser.get("/people/casualties/", {"year": "2024", "format": "json"}).json()
    assert table["total"]["casualties"] == 1
    assert {row["admin1"] for row in table["splits"]["admin1"]["rows"]} == {"South"}
    assert browser.get("/people/accidents/", {"year": "2024", "format": "json"}).json()["accidents"] == []
    assert browser.get("/people/pathway/", {"format": "json"}).json()["rows"][0]["registered"] == 1
    assert "ref=people" not in browser.get("/people/").content.decode(), "`why` would tell the whole figure"


def test_somebody_of_an_organisation_counts_its_records_only(told: Site) -> None:
    browser = told.client(Role.FOCAL_POINT, org="NPA", username="npa")
    assert browser.get("/people/", {"format": "json"}).json()["balances"]["casualties"] == 1
    assert browser.get("/people/accidents/", {"year": "2024", "format": "json"}).json()["accidents"] == []


@pytest.mark.parametrize("page", COUNTS)
def test_counts_are_refused_to_whoever_may_not_see_them(told: Site, page: str) -> None:
    for role in set(Role) - WHO[page]:
        assert told.client(role).get(reverse(page)).status_code == 403
        assert told.client(role).get(reverse(page), {"format": "json"}).status_code == 403


def test_who_waits_is_named_by_reference_to_those_who_see_persons_only(told: Site) -> None:
    _enter(told, "person.need", NEED, "needs.csv", 5, "HI", "V-2,2024-04-01,North,physical_rehabilitation")
    reference = _reference(told, "V-2")
    words = {
        role: told.client(role).get("/people/pathway/").content.decode() for role in WHO["pathway"]
    }  # fmt: skip
    assert reference in words[Role.ASSISTANCE_WORKER]
    assert reference not in words[Role.FOCAL_POINT]
    assert told.client(Role.FOCAL_POINT).get("/people/pathway/", {"format": "json"}).json()["waiting_too_long"] is None


def test_one_person_is_shown_on_record_and_by_nothing_that_keeps(told: Site) -> None:
    browser, reference = _worker(told), _reference(told, "V-1")
    answer = browser.post("/people/persons/one/", {"reference": reference, "purpose": "assistance"})
    words = answer.content.decode()
    assert NAMES[0] in words
    assert PHONE in words
    assert NAMES[0] not in words[: words.index("</title>")]
    assert "no-store" in answer["Cache-Control"]
    [read] = persons.readings(told.workspace)
    assert (read.by, read.subject, read.purpose, read.what) == ("assistance_worker", reference, "assistance", "view")
    assert browser.get("/people/persons/one/").status_code == 405


def test_the_session_and_the_tables_of_the_site_hold_no_name_after_a_reading(told: Site, tmp_path: Path) -> None:
    browser = _worker(told)
    browser.post("/people/persons/one/", {"reference": _reference(told, "V-1"), "purpose": "assistance"})
    browser.post("/people/persons/one/", {"reference": NAMES[0], "purpose": "assistance"})
    assert not [one for one in Session.objects.all() if any(name in str(one.get_decoded()) for name in NAMES)]
    held = b"".join(file.read_bytes() for file in tmp_path.glob("site.sqlite*"))
    assert not [name for name in NAMES if name.encode() in held]


def test_the_purpose_and_the_reasons_are_of_closed_lists(told: Site) -> None:
    browser, reference = _worker(told), _reference(told, "V-1")
    for purpose in ("", f"to call {NAMES[0]}"):
        answer = browser.post("/people/persons/one/", {"reference": reference, "purpose": purpose})
        assert answer.status_code == 422
        _names_nobody(answer.content.decode())
    answer = browser.post("/people/persons/erasure/", {"reference": reference, "because": f"{NAMES[0]} asked"})
    assert answer.status_code == 422
    _names_nobody(answer.content.decode())
    assert persons.readings(told.workspace) == []


@pytest.mark.parametrize("typed", [NAMES[0], "A-1", "V-1", NOBODY, "P-1", "", "N-" + "A" * 26])
def test_nobody_is_found_by_anything_but_a_reference(told: Site, typed: str) -> None:
    answer = _worker(told).post("/people/persons/one/", {"reference": typed, "purpose": "assistance"})
    assert answer.status_code == 422
    _names_nobody(answer.content.decode())


def test_a_person_out_of_reach_is_answered_like_nobody_and_the_attempt_is_on_record(told: Site) -> None:
    browser = _worker(told, areas=("South",), username="south")
    wanted = {"purpose": "assistance"}
    there, nobody = (
        browser.post("/people/persons/one/", wanted | {"reference": one}) for one in (_reference(told, "V-1"), NOBODY)
    )
    assert there.status_code == nobody.status_code == 422
    assert _without_tokens(there) == _without_tokens(nobody)
    assert [(read.by, read.what) for read in persons.readings(told.workspace)] == [
        ("south", "view refused: unknown")
    ] * 2
    own = browser.post("/people/persons/one/", wanted | {"reference": _reference(told, "V-3")})
    assert NAMES[1] in own.content.decode()


def test_consent_withdrawn_closes_the_person(told: Site) -> None:
    _enter(told, "person.consent", CONSENT, "consent.csv", 6, "HI", "V-1,2024-05-01,research,withdrawn,")
    answer = _worker(told).post("/people/persons/one/", {"reference": _reference(told, "V-1"), "purpose": "research"})
    assert answer.status_code == 422
    _names_nobody(answer.content.decode())


def test_erasing_asks_twice_and_keeps_the_count(told: Site) -> None:
    browser, reference = _worker(told), _reference(told, "V-1")
    before = people_balance(told.workspace, END, None).total
    asked = browser.post("/people/persons/erasure/", {"reference": reference, "because": "asked_by_the_person"})
    assert asked.status_code == 200
    assert not list(told.store.load(kinds=("person.erased",))), "the first time only asks"
    sure = {"reference": reference, "because": "asked_by_the_person", "sure": "yes"}
    done = browser.post("/people/persons/erasure/", sure, follow=True)
    assert reference not in done.content.decode()
    [entry] = told.store.load(kinds=("person.erased",))
    assert (entry.by, entry.payload["person"]) == ("assistance_worker", reference)
    again = browser.post("/people/persons/one/", {"reference": reference, "purpose": "assistance"})
    assert again.status_code == 422
    assert people_balance(told.workspace, END, None).total == before


def test_a_human_merges_two_references_of_one_person(told: Site) -> None:
    browser = _worker(told)
    pair = {"kept": _reference(told, "V-2"), "other": _reference(told, "V-3")}
    words = browser.get("/people/persons/duplicates/").content.decode()
    assert pair["kept"] in words
    assert pair["other"] in words
    _names_nobody(words)
    assert browser.post("/people/persons/merging/", pair | {"because": "same_details"}).status_code == 302
    assert pair["kept"] not in browser.get("/people/persons/duplicates/").content.decode()


def test_a_pair_of_which_one_is_out_of_reach_is_neither_shown_nor_merged(told: Site) -> None:
    browser = _worker(told, areas=("South",), username="south")
    pair = {"kept": _reference(told, "V-3"), "other": _reference(told, "V-2")}
    assert pair["kept"] not in browser.get("/people/persons/duplicates/").content.decode()
    assert browser.post("/people/persons/merging/", pair | {"because": "same_details"}).status_code == 422
    assert not list(told.store.load(kinds=("person.same",)))


def test_who_is_due_for_erasure_is_listed_by_reference(told: Site) -> None:
    _enter(told, "person.consent", CONSENT, "consent.csv", 6, "HI", "V-1,2024-05-01,assistance,withdrawn,")
    words = _worker(told).get("/people/persons/due/").content.decode()
    assert _reference(told, "V-1") in words
    assert _reference(told, "V-2") not in words
    _names_nobody(words)


def test_an_auditor_reads_who_read_whom_and_nobody_else_does(told: Site) -> None:
    reference = _reference(told, "V-1")
    _worker(told).post("/people/persons/one/", {"reference": reference, "purpose": "assistance"})
    _worker(told).post("/people/persons/one/", {"reference": _reference(told, "V-2"), "purpose": "contact"})
    browser = told.with_second_factor(told.client(Role.AUDITOR), told.member(Role.AUDITOR))
    words = browser.get("/people/readings/").content.decode()
    assert reference in words
    assert re.findall("<td>(contact|assistance)</td>", words) == ["contact", "assistance"], "newest first"
    only = browser.post("/people/readings/", {"reference": reference}).content.decode()
    assert reference in only
    assert _reference(told, "V-2") not in only
    assert browser.post("/people/readings/", {"reference": NAMES[0]}).status_code == 422
    assert _worker(told).get("/people/readings/").status_code == 403


def test_a_name_stands_in_no_answer_of_any_page_to_anybody(told: Site, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for role in Role:
        browser = told.with_second_factor(told.client(role), told.member(role))
        browser.raise_request_exception = False
        for page in WHO.keys() | PUBLIC:
            where = reverse(page, args=ARGUMENTS.get(page, ())) + QUERY.get(page, "")
            answer = browser.post(where) if page in POSTED else browser.get(where)
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            _names_nobody(content.decode(errors="ignore"))
            _names_nobody(str(answer.headers))
    _names_nobody(caplog.text)


def test_after_some_minutes_a_person_is_asked_for_anew_with_a_second_factor(told: Site) -> None:
    browser = _worker(told)
    session = browser.session
    [proof] = session["account_authentication_methods"]
    session["account_authentication_methods"] = [proof | {"at": (now() - timedelta(hours=1)).timestamp()}]
    session.save()
    answer = browser.post("/people/persons/one/", {"reference": _reference(told, "V-1"), "purpose": "assistance"})
    assert answer.status_code == 302
    _names_nobody(answer.content.decode())
    assert persons.readings(told.workspace) == []


def _worker(told: Site, **reach: object) -> Client:
    browser = told.client(Role.ASSISTANCE_WORKER, **reach)
    return told.with_second_factor(browser, told.member(Role.ASSISTANCE_WORKER, **reach))  # type: ignore[arg-type]


def _enter(site: Site, kind: str, header: str, name: str, hours: int, org: str, *rows: str) -> None:
    outcome = site.enter(*rows, header=header, name=name, hours=hours, wanted=Wanted(kind, None, org, ""))
    assert list(site.store.load(kinds=(kind,))), outcome


def _reference(site: Site, ref: str) -> str:
    """The random reference of somebody whom a file of these tests called so, by the order of its rows."""
    entries = list(site.store.load(kinds=("person.harmed",)))
    return str(entries[int(ref.removeprefix("V-")) - 1].payload["person"])


def _names_nobody(words: str) -> None:
    assert not [secret for secret in (*NAMES, *(name.split()[1] for name in NAMES), PHONE) if secret in words]


def _without_tokens(answer: object) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())  # type: ignore[attr-defined]
