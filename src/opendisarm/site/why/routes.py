"""The way from a figure to its records."""

from __future__ import annotations

from opendisarm.access.roles import Permission
from opendisarm.site.policy import Route
from opendisarm.site.why import views

ROUTES = (Route("why/", views.why, "why", Permission.SEE_FIGURES),)
