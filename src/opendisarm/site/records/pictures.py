"""Pictures of a record: shown to whoever sees the record, added, taken away."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from opendisarm.access.roles import Permission
from opendisarm.desk.attachments.attaching import attach, may_remove, remove
from opendisarm.desk.attachments.listing import one_of, picture, reached_record
from opendisarm.desk.errors import DeskError
from opendisarm.site.asking import member_of
from opendisarm.site.clocks import now
from opendisarm.site.records.forms import who_enters
from opendisarm.site.records.receiving import InMemory
from opendisarm.site.workspace import served

_NOTHING_RUNS: Final = "default-src 'none'; sandbox"
_ENDS: Final = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}


@require_GET
def show(request: HttpRequest, name: str, attachment: str) -> HttpResponse:
    """A picture; ?size=small: its small copy.  Its media type is the one that was judged by content, and no other."""
    small = request.GET.get("size") == "small"
    found = picture(served(), member_of(request).reader, name, attachment, small=small)
    answer = HttpResponse(found.content, content_type=found.media)
    answer["Content-Disposition"] = f'inline; filename="{attachment}.{_ENDS[found.media]}"'
    answer["Content-Security-Policy"] = _NOTHING_RUNS
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@csrf_exempt  # whoever reads the token of a form has read its files; the handler comes first, then the token
@require_POST
def add_picture(request: HttpRequest, name: str) -> HttpResponse:
    """Give a record a picture."""
    handler = InMemory()
    request.upload_handlers = [handler]
    return _received(request, name)


@csrf_protect
def _received(request: HttpRequest, name: str) -> HttpResponse:
    reader, sent = who_enters(request), request.FILES.get("picture")
    [handler] = request.upload_handlers
    reached_record(served(), reader, name)
    try:
        if isinstance(handler, InMemory) and handler.too_large:
            raise DeskError(_("The file is larger than 20 MiB."), _("Send it in a smaller resolution."))
        if sent is None:
            raise DeskError(_("No picture was chosen."), _("Choose one, then send it."))
        attach(served(), reader, name, sent.read(), request.POST.get("caption", ""), now())
    except DeskError as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("The picture is kept, without position, camera and date."))
    return redirect("record", name)


@require_http_methods(["GET", "POST"])
def take_away(request: HttpRequest, name: str, attachment: str) -> HttpResponse:
    """Why a picture is taken away; posted: it is."""
    reader = member_of(request).reader
    if request.method == "POST":
        destroy = request.POST.get("destroy") == "yes"
        remove(served(), reader, name, attachment, request.POST.get("reason", ""), now(), destroy=destroy)
        messages.success(request, _("The picture was destroyed.") if destroy else _("The picture was taken away."))
        return redirect("record", name)
    reached_record(served(), reader, name)
    one = one_of(served(), name, attachment)
    if not may_remove(reader, one):
        raise DeskError(
            _("Only the authority takes away a picture that somebody else gave."),
            _("Ask somebody who may withdraw records."),
        )
    told = {"name": name, "one": one, "may_destroy": reader.may(Permission.WITHDRAW)}
    return render(request, "records/take_away.html", told)
