"""Pages that everybody may see."""

from __future__ import annotations

from opendisarm.site.front import views
from opendisarm.site.policy import Open, Route

ROUTES = (
    Route("", views.front, "front", Open.PUBLIC),
    Route("language/", views.language, "language", Open.PUBLIC),
    Route("health/", views.health, "health", Open.PUBLIC),
)
