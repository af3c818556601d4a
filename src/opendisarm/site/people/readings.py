"""Who looked at whom, when and what for: a room of its own, for whoever watches those who may see persons."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from opendisarm.access.roles import Permission
from opendisarm.desk.people.asked import read_log
from opendisarm.site.asking import member_of
from opendisarm.site.policy import Route
from opendisarm.site.workspace import served

_SIZE = 100


@require_http_methods(["GET", "POST"])
def readings(request: HttpRequest) -> HttpResponse:
    """All readings, newest first; those of one person when a reference is sent, which never stands in an address."""
    reference = request.POST.get("reference", "").strip()
    found = read_log(served(), member_of(request).reader, reference)
    page = Paginator(found, max(len(found), 1) if reference else _SIZE).get_page(request.GET.get("page", "1"))
    return render(request, "people/readings.html", {"page": page, "one": bool(reference), "total": len(found)})


ROUTES = (Route("people/readings/", readings, "readings", Permission.SEE_READINGS),)
