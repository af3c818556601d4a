"""The list of records, one record over time, and the list as a file."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from opendisarm.desk.errors import DeskError
from opendisarm.desk.records.exporting import Format, export
from opendisarm.desk.records.history import record_history
from opendisarm.desk.records.listing import RecordLine, choices, records
from opendisarm.desk.records.standing import Standing
from opendisarm.site import clocks
from opendisarm.site.asking import member_of, wants_json
from opendisarm.site.clocks import now
from opendisarm.site.records.asked import address_of, query_of
from opendisarm.site.workspace import served

_HEADERS = (
    ("on", gettext_lazy("field date")), ("kind", gettext_lazy("kind")), ("ref", gettext_lazy("sender's id")),
    ("", gettext_lazy("hazardous area")), ("admin1", gettext_lazy("province")), ("", gettext_lazy("organisation")),
    ("area_m2", gettext_lazy("area, m²")), ("", gettext_lazy("review")), ("entered", gettext_lazy("entered (UTC)")),
)  # fmt: skip
_FORMATS = (("csv", "CSV"), ("xlsx", "XLSX"), ("geojson", "GeoJSON"), ("gpkg", "GeoPackage"))


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """A page of the records that the reader reaches; the same as JSON where it is asked for."""
    query, reader, workspace = query_of(request), member_of(request).reader, served()
    page = records(workspace, reader, query)
    if wants_json(request):
        rows = [_plain(row) for row in page.rows]
        return JsonResponse({"total": page.total, "page": page.page, "pages": page.pages, "records": rows})
    said: dict[str, Any] = {
        "page": page, "query": query, "choices": choices(workspace, reader, query.known), "headers": _headers(request),
        "standings": [(one.value, one in query.standing) for one in Standing],
        "formats": [(words, address_of(request, format=name)) for name, words in _FORMATS],
        "before": address_of(request, page=str(page.page - 1)) if page.page > 1 else "",
        "after": address_of(request, page=str(page.page + 1)) if page.page < page.pages else "",
        "kept_fields": [(name, value) for name, values in request.GET.lists() if name not in ("on", "known", "page")
                        for value in values if value],
    }  # fmt: skip
    return render(request, "records/page.html", said)


@require_GET
def record(request: HttpRequest, name: str) -> HttpResponse:
    """One record: its versions with what changed, who decided, what it moved, which duties it serves."""
    found = record_history(served(), member_of(request).reader, name, clocks.of(request).known)
    return render(request, "records/record.html", {"found": found, "name": name})


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


def _plain(row: RecordLine) -> dict[str, Any]:
    return {
        "entry": row.entry, "kind": row.kind, "ref": row.ref, "org": row.org, "hazard": row.hazard,
        "on": row.on.isoformat() if row.on else None, "admin1": row.admin1, "admin2": row.admin2,
        "area_m2": row.area_m2, "area_source": "reported" if row.reported else "computed",
        "standing": row.standing.value,
        "batch": row.batch, "entered": row.entered.isoformat(), "by": row.by,
    }  # fmt: skip
