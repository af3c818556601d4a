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
SENDERS = frozenset(
    {Role.COLLECTOR, Role.TEAM_LEADER, Role.OPERATOR_OFFICER, Role.DATA_OFFICER, Role.ASSISTANCE_WORKER}
)
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
CORRECTORS = SENDERS - {Role.ASSISTANCE_WORKER}
REPORTS = RECORDS - {Role.COLLECTOR, Role.TEAM_LEADER}
COUNTS = frozenset({Role.FOCAL_POINT, Role.ASSISTANCE_WORKER})
ASSISTANCE = frozenset({Role.ASSISTANCE_WORKER})
PUBLISHERS = frozenset({Role.APPROVER, Role.FOCAL_POINT})

IMPORT_STEPS = ("", "_progress", "_mapping", "_remap", "_commit", "_again", "_cancel", "_corrected")
"""What there is of one import."""

WHO: dict[str, frozenset[Role]] = {
    "overview": FIGURES, "why": FIGURES, "ledgers": FIGURES, "flows": FIGURES, "world": FIGURES, "calendar": FIGURES,
    "state": FIGURES, "instrument": FIGURES, "instrument_map": FIGURES, "instrument_line": FIGURES,
    "map": RECORDS, "map_picture": RECORDS, "map_tile": RECORDS, "map_states": RECORDS, "map_units": RECORDS,
    "records": RECORDS, "record": RECORDS, "export": RECORDS, "picture": RECORDS, "take_away": RECORDS,
    "add_record": CORRECTORS, "correct": CORRECTORS, "add_picture": CORRECTORS,
    "withdraw": frozenset({Role.APPROVER}),
    "review": RECORDS, "submission": RECORDS, "decide": RECORDS,
    "imports": SENDERS, "bring": SENDERS, "import": SENDERS, "import_progress": SENDERS, "import_mapping": SENDERS,
    "import_remap": SENDERS, "import_commit": SENDERS, "import_again": SENDERS, "import_cancel": SENDERS,
    "import_corrected": SENDERS,
    "people": COUNTS, "casualties": COUNTS, "pyramid": COUNTS, "pathway": COUNTS, "accidents": COUNTS,
    "persons": ASSISTANCE, "person": ASSISTANCE, "erase_person": ASSISTANCE, "duplicates": ASSISTANCE,
    "merge_persons": ASSISTANCE, "due_for_erasure": ASSISTANCE, "readings": frozenset({Role.AUDITOR}),
    "reports": REPORTS, "report": REPORTS, "report_file": REPORTS, "published": REPORTS, "publish_report": PUBLISHERS,
    "extracts": PUBLISHERS, "sign_extract": PUBLISHERS, "extract": PUBLISHERS, "extract_page": PUBLISHERS,
    "withdraw_extract": PUBLISHERS,
    "journal": JOURNAL, "verification": JOURNAL,
    "members": ADMINISTRATORS, "invite": ADMINISTRATORS, "member": ADMINISTRATORS,
    "account": EVERYBODY, "tokens": EVERYBODY, "new_token": EVERYBODY, "end_token": EVERYBODY, "api": EVERYBODY,
    "administration": ADMINISTRATORS, "changes": ADMINISTRATORS, "backups": ADMINISTRATORS,
    "make_backup": ADMINISTRATORS, "organisations": ADMINISTRATORS, "organisation": ADMINISTRATORS,
    "areas": ADMINISTRATORS, "mappings": ADMINISTRATORS, "mapping_file": ADMINISTRATORS,
    "delete_mapping": ADMINISTRATORS, "end_sessions": ADMINISTRATORS, "reset_factor": ADMINISTRATORS,
    "shut_out": ADMINISTRATORS,
    "tokens_of_all": ADMINISTRATORS, "end_token_of": ADMINISTRATORS,
}  # fmt: skip
"""Page -> roles that get in, of our pages that are not public."""
PUBLIC = {"check_extract", "extract_key", "withdrawn_extracts", "front", "language", "health", "invitation"}
ARGUMENTS: dict[str, tuple[object, ...]] = {
    "state": ("KHM",), "instrument": ("ccm",), "instrument_map": ("ccm",), "instrument_line": ("ccm",), "member": (1,),
    **{f"import{step}": ("none",) for step in IMPORT_STEPS},
    "record": ("S-1",), "correct": ("S-1",), "withdraw": ("S-1",), "add_picture": ("E-none",),
    "picture": ("E-none", "T-none"), "take_away": ("E-none", "T-none"),
    "submission": ("B-none",), "map_tile": (0, 0, 0), "map_states": (0, 0, 0),
    "report": ("article7", "XSA", 2024), "report_file": ("article7", "XSA", 2024),
    "extract": ("XSA-1",), "extract_page": ("XSA-1",), "withdraw_extract": ("XSA-1",),
    "publish_report": ("article7", "XSA", 2024), "invitation": ("no-such-secret",),
    "end_token": (1,), "end_token_of": (1,), "mapping_file": (1,), "delete_mapping": (1,),
    "end_sessions": (1,), "reset_factor": (1,), "shut_out": (1,),
}  # fmt: skip
QUERY = {"organisation": "?name=HI", "why": "?ref=cleared", "export": "?format=csv"}
POSTED = {
    "make_backup", "delete_mapping", "end_sessions", "reset_factor", "shut_out",
    "add_picture", "bring", *(f"import{step}" for step in IMPORT_STEPS if step not in ("", "_progress", "_corrected")),
    "withdraw_extract", "verification", "language", "decide", "person", "erase_person", "merge_persons",
    "publish_report", "end_token", "end_token_of",
}  # fmt: skip
FOUND_NOTHING = {
    "mapping_file", "delete_mapping", "end_sessions", "reset_factor", "shut_out",
    "picture", "take_away", "add_picture", "bring", *(f"import{step}" for step in IMPORT_STEPS),
    "extract", "extract_page", "withdraw_extract", "submission", "decide", "person", "erase_person",
    "merge_persons", "publish_report", "end_token", "end_token_of",
}  # fmt: skip
"""Pages that let somebody in and then say that there is nothing under this name."""


def test_the_table_names_every_page_once() -> None:
    names = [route.name for route in ROUTES]
    assert len(names) == len(set(names))
    by_token = {route.name for route in ROUTES if route.by_token}  # tests/site/api/test_who.py has their table
    assert set(names) - by_token == WHO.keys() | PUBLIC, "A new page needs its row in this table."


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
        if expected == "in" and (needs in RESTRICTED or needs is Open.SURE):
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
        known |= {"/account/reauthenticate/": "second factor"}
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
