"""The overview."""

from __future__ import annotations

from opendisarm.access.roles import Permission
from opendisarm.site.overview import views
from opendisarm.site.policy import Route

ROUTES = (Route("overview/", views.overview_page, "overview", Permission.SEE_FIGURES),)
