"""Both documents held against what is answered: no fault of ours, no status and no shape that is not in them."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from opendisarm.access.roles import Role
from opendisarm.site.api.operations import document
from opendisarm.site.features.openapi import openapi
from tests.site.api.programs import Program, program
from tests.site.conftest import Site

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
    response_headers_conformance, unsupported_method,
]  # fmt: skip
EXAMPLES = 25
"""Questions to each operation; a night can ask more."""

INTERFACE, LAYERS = "/api/v1/openapi.json", "/ogc/api"
ADDRESSES = [
    *((INTERFACE, path, method) for path, methods in document()["paths"].items() for method in methods),
    *((LAYERS, path, "get") for path in openapi("", "http://localhost/ogc")["paths"]),
]


@pytest.mark.parametrize(("described", "path", "method"), ADDRESSES)
def test_the_document_holds(site: Site, described: str, path: str, method: str) -> None:
    # The data officer may ask nearly all there is; reports and the journal included, and may bring records.
    one = program(site, Role.DATA_OFFICER, submits=True)
    operation = _schema(described, one)[path][method.upper()]

    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        case.call_and_validate(headers=_headers(one), checks=CHECKS)

    ask()


@pytest.mark.parametrize("described", [INTERFACE, LAYERS])
def test_the_document_is_one(site: Site, described: str) -> None:
    schema = _schema(described, program(site, Role.DATA_OFFICER))
    schema.validate()
    labels = {result.ok().label for result in schema.get_all_operations()}
    missing = {f"{method.upper()} {path}" for where, path, method in ADDRESSES if where == described} - labels
    assert missing <= {"GET /api"}, "the address that a document was read from is not among them"


@pytest.mark.parametrize("described", [INTERFACE, LAYERS])
def test_every_operation_says_how_it_may_fail(site: Site, described: str) -> None:
    told = program(site, Role.DATA_OFFICER).json(described)
    for path, methods in told["paths"].items():
        for operation in methods.values():
            assert {"200", "304", "401", "403", "429", "503"} <= operation["responses"].keys(), path


def _schema(described: str, one: Program) -> Any:
    return schemathesis.openapi.from_wsgi(described, get_wsgi_application(), headers=_headers(one))


def _headers(one: Program) -> dict[str, str]:
    return {"Authorization": one.bearer, "Accept-Encoding": "identity"}  # nobody unpacks between the two
