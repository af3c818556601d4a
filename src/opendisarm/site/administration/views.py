"""The entrance: what needs attention, where to go, and what was done."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from opendisarm.desk.backups import last_backup
from opendisarm.desk.organisations import areas, organisations
from opendisarm.site.administration.attention import points
from opendisarm.site.asking import wants_json
from opendisarm.site.clocks import now
from opendisarm.site.imports.models import KeptMapping
from opendisarm.site.members.models import Change, Member
from opendisarm.site.members.telling import told_of
from opendisarm.site.tokens.models import Token
from opendisarm.site.workspace import served

_AT_ONCE = 50


@require_GET
def entrance(request: HttpRequest) -> HttpResponse:
    """What needs attention first; then every page of the room with the one figure that tells most."""
    workspace, moment = served(), now()
    orgs = {one.name for one in organisations(workspace)}
    places = {one.name for one in areas(workspace)}
    found = points(workspace, moment, orgs, places)
    if wants_json(request):
        told = [{"words": one.words, "page": one.page, "urgent": one.urgent} for one in found]
        return JsonResponse({"attention": told})
    last = last_backup(workspace)
    tokens = Token.objects.filter(ended=None, ends__gte=moment.date(), member__is_active=True).count()
    rooms = (
        ("backups", _("Backups"), _("last backup"), last.made if last else None),
        ("members", _("Members"), _("may sign in"), Member.objects.filter(is_active=True).count()),
        (
            "organisations",
            _("Organisations"),
            _("sent records"),
            len(orgs - {""}),
        ),
        ("areas", _("Areas"), _("named by records"), len(places - {""})),
        ("mappings", _("Mapping files"), _("kept"), KeptMapping.objects.count()),
        ("tokens_of_all", _("Tokens"), _("open something"), tokens),
        ("journal", _("Journal"), _("entries"), workspace.store.head().seq),
        ("changes", _("What was done"), _("acts on record"), Change.objects.count()),
    )
    return render(request, "administration/page.html", {"points": found, "rooms": rooms})


@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """Everything that administrators did, newest first."""
    pages = Paginator(Change.objects.all(), _AT_ONCE)
    page = pages.get_page(request.GET.get("page"))
    if wants_json(request):
        told = [
            {"moment": one.moment.isoformat(), "by": one.by, "what": one.what, "about": one.member, "told": one.told}
            for one in page
        ]
        return JsonResponse({"changes": told, "page": page.number, "pages": pages.num_pages, "total": pages.count})
    return render(
        request,
        "administration/changes.html",
        {"page": page, "lines": [(one, told_of(one)) for one in page], "total": pages.count},
    )
