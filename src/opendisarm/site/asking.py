"""What views ask of a request, whatever the page."""

from __future__ import annotations

from django.http import HttpRequest

from opendisarm.site.members.models import Member


def member_of(request: HttpRequest) -> Member:
    """Who asks.  The policy of the route has let only members through."""
    assert isinstance(request.user, Member)
    return request.user


def wants_json(request: HttpRequest) -> bool:
    """Whether the same table is asked for by a machine: ?format=json, or a header that prefers it."""
    if request.GET.get("format") == "json":
        return True
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"
