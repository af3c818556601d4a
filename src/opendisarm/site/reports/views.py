"""Choose a report, read it with every figure explained, take it away, publish it; what was published when.

A report holds small numbers of persons. Whoever builds reports without seeing counts of persons (an operator, a data
officer, an auditor) is shown its people parts as withheld, on the page, in what changed and in every file; the public
edition, in which they are protected, is for those who publish (desk/handing_in/reading.py).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from opendisarm.access.roles import Permission
from opendisarm.access.scope import EVERYTHING, Reader
from opendisarm.core.clocks import parse_known
from opendisarm.desk.errors import DeskError
from opendisarm.desk.handing_in.changes import ChangedCell, changed
from opendisarm.desk.handing_in.files import ReportFile, publish, report_file
from opendisarm.desk.handing_in.preview import preview
from opendisarm.desk.handing_in.published import publications
from opendisarm.desk.handing_in.reading import LAYOUTS, Report, report_for, state_meant
from opendisarm.site import clocks
from opendisarm.site.asking import member_of, wants_json
from opendisarm.site.workspace import served

FORMS: Final = {
    "article7": gettext_lazy("Mine Ban Convention, Article 7"),
    "ccm7": gettext_lazy("Convention on Cluster Munitions, Article 7 (parts about people)"),
}
LANGUAGES: Final = (("en", "English"), ("fr", "français"), ("es", "español"), ("ar", "العربية"))
_CALLED: Final = {"docx": "DOCX", "xlsx": "XLSX", "html": "HTML", "json": "JSON"}


@require_GET
def choosing(request: HttpRequest) -> HttpResponse:
    """Which report: ?form=article7&state=KHM&year=2024 goes to its page."""
    at, asked = clocks.of(request), request.GET
    form, state, year = asked.get("form", ""), asked.get("state", "").strip(), asked.get("year", "").strip()
    if form or (state and year):
        if form not in LAYOUTS:
            raise DeskError(_("That is no report."), _("Choose one on the page of the reports."))
        answer = redirect("report", form, state_meant(served(), state or served().state), _year(year))
        answer["Location"] += at.query
        return answer
    said = {
        "forms": list(FORMS.items()), "state": state or served().state, "year": at.on.year - 1,
        "shown": _sees_persons(member_of(request).reader),
    }  # fmt: skip
    return render(request, "reports/page.html", said)


@require_GET
def report(request: HttpRequest, form: str, state: str, year: int) -> HttpResponse:
    """One report as known now, or at ?known=; with ?since=DAY also what it says otherwise than it did then."""
    reader, at = member_of(request).reader, clocks.of(request)
    if wants_json(request):
        made = report_file(served(), reader, form, state, year, at.known, "json", _lang())
        return HttpResponse(made.content, content_type=made.media_type)
    found = report_for(served(), reader, form, state, year, at.known)
    since = request.GET.get("since", "").strip()
    changes, silent = _changes(request, found, form, since) if since else (None, "")
    said: dict[str, Any] = {
        "found": preview(found, _lang()), "form": form, "since": since,
        "changes": changes, "silent": silent,
        "formats": list(_CALLED.items()), "languages": LANGUAGES, "persons_shown": _sees_persons(reader),
        "publishes": reader.may(Permission.PUBLISH) and reader.scope == EVERYTHING,
        "kept_fields": [("since", since)] if since else [],
    }  # fmt: skip
    return render(request, "reports/report.html", said)


@require_GET
def file(request: HttpRequest, form: str, state: str, year: int) -> HttpResponse:
    """The report as a file, as this reader may see it: ?format=docx, xlsx, html or json, ?lang=ar, ?known=."""
    asked = request.GET
    lang, known = asked.get("lang", "") or _lang(), clocks.of(request).known
    reader = member_of(request).reader
    made = report_file(served(), reader, form, state, year, known, asked.get("format", "") or "docx", lang)
    return _attached(made)


@require_POST
def edition(request: HttpRequest, form: str, state: str, year: int) -> HttpResponseBase:
    """The public edition as a file; what it shows of persons goes on record before it is handed out."""
    asked, reader = request.POST, member_of(request).reader
    lang, moment = asked.get("lang", "") or _lang(), clocks.now()
    return _attached(publish(served(), reader, form, state, year, asked.get("format", ""), lang, moment))


@require_GET
def published(request: HttpRequest) -> HttpResponse:
    """What the public was shown of persons, newest first; each leads to the reports as known then."""
    found = publications(served())
    return render(request, "reports/published.html", {"found": found, "forms": list(FORMS.items())})


def _changes(request: HttpRequest, found: Report, form: str, since: str) -> tuple[list[ChangedCell] | None, str]:
    """(cells that differ from what was known then, why nothing can be compared)."""
    moment = _moment(since)
    try:
        then = report_for(served(), member_of(request).reader, form, found.state, found.year, moment)
    except DeskError as why:
        return None, why.what
    return changed(then, found, _lang()), ""


def _attached(made: ReportFile) -> HttpResponse:
    """To be kept, never opened within the site: a report is a page of its own."""
    answer = HttpResponse(made.content, content_type=made.media_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=made.name)
    answer["Content-Length"] = str(len(made.content))
    return answer


def _sees_persons(reader: Reader) -> bool:
    return reader.may(Permission.SEE_PERSON_COUNTS)


def _moment(text: str) -> datetime:
    try:
        return parse_known(text)
    except (ValueError, OverflowError):
        raise DeskError(
            _("“%(text)s” is no day or moment.") % {"text": text[:40]}, _("Write it as 2024-12-31.")
        ) from None


def _year(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) == 4):
        raise DeskError(_("“%(text)s” is no year.") % {"text": text[:20]}, _("Write it as 2024."))
    return int(text)


def _lang() -> str:
    return (get_language() or "en").split("-")[0]
