"""What is shown when a page cannot be: what happened, and what to do; nothing of the machinery."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from opendisarm.desk.errors import DeskError

_LOG: Final = logging.getLogger("django.opendisarm")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """400.  exception: as Django calls it; its words are not for the reader."""
    return _failing(request, 400, _("This cannot be read."), _("Go back, and try again with the form on the page."))


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """403.  exception: as above."""
    return _failing(
        request, 403, _("Your account does not reach this page."),
        _("Ask an administrator of this workspace if your task needs it."),
    )  # fmt: skip


def not_from_our_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403 for what was sent by no form of this session.  reason: as Django calls it; it is for the log."""
    return _failing(
        request, 403, _("This form is too old, or was not sent from this site. Nothing was changed."),
        _("Open the page again, and send it from there."),
    )  # fmt: skip


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404, exception as above: also for what there is and the reader may not know of."""
    return _failing(request, 404, _("There is no such page."), _("Check the address, or start from the overview."))


def our_fault(request: HttpRequest) -> HttpResponse:
    """500."""
    return _failing(
        request, 500, _("A fault of ours stopped this page."),
        _("Nothing was entered by halves. Try again; if it stays, tell whoever runs this server what you did."),
    )  # fmt: skip


def _failing(request: HttpRequest, status: int, what: str, remedy: str) -> HttpResponse:
    return render(request, "front/failing.html", {"what": what, "remedy": remedy, "status": status}, status=status)


class InWords:
    """What a use case could not do becomes a page that says so, whatever view had asked for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """As Django calls a middleware."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, why: Exception) -> HttpResponse | None:
        """422 for what was asked wrongly; 503 when the disk or the database cannot do it; the rest is our fault."""
        if isinstance(why, DeskError):
            return _failing(request, 422, why.what, why.remedy)
        if isinstance(why, OSError):
            _LOG.error("The journal or the disk: %s", why)
            remedy = _("Nothing was entered by halves. Tell whoever runs this server, then try again.")
            return _failing(request, 503, _("The journal cannot be read or written just now."), remedy)
        return None
