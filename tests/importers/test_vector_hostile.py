"""Files that are damaged, that point elsewhere, or that are made to do harm."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opendisarm.core.findings import Finding
from opendisarm.importers.files import opening
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.gis import gdal_door, vector
from opendisarm.importers.mapping import Wanted
from tests.importers.gis_files import DRIVERS, SQUARE, codes_of, counted, read, write

FORMATS = tuple(DRIVERS)

POINTER = "<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>{}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.vrt", POINTER),
        ("a.gml", POINTER),
        ("a.kml", "<!-- <OGRVRTDataSource> --><kml xmlns='http://www.opengis.net/kml/2.2'/>"),
        ("a.geojson", POINTER),
        ("a.geojson", '{{"type":"gdal_streamed_alg","command_line":"gdal vector pipeline ! read {} ! write"}}'),
        ("a.gpkg", "<OGRWFSDataSource><URL>http://127.0.0.1:9/</URL></OGRWFSDataSource>"),
    ],
)  # fmt: skip
def test_a_file_that_points_elsewhere_is_never_followed(tmp_path: Path, name: str, content: str) -> None:
    secret = write(tmp_path / "secret.gpkg")
    (tmp_path / name).write_text(content.format(secret))
    reading, rows = read(tmp_path / name)
    assert rows == []
    assert str(reading.findings[0]) == (
        f"{name}: The file only points at other files or services, and those are never followed. "
        "Open it in a GIS, export its layer as GeoPackage, and import that. [GIS_FORBIDDEN]"
    )


@pytest.mark.parametrize("sign", "!;{}")
def test_a_name_that_a_gis_reader_would_misunderstand_is_refused(tmp_path: Path, sign: str) -> None:
    path = write(tmp_path / "areas.gpkg").rename(tmp_path / f"areas{sign}1.gpkg")
    reading, rows = read(path)
    assert rows == []
    assert f"holds the character {sign}," in reading.findings[0].message


def test_nothing_is_written_beside_the_file(tmp_path: Path) -> None:
    for suffix in FORMATS:
        write(tmp_path / f"areas{suffix}")
    (tmp_path / "areas.xsd").unlink()
    before = sorted(path.name for path in tmp_path.iterdir())
    for suffix in FORMATS:
        read(tmp_path / f"areas{suffix}")
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_failure_says_nothing_about_folders_of_this_machine_and_prints_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "areas.gpkg")
    path.write_bytes(path.read_bytes()[:60_000])
    reading, rows = read(path)
    assert rows == []
    assert codes_of(reading.findings) == ["GIS_UNREADABLE"]
    assert str(tmp_path) not in str(reading.findings[0])
    assert capfd.readouterr() == ("", "")


def test_damage_in_the_middle_of_a_file_rejects_what_it_hit_and_nothing_is_lost_from_the_count(
    tmp_path: Path,
) -> None:
    count = 3000
    columns: dict[str, Any] = {
        "ref": [f"C-{at}" for at in range(count)], "kind": ["land.cleared"] * count, "date": ["2023-05-01"] * count,
        "area_m2": [1.0] * count, "note": ["n" * 60] * count,
    }  # fmt: skip
    path = write(tmp_path / "areas.gpkg", [SQUARE] * count, columns)
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 3000] = b"\xff" * 3000
    path.write_bytes(content)
    reading, rows = read(path)
    accepted, rejected, _ = counted(reading, rows)
    assert accepted > 1000
    assert rejected > 0
    assert {code for row in rows if row.rejected for code in codes_of(row.findings)} == {"GIS_CUT_OFF"}


def test_a_file_damaged_all_over_is_given_up_and_still_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> gdal_door.Block:
        raise gdal_door.GdalRefusal("no")

    count = 1000
    columns = {"kind": ["land.cleared"] * count, "date": ["2023-05-01"] * count}
    path = write(tmp_path / "areas.gpkg", [SQUARE] * count, columns)
    monkeypatch.setattr(vector, "block", refuse)
    monkeypatch.setattr(vector, "_SEEKING_BLOCK", 300)
    reading, rows = read(path)
    assert counted(reading, rows) == (0, count, 0)
    assert len(rows) < 130
    assert rows[-1].findings[0].message.endswith("too many features before it are damaged.")


@given(
    content=st.binary(min_size=1, max_size=300),
    start=st.sampled_from(
        [b"", b"SQLite format 3\0", b"fgb\x03fgb\0", b"\0\0\x27\x0a", b"{", b"<kml>", b"<gpx>", b"PK"]
    ),
    suffix=st.sampled_from([*FORMATS, ".gpx", ".gdb.zip", ".zip", ".json", ".vrt", ""]),
)
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_under_any_name_are_findings_and_never_an_error(
    tmp_path: Path, content: bytes, start: bytes, suffix: str
) -> None:
    path = tmp_path / f"f{suffix}"
    path.write_bytes(start + content)
    assert_read_or_refused(path)


@pytest.mark.parametrize("suffix", [".gpkg", ".geojson", ".kml", ".kmz", ".fgb", ".gml"])
def test_a_real_file_with_bytes_changed_anywhere_is_read_or_refused(tmp_path: Path, suffix: str) -> None:
    whole = write(tmp_path / f"areas{suffix}").read_bytes()
    dice = random.Random(suffix)
    path = tmp_path / f"changed{suffix}"
    for _ in range(25):
        content = bytearray(whole)
        for _ in range(dice.randint(1, 20)):
            content[dice.randrange(len(content))] = dice.randrange(256)
        path.write_bytes(content[: dice.choice([len(content), dice.randrange(1, len(content))])])
        assert_read_or_refused(path)


def assert_read_or_refused(path: Path) -> None:
    file = opening.opened(path)
    if isinstance(file, FieldFile):
        vector.recognises(file)
        reading = vector.read(file, Wanted(kind="land.cleared", state="AFG"))
        counted(reading, list(reading.rows))
    else:
        assert isinstance(file, Finding)
