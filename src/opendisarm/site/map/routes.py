"""Pages of the map.  Tiles and picture obey the same policy as the records that they are drawn from."""

from __future__ import annotations

from opendisarm.access.roles import Permission
from opendisarm.site.map import views
from opendisarm.site.policy import Route

ROUTES = (
    Route("map/", views.ground, "map", Permission.SEE_RECORDS),
    Route("map/picture/", views.picture, "map_picture", Permission.SEE_RECORDS),
    Route("map/tiles/<int:z>/<int:x>/<int:y>.pbf", views.tile, "map_tile", Permission.SEE_RECORDS),
    Route("map/states/<int:z>/<int:x>/<int:y>.pbf", views.states, "map_states", Permission.SEE_RECORDS),
    Route("map/units.geojson", views.units, "map_units", Permission.SEE_RECORDS),
)
