"""Pages of the import."""

from __future__ import annotations

from opendisarm.access.roles import Permission
from opendisarm.site.imports import views
from opendisarm.site.policy import Route

ROUTES = (
    Route("import/", views.page, "imports", Permission.SUBMIT),
    Route("import/bring/", views.bring, "bring", Permission.SUBMIT),
    Route("import/<str:key>/", views.job_page, "import", Permission.SUBMIT),
    Route("import/<str:key>/progress/", views.progress, "import_progress", Permission.SUBMIT),
    Route("import/<str:key>/mapping/", views.mapping, "import_mapping", Permission.SUBMIT),
    Route("import/<str:key>/remap/", views.remap, "import_remap", Permission.SUBMIT),
    Route("import/<str:key>/commit/", views.commit, "import_commit", Permission.SUBMIT),
    Route("import/<str:key>/again/", views.again, "import_again", Permission.SUBMIT),
    Route("import/<str:key>/cancel/", views.cancelling, "import_cancel", Permission.SUBMIT),
    Route("import/<str:key>/corrected/", views.corrected, "import_corrected", Permission.SUBMIT),
)
