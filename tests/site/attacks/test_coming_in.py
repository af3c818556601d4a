"""Signing in: nobody guesses a password or a code, learns who has an account, or is led elsewhere afterwards."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.hashers import get_hasher
from django.core.cache import cache
from django.db import connections
from django.test import Client

from opendisarm.access.roles import Role
from opendisarm.site.members.models import Member
from tests.site.attacks.stories import administrator, sign_in, signed_in, words_of
from tests.site.conftest import Site
from tests.site.served import PASSWORD

ELSEWHERE = (
    "https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example", "\\\\evil.example/",
    "http:///evil.example", "javascript:alert(1)", "data:text/html,x", "/\t/evil.example", "https:evil.example",
    "//testserver@evil.example/", "http://testserver.evil.example/", "/%0d%0aSet-Cookie:%20a=b", "\r\nX-Evil: 1",
)  # fmt: skip
AUTHENTICATE = "/account/2fa/authenticate/"


def leads_out(answer: object) -> bool:
    """Whether a browser would leave this site, or read a header of the attacker's."""
    to = answer.get("Location", "/")  # type: ignore[attr-defined]
    inside = to.startswith("/") and not to.startswith(("//", "/\\", "/\t"))
    return not inside or "X-Evil" in answer.headers or "a" in answer.cookies  # type: ignore[attr-defined]


def test_signing_in_leads_to_no_other_site(site: Site) -> None:
    site.member(Role.APPROVER)
    for where in ELSEWHERE:
        for answer in (
            sign_in(Client(), "approver", more={"next": where}),
            Client().post("/account/login/", {"login": "approver", "password": PASSWORD}, query_params={"next": where}),
        ):
            assert answer.status_code == 302, where
            assert not leads_out(answer), (where, answer.headers)
        assert f'href="{where}' not in words_of(Client().get("/account/login/", {"next": where}))


def test_changing_the_language_leads_to_no_other_site(site: Site) -> None:
    browser = site.client()
    for where in ELSEWHERE:
        answer = browser.post("/language/", {"language": "ar", "next": where})
        assert answer.status_code == 302, where
        assert not leads_out(answer), (where, answer.headers)


def test_signing_out_leads_to_no_other_site(site: Site) -> None:
    for where in ELSEWHERE:
        assert not leads_out(site.client(Role.DONOR).post("/account/logout/", {"next": where})), where


def test_a_session_that_somebody_planted_is_another_one_after_signing_in(site: Site) -> None:
    site.member(Role.APPROVER)
    planted = Client()
    planted.get("/account/login/")
    planted.session["seen"] = "yes"
    planted.session.save()
    planted.cookies["sessionid"] = before = planted.session.session_key or "f" * 32
    assert sign_in(planted, "approver").status_code == 302
    assert planted.cookies["sessionid"].value != before
    attacker = Client()
    attacker.cookies["sessionid"] = before
    assert signed_in(planted)
    assert not signed_in(attacker)


def test_a_session_that_was_signed_out_opens_nothing_when_it_is_shown_again(site: Site) -> None:
    site.member(Role.APPROVER)
    browser = Client()
    sign_in(browser, "approver")
    stolen = Client()
    stolen.cookies["sessionid"] = browser.cookies["sessionid"].value
    assert signed_in(stolen)
    browser.post("/account/logout/")
    assert not signed_in(browser)
    assert not signed_in(stolen)


def test_a_link_signs_nobody_out(site: Site) -> None:
    browser = site.client(Role.APPROVER)
    browser.get("/account/logout/")
    assert signed_in(browser)


def test_the_cookie_of_a_session_is_out_of_reach_of_scripts_and_of_other_sites(site: Site) -> None:
    site.member(Role.APPROVER)
    cookie = sign_in(Client(), "approver").cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"], "it ends with the browser"


def test_other_places_where_one_is_signed_in_can_be_ended(site: Site) -> None:
    site.member(Role.APPROVER)
    mine, lost = Client(), Client()
    for browser in (mine, lost):
        sign_in(browser, "approver")
        browser.get("/me/")
    mine.post("/account/sessions/")
    assert signed_in(mine)
    assert not signed_in(lost)


def test_a_new_password_shuts_a_session_out_that_somebody_else_still_holds(site: Site) -> None:
    site.member(Role.APPROVER)
    mine, stolen = Client(), Client()
    for browser in (mine, stolen):
        sign_in(browser, "approver")
    new = "another long phrase for tests"
    answer = mine.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert answer.status_code == 302
    assert signed_in(mine)
    assert not signed_in(stolen)


