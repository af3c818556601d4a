"""What attack stories share: every page of the site, hostile words, and pages read as a browser would read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import urlsplit

from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from opendisarm.access.roles import RESTRICTED, Role, may
from opendisarm.site.policy import OF_THE_LIBRARY, Open, needs_of
from opendisarm.site.routes import ROUTES
from tests.site.api import test_who as programs
from tests.site.conftest import Site
from tests.site.served import PASSWORD
from tests.site.test_policy import ARGUMENTS, POSTED, QUERY

RIGHT_TO_LEFT: Final = "\u202e"
SCRIPT: Final = "<script>alert(1)</script>"
HOSTILE: Final = f'"><img src=x onerror=alert(1)>{SCRIPT}'
BIDI: Final = f"قرية{RIGHT_TO_LEFT}gpj.exe"
NAMES: Final = tuple(route.name for route in ROUTES)
BY_TOKEN: Final = frozenset(route.name for route in ROUTES if route.by_token)
SENT: Final = frozenset(POSTED | programs.POSTED)
"""Pages that are only posted to."""
READ: Final = tuple(name for name in NAMES if name not in SENT)
"""Pages that are opened by a link."""
NUMBERED: Final = {"mfa_remove_webauthn": {"pk": 1}, "mfa_edit_webauthn": {"pk": 1}}
"""Pages of the accounts library whose address carries a number."""


def address_of(page: str) -> str:
    """An address at which a page of ours, or of the accounts library, answers."""
    told = ARGUMENTS.get(page) or programs.ARGUMENTS.get(page, ())
    asked_for = QUERY.get(page) or programs.QUERY.get(page, "")
    return reverse(page, args=told, kwargs=NUMBERED.get(page)) + asked_for


def library() -> list[str]:
    """Pages of the accounts library that are open and have an address."""
    here = set(_names(get_resolver().url_patterns))
    return sorted(OF_THE_LIBRARY.keys() & here)


def _names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


def role_for(page: str) -> Role | None:
    """Somebody who may come to a page; None for the public."""
    needs = needs_of(page)
    if needs is Open.PUBLIC:
        return None
    if isinstance(needs, Open):
        return Role.APPROVER
    return next(role for role in (Role.APPROVER, *Role) if needs is not None and may(role, needs))


def browser_for(site: Site, page: str) -> Client:
    """A browser of somebody who may come to a page, a second factor shown where it is needed."""
    role = role_for(page)
    browser = site.client(role)
    if role is not None and _must_be_sure(page):
        browser = site.with_second_factor(browser, site.member(role))
    browser.raise_request_exception = False
    return browser


def _must_be_sure(page: str) -> bool:
    return needs_of(page) in RESTRICTED or needs_of(page) is Open.SURE


class Round:
    """A round through many pages, with one browser a role; what is wrong on the way is gathered, not thrown.

    Pages of the accounts library end sessions, so that each of them is given a browser of its own.
    """

    def __init__(self, site: Site) -> None:
        self.wrong: list[str] = []
        self._site = site
        self._browsers: dict[object, Client] = {}

    def through(self, pages: Iterable[str]) -> Iterator[tuple[str, Client, str]]:
        """(page, a browser of somebody who may come to it, its address)."""
        for page in pages:
            yield page, self.browser(page), address_of(page)

    def browser(self, page: str) -> Client:
        """A browser of somebody who may come to a page."""
        if page not in NAMES:
            return browser_for(self._site, page)
        of = (role_for(page), _must_be_sure(page))
        if of not in self._browsers:
            self._browsers[of] = browser_for(self._site, page)
        return self._browsers[of]

    @contextmanager
    def at(self, place: str) -> Iterator[None]:
        """What is found wrong inside is of this place."""
        try:
            yield
        except AssertionError as why:
            self.wrong.append(f"{place}: {str(why)[:300]}")

    def nothing_wrong(self) -> None:
        """Ends the round."""
        assert not self.wrong, "\n".join(self.wrong)


def ask(browser: Client, page: str, where: str, **told: Any) -> Any:
    """What a page answers, asked as it wants to be."""
    return browser.post(where, **told) if page in SENT else browser.get(where, **told)


def administrator(site: Site, **told: Any) -> Client:
    """A browser of an administrator who has just shown a second factor."""
    member = site.member(Role.ADMINISTRATOR, **told)
    return site.with_second_factor(site.client(Role.ADMINISTRATOR, **told), member)


def sign_in(browser: Client, name: str, password: str = PASSWORD, **told: Any) -> Any:
    """What the sign-in form answers."""
    where = "/account/login/" + told.pop("query", "")
    return browser.post(where, {"login": name, "password": password} | told.pop("more", {}), **told)


def signed_in(browser: Client) -> bool:
    """Whether a browser is somebody's."""
    return browser.get("/me/").status_code == 200


def words_of(answer: HttpResponseBase) -> str:
    """The body as text."""
    return answer.content.decode()  # type: ignore[attr-defined]  # every answer of these tests has a body


@dataclass
class Element:
    """An element of a page: its tag, attributes, the tags around it, and the text directly in it."""

    tag: str
    attributes: dict[str, str]
    around: tuple[str, ...]
    text: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        one = Element(tag, {name: value or "" for name, value in attrs}, tuple(each.tag for each in self._open))
        self.elements.append(one)
        if tag not in _VOID:
            self._open.append(one)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1].text.append(data)


_VOID: Final = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def elements(html: str) -> list[Element]:
    """Every element of a page, in order."""
    reader = _Reader()
    reader.feed(html)
    return reader.elements


def clean(html: str) -> None:
    """Nothing inline, nothing foreign.  Errors  AssertionError with the element."""
    for one in elements(html):
        assert one.tag not in ("style", "iframe", "object", "embed", "base", "frame", "applet"), one
        assert "style" not in one.attributes, one
        assert not [name for name in one.attributes if re.match(r"on\w", name)], one
        if one.tag == "script":
            data = one.attributes.get("type", "") == "application/json"
            assert data or (one.attributes.get("src") and not "".join(one.text).strip()), one
        for name in ("src", "href", "action", "srcset", "formaction", "poster", "hx-get", "hx-post", "data"):
            for where in one.attributes.get(name, "").split(", "):
                parts = urlsplit(where.split(" ")[0])
                assert not parts.netloc, one
                assert parts.scheme in ("", "data"), one
                assert parts.scheme != "data" or one.tag == "img", one
        assert one.tag != "meta" or one.attributes.get("http-equiv", "") == "", one


def harmless(answer: Any) -> None:
    """What an attacker sent did not come back as markup or header.  Errors  AssertionError."""
    assert answer.status_code < 500, answer.status_code
    if answer.get("Content-Type", "").startswith(("text/html", "image/svg")):
        assert SCRIPT not in words_of(answer), "it comes back as it came"
        clean(words_of(answer))
    assert "alert(1)</script>" not in str(answer.headers), "it comes back in a header"
    assert not urlsplit(answer.get("Location", "")).netloc, "it leads to another site"
