"""The report for machines, against its published schema."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from opendisarm.core.records import Said
from opendisarm.reports.render import render
from tests.reports.office import CHAIN, declaration, report

SCHEMAS = {
    name: json.loads(files("opendisarm.reports").joinpath(f"schemas/{name}.schema.json").read_text(encoding="utf-8"))
    for name in ("report", "article7", "ccm7")
}
SHARED = Registry().with_resources((schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values())


def errors(shape: dict[str, Any]) -> list[str]:
    """Where a report departs from the schema of its kind."""
    validator = Draft202012Validator(SCHEMAS[shape["report"]], registry=SHARED)
    return [error.message for error in validator.iter_errors(shape)]


def made(lang: str = "en", **named: Any) -> dict[str, Any]:
    shape: dict[str, Any] = json.loads(render(report(**named), "json", lang))
    return shape


def cells(shape: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {cell["address"]: cell for cell in shape["cells"]}


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize(
    "named",
    [
        {},
        {"land": "", "devices": ""},
        {"land": "", "devices": "", "declarations": [declaration("C", Said.NONE_DECLARED)]},
        {"land": "", "devices": "", "declarations": [declaration("F", Said.NOT_APPLICABLE, reason="no programme")]},
        {"declarations": [declaration("C", Said.WITHHELD, reason="the Authority")]},
    ],
)
def test_reports_follow_the_schema(named: dict[str, Any]) -> None:
    assert errors(made(**named)) == []


def test_a_report_is_not_of_another_kind() -> None:
    shape = made()
    assert shape["schema"] == "urn:opendisarm:report:article7:1"
    assert errors(shape | {"report": "ccm7"}) != []


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "unknown", "value": 0},
        {"type": "number", "value": "12"},
        {"type": "number", "value": None},
        {"type": "withheld", "value": None},
        {"type": "none_declared", "value": None},
        {"type": "guess", "value": 3},
    ],
)
def test_the_schema_refuses_a_cell_that_lies(wrong: dict[str, Any]) -> None:
    shape = made()
    shape["cells"] = [{"address": "T1/total/total_m2", "unit": "m2", "because": [], **wrong}]
    assert errors(shape)


def test_a_cell_tells_value_unit_and_entries() -> None:
    assert cells(made())["T2/total/cleared"] == {
        "address": "T2/total/cleared", "unit": "m2", "type": "number", "value": 4_500, "reported": 1_000,
        "because": ["N-7", "N-8", "S-5"],
    }  # fmt: skip
    assert cells(made())["C1/North/contamination"]["value"] == ["ap_mine_factory", "av_mine"]
    assert cells(made())["cover/contact/answer"] == {
        "address": "cover/contact/answer", "unit": "terms", "type": "unknown", "value": None, "because": [],
    }  # fmt: skip


def test_the_report_says_what_it_was_derived_from() -> None:
    shape = made()
    assert shape["journal"] == {"entries": 26, "head": CHAIN}
    assert shape["as_of"] == {"on": "2024-12-31", "known": "2025-04-30T12:00:00+00:00"}


def test_cells_are_the_same_in_every_language() -> None:
    assert made("ar")["cells"] == made("en")["cells"]
    assert made("ar")["tables"][1]["form"] == "الاستمارة جيم-1"


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render(report(), "json", "ar") == render(report(), "json", "ar")
