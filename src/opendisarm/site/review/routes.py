"""Pages of the review."""

from __future__ import annotations

from opendisarm.access.roles import Permission
from opendisarm.site.policy import Route
from opendisarm.site.review import views

ROUTES = (
    Route("review/", views.worklist_page, "review", Permission.SEE_RECORDS),
    Route("review/decide/", views.deciding, "decide", Permission.SEE_RECORDS),
    Route("review/<str:batch>/", views.submission_page, "submission", Permission.SEE_RECORDS),
)