def test_a_password_is_changed_only_by_whoever_knows_the_old_one(site: Site) -> None:
    site.member(Role.APPROVER)
    browser = Client()
    sign_in(browser, "approver")
    new = "another long phrase for tests"
    for old in ("", "a wrong one", new):
        browser.post("/account/password/change/", {"oldpassword": old, "password1": new, "password2": new})
    assert Member.objects.get(username="approver").check_password(PASSWORD)


def test_a_password_that_can_be_guessed_is_not_taken(site: Site) -> None:
    member, browser = site.member(Role.APPROVER), Client()
    sign_in(browser, "approver")
    for weak in ("short", "123456789012", "1029384756473829", "approver1234", "password1234", ""):
        browser.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": weak, "password2": weak})
        assert Member.objects.get(pk=member.pk).check_password(PASSWORD), weak
        cache.clear()  # of how often it was tried


def test_after_five_wrong_passwords_a_name_is_shut_from_every_address(site: Site) -> None:
    site.member(Role.APPROVER)
    for number in range(5):
        sign_in(Client(), "approver", "a wrong one", REMOTE_ADDR=f"192.0.2.{number}")
    for spelling, address in (("approver", "192.0.2.99"), ("APPROVER", "192.0.2.98"), (" approver ", "192.0.2.97")):
        browser = Client()
        sign_in(browser, spelling, REMOTE_ADDR=address)
        assert not signed_in(browser), f"{spelling!r} from elsewhere"


def test_after_ten_wrong_passwords_an_address_is_shut_for_every_name(site: Site) -> None:
    site.member(Role.APPROVER)
    for number in range(10):
        sign_in(Client(), f"name-{number}", "a wrong one")
    browser = Client()
    sign_in(browser, "approver", HTTP_X_FORWARDED_FOR="192.0.2.7", HTTP_X_REAL_IP="192.0.2.7")
    assert not signed_in(browser), "and a header that names another address changes nothing"


def test_a_lock_out_is_not_washed_out_by_a_flood_of_other_wrong_names(site: Site) -> None:
    site.member(Role.APPROVER)
    for number in range(5):
        sign_in(Client(), "approver", "a wrong one", REMOTE_ADDR=f"192.0.2.{number}")
    for number in range(1200):
        cache.set(f"flood-{number}", "as a wrong name from another address leaves it", 300)
    browser = Client()
    sign_in(browser, "approver", REMOTE_ADDR="192.0.2.99")
    assert not signed_in(browser)


def test_nobody_learns_from_the_answer_who_has_an_account(site: Site) -> None:
    site.member(Role.APPROVER)
    member = site.member(Role.AUDITOR)
    member.is_active = False
    member.save()
    told = set()
    for name in ("approver", "auditor", "nobody"):
        answer = sign_in(Client(), name, "a wrong one")
        said = re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", words_of(answer))
        told.add((answer.status_code, said.replace(name, "NAME")))
    assert len(told) == 1, "same status, same words"


