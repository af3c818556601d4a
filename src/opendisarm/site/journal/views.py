"""Whether the journal is whole and the ledgers follow from it; asked for by somebody, because it takes a while."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from opendisarm.desk.verifying import verify
from opendisarm.site.workspace import served


@require_GET
def journal(request: HttpRequest) -> HttpResponse:
    """Where the journal ends."""
    return render(request, "journal/page.html", {"head": served().store.head()})


@require_POST
def verification(request: HttpRequest) -> HttpResponse:
    """The chain followed and the ledgers folded anew; with a head printed earlier, that it is one of its links."""
    found = verify(served(), request.POST.get("head", "").strip())
    return render(request, "journal/page.html", {"head": found.head, "found": found})
