from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from opendisarm.core.records import DeviceFound, LandRecord
from opendisarm.core.rows import Row
from opendisarm.importers.gis import vector
from tests.importers.gis_files import (
    CLEARED,
    OTHER,
    SQUARE,
    codes_of,
    counted,
    geojson_text,
    open_file,
    read,
    write,
    zipped,
)

FORMATS = (".gpkg", ".gdb", ".shp", ".geojson", ".geojsonl", ".kml", ".kmz", ".fgb", ".gml")
SQUARE_JSON = '{"type":"Polygon","coordinates":[[[69.1,34.5],[69.11,34.5],[69.11,34.51],[69.1,34.5]]]}'


def land(row: Row) -> LandRecord:
    [record] = row.records
    assert isinstance(record, LandRecord)
    return record


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_gives_the_same_two_records(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path / f"areas{suffix}")
    assert vector.recognises(open_file(path))
    reading, rows = read(path)
    assert counted(reading, rows) == (2, 0, 0)
    if suffix == ".fgb":  # it orders features by place
        rows.reverse()
    assert [land(row).ref for row in rows] == ["C-1", "C-2"]
    assert [land(row).on for row in rows] == [date(2023, 5, 1), date(2023, 5, 2)]
    assert [land(row).area_m2 for row in rows] == [1000.0, 2000.0]
    shapes = [land(row).shape for row in rows]
    assert all(shape is not None and shape.given_wkb is None and shape.given_crs == "EPSG:4326" for shape in shapes)
    drawn = shapely.from_wkb([shape.wkb for shape in shapes if shape])
    assert (shapely.hausdorff_distance(drawn, [SQUARE, OTHER]) < 1e-8).all()
    assert sorted(row.source.row for row in rows) == [1, 2]
    assert rows[0].source.file == path.name


@pytest.mark.parametrize("suffix", [".gdb.zip", ".zip"])
@pytest.mark.parametrize("under", ["areas.gdb/", "sent today/areas.gdb/", ""])
def test_a_zipped_geodatabase_is_read_with_or_without_its_folder(tmp_path: Path, suffix: str, under: str) -> None:
    parts = write(tmp_path / "areas.gdb").iterdir()
    path = zipped(tmp_path / f"sent{suffix}", parts, under)
    assert vector.recognises(open_file(path))
    reading, rows = read(path)
    assert counted(reading, rows) == (2, 0, 0)
    assert rows[1].source.sheet == "areas"


@pytest.mark.parametrize("under", ["", "from the field/"])
def test_a_zipped_shapefile_is_read(tmp_path: Path, under: str) -> None:
    write(tmp_path / "areas.shp")
    path = zipped(tmp_path / "sent.zip", tmp_path.glob("areas.*"), under)
    reading, rows = read(path)
    assert counted(reading, rows) == (2, 0, 0)
    assert rows[0].source.sheet == "areas"


def test_several_shapefiles_in_one_archive_are_layers(tmp_path: Path) -> None:
    write(tmp_path / "areas.shp")
    write(tmp_path / "cleared.shp", columns={**CLEARED, "ref": ["D-1", "D-2"]})
    path = zipped(tmp_path / "sent.zip", sorted(tmp_path.glob("*.*")))
    reading, rows = read(path)
    assert [land(row).ref for row in rows] == ["C-1", "C-2"]
    assert "Layer 'areas' was read; the file also has 'cleared', which were not." in [
        finding.message for finding in reading.findings
    ]
    _, rows = read(path, mapping={"layer": "cleared"})
    assert [land(row).ref for row in rows] == ["D-1", "D-2"]


@pytest.mark.parametrize("suffix", [".gpkg", ".geojson", ".fgb", ".gml", ".kml"])
def test_any_one_file_in_an_archive_is_read(tmp_path: Path, suffix: str) -> None:
    path = zipped(tmp_path / "sent.zip", [write(tmp_path / f"areas{suffix}")])
    assert vector.recognises(open_file(path))
    assert counted(*read(path)) == (2, 0, 0)


def test_features_on_lines_are_told_from_a_collection_by_content(tmp_path: Path) -> None:
    write(tmp_path / "areas.geojsonl")
    (tmp_path / "areas.geojsonl").rename(tmp_path / "areas.json")
    assert counted(*read(tmp_path / "areas.json")) == (2, 0, 0)


