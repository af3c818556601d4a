"""The overview: one look at the land, the year, and what is due."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from opendisarm.core.clocks import Span
from opendisarm.desk.balance import land_balance, land_flows
from opendisarm.desk.duties import calendar
from opendisarm.site import clocks
from opendisarm.site.asking import wants_json
from opendisarm.site.workspace import served

_AHEAD = 365


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Balances, this year's flows, duties of the coming twelve months."""
    at, workspace = clocks.of(request), served()
    balance = land_balance(workspace, at.on, at.known)
    if wants_json(request):
        return JsonResponse(balance.as_json())
    _ledger, bridges = land_flows(workspace, Span.of_year(at.on.year), at.known)
    due = calendar(workspace, workspace.state, at.on, _AHEAD, at.known) if _on_the_map(workspace.state) else []
    said = {"balance": balance, "bridge": bridges[0] if bridges else None, "due": due}
    return render(request, "overview/page.html", said | {"nothing": not any(balance.total.values())})


def _on_the_map(state: str) -> bool:
    """Whether the workspace is of one state that instruments can bind; an invented one has no duties."""
    return bool(state) and not state.startswith("X")
