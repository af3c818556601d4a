"""Bytes without sense under every ending: refused in words, never a crash, never a row that is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opendisarm.desk.importing import ImportWish, import_files
from opendisarm.desk.workspace import Workspace, create
from tests.cli.clock import NOON
from tests.importers.gis_files import geojson_text
from tests.resilience.bad_files import GOOD, HEADER, SQUARE, survey_workbook

ENDINGS = (
    ".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".gpkg", ".shp", ".geojson", ".geojsonl", ".json",
    ".kml", ".kmz", ".fgb", ".gml", ".gpx", ".zip", ".vrt", ".pdf", "",
)  # fmt: skip
STARTS = (
    b"", b"PK\x03\x04", b"SQLite format 3\0", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"fgb\x03fgb\x00",
    b"\x00\x00\x27\x0a",
    b"<?xml version='1.0'?><kml>", b'{"type":"FeatureCollection","features":[', b"\xff\xfe", b"\xef\xbb\xbf",
    HEADER.encode() + b"\n",
)  # fmt: skip
"""What good files of each kind begin with, so that the bytes come further than the first look."""

QUICK = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return create(tmp_path_factory.mktemp("random") / "workspace", state="AFG")


def told(workspace: Workspace, path: Path) -> None:
    outcome = import_files(workspace, [path], ImportWish(by="tester", moment=NOON), lambda *_: None)
    [file] = outcome.files
    assert file.rows_in == file.accepted + file.rejected + file.skipped
    assert file.rows_in or file.findings, "a file of which nothing is said"
    assert all(str(finding) for finding in file.findings)
    assert outcome.as_json()["rows_in"] == file.rows_in


@pytest.mark.parametrize("ending", ENDINGS)
@QUICK
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=400))
def test_random_bytes_are_refused_in_words(
    ending: str, start: bytes, rest: bytes, workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / f"field{ending}"
    path.write_bytes(start + rest)
    told(workspace, path)


@pytest.fixture(scope="module")
def wholes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Good files, by name."""
    return {
        "field.csv": f"{HEADER}\n{GOOD}\n{GOOD.replace('S-1', 'S-2')}\n".encode(),
        "field.geojson": geojson_text(SQUARE, "null").encode(),
        "field.xlsx": survey_workbook(tmp_path_factory.mktemp("wholes")).read_bytes(),
    }


@pytest.mark.parametrize("name", ["field.csv", "field.geojson", "field.xlsx"])
@QUICK
@given(changes=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=5))
def test_good_files_with_a_few_wrong_bytes_are_read_or_refused_in_words(
    name: str, changes: list[tuple[int, int]], wholes: dict[str, bytes], workspace: Workspace, tmp_path: Path
) -> None:
    content = bytearray(wholes[name])
    for at, byte in changes:
        content[at % len(content)] = byte
    (tmp_path / name).write_bytes(bytes(content))
    told(workspace, tmp_path / name)
