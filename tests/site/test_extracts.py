"""Extracts on the site: signed by who may publish, checked by anybody, withdrawn in the open."""

from __future__ import annotations

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from opendisarm.access.roles import Role
from opendisarm.core.journal import EXTRACT
from opendisarm.desk.errors import DeskError
from opendisarm.desk.extracts import signing
from opendisarm.desk.extracts.checking import check as checked
from opendisarm.site.clocks import now
from tests.desk.office import square
from tests.site.conftest import Site

FAR = square(20.5).strip('"')


def sign(site: Site, land: str = "H-1", role: Role = Role.APPROVER, **told: str) -> str:
    """The serial number of an extract signed through the form."""
    wish = {"land": land, "on": "2026-06-01", "lang": "en", "office": ""} | told
    answer = site.client(role).post("/extracts/sign/", wish)
    assert answer.status_code == 302, words(answer)
    return str(answer["Location"]).split("/")[2]


def words(answer: HttpResponse) -> str:
    return answer.content.decode()


def text_of(site: Site, serial: str) -> str:
    [entry] = [one for one in site.store.load(kinds=(EXTRACT,)) if one.payload["act"] == "issue"
               and one.payload["serial"] == serial]  # fmt: skip
    return str(entry.payload["text"])


def check(site: Site, text: str = "", file: bytes | None = None, language: str = "en") -> HttpResponse:
    sent: dict[str, object] = {"text": text}
    if file is not None:
        sent["file"] = SimpleUploadedFile("page.pdf", file, content_type="application/pdf")
    browser = site.client()
    browser.cookies["language"] = language
    return browser.post("/extracts/check/", sent)


def test_an_extract_is_signed_downloaded_and_checked_by_the_public(site: Site) -> None:
    serial = sign(site, lang="ar")
    page = site.client(Role.FOCAL_POINT).get(f"/extracts/{serial}/page.pdf")
    assert (page["Content-Type"], page.content[:5]) == ("application/pdf", b"%PDF-")
    assert f'filename="extract-{serial}-ar.pdf"' in page["Content-Disposition"]
    for answer in (check(site, file=page.content), check(site, text_of(site, serial))):
        assert answer.status_code == 200
        assert "is unchanged, in force, and not withdrawn" in words(answer)
        assert "Hazardous area H-1" in words(answer)


def test_what_was_signed_is_listed_with_its_land_and_state_for_people_and_machines(site: Site) -> None:
    first, second = sign(site), sign(site, FAR)
    listed = site.client(Role.APPROVER).get("/extracts/")
    assert words(listed).index(second) < words(listed).index(first)
    assert "a drawn parcel" in words(listed)
    told = site.client(Role.APPROVER).get("/extracts/?format=json").json()
    assert [(one["serial"], one["withdrawn"]) for one in told["extracts"]] == [(second, None), (first, None)]
    assert told["extracts"][0]["by"] == "approver"


def test_geojson_with_many_corners_can_be_pasted(site: Site) -> None:
    ring = [[20.5, 5.0], [20.501, 5.0], [20.501, 5.001], [20.5, 5.001], [20.5, 5.0]]
    serial = sign(site, json.dumps({"type": "Polygon", "coordinates": [ring]}))
    shown = words(site.client(Role.APPROVER).get(f"/extracts/{serial}/"))
    assert "Nothing is recorded of this land." in shown
    assert "The parcel drawn on this page" in shown


