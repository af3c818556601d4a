"""What anybody may see: what is known of the land, in sums of whole provinces, and the way in."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from opendisarm.desk.balance import land_balance
from opendisarm.site.clocks import now
from opendisarm.site.members.inviting import nobody_yet
from opendisarm.site.workspace import served


@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """As of today, as known now; the land of the whole workspace, never a place smaller than a province."""
    told = land_balance(served(), now().date(), None)
    return render(request, "front/page.html", {"balance": told, "empty": nobody_yet()})


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Change the language and go back to the page that asked; never to another site."""
    wanted, back = request.POST.get("language", ""), request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = "/"
    answer = redirect(back)
    if wanted in dict(settings.LANGUAGES):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, wanted, max_age=timedelta(days=365), samesite="Lax", httponly=True,
            secure=request.is_secure(),
        )  # fmt: skip
    return answer


@require_GET
def health(_request: HttpRequest) -> HttpResponse:
    """Whether the site answers and reads its journal; for whoever watches the server."""
    return JsonResponse({"entries": served().store.head().seq})
