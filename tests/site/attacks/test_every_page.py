"""What holds for every page there is and to come: no way in beside the form, nothing foreign, nothing inline.

One test a story, which goes through all pages: a page that is added tomorrow is asked, too.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse

from opendisarm.access.roles import Role
from opendisarm.site.policy import Open, needs_of
from tests.site.attacks.stories import (
    BY_TOKEN,
    HOSTILE,
    NAMES,
    READ,
    RIGHT_TO_LEFT,
    SCRIPT,
    SENT,
    Round,
    address_of,
    ask,
    clean,
    harmless,
    library,
    words_of,
)
from tests.site.conftest import Site

EVERY = (*NAMES, *library())
SHUT_BY_CSP = ("unsafe-inline", "unsafe-eval", "unsafe-hashes", "strict-dynamic", "http:", "https:", "*")
CLOCKED = ("on", "known", "by", "treaty", "year", "since", "state", "days", "ref", "format", "next", "narrow", "head",
           "sort", "page", "cursor", "bbox", "text", "standing", "lang")  # fmt: skip
REPEATED = ("by", "ref", "format", "state")
"""What pages are likely to repeat."""
TIMES_TOO_LARGE = ("99999999", "-1", "9" * 5000, "9999-12-31", "²", "a\x00b")
UNREAD = ("add_record", "mfa_authenticate")
"""Pages that answer a form without looking at what stands in it."""
ANSWER_MACHINES = (401, 403)
"""What an address for programs says to a form without a token: sign in, whatever session the browser has."""


def test_a_form_of_another_site_changes_nothing(site: Site) -> None:
    whole = Round(site)
    for page, browser, where in whole.through(EVERY):
        browser.handler.enforce_csrf_checks = True
        answer = browser.post(where, {"role": "administrator", "language": "ar"})
        with whole.at(page):
            assert answer.status_code in (ANSWER_MACHINES if page in BY_TOKEN else (403,)), answer.status_code
            assert "language" not in answer.cookies, "a cookie was set"
    whole.nothing_wrong()


def test_every_answer_carries_the_strict_policy_and_is_kept_by_no_cache(site: Site) -> None:
    whole = Round(site)
    for page, browser, where in whole.through(EVERY):
        answer = ask(browser, page, where)
        with whole.at(page):
            _strict(answer)
        with whole.at(page):
            _closed(answer)
    whole.nothing_wrong()


@pytest.mark.parametrize("status", [400, 403, 404, 405, 422, 500])
def test_answers_to_what_goes_wrong_are_as_strict_and_tell_nothing_of_the_machine(
    site: Site, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = _failed(site, status, monkeypatch)
    assert answer.status_code == status
    _strict(answer)
    _closed(answer)
    _tells_nothing(site, words_of(answer))


def test_a_page_stopped_by_a_token_that_is_too_old_is_one_of_ours(site: Site) -> None:
    answer = Client(enforce_csrf_checks=True).post("/language/", {"language": "ar"})
    assert answer.status_code == 403
    clean(words_of(answer))
    assert "<main" in words_of(answer)


def test_a_journal_that_cannot_be_opened_gives_away_no_path(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost() -> None:
        raise OSError(f"cannot open {site.workspace.folder}")

    browser = site.client(Role.APPROVER)
    browser.raise_request_exception = False
    for view in ("overview", "ledgers", "why", "front"):
        monkeypatch.setattr(f"opendisarm.site.{view}.views.served", lost)
    for page in ("overview", "ledgers", "why", "front"):
        answer = browser.get(address_of(page))
        assert answer.status_code == 503
        _tells_nothing(site, words_of(answer))


def test_no_page_carries_a_script_style_or_address_that_its_policy_would_have_to_allow(site: Site) -> None:
    whole = Round(site)
    for page, browser, where in whole.through(EVERY):
        answer = ask(browser, page, where)
        if answer.get("Content-Type", "").startswith(("text/html", "image/svg")):
            with whole.at(page):
                clean(words_of(answer))
    whole.nothing_wrong()


@pytest.mark.parametrize("value", [HOSTILE, f"{RIGHT_TO_LEFT}{SCRIPT}", "javascript:alert(1)", "{{7*7}}{% debug %}"])
def test_nothing_in_an_address_comes_back_as_markup(site: Site, value: str) -> None:
    whole = Round(site)
    together = [dict.fromkeys(CLOCKED, value)]
    for page, browser, where in whole.through(READ):
        for asked in (*together, *([{name: value} for name in REPEATED] if value == HOSTILE else ())):
            answer = browser.get(where.partition("?")[0], asked)
            with whole.at(f"{page}?{' '.join(asked)}"):
                harmless(answer)
    whole.nothing_wrong()


def test_nothing_in_the_place_of_a_name_comes_back_as_markup(site: Site) -> None:
    whole = Round(site)
    for page, browser, where in whole.through(NAMES):
        for given in ("article7", "XSA", "S-1", "ccm", "KHM", "E-none", "none", "B-none", "ground_cleared"):
            if f"/{given}" in where:
                foul = where.replace(f"/{given}", "/%22%3E%3Cscript%3Ealert(1)%3C%5Cscript%3E%E2%80%AE", 1)
                with whole.at(page):
                    harmless(ask(browser, page, foul))
    whole.nothing_wrong()


def test_numbers_and_days_beyond_all_measure_are_refused_in_words(site: Site) -> None:
    whole = Round(site)
    for page, browser, where in whole.through(READ):
        for value in TIMES_TOO_LARGE:
            answer = browser.get(where.partition("?")[0], dict.fromkeys(CLOCKED, value))
            with whole.at(f"{page} {value[:20]!r}"):
                assert answer.status_code < 500, answer.status_code
    whole.nothing_wrong()


@pytest.mark.parametrize("number", [0, 2**31, 2**63, 2**64, 10**40])
def test_a_number_in_the_place_of_an_object_may_be_of_any_size(site: Site, number: int) -> None:
    whole = Round(site)
    for page, browser, where in whole.through(NAMES):
        foul = re.sub(r"/(\d+)(?=[/.])", f"/{number}", where)
        if foul != where:
            with whole.at(foul[:80]):
                answer = ask(browser, page, foul, **({"data": {"reason": "to see"}} if page in SENT else {}))
                assert answer.status_code < 500, answer.status_code
    whole.nothing_wrong()


def test_both_clocks_at_the_ends_of_time_stop_no_page(site: Site) -> None:
    whole = Round(site)
    for page, browser, where in whole.through(READ):
        for on, known in (("0001-01-01", "0001-01-01T00:00:00+14:00"), ("9999-12-31", "9999-12-31T23:59:59-12:00"),
                          ("0001-01-01", "9999-12-31"), ("9999-12-31", "0001-01-01")):  # fmt: skip
            answer = browser.get(where, {"on": on, "known": known, "ref": "cleared"})
            with whole.at(f"{page} on {on} as known {known}"):
                assert answer.status_code < 500, answer.status_code
    whole.nothing_wrong()


def test_an_address_with_more_fields_than_anybody_fills_in_is_refused(site: Site) -> None:
    whole, many = Round(site), "&".join(["by=a"] * 20_000)
    for page, browser, where in whole.through(READ):
        answer = browser.get(where.partition("?")[0], QUERY_STRING=many)
        with whole.at(page):
            assert answer.status_code < 500, f"{answer.status_code}; a page that does not read its address may answer"
    whole.nothing_wrong()


def test_a_form_with_twenty_thousand_fields_is_refused(site: Site) -> None:
    whole, body = Round(site), "&".join(f"f{number}=1" for number in range(20_000))
    for page, browser, where in whole.through(EVERY):
        answer = browser.post(where, body, content_type="application/x-www-form-urlencoded")
        with whole.at(page):
            assert 400 <= answer.status_code < 500 or page in UNREAD, answer.status_code
    whole.nothing_wrong()


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace", "options", "head"])
def test_a_method_that_a_page_does_not_know_does_nothing(site: Site, method: str) -> None:
    whole, head = Round(site), site.store.head()
    for page, browser, where in whole.through(EVERY):
        answer = getattr(browser, method)(where)
        with whole.at(page):
            assert answer.status_code < 500, answer.status_code
            assert method in ("head", "options") or page not in NAMES or answer.status_code >= 400, answer.status_code
            assert method != "trace" or "cookie" not in words_of(answer).casefold(), "it says what it was sent"
            assert method != "head" or not answer.content, "a body"
    whole.nothing_wrong()
    assert site.store.head() == head


def test_what_changes_something_is_not_reached_by_a_link(site: Site) -> None:
    whole, head = Round(site), site.store.head()
    for page, browser, where in whole.through(sorted(SENT)):
        with whole.at(page):
            assert browser.get(where).status_code == 405
    whole.nothing_wrong()
    assert site.store.head() == head


def test_asking_as_a_machine_opens_nothing_that_is_shut_to_people(site: Site) -> None:
    whole = Round(site)
    for role in (None, Role.DONOR, Role.COLLECTOR, Role.ASSISTANCE_WORKER, Role.ADMINISTRATOR):
        browser = site.client(role)
        browser.raise_request_exception = False
        for page in (page for page in NAMES if needs_of(page) is not Open.PUBLIC and page not in BY_TOKEN):
            where = address_of(page)
            plain = ask(browser, page, where)
            if plain.status_code < 300:
                continue
            as_json = where + ("&" if "?" in where else "?") + "format=json"
            for told in ({"HTTP_ACCEPT": "application/json"}, {"HTTP_HX_REQUEST": "true"}):
                with whole.at(f"{role} at {page}"):
                    assert ask(browser, page, as_json, **told).status_code == plain.status_code
    whole.nothing_wrong()


@pytest.mark.parametrize("prefix", ["//", "/./", "/%2e/", "/;/", "//testserver/", "/static/../", "/%00/"])
def test_another_spelling_of_an_address_passes_no_guard(site: Site, prefix: str) -> None:
    wrong, browser = [], site.client()
    for page in (page for page in NAMES if needs_of(page) is not Open.PUBLIC):
        answer = browser.get("/", PATH_INFO=unquote(prefix) + address_of(page).lstrip("/"), HTTP_ACCEPT="text/html")
        to = answer.get("Location", "")
        if answer.status_code not in (302, 401, 404, 405) or (to and not to.startswith("/account/login/")):
            wrong.append(f"{page}: {answer.status_code} {to}")
    assert not wrong


def test_a_method_named_in_a_header_is_not_believed(site: Site) -> None:
    answer = site.client(Role.APPROVER).get(reverse("verification"), HTTP_X_HTTP_METHOD_OVERRIDE="POST")
    assert answer.status_code == 405


def _failed(site: Site, status: int, monkeypatch: pytest.MonkeyPatch) -> object:
    browser = site.client(Role.DONOR)
    browser.raise_request_exception = False
    if status == 500:
        monkeypatch.setattr("opendisarm.site.overview.views.served", _broken)
    return {
        400: lambda: browser.get("/overview/", HTTP_HOST="evil.example"),
        403: lambda: browser.get("/members/"),
        404: lambda: browser.get("/nowhere/"),
        405: lambda: browser.get("/language/"),
        422: lambda: browser.get("/world/states/nowhere-at-all/"),
        500: lambda: browser.get("/overview/"),
    }[status]()


def _broken(*_: object) -> None:
    raise RuntimeError("SECRET_KEY at /srv/office/journal.sqlite")


def _strict(answer: object) -> None:
    policy = answer["Content-Security-Policy"]  # type: ignore[index]
    told = {part.split()[0]: part.split()[1:] for part in policy.split(";") if part.strip()}
    assert told["default-src"] == ["'none'"]
    assert told["script-src"] == told["style-src"] == told["connect-src"] == told["form-action"] == ["'self'"]
    assert told["frame-ancestors"] == told["base-uri"] == ["'none'"]
    words = {word.strip("'") for sources in told.values() for word in sources}
    assert not words & set(SHUT_BY_CSP)
    assert words <= {"none", "self", "data:", "blob:"}, "a foreign host, or a way around"


def _closed(answer: object) -> None:
    get = answer.get  # type: ignore[attr-defined]
    assert "no-store" in get("Cache-Control", "")
    assert "public" not in get("Cache-Control", "")
    assert get("X-Frame-Options") == "DENY"
    assert get("X-Content-Type-Options") == "nosniff"
    assert get("Cross-Origin-Opener-Policy") == "same-origin"
    assert get("Cross-Origin-Resource-Policy") == "same-origin"
    assert get("Referrer-Policy") == "same-origin"
    assert not get("Access-Control-Allow-Origin")
    assert not get("Server")
    assert not get("X-Powered-By")


def _tells_nothing(site: Site, words: str) -> None:
    for secret in ("Traceback", "SECRET_KEY", "journal.sqlite", "site.sqlite", str(site.workspace.folder), "Django",
                   "RuntimeError", "opendisarm.site", "site-packages"):  # fmt: skip
        assert secret not in words
