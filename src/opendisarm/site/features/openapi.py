"""What can be asked of the layers, as OpenAPI 3.0.

Source  OGC 17-069r4, 7.3 and requirements class "OpenAPI 3.0".
"""

from __future__ import annotations

from typing import Any, Final

from opendisarm import __version__
from opendisarm.desk.features.asked import LARGEST_PAGE
from opendisarm.desk.features.layers import LAYERS
from opendisarm.desk.records.standing import Standing
from opendisarm.site.features.asked import ANY, USUAL_PAGE
from opendisarm.site.features.links import GEOJSON, HTML, JSON, OPENAPI
from opendisarm.site.features.schemas import SCHEMAS

Told = dict[str, Any]

_TEXT: Final = {"type": "string", "maxLength": 200}
_DAY: Final = {"type": "string", "format": "date"}


def _parameter(name: str, about: str, schema: Told, **more: Any) -> Told:
    return {"name": name, "in": "query", "description": about, "required": False, "schema": schema} | more


def _listed(*schemas: Told, about: str) -> Told:
    told = {"type": "array", "oneOf": list(schemas), "items": {"type": "number"}}
    return _parameter("bbox", about, told, style="form", explode=False)


PARAMETERS: Final[dict[str, Told]] = {
    "f": _parameter("f", "json, or html for a page for people.", {"type": "string", "enum": ["json", "html"]}),
    "on": _parameter("on", "The last field date that counts; today when it is left out.", _DAY),
    "known": _parameter(
        "known", "The last day, or moment in UTC, of entry that counts; now when it is left out.",
        {"anyOf": [_DAY, {"type": "string", "format": "date-time"}]},
    ),
    "limit": _parameter(
        "limit", f"Features on a page; more than {LARGEST_PAGE} are answered with {LARGEST_PAGE}.",
        {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": USUAL_PAGE},
        style="form", explode=False,
    ),
    "bbox": _listed(
        {"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6},
        about="west,south,east,north in degrees (CRS84); west of more than east reaches over the antimeridian.",
    ),
    "datetime": _parameter(
        "datetime", "A day or moment (RFC 3339), or an interval of two of them; .. or nothing is an open end.",
        {"type": "string"}, style="form", explode=False,
    ),
    "cursor": _parameter("cursor", "The feature before the page; follow the links instead of making one.", _TEXT),
    "hazard": _parameter("hazard", "The whole name of a hazardous area.", _TEXT),
    "admin1": _parameter("admin1", "The whole name of a province.", _TEXT),
    "org": _parameter("org", "The whole name of an organisation.", _TEXT),
    "standing": _parameter(
        "standing", "What the review made of a record, of layers of records only; those that count when left out.",
        {"type": "string", "enum": [*Standing, ANY], "default": Standing.COUNTS.value},
    ),
    "collectionId": {
        "name": "collectionId", "in": "path", "required": True, "description": "A layer.",
        "schema": {"type": "string", "enum": [layer.id for layer in LAYERS]},
    },
    "featureId": {
        "name": "featureId", "in": "path", "required": True, "description": "A feature of the layer.",
        "schema": {"type": "string", "minLength": 1},
    },
}  # fmt: skip
_ALWAYS: Final = ("f", "on", "known")
_ITEMS: Final = ("limit", "bbox", "datetime", "cursor", "hazard", "admin1", "org", "standing")


def openapi(title: str, root: str) -> Told:
    """The document.  title: of the workspace; root: the address of the landing page without its last slash."""
    return {
        "openapi": "3.0.3",
        "info": {
            "title": f"{title}: layers",
            "version": __version__,
            "description": "OGC API Features of OpenDisarm: the state of the land, and the records behind it.",
            "license": {"name": "Apache License 2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
        },
        "servers": [{"url": root}],
        "security": [{"basic": []}, {"bearer": []}],
        "tags": [{"name": "Capabilities"}, {"name": "Data"}],
        "paths": _paths(),
        "components": {
            "securitySchemes": {
                "basic": {"type": "http", "scheme": "basic", "description": "Any name, and a token as password."},
                "bearer": {"type": "http", "scheme": "bearer", "description": "A token."},
            },
            "parameters": PARAMETERS,
            "schemas": SCHEMAS,
            "responses": _failures(),
        },
    }


def _paths() -> Told:
    of_layer, of_feature = ("collectionId",), ("collectionId", "featureId")
    return {
        "/": _get("getLandingPage", "The landing page", "Capabilities", {JSON: "landingPage"}),
        "/conformance": _get("getConformance", "What this conforms to", "Capabilities", {JSON: "confClasses"}),
        "/api": _get("getApi", "This document", "Capabilities", {OPENAPI: "document"}),
        "/collections": _get("getCollections", "The layers", "Capabilities", {JSON: "collections"}),
        "/collections/{collectionId}": _get(
            "describeCollection", "One layer", "Capabilities", {JSON: "collection"}, of_layer, missing=True
        ),
        "/collections/{collectionId}/items": _get(
            "getFeatures", "A page of features", "Data", {GEOJSON: "featureCollection"}, (*of_layer, *_ITEMS),
            missing=True,
        ),
        "/collections/{collectionId}/items/{featureId}": _get(
            "getFeature", "One feature", "Data", {GEOJSON: "feature"}, of_feature, missing=True
        ),
    }  # fmt: skip


def _get(
    name: str, summary: str, tag: str, content: dict[str, str], parameters: tuple[str, ...] = (), *,
    missing: bool = False,
) -> Told:  # fmt: skip
    formats: Told = {media: {"schema": {"$ref": f"#/components/schemas/{schema}"}} for media, schema in content.items()}
    if OPENAPI not in content:
        formats[HTML] = {"schema": {"type": "string"}}
    statuses = ("400", "401", "403", *(("404",) if missing else ()), "429", "503")
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "tags": [tag],
            "parameters": [{"$ref": f"#/components/parameters/{one}"} for one in (*parameters, *_ALWAYS)],
            "responses": {
                "200": {"description": f"{summary}.", "content": formats},
                "304": {"description": "Nothing has changed since the tag in If-None-Match was given."},
                **{status: {"$ref": f"#/components/responses/{status}"} for status in statuses},
            },
        }
    }


def _failures() -> Told:
    words = {
        "400": "A parameter is not known, or cannot be read.",
        "401": "Nobody is signed in, or the token opens nothing.",
        "403": "The account does not reach this.",
        "404": "There is no such layer or feature for this reader.",
        "429": "Too many wrong tokens came from this address.",
        "503": "The journal cannot be read just now.",
    }
    schema = {"$ref": "#/components/schemas/exception"}
    return {status: {"description": told, "content": {JSON: {"schema": schema}}} for status, told in words.items()}
