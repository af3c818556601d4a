"""Pages of status extracts."""

from __future__ import annotations

from opendisarm.access.roles import Permission
from opendisarm.site.extracts import checks, views
from opendisarm.site.policy import Open, Route

ROUTES = (
    Route("extracts/", views.listing, "extracts", Permission.PUBLISH),
    Route("extracts/sign/", views.signing_one, "sign_extract", Permission.PUBLISH),
    Route("extracts/check/", checks.check_page, "check_extract", Open.PUBLIC),
    Route("extracts/key.pem", checks.key_file, "extract_key", Open.PUBLIC),
    Route("extracts/withdrawn.txt", checks.withdrawn_file, "withdrawn_extracts", Open.PUBLIC),
    Route("extracts/<str:serial>/", views.one_extract, "extract", Permission.PUBLISH),
    Route("extracts/<str:serial>/page.pdf", views.page_file, "extract_page", Permission.PUBLISH),
    Route("extracts/<str:serial>/withdraw/", views.withdrawing, "withdraw_extract", Permission.PUBLISH),
)