def test_waypoints_of_a_gps_are_devices_found_there(tmp_path: Path) -> None:
    gpx = (
        '<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">'
        '<wpt lat="34.5" lon="69.1"><time>2023-05-01T08:00:00Z</time><name>D-1</name></wpt></gpx>'
    )
    (tmp_path / "walk.gpx").write_text(gpx)
    mapping = {
        "columns": {"date": "time", "ref": "name"}, "constants": {"category": "ap_mine", "quantity": "1"},
    }  # fmt: skip
    reading, rows = read(tmp_path / "walk.gpx", kind="device.found", mapping=mapping)
    assert counted(reading, rows) == (1, 0, 0)
    [record] = rows[0].records
    assert isinstance(record, DeviceFound)
    assert record.shape is not None
    assert shapely.from_wkb(record.shape.wkb) == shapely.Point(69.1, 34.5)


def test_extended_data_of_kml_become_columns_and_drawing_hints_do_not(tmp_path: Path) -> None:
    kml = (
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>C-9</name><ExtendedData>'
        '<Data name="kind"><value>land.cleared</value></Data><Data name="date"><value>2023-05-01</value></Data>'
        '<Data name="team"><value>فريق 3</value></Data></ExtendedData><Polygon><outerBoundaryIs><LinearRing>'
        "<coordinates>69.1,34.5,0 69.11,34.5,0 69.11,34.51,0 69.1,34.5,0</coordinates>"
        "</LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>"
    )
    (tmp_path / "areas.kml").write_text(kml, encoding="utf-8")
    reading, rows = read(tmp_path / "areas.kml", mapping={"columns": {"ref": "Name"}})
    assert counted(reading, rows) == (1, 0, 0)
    assert land(rows[0]).ref == "C-9"
    extra = dict(land(rows[0]).extra)
    assert extra["team"] == "فريق 3"
    assert not {"tessellate", "extrude", "visibility", "altitudeMode"} & set(extra)


def test_a_projected_layer_is_brought_to_wgs84_and_kept_as_sent(tmp_path: Path) -> None:
    sent = shapely.box(500_000, 3_800_000, 500_100, 3_800_100)
    _, rows = read(write(tmp_path / "areas.gpkg", [sent, sent], crs="EPSG:32642"))
    shape = land(rows[0]).shape
    assert shape is not None
    assert shape.given_crs == "EPSG:32642"
    assert shape.given_wkb is not None
    assert shapely.equals(shapely.from_wkb(shape.given_wkb), sent)
    west, south, *_ = shapely.from_wkb(shape.wkb).bounds
    assert (west, south) == pytest.approx((69.0, 34.3413), abs=1e-4)


def test_the_old_crs_member_of_geojson_is_believed(tmp_path: Path) -> None:
    crs = '"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32642"}},'
    ring = "[[500000,3800000],[500100,3800000],[500100,3800100],[500000,3800000]]"
    (tmp_path / "a.geojson").write_text(geojson_text(f'{{"type":"Polygon","coordinates":[{ring}]}}', crs=crs))
    _, rows = read(tmp_path / "a.geojson")
    shape = land(rows[0]).shape
    assert shape is not None
    assert shape.given_crs == "EPSG:32642"
    assert shapely.from_wkb(shape.wkb).bounds[0] == pytest.approx(69.0, abs=1e-6)


def test_a_shapefile_without_prj_asks_for_the_system_and_reads_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "areas.shp")
    (tmp_path / "areas.prj").unlink()
    reading, rows = read(path)
    assert rows == []
    assert str(reading.findings[-1]) == (
        "areas.shp, sheet areas: The layer does not say in which coordinate system its numbers are (its .prj file is "
        "missing), and it is never guessed. Ask the sender, then put it into the mapping, for example "
        "crs: EPSG:32636. [CRS_UNKNOWN]"
    )


def test_the_mapping_may_say_the_system_that_the_layer_does_not(tmp_path: Path) -> None:
    sent = shapely.box(500_000, 3_800_000, 500_100, 3_800_100)
    path = write(tmp_path / "areas.shp", [sent, sent], crs="EPSG:32642")
    (tmp_path / "areas.prj").unlink()
    reading, rows = read(path, mapping={"crs": "EPSG:32642"})
    assert "CRS_FROM_MAPPING" in codes_of(reading.findings)
    shape = land(rows[0]).shape
    assert shape is not None
    assert shape.given_crs == "EPSG:32642"
    assert shapely.from_wkb(shape.wkb).bounds[0] == pytest.approx(69.0, abs=1e-6)


@pytest.mark.parametrize(("ending", "what"), [(".shx", "index"), (".dbf", "columns")])
@pytest.mark.parametrize("packed", [False, True])
def test_a_shapefile_without_a_part_names_it(tmp_path: Path, ending: str, what: str, packed: bool) -> None:
    path = write(tmp_path / "areas.shp")
    (tmp_path / f"areas{ending}").unlink()
    if packed:
        path = zipped(tmp_path / "sent.zip", sorted(tmp_path.glob("areas.*")))
    reading, rows = read(path)
    assert rows == []
    assert str(reading.findings[0]) == (
        f"{path.name}: The shapefile came without its {ending} file, which holds its {what}. "
        "Send all parts together in one .zip (.shp, .shx, .dbf, .prj, .cpg). [SIDECAR_MISSING]"
    )


