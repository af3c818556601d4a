"""Equal Earth: where PROJ puts it, and as large as it is."""

from __future__ import annotations

import numpy as np
import pyproj
import pytest

from opendisarm.world.projection import CENTRE, forward, outline, wrapped


def test_points_lie_where_proj_puts_them() -> None:
    degrees = np.array([(11.0, 0.0), (69.2, 34.5), (-58.4, -34.6), (170.0, 65.0), (-168.0, -57.0), (11.0, 90.0)])
    proj = pyproj.Transformer.from_pipeline(f"+proj=eqearth +lon_0={CENTRE} +R=1")
    theirs = np.column_stack(proj.transform(degrees[:, 0], degrees[:, 1]))
    assert forward(degrees) == pytest.approx(theirs, abs=1e-9)


def test_the_whole_map_is_as_large_as_the_sphere() -> None:
    x, y = outline(-90.0, 90.0).T
    area = abs(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) / 2
    assert area == pytest.approx(4 * np.pi, rel=2e-4)


def test_a_longitude_goes_on_beyond_the_end() -> None:
    east, further = forward(np.array([(190.0, 10.0), (200.0, 10.0)]))[:, 0]
    assert 0 < east < further


@pytest.mark.parametrize(("given", "kept"), [(0.0, 0.0), (-170.0, 190.0), (-168.0, -168.0), (190.0, 190.0)])
def test_a_meridian_is_counted_from_the_edge_of_the_map(given: float, kept: float) -> None:
    assert wrapped(given) == kept
