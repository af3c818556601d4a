from __future__ import annotations

import numpy as np
import pytest
from pyproj import CRS

from opendisarm.core.sources import Source
from opendisarm.importers.gis.reference_systems import ReferenceSystem, reference_system

HERE = Source("a.gpkg", sheet="areas")


def found(told: str, mapped: str = "") -> tuple[ReferenceSystem | None, list[str]]:
    system, findings = reference_system(told, mapped, HERE)
    return system, [str(finding) for finding in findings]


@pytest.mark.parametrize(
    "written",
    ["EPSG:4326", "EPSG:4979", "OGC:CRS84", "urn:ogc:def:crs:OGC:1.3:CRS84", CRS("EPSG:4326").to_wkt("WKT1_ESRI")],
)
def test_wgs84_is_wgs84_however_it_is_written(written: str) -> None:
    assert found(written) == (ReferenceSystem("EPSG:4326"), [])


def test_a_system_without_a_code_keeps_its_name() -> None:
    wkt = CRS("EPSG:32642").to_wkt().replace("WGS 84 / UTM zone 42N", "Our own grid").replace('ID["EPSG",32642]', "")
    wkt = wkt.replace('"Longitude of natural origin",69', '"Longitude of natural origin",69.5')
    system, _ = found(wkt)
    assert system is not None
    assert system.name == "Our own grid"


def test_easting_comes_before_northing_whatever_the_definition_says() -> None:
    system, _ = found("EPSG:2180")  # defined with northing first
    assert system is not None
    assert system.to_earth is not None
    [[longitude, latitude]] = system.to_earth(np.array([[637_000.0, 487_000.0]]))
    assert (longitude, latitude) == pytest.approx((21.0, 52.2), abs=0.05)


def test_nothing_told_asks_and_never_guesses() -> None:
    assert found("") == (
        None,
        [
            "a.gpkg, sheet areas: The layer does not say in which coordinate system its numbers are, and it is never "
            "guessed. Ask the sender, then put it into the mapping, for example crs: EPSG:32636. [CRS_UNKNOWN]"
        ],
    )


@pytest.mark.parametrize("text", ["EPSG:999999", "nonsense", "MGRS"])
def test_a_system_that_nobody_knows_is_refused(text: str) -> None:
    assert found(text) == (
        None,
        [
            f"a.gpkg, sheet areas: The coordinate system '{text}' cannot be brought to longitude and latitude. Give an "
            "EPSG code, for example EPSG:4326, or export the layer in WGS 84. [CRS_NOT_UNDERSTOOD]"
        ],
    )


def test_a_local_system_has_no_way_to_the_earth() -> None:
    local = 'LOCAL_CS["site grid",UNIT["metre",1]]'
    system, findings = found(local)
    assert system is None
    assert findings[0].endswith("[CRS_NOT_UNDERSTOOD]")


def test_the_mapping_is_used_where_the_layer_is_silent() -> None:
    system, findings = found("", "EPSG:32642")
    assert system is not None
    assert system.name == "EPSG:32642"
    assert findings == [
        "a.gpkg, sheet areas: The layer does not say its coordinate system; EPSG:32642 was taken from the mapping. "
        "Check on the map that the shapes lie where they should. [CRS_FROM_MAPPING]"
    ]


def test_a_mapping_that_contradicts_the_layer_is_told_and_not_used() -> None:
    system, findings = found("EPSG:4326", "EPSG:32642")
    assert system == ReferenceSystem("EPSG:4326")
    assert findings == [
        "a.gpkg, sheet areas: The file says EPSG:4326, the mapping says EPSG:32642; the file's own was used. Remove "
        "'crs' from the mapping, or have the file exported with the right coordinate system. [CRS_CONTRADICTED]"
    ]


def test_a_mapping_that_agrees_says_nothing() -> None:
    assert found("EPSG:4326", "OGC:CRS84") == (ReferenceSystem("EPSG:4326"), [])


def test_an_old_datum_whose_shift_is_rough_is_a_warning() -> None:
    system, findings = found("EPSG:4230")  # European Datum 1950
    assert system is not None
    assert "The way from EPSG:4230 to WGS 84 is known only roughly here" in findings[0]