@pytest.mark.parametrize(
    ("told", "what"),
    [
        ({"land": "H-77"}, "is called &#x27;H-77&#x27;"),
        ({"land": square(20.5, side=0.0002).strip('"')}, "at least 2500 m2"),
        ({"land": ""}, "This field is required"),
        ({"on": "2126-01-01"}, "that day has not come"),
        ({"on": "yesterday"}, "Enter a valid date"),
        ({"lang": "de"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_told_beside_the_form_and_nothing_is_signed(
    site: Site, told: dict[str, str], what: str
) -> None:
    wish = {"land": "H-1", "on": "2026-06-01", "lang": "en"} | told
    answer = site.client(Role.APPROVER).post("/extracts/sign/", wish)
    assert answer.status_code == 200
    assert what in words(answer)
    assert not list(site.store.load(kinds=(EXTRACT,)))


def test_a_withdrawn_extract_is_on_the_public_list_without_its_reason_and_fails_the_check(site: Site) -> None:
    serial = sign(site)
    browser = site.client(Role.APPROVER)
    assert browser.post(f"/extracts/{serial}/withdraw/", {"reason": " "}).status_code == 422
    shown = browser.post(f"/extracts/{serial}/withdraw/", {"reason": "issued for the wrong field"}, follow=True)
    assert "issued for the wrong field" in words(shown)
    refused = words(check(site, text_of(site, serial)))
    assert f"Extract {serial} was withdrawn by who issued it." in refused
    assert "wrong field" not in refused
    listed = site.client().get("/extracts/withdrawn.txt")
    assert listed.content.startswith(b"ODR1:")
    key = site.client().get("/extracts/key.pem").content
    with pytest.raises(DeskError, match="was withdrawn"):
        checked(text_of(site, serial).encode(), key, now(), listed.content)


def test_a_changed_extract_is_refused_in_the_readers_language(site: Site) -> None:
    text = text_of(site, sign(site))
    letter = "A" if text[60] != "A" else "B"
    changed = f"{text[:60]}{letter}{text[61:]}"
    assert "The signature does not hold" in words(check(site, changed))
    assert "التوقيع غير صحيح" in words(check(site, changed, language="ar"))


def test_the_check_answers_machines(site: Site) -> None:
    serial = sign(site)
    browser = Client(headers={"accept": "application/json"})
    good = browser.post("/extracts/check/", {"text": text_of(site, serial)}).json()
    assert (good["holds"], good["serial"]) == (True, serial)
    bad = browser.post("/extracts/check/", {"text": "ODX1:AAAA"}).json()
    assert (bad["holds"], bad["what"]) == (False, "This is no whole extract.")
    assert browser.post("/extracts/check/", {}).status_code == 422


def test_what_is_too_large_or_nothing_at_all_is_refused_in_words(site: Site) -> None:
    sign(site)
    assert "no extract has more than 1 MB" in words(check(site, file=b"%PDF-" + bytes(1024 * 1024)))
    assert "Ensure this value has at most 10000 characters" in words(check(site, "A" * 10_001))
    assert "Choose the PDF, or paste the text of the code." in words(check(site))
    for junk in (b"\x00", b"%PDF-1.7", b"PK\x03\x04", bytes(range(256)) * 100):
        answer = check(site, file=junk)
        assert answer.status_code == 200
        assert 'role="alert"' in words(answer)


def test_who_only_asks_makes_no_key(site: Site) -> None:
    assert "This office has signed no extract yet." in words(check(site, "ODX1:AAAA"))
    for address in ("/extracts/key.pem", "/extracts/withdrawn.txt"):
        assert site.client().get(address).status_code == 404
    site.client().get("/extracts/check/")
    site.client(Role.APPROVER).get("/extracts/")
    assert not signing.has_key(site.workspace)


def test_whoever_sees_one_province_signs_for_that_one(site: Site) -> None:
    wish = {"land": "H-2", "on": "2026-06-01", "lang": "en"}
    north = site.client(Role.FOCAL_POINT, areas=("North",), username="nora")
    assert "not wholly, within your reach" in words(north.post("/extracts/sign/", wish))
    assert north.post("/extracts/sign/", wish | {"land": "H-1"}).status_code == 302


def test_nothing_of_the_uncleared_land_lies_in_what_the_public_can_fetch(site: Site) -> None:
    sign(site)
    told = io.BytesIO()
    for address in ("/extracts/check/", "/extracts/key.pem", "/extracts/withdrawn.txt"):
        told.write(site.client().get(address).content)
    assert b"H-1" not in told.getvalue()
    assert b"POLYGON" not in told.getvalue()
