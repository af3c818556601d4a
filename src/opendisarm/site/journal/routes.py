"""Pages of the journal."""

from __future__ import annotations

from opendisarm.access.roles import Permission
from opendisarm.site.journal import views
from opendisarm.site.policy import Route

ROUTES = (
    Route("journal/", views.journal, "journal", Permission.VERIFY_JOURNAL),
    Route("journal/verification/", views.verification, "verification", Permission.VERIFY_JOURNAL),
)
