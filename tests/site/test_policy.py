"""Every route x every role: who gets in.  The table is written by hand; what stands in none of its rows is shut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from opendisarm.access.roles import RESTRICTED, Permission, Role
from opendisarm.site.policy import OF_THE_LIBRARY, Open, needs_of
from opendisarm.site.routes import ROUTES
from tests.site.conftest import Site

EVERYBODY = frozenset(Role)
FIGURES = EVERYBODY - {Role.ADMINISTRATOR}
RECORDS = FIGURES - {Role.DONOR, Role.ASSISTANCE_WORKER}
JOURNAL = frozenset({Role.DATA_OFFICER, Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})

WHO: dict[str, frozenset[Role]] = {
    "overview": FIGURES, "why": FIGURES, "ledgers": FIGURES, "flows": FIGURES, "world": FIGURES, "calendar": FIGURES,
    "state": FIGURES, "instrument": FIGURES, "instrument_map": FIGURES, "instrument_line": FIGURES,
    "records": RECORDS, "record": RECORDS, "export": RECORDS,
    "review": RECORDS, "submission": RECORDS, "decide": RECORDS,
    "journal": JOURNAL, "verification": JOURNAL,
    "members": ADMINISTRATORS, "invite": ADMINISTRATORS, "member": ADMINISTRATORS,
    "account": EVERYBODY,
}  # fmt: skip
"""Page -> roles that get in, of our pages that are not public."""
PUBLIC = {"front", "language", "health", "invitation"}
ARGUMENTS: dict[str, tuple[object, ...]] = {
    "state": ("KHM",), "instrument": ("ccm",), "instrument_map": ("ccm",), "instrument_line": ("ccm",), "member": (1,),
    "record": ("S-1",), "submission": ("B-none",),
    "invitation": ("no-such-secret",),
}  # fmt: skip
QUERY = {"why": "?ref=cleared", "export": "?format=csv"}
POSTED = {"verification", "language", "decide"}
FOUND_NOTHING = {"submission", "decide"}
"""Pages that let somebody in and then say that there is nothing under this name."""


def test_the_table_names_every_page_once() -> None:
    names = [route.name for route in ROUTES]
    assert len(names) == len(set(names))
    assert set(names) == WHO.keys() | PUBLIC, "A new page needs its row in this table."


def test_every_address_has_a_policy_or_is_shut(site: Site) -> None:
    open_to_nobody = {name for name in _names() if needs_of(name) is None}
    assert not open_to_nobody & (WHO.keys() | PUBLIC | OF_THE_LIBRARY.keys())
    for name in ("account_signup", "account_email", "account_reset_password"):
        assert name in open_to_nobody
        assert site.client(Role.APPROVER).get(reverse(name)).status_code == 404


@pytest.mark.parametrize("page", sorted(WHO))
def test_who_gets_in(site: Site, page: str) -> None:
    where = reverse(page, args=ARGUMENTS.get(page, ())) + QUERY.get(page, "")
    assert _status(site.client(), page, where) == "sign in"
    for role in Role:
        expected = "in" if role in WHO[page] else "refused"
        needs = needs_of(page)
        browser = site.client(role)
        if expected == "in" and needs in RESTRICTED:
            assert _status(browser, page, where) == "second factor", f"{role} at {page}"
            browser = site.with_second_factor(browser, site.member(role))
        assert _status(browser, page, where) == expected, f"{role} at {page}"


def test_the_public_comes_to_public_pages_only(site: Site) -> None:
    told = {name: needs_of(name) for name in PUBLIC}
    assert set(told.values()) == {Open.PUBLIC}
    browser = site.client()
    assert browser.get("/").status_code == 200
    assert browser.get("/health/").json() == {"entries": site.store.head().seq}
    assert browser.get(reverse("invitation", args=("no-such-secret",))).status_code == 404


def test_somebody_shut_out_is_out_at_once(site: Site) -> None:
    member = site.member(Role.APPROVER)
    browser = site.client(Role.APPROVER)
    assert browser.get("/overview/").status_code == 200
    member.is_active = False
    member.save()
    assert _status(browser, "overview", "/overview/") == "sign in"


def test_what_the_table_says_of_restricted_pages_is_so() -> None:
    assert {Permission.SEE_PERSONS, Permission.ADMINISTER} <= RESTRICTED


def _status(browser: Client, page: str, where: str) -> str:
    answer = browser.post(where) if page in POSTED else browser.get(where)
    if answer.status_code == 302:
        to = answer["Location"]
        known = {"/account/login/": "sign in", "/account/2fa/totp/activate/": "second factor"}
        return next((word for start, word in known.items() if to.startswith(start)), f"to {to}")
    if page in FOUND_NOTHING and answer.status_code == 422:
        return "in"
    return {200: "in", 403: "refused", 404: "lost"}.get(answer.status_code, str(answer.status_code))


def _names(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[str]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name
