"""Invitations and members: nobody comes in uninvited, under another's name, or as more than was meant."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from opendisarm.access.roles import Permission, Role
from opendisarm.site.clocks import now
from opendisarm.site.members.inviting import LASTS, NotInvitedError, accept, invitation, invite
from opendisarm.site.members.models import Change, Invitation, Member
from opendisarm.site.policy import needs_of
from tests.site.attacks.stories import NAMES, SENT, address_of, administrator, ask, signed_in, words_of
from tests.site.conftest import Site
from tests.site.served import PASSWORD

GUEST = {"name": "", "password": PASSWORD, "again": PASSWORD}
MORE = {
    "role": "administrator", "org": "", "areas": "", "is_active": "on", "is_superuser": "1", "is_staff": "1", "id": "1",
    "pk": "1", "username": "administrator", "user": "1", "permissions": "administer", "joined": "2000-01-01",
}  # fmt: skip


def invited(**told: str) -> str:
    """The address of an invitation as a donor of HI."""
    return reverse("invitation", args=(invite("guest", Role.DONOR, "alex", now(), told.get("org", "HI")),))


def test_a_guest_becomes_what_they_were_invited_as_whatever_the_form_says(site: Site) -> None:
    where = invited()
    Client().post(where, MORE | GUEST)
    [guest] = Member.objects.all()
    assert (guest.username, guest.role, guest.org, guest.is_active) == ("guest", "donor", "HI", True)
    assert not hasattr(guest, "is_superuser")


def test_an_invitation_opens_once(site: Site) -> None:
    where = invited()
    first, second = Client(), Client()
    assert second.get(where).status_code == 200, "open in two browsers"
    first.post(where, GUEST)
    assert signed_in(first)
    assert (
        second.post(where, GUEST | {"password": "the words of a thief", "again": "the words of a thief"}).status_code
        == 404
    )
    assert not signed_in(second)
    assert Member.objects.get().check_password(PASSWORD)


def test_two_who_accept_at_once_make_one_member(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = invite("guest", Role.DONOR, "alex", now())
    seen = invitation(secret, now())
    accept(secret, "", PASSWORD, now())
    monkeypatch.setattr("opendisarm.site.members.inviting.invitation", lambda *_: seen)
    with pytest.raises(NotInvitedError):
        accept(secret, "", "the words of a thief", now())
    assert Member.objects.count() == 1


def test_an_invitation_opens_nothing_after_its_end(site: Site) -> None:
    secret = invite("guest", Role.DONOR, "alex", now() - LASTS - timedelta(seconds=1))
    where = reverse("invitation", args=(secret,))
    assert Client().get(where).status_code == Client().post(where, GUEST).status_code == 404
    assert not Member.objects.exists()


def test_a_used_an_old_and_an_invented_invitation_cannot_be_told_apart(site: Site) -> None:
    used, old = invited(), reverse("invitation", args=(invite("late", Role.DONOR, "alex", now() - 2 * LASTS),))
    Client().post(used, GUEST)
    told = {words_of(Client().get(where)) for where in (used, old, "/invitation/invented/")}
    assert len({re.sub(r'value="\w{64}"', "", re.sub(r"/invitation/[^/]+/", "", one)) for one in told}) == 1


def test_neither_the_database_nor_the_log_holds_the_secret_of_an_invitation(
    site: Site, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    browser = administrator(site)
    page = words_of(browser.post("/members/invite/", {"username": "guest", "role": "donor"}))
    [secret] = set(re.findall(r"/invitation/([\w-]+)/", page))
    connections["default"].close()
    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*.sqlite*"))
    assert Invitation.objects.get().digest.encode() in kept
    assert secret.encode() not in kept
    assert secret not in caplog.text
    assert secret not in words_of(browser.get("/members/")), "it is shown once"


def test_an_invitation_never_leads_to_a_host_that_a_header_invented(site: Site) -> None:
    browser = administrator(site)
    browser.raise_request_exception = False
    for host in ("evil.example", "testserver.evil.example", "testserver@evil.example", "localhost:80:80"):
        answer = browser.post("/members/invite/", {"username": "guest", "role": "donor"}, HTTP_HOST=host)
        assert answer.status_code == 400
        assert not Invitation.objects.exists()
        answer = browser.post("/members/invite/", {"username": "other", "role": "donor"}, HTTP_X_FORWARDED_HOST=host)
        assert "http://testserver/invitation/" in words_of(answer)
        assert "evil" not in words_of(answer)
        Invitation.objects.all().delete()


def test_nobody_is_invited_to_a_role_that_there_is_not(site: Site) -> None:
    browser = administrator(site)
    for role in ("root", "superuser", "", "Administrator", "administrator\u200b", "donor,administrator"):
        browser.post("/members/invite/", {"username": "guest", "role": role})
        assert not Invitation.objects.exists(), role
    browser.post("/members/invite/", {"username": "guest", "role": "donor"})
    assert Invitation.objects.get().role == "donor", "and to one that there is they are"


LIKE_OMAR = (
    "omar", "OMAR", "Omar", "\uff4f\uff4d\uff41\uff52", "\u043emar", "om\u0430r", "omar\u200b", "omar\u202e", "o mar",
    " omar ", "omar\x00", "\U0001d5fc\U0001d5fa\U0001d5ee\U0001d5ff", "om\u00aar",
)  # fmt: skip
"""Wide, Cyrillic, invisible, mathematical and raised letters among them."""


def test_nobody_is_invited_under_a_name_that_looks_like_anothers(site: Site) -> None:
    site.member(Role.APPROVER, username="omar")
    browser = administrator(site)
    for like in LIKE_OMAR:
        browser.post("/members/invite/", {"username": like, "role": "donor"})
        assert not Invitation.objects.exists(), ascii(like)
    browser.post("/members/invite/", {"username": "omar2", "role": "donor"})
    assert Invitation.objects.get().username == "omar2", "and under one that does not they are"


def test_case_is_no_difference_in_any_alphabet(site: Site) -> None:
    for name, like in (("Émile", "éMILE"), ("straße", "STRASSE"), ("ИРИНА", "ирина")):
        site.member(Role.APPROVER, username=name)
        with pytest.raises(ValueError, match="already"):
            invite(like, Role.DONOR, "alex", now())


def test_names_of_every_one_alphabet_are_welcome(site: Site) -> None:
    for name in ("عمر", "Émile", "山田", "omar.k-2", "ольга"):
        assert invite(name, Role.DONOR, "alex", now())
    assert Invitation.objects.count() == 5
    assert site.store.head()


def test_whoever_was_invited_first_does_not_get_the_name_of_somebody_who_came_since(site: Site) -> None:
    where = reverse("invitation", args=(invite("Émile", Role.ADMINISTRATOR, "alex", now()),))
    site.member(Role.DONOR, username="émile")
    assert Client().post(where, GUEST).status_code == 404


def test_an_administrator_does_not_change_their_own_reach(site: Site) -> None:
    browser, me = administrator(site), site.member(Role.ADMINISTRATOR)
    browser.post(f"/members/{me.pk}/", MORE | {"role": "approver"})
    assert Member.objects.get(pk=me.pk).role == Role.ADMINISTRATOR
    for act in ("shut-out", "second-factor/reset"):
        assert browser.post(f"/members/{me.pk}/{act}/", {"reason": "to see"}).status_code == 422


def test_fields_that_a_form_does_not_have_change_nothing_about_a_member(site: Site) -> None:
    browser, other = administrator(site), site.member(Role.DONOR)
    before = Member.objects.filter(pk=other.pk).values("username", "password", "joined", "last_login", "pk").get()
    browser.post(f"/members/{other.pk}/", MORE | {"role": "auditor", "password": "x" * 20, "last_login": "2000-01-01"})
    after = Member.objects.filter(pk=other.pk).values("username", "password", "joined", "last_login", "pk").get()
    assert after == before
    assert Member.objects.get(pk=other.pk).role == "auditor", "what the form has was taken"


def test_nobody_makes_themselves_more_by_posting_to_any_page(site: Site) -> None:
    """Self-promotion: every role posts every field there is to every page it can reach."""
    wrong: list[str] = []
    for role in (Role.DONOR, Role.COLLECTOR, Role.OPERATOR_OFFICER, Role.ASSISTANCE_WORKER):
        me = site.member(role, org="HI")
        browser = site.client(role, org="HI")
        browser.raise_request_exception = False
        for page in NAMES:
            browser.post(address_of(page), MORE | {"member": str(me.pk), "owner": str(me.pk), "org": "NPA"})
        now_is = Member.objects.get(pk=me.pk)
        if (now_is.role, now_is.org, now_is.username) != (role.value, "HI", role.value):
            wrong.append(f"{role}: {now_is.role} {now_is.org}")
    assert not wrong
    assert not Change.objects.filter(what__in=("changed", "invited")).exists()


def test_pages_of_members_exist_for_administrators_only_and_not_even_a_number_is_told(site: Site) -> None:
    mine = site.member(Role.APPROVER)
    browser = site.client(Role.APPROVER)
    for page in (page for page in NAMES if needs_of(page) is Permission.ADMINISTER):
        there, lost = address_of(page), re.sub(r"/\d+/", "/999999/", address_of(page))
        for where in {there.replace("/1/", f"/{mine.pk}/"), lost}:
            assert ask(browser, page, where).status_code == 403, where
    assert SENT


def test_acts_on_members_are_on_record_before_they_are_done_and_need_a_reason(site: Site) -> None:
    browser, other = administrator(site), site.member(Role.DONOR)
    for act in ("shut-out", "second-factor/reset", "sessions/end"):
        assert browser.post(f"/members/{other.pk}/{act}/", {"reason": " "}).status_code == 422
    assert Member.objects.get(pk=other.pk).is_active
    browser.post(f"/members/{other.pk}/shut-out/", {"reason": "a lost telephone", "by": "somebody else"})
    [change] = Change.objects.filter(what="shut out")
    assert (change.by, change.told["reason"]) == ("administrator", "a lost telephone")
