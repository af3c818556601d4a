"""Junk: whatever stands in a file about people, every row is accounted for and nothing falls over."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opendisarm.core.catalogue import CODES
from opendisarm.core.findings import Finding
from opendisarm.core.records import payload_of, record_of
from opendisarm.importers import pick
from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.files.opening import opened
from opendisarm.importers.mapping import Wanted
from opendisarm.importers.people.fields import KINDS, fields_of, identifying
from tests.importers.people.exports import told_outside_the_vault
from tests.importers.tables_on_disk import Result

CANARY = "Zubaida Canary"
HEADERS = [
    *sorted({name for kind in KINDS for name in (*fields_of(kind), *identifying(kind))}), "women",
    "girls 5-12", "Total", "_uuid", "_id", "_submission_time", "KEY", "", "kind", "unheard of", "age group",
]  # fmt: skip
WORDS = [
    "F", "killed", "killed/injured", "2021-04-25", "25/04/21", "1,234", "n/a", "-5", "121", "5-12", "0", "yes",
    "34°31'41\"N", "9.1 8.5 0 0", "1e400", "99999999999999999999", "\u200f٢٥", "'", "physical_rehabilitation",
    "accident", "person.harmed", "3", "opendisarm_person", CANARY,
]  # fmt: skip
CELLS = st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12) | st.just("")
TABLES = st.lists(st.sampled_from(HEADERS), min_size=2, max_size=12, unique=True).flatmap(
    lambda headers: st.tuples(st.just(headers), st.lists(st.lists(CELLS, max_size=len(headers) + 1), max_size=6))
)
SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
NAMES = st.sampled_from(
    ["on", "outcome", "sex", "age_years", "persons", "referrals", "location", "killed", "__id", "_uuid", "meta",
     "instanceID", "_xform_id_string", "_validation_status", "__system", "reviewState", "identity/name", "needs",
     "persons@odata.navigationLink", "direct_female_child", "type", "coordinates", "safe_to_locate", "", "/", "seeing",
     "setting", "unknown_outcome"]
)  # fmt: skip
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | CELLS | st.text(max_size=8)
VALUES = st.recursive(
    SCALARS, lambda of: st.lists(of, max_size=3) | st.dictionaries(NAMES, of, max_size=6), max_leaves=20
)
SUBMISSIONS = st.lists(st.dictionaries(NAMES, VALUES, max_size=12), max_size=3)


def accounted_for(path: Path, wanted: Wanted) -> Result | None:
    """Reads a file to its end; None when it is no file, or nobody's."""
    file = opened(path)
    if not isinstance(file, FieldFile):
        return None
    reader = pick(file, wanted)
    if isinstance(reader, Finding):
        return None
    reading = reader.read(file, wanted)
    result = Result(reading, list(reading.rows))
    for row in result.rows:
        assert row.accepted + row.rejected + bool(row.skipped) == 1
        assert row.records or row.rejected or row.skipped
        assert len(row.identities) in {0, len(row.records)}
        for record in row.records:
            wkb = record.shape.wkb if getattr(record, "shape", None) else None  # type: ignore[union-attr]
            assert record_of(record.kind, payload_of(record), wkb) == record
    for finding in result.findings:
        assert finding.code in CODES
        assert str(finding)
    assert sum(row.span for row in result.rows) == (reading.total or 0)
    return result


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(TABLES, st.sampled_from(["", *KINDS]))
def test_a_table_of_junk_is_accounted_for(tmp_path: Path, table: tuple[list[str], list[list[str]]], kind: str) -> None:
    headers, cells = table
    text = io.StringIO(newline="")
    csv.writer(text).writerows([headers, *cells])
    path = tmp_path / "junk.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    accounted_for(path, Wanted(kind, state="AFG"))


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(SUBMISSIONS, st.sampled_from(["value", "results", ""]))
def test_submissions_of_junk_are_accounted_for(tmp_path: Path, submissions: list[Any], under: str) -> None:
    path = tmp_path / "junk.json"
    loaded = {under: submissions, "__id": 1} if under else submissions
    path.write_text(json.dumps(loaded), encoding="utf-8")
    accounted_for(path, Wanted(state="XAA"))


@settings(max_examples=100, deadline=None, suppress_health_check=SLOW)
@given(st.binary(max_size=200), st.sampled_from([".json", ".csv", ".zip", ".xlsx"]))
def test_bytes_of_junk_never_raise(tmp_path: Path, content: bytes, ending: str) -> None:
    for lead in (b"", b'[{"_uuid":', b"KEY,SubmissionDate,on,outcome\n"):
        path = tmp_path / f"junk{ending}"
        path.write_bytes(lead + content)
        accounted_for(path, Wanted("person.harmed"))
    with zipfile.ZipFile(tmp_path / "member.zip", "w") as archive:
        archive.writestr("opendisarm_person.csv", b"KEY,SubmissionDate,on,outcome\n" + content)
    accounted_for(tmp_path / "member.zip", Wanted())


@settings(max_examples=100, deadline=None, suppress_health_check=SLOW)
@given(st.permutations(["2021-04-25", "killed", "F", "34", "civilian", CANARY]), st.integers(1, 3))
def test_cells_in_any_order_never_show_a_name(tmp_path: Path, cells: list[str], times: int) -> None:
    path = tmp_path / "mixed.csv"
    row = ",".join(cells)
    path.write_text("on,outcome,sex,age,status,name\n" + f"{row}\n" * times, encoding="utf-8")
    result = accounted_for(path, Wanted("person.harmed"))
    assert result is not None
    assert "Canary" not in told_outside_the_vault(result)


@pytest.mark.parametrize("depth", [50, 200_000])
def test_an_export_that_is_nested_without_end_is_a_finding(tmp_path: Path, depth: int) -> None:
    path = tmp_path / "deep.json"
    path.write_text('[{"_uuid": "x", "on": ' + '{"a":' * depth + "1" + "}" * depth + "}]", encoding="utf-8")
    result = accounted_for(path, Wanted())
    assert result is not None
    assert result.findings
