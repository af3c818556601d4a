from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from opendisarm.audience.coarse import allowed_place, coarse_point, month_of

LON, LAT, KM = st.floats(-180, 180), st.floats(-90, 90), st.sampled_from((1.0, 2.5, 10.0, 50.0))


def test_a_day_becomes_its_month() -> None:
    assert month_of(date(2024, 3, 31)) == "2024-03"
    assert month_of(date(987, 12, 1)) == "0987-12"


@given(LON, LAT, KM)
def test_a_coarse_point_stays_where_it_is(lon: float, lat: float, km: float) -> None:
    once = coarse_point(lon, lat, km)
    assert coarse_point(*once, km) == once
    assert -180 <= once[0] <= 180
    assert -90 <= once[1] <= 90


@given(st.floats(-179, 179), st.floats(-55, 55), KM)
def test_a_coarse_point_is_in_the_neighbourhood(lon: float, lat: float, km: float) -> None:
    _, _, metres = Geod(ellps="WGS84").inv(lon, lat, *coarse_point(lon, lat, km))
    assert metres <= 1.5 * km * 1_000


def test_points_of_one_cell_cannot_be_told_apart() -> None:
    assert coarse_point(-73.0501, 7.1001) == coarse_point(-73.0502, 7.1004) == (-73.015562, 7.111723)


def test_points_of_different_cells_differ() -> None:
    assert coarse_point(-73.05, 7.1) != coarse_point(-73.25, 7.1)


def test_ten_kilometres_unless_asked_otherwise() -> None:
    assert coarse_point(20.0, 10.0) == coarse_point(20.0, 10.0, 10)


@pytest.mark.parametrize("km", [0.999, 0, -10, float("nan")])
def test_a_grid_below_a_kilometre_is_refused(km: float) -> None:
    with pytest.raises(ValueError, match="too fine for the public; take at least 1 km"):
        coarse_point(20, 10, km)


@pytest.mark.parametrize(("lon", "lat"), [(181, 0), (0, 91), (float("nan"), 0), (0, float("nan"))])
def test_a_point_off_the_earth_is_refused(lon: float, lat: float) -> None:
    with pytest.raises(ValueError, match="is not on the earth"):
        coarse_point(lon, lat)


def test_casualties_are_published_by_district_at_the_finest() -> None:
    assert [allowed_place(level) for level in range(5)] == [True, True, True, False, False]
    with pytest.raises(ValueError, match="no admin level -1"):
        allowed_place(-1)
