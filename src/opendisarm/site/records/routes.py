"""Pages of the records."""

from __future__ import annotations

from opendisarm.access.roles import Permission
from opendisarm.site.policy import Route
from opendisarm.site.records import views

ROUTES = (
    Route("records/", views.listing, "records", Permission.SEE_RECORDS),
    Route("records/export/", views.export_file, "export", Permission.SEE_RECORDS),
    Route("records/<str:name>/", views.record, "record", Permission.SEE_RECORDS),
)