def test_styles_are_no_layer_and_other_layers_are_named(tmp_path: Path) -> None:
    path = write(tmp_path / "areas.gpkg", layer="posts", shapes=[shapely.Point(69, 34)] * 2)
    write(path, layer="areas", geometry="Polygon", append=True)
    with sqlite3.connect(path) as package:
        package.execute("CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, styleQML TEXT)")
        package.execute("INSERT INTO layer_styles VALUES (1, '<qgis/>')")
        package.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier) "
            "VALUES ('layer_styles', 'attributes', 'layer_styles')"
        )
    package.close()
    reading, rows = read(path)
    assert rows[0].source.sheet == "areas"
    assert [finding.message for finding in reading.findings if finding.code == "LAYERS_LEFT"] == [
        "Layer 'areas' was read; the file also has 'posts', which were not."
    ]
    assert (reading.mapping or {})["layer"] == "areas"


def test_a_layer_that_is_not_there_lists_those_that_are(tmp_path: Path) -> None:
    reading, rows = read(write(tmp_path / "areas.gpkg"), mapping={"layer": "hazards"})
    assert rows == []
    assert str(reading.findings[0]) == (
        "areas.gpkg: The mapping asks for layer 'hazards', which the file does not have; it has 'areas'. "
        "Correct 'layer' in the mapping. [LAYER_UNKNOWN]"
    )


def test_a_polygon_folder_behind_a_folder_of_pins_is_found(tmp_path: Path) -> None:
    polygon = (
        "<Polygon><outerBoundaryIs><LinearRing><coordinates>69.1,34.5 69.11,34.5 69.11,34.51 69.1,34.5</coordinates>"
        "</LinearRing></outerBoundaryIs></Polygon>"
    )
    path = tmp_path / "areas.kml"
    path.write_text(
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
        "<Folder><name>pins</name><Placemark><Point><coordinates>69.1,34.5</coordinates></Point></Placemark></Folder>"
        f"<Folder><name>areas</name><Placemark><name>C-1</name>{polygon}</Placemark></Folder></Document></kml>"
    )
    reading, rows = read(path, kind="land.cleared", mapping={"constants": {"date": "2023-05-01"}})
    assert counted(reading, rows) == (1, 0, 0)
    assert rows[0].source.sheet == "areas"


def test_a_layer_without_features_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.geojson").write_text('{"type":"FeatureCollection","features":[]}')
    reading, rows = read(tmp_path / "a.geojson")
    assert (codes_of(reading.findings), rows) == (["LAYERS_NONE"], [])


def test_null_and_two_point_and_open_rings_are_findings_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    two = '{"type":"Polygon","coordinates":[[[69.1,34.5],[69.11,34.5]]]}'
    unclosed = '{"type":"Polygon","coordinates":[[[69.1,34.5],[69.11,34.5],[69.11,34.51],[69.1,34.51]]]}'
    path.write_text(geojson_text("null", two, unclosed, '{"type":"Polygon","coordinates":[]}', SQUARE_JSON))
    reading, rows = read(path)
    assert counted(reading, rows) == (3, 2, 0)
    assert [codes_of(row.findings) for row in rows] == [
        ["SHAPE_MISSING"], ["SHAPE_UNREADABLE"], ["SHAPE_UNREADABLE"], ["SHAPE_MISSING"], [],
    ]  # fmt: skip
    assert land(rows[0]).shape is None
    assert str(rows[2].findings[0]) == (
        "a.geojson, sheet a, row 3: The shape cannot be read: a ring does not end where it began. Draw it again in the "
        "GIS; a ring needs at least three different corners and must end where it began. [SHAPE_UNREADABLE]"
    )


def test_a_line_is_not_land(tmp_path: Path) -> None:
    _, rows = read(write(tmp_path / "a.gpkg", [shapely.LineString([(69, 34), (69.1, 34)]), SQUARE]))
    assert [codes_of(row.findings) for row in rows] == [["SHAPE_IS_LINE"], []]


def test_an_invalid_polygon_is_handed_on_as_drawn(tmp_path: Path) -> None:
    bow = shapely.Polygon([(69, 34), (69.1, 34.1), (69.1, 34), (69, 34.1), (69, 34)])
    _, rows = read(write(tmp_path / "a.gpkg", [bow, SQUARE]))
    shape = land(rows[0]).shape
    assert shape is not None
    assert shapely.from_wkb(shape.wkb) == bow
    assert rows[0].findings == ()


