"""What an address asks of the records, as the desk takes it; and back, for links to other pages of the same list."""

from __future__ import annotations

from datetime import date
from typing import TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from opendisarm.desk.errors import DeskError
from opendisarm.desk.records.query import Query, Sort
from opendisarm.desk.records.standing import Standing
from opendisarm.site import clocks

T = TypeVar("T", Sort, Standing)

_SIZE = 50


def query_of(request: HttpRequest) -> Query:
    """The query of an address.  Errors  DeskError on what is no number, date, order or state of review."""
    asked, at = request.GET, clocks.of(request)
    sort = asked.get("sort", "") or "-on"
    return Query(
        text=asked.get("text", "").strip(),
        kinds=_several(asked, "kind"),
        orgs=_several(asked, "org"),
        admin1=_several(asked, "admin1"),
        hazard=asked.get("hazard", "").strip(),
        batch=asked.get("batch", "").strip(),
        file=asked.get("file", "").strip(),
        first=_day(asked.get("first", "")),
        last=_day(asked.get("last", "")),
        standing=frozenset(_one(Standing, name) for name in asked.getlist("standing") if name),
        on=at.on if any(name == "on" for name, _text in at.said) else None,
        known=at.known,
        sort=_one(Sort, sort.removeprefix("-")),
        descending=sort.startswith("-"),
        page=_number(asked.get("page", "") or "1"),
        size=_SIZE,
    )


def address_of(request: HttpRequest, **instead: str) -> str:
    """ "?..." of the same list with something changed; the page is the first unless it is what changes."""
    kept = {name: values for name, values in request.GET.lists() if name not in {"page", "format", *instead}}
    said = [(name, value) for name, values in kept.items() for value in values if value]
    return "?" + urlencode([*said, *((name, value) for name, value in instead.items() if value)])


def _several(asked: QueryDict, name: str) -> frozenset[str]:
    """Chosen names; "-" stands for "none named"."""
    return frozenset("" if value == "-" else value for value in asked.getlist(name) if value)


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise DeskError(_("“%(text)s” is no date.") % {"text": text[:40]}, _("Write it as 2024-12-31.")) from None


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise DeskError(_("“%(text)s” is no page.") % {"text": text[:20]}, _("Pages are counted from 1."))
    return int(text)


def _one(of: type[T], name: str) -> T:
    try:
        return of(name)
    except ValueError:
        known = ", ".join(one.value for one in of)
        raise DeskError(
            _("There is no “%(name)s”.") % {"name": name[:40]}, _("Choose one of: %(known)s.") % {"known": known}
        ) from None
