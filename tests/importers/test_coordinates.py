import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from opendisarm.importers.values.coordinates import (
    Point,
    degrees,
    from_mgrs,
    from_utm,
    from_wkt,
    geometry_of,
    point_in,
    utm_epsg,
)
from opendisarm.importers.values.placing import point_of


def said(parsed):
    return [remark.code.what.format(**remark.facts) for remark in parsed[1]]


@pytest.mark.parametrize(
    "typed",
    [
        "34.528056", "34,528056", "N 34.528056", "34.528056° N", "34°31'41\"N", "34° 31′ 41″", "34º31’41” N",
        "34 31 41", "34:31:41", "34d31m41s", "34°31.6834'", "٣٤٫٥٢٨٠٥٦", "٣٤°٣١'٤١\" شمالا", "34.528056 norte",
        "34.528056 Nord", 34.528056,
    ],
)  # fmt: skip
def test_a_latitude_is_read_in_every_usual_spelling(typed):
    found, remarks = degrees(typed, "latitude")
    assert found == pytest.approx(34.528056, abs=1e-5)
    assert remarks == ()


@pytest.mark.parametrize("typed", ["-74.5", "74.5 W", "W74°30'00\"", "74°30'00.00\" O", "74.5000 oeste"])
def test_west_is_negative(typed):
    assert degrees(typed, "longitude")[0] == pytest.approx(-74.5)


@pytest.mark.parametrize("typed", ["34.5 E", "-34.5 S", "34°61'00\"", "34.5°30'", "north", "34.5.5", "34 31 41 5"])
def test_what_is_no_latitude_is_an_error(typed):
    assert said(degrees(typed, "latitude")) == [f'"{typed}" is not a latitude.']


def test_a_coordinate_off_the_scale_is_an_error():
    assert said(degrees("95", "latitude")) == ["The latitude 95 is outside -90 to 90."]


def test_minutes_without_seconds_are_noted_as_coarse():
    assert said(degrees("34°31'", "latitude")) == ['"34°31\'" is exact to about 1855 m only.']


def test_an_mgrs_reference_is_read_with_or_without_spaces_and_in_other_digits():
    spaced, plain, arabic = (
        from_mgrs(text)[0] for text in ("42S WC 18750 21350", "42swc1875021350", "٤٢SWC ١٨٧٥٠ ٢١٣٥٠")
    )
    assert spaced == plain == arabic
    assert spaced is not None
    assert (spaced.lon, spaced.lat) == (pytest.approx(69.20217, abs=1e-4), pytest.approx(33.63180, abs=1e-4))


def test_an_mgrs_reference_of_few_digits_is_noted_as_coarse():
    assert said(from_mgrs("42S WC 18 21")) == ['"42S WC 18 21" is exact to about 1000 m only.']


@pytest.mark.parametrize("typed", ["42S WC 187 21", "WC 1875021350", "42I WC 12 34", "99S WC 12 34", "hello"])
def test_what_is_no_mgrs_reference_is_an_error(typed):
    assert said(from_mgrs(typed)) == [f'"{typed}" is not an MGRS reference.']


@pytest.mark.parametrize(
    ("zone", "epsg"),
    [
        ("18N", 32618),
        ("18 N", 32618),
        ("UTM 18N", 32618),
        ("18P", 32618),
        ("35K", 32735),
        ("EPSG:32735", 32735),
        (32618, 32618),
        ("18 south", 32718),
    ],
)
def test_a_utm_zone_is_known_by_hemisphere_band_or_epsg_code(zone, epsg):
    assert utm_epsg(zone) == (epsg, ())


def test_letter_s_means_band_or_hemisphere_and_is_said_so():
    assert said(utm_epsg("38S", 3_600_000)) == [
        'Zone "38S" can mean the southern hemisphere or band S of the northern one; it is read as north (band S).'
    ]
    assert utm_epsg("33S", 8_500_000)[0] == 32733


@pytest.mark.parametrize("zone", ["18", "61N", "0N", "N18", "zone"])
def test_a_zone_without_a_hemisphere_is_an_error(zone):
    assert said(utm_epsg(zone)) == [f'"{zone}" is not a UTM zone.']


