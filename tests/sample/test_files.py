from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pyogrio
import pytest
import shapely

from opendisarm.core.records import payload_of
from opendisarm.sample import planned, write_files
from opendisarm.sample.files import cells_of

COUNT, SEED = 3_000, 6


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("sample")
    write_files(COUNT, SEED, out, faults=0.03)
    return out


def manifest(folder: Path) -> dict:
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


def rows_of(path: Path) -> list[dict]:
    """Rows by column, so that rows[n] is the row that a person calls n."""
    if path.suffix == ".gpkg":
        meta, _, geometry, fields = pyogrio.raw.read(path)
        names = list(meta["fields"])
        layer = [dict(zip(names, values, strict=True)) for values in zip(*fields, strict=True)]
        return [{}, *({**row, "wkb": bytes(wkb)} for row, wkb in zip(layer, geometry, strict=True))]
    if path.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(path, read_only=True).active
        header, *cells = list(sheet.values)
    else:
        header, *cells = csv.reader(path.open(encoding="utf-8", newline=""))
    return [{}, {}, *(dict(zip(header, row, strict=True)) for row in cells)]


def test_operators_send_these_files(folder):
    assert sorted(path.name for path in folder.iterdir()) == [
        "admin.gpkg", "area_only.csv", "clearance.xlsx", "corrections.csv", "devices.csv", "events.csv",
        "manifest.json", "published.csv", "survey.gpkg",
    ]  # fmt: skip


def test_every_record_is_a_row_of_one_file(folder):
    counted = {name: len([row for row in rows_of(folder / name) if row]) for name in manifest(folder)["rows"]}
    assert counted == manifest(folder)["rows"]
    assert sum(counted.values()) == COUNT


def test_the_manifest_lists_every_planted_fault_in_order(folder):
    planted = [(entry.fault, entry.record.ref) for entry in planned(COUNT, SEED, 0.03) if entry.fault]
    listed = [(fault["fault"], fault["ref"]) for fault in manifest(folder)["faults"]]
    assert len(listed) > 40
    assert listed == planted


def test_the_manifest_names_the_row_as_a_reader_counts_it(folder):
    rows = {name: rows_of(folder / name) for name in manifest(folder)["rows"]}
    for fault in manifest(folder)["faults"]:
        row = rows[fault["file"]][fault["row"]]
        assert (row["kind"], row["ref"]) == (fault["kind"], fault["ref"])


def test_the_workbook_holds_what_the_records_say(folder):
    rows = iter(rows_of(folder / "clearance.xlsx")[2:])
    for entry in planned(COUNT, SEED, 0.03):
        kind, shape = str(entry.record.kind), getattr(entry.record, "shape", None)
        if kind in ("land.cancelled", "land.reduced", "land.cleared") and shape:
            row, payload = next(rows), payload_of(entry.record)
            assert (row["kind"], row["ref"], row["date"]) == (kind, payload["ref"], payload["on"])
            assert (row["area_m2"], row["depth_cm"]) == (payload["area_m2"], payload.get("depth_cm"))
            assert row["contamination"] == "+".join(payload["contamination"])
            if entry.fault != "two_point_ring":
                assert shapely.from_wkt(row["wkt"]) == shapely.from_wkb(shape.wkb)
    assert next(rows, None) is None


def test_layers_keep_the_bytes_of_a_shape_even_of_a_broken_one(folder):
    rows = iter(rows_of(folder / "survey.gpkg")[1:])
    broken = 0
    for entry in planned(COUNT, SEED, 0.03):
        if entry.record.kind in ("land.suspected", "land.confirmed") and entry.record.shape:
            assert next(rows)["wkb"] == entry.record.shape.wkb
            broken += entry.fault == "two_point_ring"
    assert broken


def test_published_figures_come_as_the_panel_has_them(folder):
    header = (folder / "published.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == "iso3,state,weapon,year,figure,value,unit,as_of,source,note"
    assert {row["figure"] for row in rows_of(folder / "published.csv")[2:]} == {
        "cancelled_km2", "reduced_km2", "cleared_km2", "released_km2", "devices_destroyed",
    }  # fmt: skip


def test_a_large_country_sends_clearance_as_a_layer(tmp_path):
    written = write_files(20_001, seed=1, out=tmp_path)
    assert "clearance.gpkg" in [path.name for path in written]
    assert len(rows_of(tmp_path / "clearance.gpkg")) - 1 == manifest(tmp_path)["rows"]["clearance.gpkg"]


def test_files_are_written_again_over_older_ones(tmp_path):
    for seed in (1, 2):
        write_files(200, seed, tmp_path)
    assert manifest(tmp_path)["seed"] == 2
    assert len(rows_of(tmp_path / "admin.gpkg")) - 1 == 63


def test_text_files_are_the_same_each_time(tmp_path, folder):
    write_files(COUNT, SEED, tmp_path, faults=0.03)
    for name in ("area_only.csv", "corrections.csv", "devices.csv", "events.csv", "published.csv", "manifest.json"):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_unknown_is_an_empty_cell_and_never_nought():
    for entry in planned(1_000, seed=1):
        cells, _ = cells_of(entry.record)
        for column in ("area_m2", "depth_cm"):
            assert cells.get(column) != 0 or entry.record.kind == "device.found"
