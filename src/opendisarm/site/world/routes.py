"""Pages of the norms ledger."""

from __future__ import annotations

from opendisarm.access.roles import Permission
from opendisarm.site.policy import Route
from opendisarm.site.world import views

ROUTES = (
    Route("world/", views.world, "world", Permission.SEE_FIGURES),
    Route("world/calendar/", views.occasions, "calendar", Permission.SEE_FIGURES),
    Route("world/states/<str:state>/", views.state, "state", Permission.SEE_FIGURES),
    Route("world/<str:instrument>/", views.instrument, "instrument", Permission.SEE_FIGURES),
    Route("world/<str:instrument>/map.svg", views.map_picture, "instrument_map", Permission.SEE_FIGURES),
    Route("world/<str:instrument>/timeline.svg", views.line_picture, "instrument_line", Permission.SEE_FIGURES),
)
