from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from opendisarm.importers.gis import gdal_door
from opendisarm.importers.gis.formats import Dataset
from opendisarm.importers.gis.gdal_door import GdalRefusal
from tests.importers.gis_files import codes_of, geojson_text, read, write

SQUARE_JSON = '{"type":"Polygon","coordinates":[[[69.1,34.5],[69.11,34.5],[69.11,34.51],[69.1,34.5]]]}'
GML = """<ogr:FeatureCollection xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://ogr.maptools.org/ {url}/x.xsd" xmlns:ogr="http://ogr.maptools.org/"
 xmlns:gml="http://www.opengis.net/gml" xmlns:xlink="http://www.w3.org/1999/xlink"><gml:featureMember><ogr:x>
 <ogr:other xlink:href="{url}/other.gml"/><ogr:shape><gml:Polygon srsName="{url}/crs"><gml:outerBoundaryIs>
 <gml:LinearRing><gml:coordinates>0,0 1,0 1,1 0,0</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs>
 </gml:Polygon></ogr:shape><ogr:kind>land.cleared</ogr:kind></ogr:x></gml:featureMember></ogr:FeatureCollection>"""
KML = """<kml xmlns="http://www.opengis.net/kml/2.2"><Document><NetworkLink><Link><href>{url}/more.kml</href></Link>
 </NetworkLink><Placemark><styleUrl>{url}/styles.kml#a</styleUrl><name>C-1</name><Point><coordinates>1,2</coordinates>
 </Point></Placemark></Document></kml>"""


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and what it is asked for; no setting of proxies protects it."""
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "*")
    server = HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("name", "crs", "expected"),
    [
        ("link", '"crs":{{"type":"link","properties":{{"href":"{url}/crs","type":"ogcwkt"}}}},', "GIS_FORBIDDEN"),
        ("hidden", '"\\u0063rs":{{"type":"link","properties":{{"href":"{url}/crs"}}}},', "GIS_FORBIDDEN"),
        ("url", '"CRS":{{"type":"url","properties":{{"url":"{url}/crs"}}}},', "GIS_FORBIDDEN"),
        ("name", '"crs":{{"type":"name","properties":{{"name":"{url}/crs"}}}},', "CRS_NOT_UNDERSTOOD"),
    ],
)
def test_a_coordinate_system_behind_a_link_is_not_fetched_and_not_taken_for_wgs84(
    tmp_path: Path, listener: tuple[str, list[str]], name: str, crs: str, expected: str
) -> None:
    url, asked = listener
    (tmp_path / f"{name}.geojson").write_text(geojson_text(SQUARE_JSON, crs=crs.format(url=url)))
    reading, rows = read(tmp_path / f"{name}.geojson")
    assert (codes_of(reading.findings), rows, asked) == ([expected], [], [])


@pytest.mark.parametrize(("name", "content"), [("a.gml", GML), ("a.kml", KML)])
def test_schemas_links_and_styles_elsewhere_are_not_fetched(
    tmp_path: Path, listener: tuple[str, list[str]], name: str, content: str
) -> None:
    url, asked = listener
    (tmp_path / name).write_text(content.format(url=url))
    read(tmp_path / name, kind="land.cleared")
    assert asked == []


def test_a_dataset_that_another_driver_answers_for_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "areas.fgb")
    with pytest.raises(GdalRefusal, match="it was taken for FlatGeobuf, which is not read here"):
        gdal_door.layers(Dataset(str(path), "GML"))


def test_a_refusal_names_no_folder(tmp_path: Path) -> None:
    (tmp_path / "secret folder").mkdir()
    path = tmp_path / "secret folder" / "areas.gpkg"
    path.write_bytes(b"SQLite format 3\0" + bytes(200))
    with pytest.raises(GdalRefusal) as refusal:
        gdal_door.layers(Dataset(f"GPKG:{path}", "GPKG"))
    assert "secret" not in str(refusal.value)
    assert str(refusal.value)
