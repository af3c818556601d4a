"""Pages of the import: what was brought, one job step by step, and what is asked on the way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST

from opendisarm.desk.errors import DeskError
from opendisarm.site.asking import member_of, wants_json
from opendisarm.site.clocks import now
from opendisarm.site.imports import places
from opendisarm.site.imports.asked import KINDS, asked_of, keep_mapping, remapped
from opendisarm.site.imports.ending import cancel
from opendisarm.site.imports.machine import (
    ENDED,
    Asked,
    BroughtFile,
    ask,
    brought,
    job_files,
    job_wanted,
    move,
    of_result,
)
from opendisarm.site.imports.models import Job, State, Task
from opendisarm.site.imports.reach import job_of, jobs_of, mappings_of
from opendisarm.site.imports.receiving import MOST_FILES, Sealing, largest_bytes
from opendisarm.site.imports.shown import as_json, shown
from opendisarm.site.imports.words import field_words, state_of
from opendisarm.site.jobs.queue import enqueue
from opendisarm.site.jobs.worker import is_at_work
from opendisarm.site.workspace import served

MOST_OPEN: Final = 40
"""Jobs of one member that have not ended."""
_LISTED: Final = 50


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """What was brought lately, and the form for more."""
    reader = member_of(request).reader
    listed = [(job, [file.name for file in job_files(job)], state_of(job)) for job in jobs_of(reader)[:_LISTED]]
    if wants_json(request):
        return JsonResponse({"jobs": [as_json(job) for job, _names, _state in listed]})
    said = {
        "jobs": listed, "org": reader.scope.org, "kinds": KINDS, "kept": mappings_of(reader), "most": MOST_FILES,
        "largest_mb": largest_bytes() >> 20, "state_told": bool(served().state), "at_work": is_at_work(served().folder),
    }  # fmt: skip
    return render(request, "imports/page.html", said)


@csrf_exempt  # whoever reads the token of a form has read its files; the handler comes first, then the token
def bring(request: HttpRequest) -> HttpResponseBase:
    """Files arrive: sealed on the way in, whatever becomes of them."""
    handler = Sealing()
    request.upload_handlers = [handler]
    try:
        return _bring(request)
    finally:
        if not getattr(request, "brought", False):
            handler.discard()


@require_POST
@csrf_protect
def _bring(request: HttpRequest) -> HttpResponse:
    reader, form = member_of(request).reader, request.POST
    [handler] = request.upload_handlers
    assert isinstance(handler, Sealing)
    _refuse(handler)
    if Job.objects.filter(by=reader.name).exclude(state__in=ENDED).count() >= MOST_OPEN:
        raise DeskError(
            _("You have %(count)s imports that have not ended.") % {"count": MOST_OPEN},
            _("Enter or cancel some of them first."),
        )
    asked = asked_of(form, reader, served().state)
    files = [BroughtFile(one.kept, one.name, one.size) for one in handler.arrived]
    job = brought(reader.name, asked.org, files, asked, now())
    request.brought = True  # type: ignore[attr-defined]  # ours, for this request
    enqueue(job.key)
    return redirect("import", job.key)


def _refuse(handler: Sealing) -> None:
    """Errors  DeskError for what cannot be taken."""
    if handler.too_large:
        raise DeskError(
            _("%(file)s is larger than %(most)s MB.") % {"file": handler.too_large[0], "most": largest_bytes() >> 20},
            _("Bring it in parts, or ask whoever runs this server to enter it with 'opendisarm import'."),
        )
    if handler.too_many:
        raise DeskError(_("At most %(most)s files come at once.") % {"most": MOST_FILES}, _("Bring them in parts."))
    if not handler.arrived:
        raise DeskError(_("No file was chosen."), _("Go back, choose one or several, then send them."))
    names = [one.name.casefold() for one in handler.arrived]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise DeskError(
            _("Two files are called %(file)s.") % {"file": twice}, _("Bring them one after the other, or rename one.")
        )


@require_GET
def job_page(request: HttpRequest, key: str) -> HttpResponse:
    """One job at its present step; the same as JSON where it is asked for."""
    job = job_of(member_of(request).reader, key)
    if wants_json(request):
        return JsonResponse(shown(job, member_of(request).reader, request.GET).as_json())
    return render(request, "imports/job.html", _said(request, job))


@require_GET
def progress(request: HttpRequest, key: str) -> HttpResponse:
    """How far a job is, as a part of its page; when it has moved on, the page is asked for anew."""
    job = job_of(member_of(request).reader, key)
    answer = render(request, "imports/progress.html", _said(request, job))
    if request.GET.get("state") != job.state:
        answer["HX-Refresh"] = "true"
    return answer


def _said(request: HttpRequest, job: Job) -> dict[str, Any]:
    found = shown(job, member_of(request).reader, request.GET)
    fields = sorted(((name, field_words(name)) for name in found.look.get("fields", ())), key=lambda one: one[1])
    return {
        "job": job, "found": found, "kinds": KINDS, "fields": fields, "at_work": is_at_work(settings.WORKSPACE),
    }  # fmt: skip


@require_POST
def mapping(request: HttpRequest, key: str) -> HttpResponse:
    """Which of their columns is which of our fields; kept under a name where one is given; then the check."""
    reader, form = member_of(request).reader, request.POST
    job = job_of(reader, key)
    seen = places.kept_words(settings.WORKSPACE, of_result(job, "look"))
    first = next((one for one in seen or () if one["mapped"]), None)
    if first is None or job.state not in (State.MAPPING, State.CHECKED, State.FAILED):
        return _moved_on(request, job)
    asked = remapped(form, first, job_wanted(job))
    again = form.get("again") == "look"
    if name := form.get("keep_as", "").strip():
        kept = keep_mapping(name, job.org, reader.name, asked.mapping, now())
        messages.success(request, _("The mapping is kept as “%(name)s”.") % {"name": kept.name})
    return _asked(request, job, Task.LOOK if again else Task.CHECK, replace(asked, confirmed=not again))


@require_POST
def remap(request: HttpRequest, key: str) -> HttpResponse:
    """Back to the columns, after a check."""
    job = job_of(member_of(request).reader, key)
    if job.state == State.CHECKED and move(job, State.MAPPING, now()):
        return redirect("import", job.key)
    return _moved_on(request, job)


@require_POST
def commit(request: HttpRequest, key: str) -> HttpResponse:
    """Enter what was checked."""
    job = job_of(member_of(request).reader, key)
    return _asked(request, job, Task.COMMIT) if job.state == State.CHECKED else _moved_on(request, job)


@require_POST
def again(request: HttpRequest, key: str) -> HttpResponse:
    """Let a job that failed run again, or check once more what was checked: the journal may have changed."""
    job = job_of(member_of(request).reader, key)
    if job.state not in (State.FAILED, State.CHECKED):
        return _moved_on(request, job)
    return _asked(request, job, Task(job.task) if job.state == State.FAILED else Task.CHECK)


def _asked(request: HttpRequest, job: Job, task: Task, asked: Asked | None = None) -> HttpResponse:
    if not ask(job, task, member_of(request).username, now(), asked):
        return _moved_on(request, job)
    enqueue(job.key)
    return redirect("import", job.key)


@require_POST
def cancelling(request: HttpRequest, key: str) -> HttpResponse:
    """Cancel a job; its files are removed."""
    job = job_of(member_of(request).reader, key)
    if not cancel(settings.WORKSPACE, job, now()):
        return _moved_on(request, job)
    messages.success(request, _("The import was cancelled, and what was brought is removed."))
    return redirect("imports")


def _moved_on(request: HttpRequest, job: Job) -> HttpResponse:
    messages.warning(request, _("This import has moved on in the meantime. Here is how it stands now."))
    return redirect("import", job.key)


@require_GET
def corrected(request: HttpRequest, key: str) -> HttpResponseBase:
    """The sender's own workbook with its faulty cells marked."""
    job = job_of(member_of(request).reader, key)
    found = shown(job, member_of(request).reader, request.GET)
    if not found.corrected:
        raise Http404("There is no such workbook.")
    name = f"{job_files(job)[0].name.rpartition('.')[0] or 'file'}-marked.xlsx"
    answer = StreamingHttpResponse(
        places.pieces(settings.WORKSPACE, of_result(job, "corrected")), content_type=_WORKBOOK
    )
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


_WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
