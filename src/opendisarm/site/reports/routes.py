"""Pages of the reports."""

from __future__ import annotations

from opendisarm.access.roles import Permission
from opendisarm.site.policy import Route
from opendisarm.site.reports import views

ROUTES = (
    Route("reports/", views.choosing, "reports", Permission.BUILD_REPORTS),
    Route("reports/published/", views.published, "published", Permission.BUILD_REPORTS),
    Route("reports/<str:form>/<str:state>/<int:year>/", views.report, "report", Permission.BUILD_REPORTS),
    Route("reports/<str:form>/<str:state>/<int:year>/file/", views.file, "report_file", Permission.BUILD_REPORTS),
    Route("reports/<str:form>/<str:state>/<int:year>/edition/", views.edition, "publish_report", Permission.PUBLISH),
)
