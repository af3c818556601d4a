"""The ground as a map: what state the land is in on a day, as known at a moment, for who asks."""

from opendisarm.desk.ground_map.moments import moments
from opendisarm.desk.ground_map.painted import painted_soon
from opendisarm.desk.ground_map.picture import drawn_ground, ground_m2
from opendisarm.desk.ground_map.tiles import ground_tile
from opendisarm.desk.ground_map.units import units_geojson
from opendisarm.tiles.states import states_tile

__all__ = ["drawn_ground", "ground_m2", "ground_tile", "moments", "painted_soon", "states_tile", "units_geojson"]
