"""What stands around every page: workspace, clocks, language, who is signed in, and where they may go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext_lazy as _

from opendisarm.access.roles import Permission
from opendisarm.site import clocks
from opendisarm.site.members.models import Member
from opendisarm.site.workspace import served


@dataclass(frozen=True, slots=True)
class Place:
    """A room of the site in the navigation.  page: the name of its first page, and what it needs to be shown."""

    page: str
    words: str | Promise
    needs: Permission


NAVIGATION: Final = (
    Place("overview", _("Overview"), Permission.SEE_FIGURES),
    Place("map", _("Map"), Permission.SEE_RECORDS),
    Place("records", _("Records"), Permission.SEE_RECORDS),
    Place("imports", _("Import"), Permission.SUBMIT),
    Place("review", _("Review"), Permission.SEE_RECORDS),
    Place("ledgers", _("Ledgers"), Permission.SEE_FIGURES),
    Place("world", _("World"), Permission.SEE_FIGURES),
    Place("people", _("People"), Permission.SEE_PERSON_COUNTS),
    Place("reports", _("Reports"), Permission.BUILD_REPORTS),
    Place("extracts", _("Extracts"), Permission.PUBLISH),
    Place("readings", _("Readings"), Permission.SEE_READINGS),
    Place("administration", _("Administration"), Permission.ADMINISTER),
    Place("members", _("Members"), Permission.ADMINISTER),
    Place("journal", _("Journal"), Permission.VERIFY_JOURNAL),
)


def home_of(member: Member) -> str:
    """The name of the page on which a member lands: the first room that is open to them."""
    return next((place.page for place in NAVIGATION if member.may(place.needs)), "account")


def frame(request: HttpRequest) -> dict[str, Any]:
    """The words and links of the frame, for every template."""
    somebody = getattr(request, "user", None)
    member = somebody if isinstance(somebody, Member) else None
    match = request.resolver_match
    from opendisarm.site.routes import room_of  # the pages themselves are drawn within this frame

    here = room_of(match.view_name) if match is not None else ""
    return {
        "workspace": served(),
        "clocks": clocks.of(request),
        "member": member,
        "navigation": [place for place in NAVIGATION if member.may(place.needs)] if member is not None else [],
        "home": home_of(member) if member is not None else "front",
        "here": here,
        "direction": "rtl" if get_language_bidi() else "ltr",
        "language": (get_language() or "en").split("-")[0],
    }
