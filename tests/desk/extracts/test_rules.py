"""For which land an extract is signed: no strip, and no two parcels that differ by one."""

from __future__ import annotations

from math import cos, radians

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from opendisarm.core.plane import onto_earth
from opendisarm.desk.errors import DeskError
from opendisarm.desk.extracts.meant import in_plane
from opendisarm.desk.extracts.rules import around, is_land_of_some_size, refuse_differences, refuse_small
from tests.desk.extracts.test_known_land import plane_box

FIELD = plane_box(200, 200, 0, 0)


def on_the_ground(width_m: float, height_m: float, latitude: float) -> shapely.Geometry:
    """A rectangle of metres on the ground at a latitude, in the plane of the ledger, which stretches it."""
    east, north = width_m / (111_320 * cos(radians(latitude))), height_m / 110_900
    return in_plane(shapely.box(30.0, latitude, 30.0 + east, latitude + north))


@pytest.mark.parametrize("latitude", [0.0, 34.0, 60.0, -55.0])
def test_land_is_measured_on_the_ground_at_every_latitude(latitude: float) -> None:
    assert is_land_of_some_size(on_the_ground(52, 52, latitude))
    assert not is_land_of_some_size(on_the_ground(48, 48, latitude))
    for strip in (on_the_ground(23, 500, latitude), on_the_ground(500, 23, latitude)):
        assert not is_land_of_some_size(strip)
    for field in (on_the_ground(27, 500, latitude), on_the_ground(500, 27, latitude)):
        assert is_land_of_some_size(field)


def test_small_land_is_refused_in_words() -> None:
    with pytest.raises(DeskError, match="at least 2500 m2 that is 25 m wide"):
        refuse_small(plane_box(40, 40, 0, 0))


def test_a_comb_of_strips_is_no_land_of_some_size() -> None:
    comb = shapely.union_all([plane_box(300, 4, 0, 0), *(plane_box(3, 300, 10 * n, 4) for n in range(30))])
    assert comb.area > 25_000
    assert not is_land_of_some_size(comb)


@given(st.floats(0.2, 21), st.sampled_from(["wider", "shifted", "cut"]))
def test_two_parcels_never_differ_by_a_strip(strip: float, how: str) -> None:
    other = {
        "wider": plane_box(200 + strip, 200, 0, 0),
        "shifted": plane_box(200, 200, strip, 0),
        "cut": FIELD.difference(plane_box(200, strip, 0, 100)),
    }[how]
    for new, old in ((other, FIELD), (FIELD, other)):
        with pytest.raises(DeskError, match="differ by a strip"):
            refuse_differences(new, [("XSA-2026-0001", old)])


def test_the_same_parcel_its_neighbour_its_half_and_land_far_away_are_fine() -> None:
    for other in (
        FIELD, plane_box(200, 200, 200, 0), plane_box(100, 200, 0, 0), plane_box(200, 200, 100, 0),
        plane_box(50, 50, 900, 0),
    ):  # fmt: skip
        refuse_differences(other, [("XSA-2026-0001", FIELD)])


@pytest.mark.parametrize("latitude", [0.0, 34.0, 60.0])
def test_around_is_100_m_on_the_ground_in_every_direction(latitude: float) -> None:
    ring = around(on_the_ground(100, 100, latitude))
    [west, south, east, north] = shapely.bounds(onto_earth([ring])[0])
    assert (east - west) * 111_320 * cos(radians(latitude)) == pytest.approx(300, rel=0.02)
    assert (north - south) * 110_900 == pytest.approx(300, rel=0.02)
    assert ring.intersection(on_the_ground(100, 100, latitude)).area == pytest.approx(0, abs=0.01)
