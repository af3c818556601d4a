"""A GeoPackage: one family of shapes a layer, nothing left out, and a style that QGIS finds by itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pyogrio
import pyogrio.raw
import pytest
import shapely

from opendisarm.core.vocabulary import LandKind
from opendisarm.exports import geopackage
from opendisarm.exports.qgis_style import LOOKS, UNKNOWN, style
from opendisarm.exports.table import Column, Row, Table, Type

MOMENT = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
COLUMNS = (
    Column("entry", "Entry"), Column("kind", "Kind"), Column("area_m2", "Area", Type.NUMBER),
    Column("items", "Items", Type.WHOLE), Column("on", "On", Type.DATE), Column("at_utc", "At", Type.MOMENT),
)  # fmt: skip
SHAPES = [
    shapely.box(10, 5, 11, 6), shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(2, 2, 3, 3)]),
    shapely.Point(1, 2), shapely.LineString([(0, 0), (1, 1)]), None, shapely.Polygon(), shapely.Point(1, 2, 99),
]  # fmt: skip
LEGEND = [("land.confirmed", "مؤكدة"), ("land.cleared", 'cleared "all" & <done>')]


def row(number: int, shape: Any) -> Row:
    wkb = shapely.to_wkb(shape) if shape is not None else None
    told = number != 2
    return Row(f"E-{number}", (f"E-{number}", "land.confirmed", 2.5 if told else None, number if told else None,
                               date(2024, 2, 29) if told else None, MOMENT if told else None), wkb)  # fmt: skip


@pytest.fixture
def package(tmp_path: Path) -> Path:
    rows = [row(number, shape) for number, shape in enumerate(SHAPES)]
    about = {"as_of_on": ("Up to", "2026-06-01"), "journal_head": ("Head", "ab12")}
    geopackage.write(Table("records", "Records", COLUMNS, rows, about, MOMENT), tmp_path / "x.gpkg", LEGEND)
    return tmp_path / "x.gpkg"


def asked(package: Path, question: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(package)) as base:
        return base.execute(question).fetchall()


def test_each_family_of_shapes_has_its_layer_and_nothing_is_left_out(package: Path) -> None:
    layers = dict(pyogrio.list_layers(package))
    assert layers == {
        "records_polygons": "MultiPolygon", "records_points": "MultiPoint", "records_lines": "MultiLineString",
        "records_without_shape": None, "records_as_of": None, "layer_styles": None,
    }  # fmt: skip
    found = {
        layer: [name for (name,) in asked(package, f'SELECT entry FROM "{layer}" ORDER BY fid')]
        for layer in layers
        if layer not in ("records_as_of", "layer_styles")
    }
    assert found == {
        "records_polygons": ["E-0", "E-1"], "records_points": ["E-2", "E-6"], "records_lines": ["E-3"],
        "records_without_shape": ["E-4", "E-5"],
    }  # fmt: skip


def test_shapes_and_cells_come_back_as_they_were(package: Path) -> None:
    about, _, geometry, cells = pyogrio.raw.read(package, layer="records_polygons")
    assert about["crs"] == "EPSG:4326"
    shapes = shapely.from_wkb(geometry)
    assert {shape.geom_type for shape in shapes} == {"MultiPolygon"}
    assert shapely.equals(shapes, np.array(SHAPES[:2])).all()
    told = {name: column[0] for name, column in zip(about["fields"], cells, strict=True)}
    assert (told["entry"], told["area_m2"], told["items"]) == ("E-0", 2.5, 0)
    assert str(told["on"])[:10] == "2024-02-29"
    assert asked(package, "SELECT at_utc FROM records_polygons LIMIT 1") == [("2026-11-24T08:30:00Z",)]


def test_what_nobody_told_is_null_and_never_0(package: Path) -> None:
    question = "SELECT area_m2, items, \"on\", at_utc FROM records_points WHERE entry = 'E-2'"
    assert asked(package, question) == [(None, None, None, None)]


def test_the_package_says_as_of_when(package: Path) -> None:
    assert asked(package, "SELECT name, value FROM records_as_of") == [
        ("as_of_on", "2026-06-01"), ("journal_head", "ab12")]  # fmt: skip
    assert set(asked(package, "SELECT last_change FROM gpkg_contents")) == {("2026-11-24T08:30:00.000Z",)}


def test_qgis_finds_a_style_for_each_layer_with_shapes(package: Path) -> None:
    rows = asked(package, "SELECT f_table_name, f_geometry_column, useAsDefault, styleQML FROM layer_styles")
    assert {(name, column, used) for name, column, used, _ in rows} == {
        (f"records_{family}", "geom", 1) for family in ("polygons", "lines", "points")
    }
    names = [column[1] for column in asked(package, "PRAGMA table_info(layer_styles)")]
    assert names == [
        "id", "f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName", "styleQML",
        "styleSLD", "useAsDefault", "description", "owner", "ui", "update_time",
    ]  # fmt: skip
    columns = asked(package, "SELECT table_name, column_name FROM gpkg_geometry_columns")
    assert {column for _, column in columns} == {"geom"}


def test_a_package_of_no_records_opens(tmp_path: Path) -> None:
    geopackage.write(Table("records", "Records", COLUMNS, [], {}, MOMENT), tmp_path / "x.gpkg")
    assert pyogrio.read_info(tmp_path / "x.gpkg", layer="records_without_shape")["features"] == 0


def test_rows_are_taken_some_at_a_time(tmp_path: Path) -> None:
    count = 2 * geopackage._AT_ONCE + 1
    rows = (row(number, SHAPES[number % 5]) for number in range(count))
    geopackage.write(Table("records", "Records", COLUMNS, rows, {}, MOMENT), tmp_path / "x.gpkg")
    layers = ("polygons", "points", "lines", "without_shape")
    features = [pyogrio.read_info(tmp_path / "x.gpkg", layer=f"records_{layer}")["features"] for layer in layers]
    assert features == [4001, 2000, 2000, 2000]


# --- the style --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("geometry", ["fill", "marker", "line"])
def test_the_style_names_each_kind_once_with_a_symbol_of_its_own(geometry: str) -> None:
    document = ElementTree.fromstring(style(LEGEND, geometry))
    renderer = document.find("renderer-v2")
    assert renderer is not None
    assert (renderer.get("type"), renderer.get("attr")) == ("categorizedSymbol", "kind")
    categories = [(one.get("value"), one.get("label")) for one in renderer.iter("category")]
    assert categories == [*LEGEND, ("", "?")]
    symbols = {one.get("name"): one.get("type") for one in renderer.iter("symbol")}
    assert symbols == dict.fromkeys([str(one.get("symbol")) for one in renderer.iter("category")], geometry)


def test_confirmed_land_is_solid_vermilion_and_suspected_land_hatched_orange() -> None:
    document = ElementTree.fromstring(style([("land.confirmed", "c"), ("land.suspected", "s")], "fill"))
    layers = [
        [{option.get("name"): option.get("value") for option in layer.iter("Option")} for layer in symbol.iter("layer")]
        for symbol in document.iter("symbol")
    ]
    assert [layer["style"] for layer in layers[0]] == ["solid"]
    assert [layer["style"] for layer in layers[1]] == ["solid", "b_diagonal"]
    assert layers[0][0]["color"].startswith("213,94,0,")
    assert layers[1][0]["color"].startswith("230,159,0,")


def test_no_two_kinds_look_alike_without_colour() -> None:
    looks = [*LOOKS.values()]
    assert set(LandKind) <= LOOKS.keys()
    for one, other in product(looks, looks):
        assert one is other or (one.brush != other.brush and one.form != other.form)
    assert UNKNOWN.colour == "#FFFFFF"
