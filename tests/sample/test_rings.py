from __future__ import annotations

import pytest
import shapely

from opendisarm.core.plane import geodesic_m2
from opendisarm.sample.rings import frame_at, point_wkb, polygon_wkb, ring_of, wkt_of

RING = [(820000000, -285000000), (820010000, -285000000), (820010000, -284990000), (820000000, -284990000)]


def test_a_ring_becomes_a_polygon_in_degrees_and_comes_back():
    assert shapely.from_wkb(polygon_wkb(RING)).equals(shapely.box(82.0, -28.5, 82.001, -28.499))
    assert ring_of(polygon_wkb(RING)) == RING


def test_well_known_text_is_what_the_bytes_say():
    assert wkt_of(point_wkb((820000001, -285000000))) == "POINT (82.0000001 -28.5)"
    assert shapely.from_wkt(wkt_of(polygon_wkb(RING))).equals(shapely.from_wkb(polygon_wkb(RING)))


def test_a_ring_of_two_points_can_be_written_although_some_libraries_refuse_it():
    broken = polygon_wkb(RING[:2])
    assert wkt_of(broken) == "POLYGON ((82.0 -28.5, 82.001 -28.5, 82.0 -28.5))"
    assert ring_of(broken) == RING[:2]


@pytest.mark.parametrize("along", [(1.0, 0.0), (0.6, 0.8), (-0.8, 0.6)])
def test_metres_along_and_across_are_metres_on_the_ground(along):
    frame = frame_at((820000000, -285000000), along)
    ring = [frame.at(x, y) for x, y in ((-200.0, -50.0), (200.0, -50.0), (200.0, 50.0), (-200.0, 50.0))]
    assert frame.area_m2(ring) == pytest.approx(40_000, rel=1e-4)
    assert geodesic_m2(shapely.from_wkb(polygon_wkb(ring))) == pytest.approx(40_000, rel=1e-3)