def test_a_name_that_nobody_has_costs_as_much_work_as_one_that_somebody_has(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.member(Role.APPROVER)
    work: list[str] = []
    of = type(get_hasher())
    real = of.encode
    monkeypatch.setattr(of, "encode", lambda self, *told, **more: work.append("hash") or real(self, *told, **more))
    sign_in(Client(), "approver", "a wrong one")
    known = len(work)
    sign_in(Client(), "nobody", "a wrong one")
    assert known == len(work) - known > 0


def test_somebody_shut_out_does_not_come_in_with_the_right_password(site: Site) -> None:
    member = site.member(Role.APPROVER)
    member.is_active = False
    member.save()
    browser = Client()
    assert "Location" not in (answer := sign_in(browser, "approver")) or "inactive" not in words_of(answer)
    assert not signed_in(browser)


# --- the second factor -----------------------------------------------------------------------------------------------


def code(secret: str, step: int = 0) -> str:
    """The code of now, or of so many steps later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def halfway(site: Site) -> tuple[Client, str, Member]:
    """A browser that gave the password, the secret of the app, and who it is."""
    member, secret = site.member(Role.APPROVER), generate_totp_secret()
    TOTP.activate(member, secret)
    browser = Client()
    assert sign_in(browser, "approver")["Location"].startswith(AUTHENTICATE)
    return browser, secret, member


def test_the_password_alone_opens_nothing_where_a_second_factor_is_set_up(site: Site) -> None:
    browser, secret, _member = halfway(site)
    assert not signed_in(browser)
    assert browser.get("/overview/").status_code == 302
    browser.post(AUTHENTICATE, {"code": code(secret)})
    assert signed_in(browser)


@pytest.mark.parametrize("seconds", [0, 31, 59])
def test_a_code_that_was_used_is_refused_as_long_as_it_would_fit(
    site: Site, monkeypatch: pytest.MonkeyPatch, seconds: int
) -> None:
    browser, secret, _member = halfway(site)
    begin = time.time() // 30 * 30
    monkeypatch.setattr(time, "time", lambda: begin)
    ahead = code(secret, 1)
    browser.post(AUTHENTICATE, {"code": ahead})
    assert signed_in(browser)
    again = Client()
    sign_in(again, "approver")
    _cache_later(seconds)
    monkeypatch.setattr(time, "time", lambda: begin + seconds)
    again.post(AUTHENTICATE, {"code": ahead})
    assert not signed_in(again)


def test_codes_cannot_be_tried_one_after_the_other(site: Site) -> None:
    browser, secret, _member = halfway(site)
    right = code(secret)
    for number in range(12):
        browser.post(AUTHENTICATE, {"code": f"{number:06}"})
    answer = browser.post(AUTHENTICATE, {"code": right})
    assert not signed_in(browser)
    assert answer.status_code in (200, 302, 429)


def test_a_recovery_code_opens_once(site: Site) -> None:
    browser, _secret, member = halfway(site)
    one = RecoveryCodes.activate(member).generate_codes()[0]
    browser.post(AUTHENTICATE, {"code": one})
    assert signed_in(browser)
    again = Client()
    sign_in(again, "approver")
    again.post(AUTHENTICATE, {"code": one})
    assert not signed_in(again)


def test_the_database_gives_away_no_secret_of_an_app_no_recovery_code_and_no_password(
    site: Site, tmp_path: Path
) -> None:
    browser, secret, member = halfway(site)
    codes = RecoveryCodes.activate(member)
    seed, listed = codes.instance.data["seed"], codes.generate_codes()
    browser.post(AUTHENTICATE, {"code": code(secret)})
    connections["default"].close()
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("site.sqlite*"))
    assert seed.encode() in kept, "we look at the right file"
    for clear in (secret, *listed, PASSWORD):
        assert clear.encode() not in kept


def test_a_second_factor_is_not_taken_away_by_whoever_found_the_browser_open(site: Site) -> None:
    member = site.member(Role.APPROVER)
    TOTP.activate(member, generate_totp_secret())
    browser = site.client(Role.APPROVER)
    for where in ("/account/2fa/totp/deactivate/", "/account/2fa/recovery-codes/generate/"):
        assert browser.post(where)["Location"].startswith(("/account/2fa/reauthenticate/", "/account/reauthenticate/"))
    assert member.authenticator_set.count() == 1


def test_what_a_session_proved_is_proved_for_its_own_member_only(site: Site) -> None:
    browser = administrator(site)
    other = site.member(Role.ADMINISTRATOR, username="other")
    session = browser.session
    session["account_authentication_methods_user"] = str(other.pk)
    session.save()
    assert browser.get("/members/").status_code == 302


def test_an_old_session_may_no_more_than_the_role_of_today(site: Site) -> None:
    member = site.member(Role.APPROVER)
    browser = site.client(Role.APPROVER)
    assert browser.get("/records/").status_code == 200
    Member.objects.filter(pk=member.pk).update(role=Role.DONOR.value)
    assert browser.get("/records/").status_code == 403
    Member.objects.filter(pk=member.pk).update(role=Role.OPERATOR_OFFICER.value, org="NPA")
    assert b"S-1" not in browser.get("/records/").content, "nor see further than the reach of today"


def _cache_later(seconds: int) -> None:
    """Let the cache be so much older: its entries end earlier."""
    table = connections["default"].cursor()
    table.execute("SELECT cache_key, expires FROM site_cache")
    for key, expires in table.fetchall():
        table.execute(
            "UPDATE site_cache SET expires = datetime(%s, %s) WHERE cache_key = %s",
            [str(expires)[:19], f"-{seconds} seconds", key],
        )
