"""Whether the journal is whole and the ledgers follow from it; asked for by somebody, because it takes a while."""

from __future__ import annotations

import re
from threading import Lock
from time import monotonic
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from opendisarm.desk.errors import DeskError
from opendisarm.desk.verifying import Verification, verify
from opendisarm.site.asking import wants_json
from opendisarm.site.workspace import served

_ONE_AT_A_TIME: Final = Lock()
"""Each verification folds every ledger anew in memory: two together only make both slower."""
_SHOWN: Final = 100
_HEAD: Final = re.compile(r"[0-9a-f]{8,64}")


@require_GET
def journal(request: HttpRequest) -> HttpResponse:
    """Where the journal ends."""
    head = served().store.head()
    if wants_json(request):
        return JsonResponse({"entries": head.seq, "head": head.chain})
    return render(request, "journal/page.html", {"head": head})


@require_POST
def verification(request: HttpRequest) -> HttpResponse:
    """The chain followed and the ledgers folded anew; with a head written down earlier, that it is one of its links."""
    typed = "".join(request.POST.get("head", "").split()).rstrip("…").lower()
    if typed and not _HEAD.fullmatch(typed):
        raise DeskError(
            _("What was typed is no journal head."),
            _("A head is 64 signs from 0 to 9 and a to f; the first 8 or more are enough."),
        )
    if not _ONE_AT_A_TIME.acquire(blocking=False):
        messages.warning(request, _("Somebody is verifying the journal just now. Try again in a minute."))
        return redirect("journal")
    try:
        began = monotonic()
        found = verify(served(), typed)
        seconds = monotonic() - began
    finally:
        _ONE_AT_A_TIME.release()
    return render(request, "journal/page.html", _told(found, typed) | {"seconds": seconds})


def _told(found: Verification, typed: str) -> dict[str, Any]:
    wrong = [*found.breaks, *found.differences]
    missing = any(typed in difference for difference in found.differences) if typed else False
    return {
        "head": found.head, "found": found, "typed": typed, "contained": bool(typed) and not missing,
        "breaks": found.breaks[:_SHOWN], "differences": found.differences[:_SHOWN], "count": len(wrong),
        "more": max(0, len(found.breaks) - _SHOWN) + max(0, len(found.differences) - _SHOWN),
    }  # fmt: skip
