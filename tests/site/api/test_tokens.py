"""Tokens: made by their member, shown once, never more than the member, ended at once."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connections

from opendisarm.access.roles import Role
from opendisarm.site.members.models import Change
from opendisarm.site.tokens.making import MOST, make, recognised
from opendisarm.site.tokens.models import Token
from tests.site.api.programs import Program, program, today
from tests.site.conftest import Site

ASKED = "/api/v1/balances"


def test_a_member_makes_a_token_and_sees_it_once(site: Site) -> None:
    member = site.member(Role.DATA_OFFICER)
    browser = site.with_second_factor(site.client(Role.DATA_OFFICER), member)
    ends = today() + timedelta(days=10)
    answer = browser.post("/me/tokens/new/", {"name": "QGIS", "ends": ends.isoformat()})
    [secret] = set(re.findall(r"odt_[\w-]{43}", answer.content.decode()))
    assert Program(member, secret).get(ASKED).status_code == 200
    listed = browser.get("/me/tokens/").content.decode()
    assert secret not in listed
    assert f"<bdi>{today().isoformat()}</bdi>" in listed, "the day of its last use"
    assert Change.objects.filter(what="token made", member=member.username).exists()


def test_the_form_offers_bringing_records_only_to_those_who_may(site: Site) -> None:
    for role, offered in ((Role.DATA_OFFICER, True), (Role.DONOR, False)):
        browser = site.with_second_factor(site.client(role), site.member(role))
        assert ('name="submits"' in browser.get("/me/tokens/new/").content.decode()) is offered


def test_a_token_opens_as_bearer_and_as_the_password_of_basic(site: Site) -> None:
    one = program(site, Role.DONOR)
    assert one.get(ASKED, Authorization=one.bearer).status_code == 200
    assert one.get(ASKED, Authorization=one.basic).status_code == 200


def test_the_database_keeps_no_secret(site: Site, tmp_path: Path) -> None:
    one = program(site, Role.DONOR)
    connections["default"].close()
    kept = (tmp_path / "site.sqlite").read_bytes() + b"".join(file.read_bytes() for file in tmp_path.glob("*.sqlite-*"))
    assert Token.objects.get().digest.encode() in kept
    assert one.secret.encode() not in kept
    assert one.secret.removeprefix("odt_").encode() not in kept


def test_a_token_that_was_ended_opens_nothing_from_then_on(site: Site) -> None:
    one = program(site, Role.DONOR)
    assert one.get(ASKED).status_code == 200
    site.client(Role.DONOR).post(f"/me/tokens/{Token.objects.get().pk}/end/")
    assert one.get(ASKED).status_code == 401


def test_an_administrator_ends_the_token_of_anybody(site: Site) -> None:
    one = program(site, Role.DONOR)
    browser = site.with_second_factor(site.client(Role.ADMINISTRATOR), site.member(Role.ADMINISTRATOR))
    assert "donor" in browser.get("/members/tokens/").content.decode()
    browser.post(f"/members/tokens/{Token.objects.get().pk}/end/")
    assert one.get(ASKED).status_code == 401
    assert Token.objects.get().ended_by == "administrator"


def test_nobody_ends_the_token_of_somebody_else(site: Site) -> None:
    one = program(site, Role.DONOR)
    assert site.client(Role.AUDITOR).post(f"/me/tokens/{Token.objects.get().pk}/end/").status_code == 422
    assert one.get(ASKED).status_code == 200


def test_a_token_follows_what_becomes_of_its_member(site: Site) -> None:
    one = program(site, Role.DATA_OFFICER)
    assert one.get("/api/v1/records").status_code == 200
    one.member.role = Role.DONOR.value
    one.member.save()
    assert one.get("/api/v1/records").status_code == 403
    one.member.is_active = False
    one.member.save()
    assert one.get(ASKED).status_code == 401


def test_a_token_is_over_after_its_last_day(site: Site) -> None:
    one = program(site, Role.DONOR)
    ends = Token.objects.get().ends
    assert recognised(one.secret, ends) is not None
    assert recognised(one.secret, ends + timedelta(days=1)) is None


@pytest.mark.parametrize("days", [-1, 366])
def test_no_token_is_for_longer_than_a_year_or_for_the_past(site: Site, days: int) -> None:
    with pytest.raises(ValueError, match=r"^A token ends between"):
        make(site.member(Role.DONOR), "x", today() + timedelta(days=days), datetime.now(UTC))


def test_a_member_has_so_many_tokens_and_no_more(site: Site) -> None:
    member = site.member(Role.DONOR)
    for number in range(MOST):
        make(member, f"number {number}", today(), datetime.now(UTC))
    with pytest.raises(ValueError, match="end one that you no longer need"):
        make(member, "one more", today(), datetime.now(UTC))


def test_who_may_not_bring_records_makes_no_token_that_may(site: Site) -> None:
    with pytest.raises(ValueError, match="may not bring records"):
        make(site.member(Role.DONOR), "x", today(), datetime.now(UTC), submits=True)


def test_a_token_that_only_reads_brings_nothing(site: Site) -> None:
    answer = program(site, Role.DATA_OFFICER).post("/api/v1/submit", {}, content_type="application/json")
    assert answer.status_code == 403
    assert answer.json()["what"] == "This token only reads."


def test_wrong_tokens_are_counted_by_address_and_a_right_one_still_opens(site: Site) -> None:
    one = program(site, Role.DONOR)
    answers = [one.get(ASKED, Authorization=f"Bearer odt_wrong{number}") for number in range(12)]
    assert [answer.status_code for answer in answers] == [401] * 10 + [429] * 2
    assert answers[-1]["Retry-After"] == "60"
    assert one.get(ASKED).status_code == 200


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic !!", "Basic /w==", "Digest x", "odt_x", "Bearer \u00e9"]
)
def test_a_header_that_is_none_is_a_wrong_token(site: Site, header: str) -> None:
    answer = program(site, Role.DONOR).get(ASKED, Authorization=header)
    assert answer.status_code == 401
    assert set(answer.json()) == {"code", "what", "where", "remedy", "findings"}
