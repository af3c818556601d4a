"""Secrets and persons: a token opens no more than it should, and nothing that is secret leaves a trace."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client

from opendisarm.access.roles import RESTRICTED, Role
from opendisarm.site.administration import backups
from opendisarm.site.members.models import Member
from opendisarm.site.policy import needs_of
from opendisarm.site.tokens.making import recognised
from opendisarm.site.tokens.models import Token
from tests.desk.office import Office
from tests.desk.people.people import HARMED, harmed
from tests.site.api.programs import Program, program, today
from tests.site.attacks.stories import BY_TOKEN, NAMES, READ, address_of, administrator, ask, sign_in, words_of
from tests.site.conftest import Site
from tests.site.served import PASSWORD

ASKED = "/api/v1/balances"
NAME = "Zubeyda Canarywood"


@pytest.mark.parametrize(
    "become",
    ["ended", "over", "shut out", "another's", "shortened", "in other letters", "its digest", "with a null"],
)
def test_a_token_that_is_not_wholly_right_opens_nothing(site: Site, become: str) -> None:
    one = program(site, Role.DONOR)
    token = Token.objects.get()
    secret = one.secret
    if become == "ended":
        site.client(Role.DONOR).post(f"/me/tokens/{token.pk}/end/")
    elif become == "over":
        Token.objects.update(ends=today() - timedelta(days=1))
    elif become == "shut out":
        administrator(site).post(f"/members/{one.member.pk}/shut-out/", {"reason": "gone"})
    else:
        secret = {
            "another's": "odt_" + "A" * 43, "shortened": secret[:-1], "in other letters": secret.swapcase(),
            "its digest": token.digest, "with a null": secret + "%00",
        }[become]  # fmt: skip
    for path in (ASKED, "/ogc/collections", "/api/v1/openapi.json"):
        assert Program(one.member, secret).get(path).status_code == 401


def test_a_token_in_an_address_opens_nothing(site: Site) -> None:
    one = program(site, Role.DONOR)
    for name in ("token", "access_token", "api_key", "key", "Authorization"):
        for browser in (Client(), Client(headers={"X-Api-Key": one.secret, "Cookie": f"token={one.secret}"})):
            assert browser.get(ASKED, {name: one.secret}).status_code == 401


def test_no_secret_is_in_a_log_whatever_became_of_the_request(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    one = program(site, Role.DONOR)
    wrong = Program(one.member, "odt_" + "W" * 43)
    for asked in (one, wrong):
        for path in (ASKED, "/api/v1/records", "/api/v1/nothing", "/ogc/collections/x/items", "/api/v1/report"):
            asked.get(path)
            asked.post(path, {})
    sign_in(Client(), "donor", "a secret typed in the wrong place")
    sign_in(Client(), "donor", PASSWORD)
    browser = administrator(site)
    browser.raise_request_exception = False
    browser.post("/administration/backups/make/", {"passphrase": "five words of a secret", "again": "another"})
    for secret in (one.secret, wrong.secret, "a secret typed", PASSWORD, "five words of a secret"):
        assert secret not in caplog.text


def test_a_fault_while_a_passphrase_is_in_hand_writes_it_nowhere(
    site: Site, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the disk")

    monkeypatch.setattr(backups.desk, "prepared", broken)
    browser = administrator(site)
    browser.raise_request_exception = False
    said = {"passphrase": "seven words that nobody says together ever"}
    answer = browser.post("/administration/backups/make/", said | {"again": said["passphrase"]})
    assert answer.status_code == 500
    for place in (caplog.text, words_of(answer), *(str(record.__dict__) for record in caplog.records)):
        assert said["passphrase"] not in place.replace(str(said), "")


def test_no_page_that_is_restricted_has_an_address_for_programs() -> None:
    assert not {needs_of(name) for name in BY_TOKEN} & RESTRICTED
    assert set(NAMES) >= BY_TOKEN


def test_a_person_is_in_no_answer_to_any_token(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    reference = _harmed(site, tmp_path, monkeypatch)
    for role in Role:
        one = program(site, role)
        for page in sorted(BY_TOKEN & set(READ)):
            said = words_of(one.get(address_of(page)))
            assert NAME not in said, f"{page} to {role}"
            assert reference not in said, f"{page} to {role}"
        for where in ("/people/persons/one/", "/people/persons/", "/people/readings/"):
            assert one.post(where, {"reference": reference, "purpose": "assistance"}).status_code in (302, 403)
    assert NAME not in caplog.text


def test_a_person_is_asked_for_in_no_address(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    reference = _harmed(site, tmp_path, monkeypatch)
    worker = site.with_second_factor(site.client(Role.ASSISTANCE_WORKER), site.member(Role.ASSISTANCE_WORKER))
    for page in NAMES:
        if page.startswith(("person", "erase", "merge")):
            answer = worker.get(address_of(page), {"reference": reference, "purpose": "assistance"})
            assert NAME not in words_of(answer)
    answer = worker.post("/people/persons/one/", {"reference": reference, "purpose": "assistance"})
    assert NAME in words_of(answer), "with the form, and on record, it is shown"
    assert "no-store" in answer["Cache-Control"]
    assert reference not in caplog.text
    assert reference not in quote(str(answer.headers))
    assert not [one for one in Session.objects.all() if reference in str(one.get_decoded())]


def test_the_key_that_signs_sessions_lies_in_no_file_of_the_workspace_and_in_no_answer(site: Site) -> None:
    from django.conf import settings

    connections.close_all()
    secret = settings.SECRET_KEY.encode()
    for file in site.workspace.folder.rglob("*"):
        assert not file.is_file() or secret not in file.read_bytes(), file.name
    browser = administrator(site)
    assert not [page for page in NAMES if secret in _bytes(ask(browser, page, address_of(page)))]


def test_a_password_lies_as_a_slow_hash_and_a_session_tells_none(site: Site) -> None:
    site.member(Role.DONOR)
    sign_in(Client(), "donor")
    assert Member.objects.get().password.startswith("pbkdf2_sha256$")
    assert not [one for one in Session.objects.all() if PASSWORD in str(one.get_decoded())]


def test_whoever_can_guess_how_long_a_look_up_takes_learns_no_token(site: Site) -> None:
    one = program(site, Role.DONOR)
    assert recognised(one.secret, today()) is not None
    assert not Token.objects.filter(digest__startswith=one.secret[4:8]).exists(), "what is looked up is a keyed digest"


def _harmed(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The reference of somebody whose name lies in the vault."""
    from opendisarm.importers.mapping import Wanted

    monkeypatch.setenv("OPENDISARM_KEYS", str(tmp_path / "keys"))
    Office.enter(
        site, harmed(1, name=NAME), header=HARMED, name="harmed.csv", hours=2,
        wanted=Wanted("person.harmed", None, "HI", ""),
    )  # fmt: skip
    [entry] = site.store.load(kinds=("person.harmed",))
    return str(entry.payload["person"])


def _bytes(answer: object) -> bytes:
    streaming = answer.streaming  # type: ignore[attr-defined]
    return b"".join(answer.streaming_content) if streaming else answer.content  # type: ignore[attr-defined]