def test_easting_and_northing_without_a_zone_are_an_error():
    assert said(from_utm("", 500_000, 500_000)) == ["Easting and northing are given without their UTM zone."]


def test_the_middle_of_a_zone_lies_on_its_meridian():
    point, remarks = from_utm("18N", 500_000, 0)
    assert point == (pytest.approx(-75), pytest.approx(0, abs=1e-9), "EPSG:32618")
    assert remarks == ()


SQUARE = "POLYGON ((500000 552000, 500100 552000, 500100 552100, 500000 552000))"


def test_a_polygon_in_another_system_is_reprojected_and_kept_as_sent():
    shape, remarks = from_wkt(SQUARE, "EPSG:32632")
    assert remarks == ()
    assert shape.given_crs == "EPSG:32632"
    assert shapely.from_wkb(shape.given_wkb).equals_exact(shapely.from_wkt(SQUARE))
    assert shapely.from_wkb(shape.wkb).bounds == pytest.approx((9, 4.99399, 9.0009, 4.9949), abs=1e-4)


def test_heights_are_left_out_and_kept_as_sent():
    shape, _ = from_wkt("POLYGON Z ((9 5 100, 9.1 5 100, 9.1 5.1 100, 9 5 100))")
    assert not shapely.from_wkb(shape.wkb).has_z
    assert shapely.from_wkb(shape.given_wkb).has_z


def test_metres_without_a_system_are_an_error():
    assert said(from_wkt(SQUARE)) == ["The shape has coordinates such as 500000, which are not degrees."]


def test_an_unknown_system_is_an_error():
    assert said(from_wkt(SQUARE, "EPSG:1")) == ['"EPSG:1" is not a coordinate system that is known.']


@pytest.mark.parametrize(
    "typed", ["POLYGON ((9 5", "POLYGON ((9 5, 9.1 5))", "hello", "POLYGON EMPTY", "SRID=x;POINT (1 2)"]
)
def test_what_is_no_shape_is_an_error(typed):
    shape, remarks = from_wkt(typed)
    assert shape is None
    assert remarks


def test_a_shape_tells_what_it_is():
    assert geometry_of(Point(9, 5).shape()) == "point"
    assert geometry_of(from_wkt("MULTIPOLYGON (((9 5, 9.1 5, 9.1 5.1, 9 5)))")[0]) == "multipolygon"
    assert point_in(Point(9, 5).shape())[:2] == (9, 5)


def test_a_latitude_alone_is_an_error():
    point, noted = point_of({"lat": 5.0})
    assert point is None
    assert [(field, remark.code.what.format(**remark.facts)) for field, remark in noted] == [
        ("lat", "The latitude has no longitude beside it.")
    ]


def test_two_spellings_of_one_place_that_disagree_are_a_warning():
    point, noted = point_of({"lat": 5.0, "lon": 9.0, "utm_zone": "33N", "easting": 500_000.0, "northing": 552_662.0})
    assert point == (9, 5, "EPSG:4326")
    assert [remark.code.name for _, remark in noted] == ["POINTS_DISAGREE"]
    assert noted[0][1].code.what.format(**noted[0][1].facts).startswith("The row gives its place twice, 66")


@given(st.floats(-80, 83), st.floats(-179.9, 179.9))
def test_degrees_minutes_and_seconds_read_back(lat, lon):
    for size, axis in ((lat, "latitude"), (lon, "longitude")):
        seconds = round(abs(size) * 3600, 3)
        whole, rest = divmod(seconds, 3600)
        minutes, rest = divmod(rest, 60)
        sign = ("N" if size >= 0 else "S") if axis == "latitude" else ("E" if size >= 0 else "W")
        found, _ = degrees(f"{whole:.0f}°{minutes:.0f}'{min(rest, 59.999):.3f}\"{sign}", axis)
        assert found == pytest.approx(size, abs=1e-6)


@given(st.text(max_size=25) | st.floats() | st.none())
def test_no_cell_makes_the_readers_of_places_stumble(cell):
    for parsed in (
        degrees(cell, "latitude"),
        degrees(cell, "longitude"),
        from_mgrs(cell),
        utm_epsg(cell),
        from_wkt(cell),
    ):
        said(parsed)