def test_heights_are_dropped_from_the_ledger_shape(tmp_path: Path) -> None:
    high = shapely.force_3d(SQUARE, 1500.0)
    _, rows = read(write(tmp_path / "a.gpkg", [high, high], geometry="Polygon Z"))
    shape = land(rows[0]).shape
    assert shape is not None
    assert not shapely.has_z(shapely.from_wkb(shape.wkb))
    assert shapely.equals(shapely.from_wkb(shape.wkb), SQUARE)


def test_many_parts_stay_one_record(tmp_path: Path) -> None:
    both = shapely.MultiPolygon([SQUARE, OTHER])
    _, rows = read(write(tmp_path / "a.gpkg", [both, both], geometry="MultiPolygon"))
    shape = land(rows[0]).shape
    assert shape is not None
    assert shapely.from_wkb(shape.wkb) == both


def test_a_polygon_across_the_antimeridian_is_kept_and_flagged(tmp_path: Path) -> None:
    wide = shapely.Polygon([(179.9, -17), (-179.9, -17), (-179.9, -16.9), (179.9, -16.9), (179.9, -17)])
    beyond = shapely.box(179.9, -17, 180.1, -16.9)
    _, rows = read(write(tmp_path / "a.gpkg", [wide, beyond]))
    assert [codes_of(row.findings) for row in rows] == [["ANTIMERIDIAN"], ["ANTIMERIDIAN"]]
    shape = land(rows[0]).shape
    assert shape is not None
    assert shapely.from_wkb(shape.wkb) == wide


def test_dates_blanks_and_whole_numbers_of_a_gis_become_what_people_wrote(tmp_path: Path) -> None:
    columns: dict[str, Any] = {
        "ref": np.array([7.0, np.nan]),
        "kind": ["land.cleared"] * 2,
        "date": np.array(["2023-05-01", "2023-05-02"], dtype="datetime64[D]"),
        "note": [None, "x"],
    }
    _, rows = read(write(tmp_path / "a.gpkg", columns=columns))
    assert [land(row).ref for row in rows] == ["7", ""]
    assert land(rows[1]).on == date(2023, 5, 2)
    assert [land(row).extra for row in rows] == [(), (("note", "x"),)]


def test_curves_are_announced(tmp_path: Path) -> None:
    path = write(tmp_path / "a.gpkg", geometry="Polygon")
    with sqlite3.connect(path) as package:
        package.execute("UPDATE gpkg_geometry_columns SET geometry_type_name = 'CURVEPOLYGON'")
    package.close()
    reading, rows = read(path)
    assert len(rows) == 2
    assert "CURVES_LINEARISED" in codes_of(reading.findings)


def test_a_table_without_shapes_is_read_from_its_columns(tmp_path: Path) -> None:
    path = write(tmp_path / "a.gpkg", [None, None])
    with sqlite3.connect(path) as package:
        package.execute("UPDATE gpkg_contents SET data_type = 'attributes'")
        package.execute("DELETE FROM gpkg_geometry_columns")
    package.close()
    reading, rows = read(path)
    assert counted(reading, rows) == (2, 0, 0)
    assert [land(row).area_m2 for row in rows] == [1000.0, 2000.0]


@pytest.mark.parametrize("suffix", [".gpkg", ".geojson", ".fgb"])
def test_blocks_join_without_a_gap_or_a_repetition(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = {"ref": [f"C-{at}" for at in range(23)], "kind": ["land.cleared"] * 23, "date": ["2023-05-01"] * 23}
    path = write(tmp_path / f"a{suffix}", [SQUARE] * 23, columns)
    monkeypatch.setattr(vector, "_SEEKING_BLOCK", 5)
    monkeypatch.setattr(vector, "_STREAMING_BLOCK", 5)
    _, rows = read(path)
    assert sorted(land(row).ref for row in rows) == sorted(columns["ref"])
    assert [row.source.row for row in rows] == list(range(1, 24))


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", b"ref,area\n"), ("a.json", b'[{"a":1}]'), ("a.json", b'{"a":1}'), ("a.zip", None), ("a.txt", b"fgb")],
)
def test_what_is_no_gis_file_is_not_claimed(tmp_path: Path, name: str, content: bytes | None) -> None:
    if content is None:
        (tmp_path / "readme.txt").write_text("x")
        zipped(tmp_path / name, [tmp_path / "readme.txt"])
    else:
        (tmp_path / name).write_bytes(content)
    assert not vector.recognises(open_file(tmp_path / name))
