"""Why a figure is what it is: as a drawer beside the figure, or as a page of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from opendisarm.access.roles import Permission
from opendisarm.access.scope import EVERYTHING, Reader
from opendisarm.desk.explaining import about_people, explained
from opendisarm.desk.why import Explanation
from opendisarm.desk.why_norms import NormExplanation
from opendisarm.site import clocks
from opendisarm.site.asking import member_of, wants_json
from opendisarm.site.workspace import served


@require_GET
@vary_on_headers("HX-Request", "Accept")
def why(request: HttpRequest) -> HttpResponse:
    """?ref=... as `opendisarm why` takes it; the records behind a figure only for those who reach all of them."""
    reader, asked = member_of(request).reader, request.GET.get("ref", "")
    if about_people(asked) and not reader.may(Permission.SEE_PERSON_COUNTS):
        raise PermissionDenied
    at = clocks.of(request)
    found = explained(served(), asked, at.on, at.known)
    shown, withheld = _for(found, reader)
    if wants_json(request):
        return JsonResponse(shown.as_json() | ({"withheld": withheld} if withheld else {}))
    said: dict[str, Any] = {"found": shown, "of_land": isinstance(shown, Explanation), "withheld": withheld}
    return render(request, "why/drawer.html" if request.headers.get("HX-Request") else "why/page.html", said)


def _for(found: Explanation | NormExplanation, reader: Reader) -> tuple[Explanation | NormExplanation, str]:
    """What this reader may see of an explanation, and why the rest is missing.

    Acts of states are public. Records of the field are not: a sum may be known to somebody who may not know where.
    """
    if isinstance(found, NormExplanation):
        return found, ""
    if reader.may(Permission.SEE_RECORDS) and reader.scope == EVERYTHING:
        return found, ""
    told = _("The records behind this figure are withheld: your account does not reach all of them.")
    return replace(found, lines=(), rest={}, sources=(), notes=()), told
