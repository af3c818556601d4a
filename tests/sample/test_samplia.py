from __future__ import annotations

import numpy as np
import pytest
import shapely

from opendisarm.core.plane import LONGEST_EDGE_DEG, area_m2, into_plane
from opendisarm.core.records import AdminUnit
from opendisarm.sample import country


def outlines(units: tuple[AdminUnit, ...]) -> np.ndarray:
    return shapely.from_wkb([unit.shape.wkb for unit in units if unit.shape])


def test_the_country_is_named_as_nothing_on_any_map():
    land = country(1)
    assert (land.name, land.iso3) == ("Samplia", "XSA")
    assert len(land.provinces) == 9
    assert len(land.districts) == 54


def test_the_country_lies_in_open_ocean():
    west, south, east, north = shapely.total_bounds(outlines(country(1).units))
    assert (west > 80, south > -31, east < 84, north < -27) == (True, True, True, True)


@pytest.mark.parametrize("seed", range(40))
def test_borders_are_valid_whatever_the_seed(seed):
    land = country(seed)
    assert shapely.is_valid(outlines(land.units)).all()
    assert shapely.coverage_is_valid(outlines(land.districts))
    assert shapely.coverage_is_valid(outlines(land.provinces))


def test_districts_tile_the_country_without_gaps_or_overlaps():
    land = country(3)
    provinces = {unit.code: outline for unit, outline in zip(land.provinces, outlines(land.provinces), strict=True)}
    for code, province in provinces.items():
        parts = outlines(tuple(unit for unit in land.districts if unit.parent == code))
        assert len(parts) == 6
        assert shapely.equals(shapely.coverage_union_all(parts), province)
    whole = shapely.coverage_union_all(outlines(land.districts))
    assert whole.geom_type == "Polygon"
    assert len(whole.interiors) == 0
    districts = area_m2(into_plane(outlines(land.districts)))
    assert districts.sum() == pytest.approx(area_m2(into_plane(outlines(land.provinces))).sum(), rel=1e-9)


def test_borders_need_no_more_points_to_stay_straight_in_the_plane():
    for outline in outlines(country(2).districts):
        steps = np.abs(np.diff(shapely.get_coordinates(outline), axis=0))
        assert steps.max() <= LONGEST_EDGE_DEG


def test_another_seed_draws_other_borders_under_the_same_names():
    one, other = country(1), country(2)
    assert [unit.name for unit in one.units] == [unit.name for unit in other.units]
    assert one.districts[0].shape != other.districts[0].shape


def test_codes_name_their_province():
    land = country(1)
    assert land.districts[0].code == "XSA0101"
    assert land.districts[0].parent == "XSA01"
    place = land.place_of(land.districts[-1])
    assert (place.state, place.admin1, place.admin2) == ("XSA", "Invented March", "Near Brindlethorpe")
    assert (place.admin1_code, place.admin2_code) == ("XSA09", "XSA0906")
