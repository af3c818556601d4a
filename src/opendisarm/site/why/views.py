"""Why a figure is what it is: as a drawer beside the figure, or as a page of its own."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from opendisarm.desk.explaining import OutOfReachError, explained_for
from opendisarm.desk.why import Explanation
from opendisarm.site import clocks
from opendisarm.site.asking import member_of, wants_json
from opendisarm.site.workspace import served


@require_GET
@vary_on_headers("HX-Request", "Accept")
def why(request: HttpRequest) -> HttpResponse:
    """?ref=... as `opendisarm why` takes it; the records behind a figure only for those who reach all of them."""
    at = clocks.of(request)
    try:
        found, bare = explained_for(served(), member_of(request).reader, request.GET.get("ref", ""), at.on, at.known)
    except OutOfReachError:
        raise PermissionDenied from None
    withheld = (
        _("The records behind this figure are withheld: your account does not reach all of them.") if bare else ""
    )
    if wants_json(request):
        return JsonResponse(found.as_json() | ({"withheld": withheld} if withheld else {}))
    said: dict[str, Any] = {"found": found, "of_land": isinstance(found, Explanation), "withheld": withheld}
    return render(request, "why/drawer.html" if request.headers.get("HX-Request") else "why/page.html", said)
