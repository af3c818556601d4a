"""The list of records, one record over time, and the list as a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from opendisarm.access.roles import Permission
from opendisarm.core.records import record_of
from opendisarm.core.review import Act
from opendisarm.desk.attachments.attaching import may_remove
from opendisarm.desk.attachments.listing import attached
from opendisarm.desk.errors import DeskError
from opendisarm.desk.records.correcting import reasons
from opendisarm.desk.records.exporting import Format, export
from opendisarm.desk.records.fields import Answer, fields_of, said_of
from opendisarm.desk.records.history import History, Version, record_history
from opendisarm.desk.records.listing import RecordLine, choices, records
from opendisarm.desk.records.standing import Standing
from opendisarm.desk.review import decide
from opendisarm.desk.workspace import Workspace
from opendisarm.site import clocks
from opendisarm.site.asking import member_of, wants_json
from opendisarm.site.clocks import now
from opendisarm.site.records.asked import address_of, query_of
from opendisarm.site.records.words import ACT_WORDS, UNITS, change_words, kind_words, label, shown
from opendisarm.site.workspace import served

_HEADERS = (
    ("on", gettext_lazy("field date")), ("kind", gettext_lazy("kind")), ("ref", gettext_lazy("sender's id")),
    ("", gettext_lazy("hazardous area")), ("admin1", gettext_lazy("province")), ("", gettext_lazy("organisation")),
    ("area_m2", gettext_lazy("area, m²")), ("", gettext_lazy("review")), ("entered", gettext_lazy("entered (UTC)")),
)  # fmt: skip
_NARROW = ("text", "kind", "org", "admin1", "hazard", "batch", "file", "first", "last", "standing")
_ABOVE = frozenset({"ref", "on", "place.admin1"})
"""What stands at the head of the page already."""
_FORMATS = (("csv", "CSV"), ("xlsx", "XLSX"), ("geojson", "GeoJSON"), ("gpkg", "GeoPackage"))


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """A page of the records that the reader reaches; the same as JSON where it is asked for."""
    query, reader, workspace = query_of(request), member_of(request).reader, served()
    page = records(workspace, reader, query)
    if wants_json(request):
        plain = [_plain(row) for row in page.rows]
        return JsonResponse({"total": page.total, "page": page.page, "pages": page.pages, "records": plain})
    offered = choices(workspace, reader, query.known)
    kinds = [(kind, kind_words(kind), number) for kind, number in offered.kinds.items()]
    rows = [(row, kind_words(row.kind)) for row in page.rows]
    said: dict[str, Any] = {
        "page": page, "query": query, "choices": offered, "kinds": kinds, "rows": rows, "headers": _headers(request),
        "standings": [(one.value, one in query.standing) for one in Standing],
        "formats": [(words, address_of(request, format=name)) for name, words in _FORMATS],
        "narrowed": any(request.GET.get(name) for name in _NARROW), "may_submit": reader.may(Permission.SUBMIT),
        "without_batch": address_of(request, batch=""), "without_file": address_of(request, file=""),
        "any_computed": any(row.area_m2 is not None and not row.reported for row in page.rows),
        "before": address_of(request, page=str(page.page - 1)) if page.page > 1 else "",
        "after": address_of(request, page=str(page.page + 1)) if page.page < page.pages else "",
        "kept_fields": [(name, value) for name, values in request.GET.lists() if name not in ("on", "known", "page")
                        for value in values if value],
    }  # fmt: skip
    return render(request, "records/page.html", said)


@require_GET
def record(request: HttpRequest, name: str) -> HttpResponse:
    """One record: its versions with what changed, who decided, what it moved, which duties it serves."""
    reader, known = member_of(request).reader, clocks.of(request).known
    found = record_history(served(), reader, name, known)
    there, removed = attached(served(), [version.entry for version in found.versions], known)
    standing = found.current.standing
    said: dict[str, Any] = {
        "found": found, "name": name, "kind": kind_words(found.kind), "versions": _versions(served(), found),
        "facts": _facts(found.current), "removed": removed,
        "pictures": [(one, may_remove(reader, one)) for one in there],
        "may_submit": known is None and reader.may(Permission.SUBMIT),
        "may_withdraw": known is None and reader.may(Permission.WITHDRAW) and standing is not Standing.WITHDRAWN,
    }  # fmt: skip
    return render(request, "records/record.html", said)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, name: str) -> HttpResponse:
    """Why a record is taken back; posted: its current version is, at once and on record."""
    reader = member_of(request).reader
    found = record_history(served(), reader, name)
    if request.method == "POST":
        seen, reason = request.POST.get("seen", ""), request.POST.get("reason", "").strip()
        decide(
            served(), reader, Act.WITHDRAW, [request.POST.get("entry", "")], reason, now(), verified_first=True,
            seen=int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 19 else 0,
        )  # fmt: skip
        messages.success(request, _("The record was withdrawn. What was known before stays known as it was."))
        return redirect("record", name)
    said = {
        "found": found,
        "name": name,
        "kind": kind_words(found.kind),
        "seen": served().store.head().seq,
        "facts": _facts(found.current),
    }
    return render(request, "records/withdraw.html", said)


@require_GET
def export_file(request: HttpRequest) -> HttpResponseBase:
    """All records of the list, whatever its page, as a file; ?format=csv, xlsx, geojson or gpkg."""
    asked = request.GET.get("format", "")
    if asked not in set(Format):
        raise DeskError(
            _("There is no format “%(name)s”.") % {"name": asked[:20]}, _("Choose CSV, XLSX, GeoJSON or GeoPackage.")
        )
    lang = (get_language() or "en").split("-")[0]
    made = export(served(), member_of(request).reader, query_of(request), Format(asked), lang, now())
    answer = FileResponse(made.file, as_attachment=True, filename=made.name, content_type=made.media_type)
    answer["Content-Length"] = str(made.size)
    return answer


def _headers(request: HttpRequest) -> list[tuple[Any, str, str]]:
    """(words, address that sorts by it, "" where nothing does; direction now)."""
    asked = request.GET.get("sort", "") or "-on"
    return [
        (words, address_of(request, sort=name if asked == f"-{name}" else f"-{name}") if name else "",
         {name: "ascending", f"-{name}": "descending"}.get(asked, "") if name else "")
        for name, words in _HEADERS
    ]  # fmt: skip


def _versions(workspace: Workspace, found: History) -> list[dict[str, Any]]:
    """Newest first: each with what changed, why, and who decided, in words."""
    why = reasons(workspace, found.versions)
    fields = {field.name: field for field in fields_of(found.kind)}
    return [
        {
            "version": version, "reason": why.get(version.entry, ""),
            "changes": [change_words(fields.get(one.field), one) for one in version.changes],
            "acts": [(ACT_WORDS.get(act.kind, act.kind), act) for act in version.decisions],
        }
        for version in reversed(found.versions)
    ]  # fmt: skip


def _facts(version: Version) -> list[tuple[str | Promise, str, str]]:
    """(label, what is said, unit) of the fields of a version that say something; its shape in words."""
    said = version.said
    record = record_of(said.kind, said.payload, said.shape, said.given_shape)
    texts = said_of(record)
    told: list[tuple[str | Promise, str, str]] = [
        (label(field.name), shown(field, texts[field.name]), UNITS.get(field.unit, ""))
        for field in fields_of(said.kind)
        if any(texts[field.name]) and field.answer is not Answer.SHAPE and field.name not in _ABOVE
    ]
    return told + [(header, text, "") for header, text in getattr(record, "extra", ())]


def _plain(row: RecordLine) -> dict[str, Any]:
    return {
        "entry": row.entry, "kind": row.kind, "ref": row.ref, "org": row.org, "hazard": row.hazard,
        "on": row.on.isoformat() if row.on else None, "admin1": row.admin1, "admin2": row.admin2,
        "area_m2": row.area_m2, "area_source": "reported" if row.reported else "computed",
        "standing": row.standing.value,
        "batch": row.batch, "entered": row.entered.isoformat(), "by": row.by,
    }  # fmt: skip
