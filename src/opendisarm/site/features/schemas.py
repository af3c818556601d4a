"""The shapes of the documents of the layers, as OpenAPI 3.0 has schemas."""

from __future__ import annotations

from typing import Any, Final

Schema = dict[str, Any]

_TEXT: Final[Schema] = {"type": "string"}
_LINKS: Final[Schema] = {"type": "array", "items": {"$ref": "#/components/schemas/link"}}
_ANYTHING: Final[Schema] = {"type": "object"}


def _of(*required: str, **properties: Schema) -> Schema:
    told = {"type": "object", "properties": properties}
    return told | {"required": list(required)} if required else told  # OpenAPI 3.0 allows no empty list


def _list_of(items: Schema, **more: Any) -> Schema:
    return {"type": "array", "items": items} | more


SCHEMAS: Final[dict[str, Schema]] = {
    "link": _of("href", "rel", href=_TEXT, rel=_TEXT, type=_TEXT, title=_TEXT),
    "landingPage": _of("links", title=_TEXT, description=_TEXT, links=_LINKS),
    "confClasses": _of("conformsTo", conformsTo=_list_of(_TEXT), links=_LINKS),
    "document": _of("openapi", "info", "paths", openapi=_TEXT, info=_ANYTHING, paths=_ANYTHING),
    "extent": _of(
        spatial=_of(
            bbox=_list_of(_list_of({"type": "number"}, minItems=4, maxItems=6), minItems=1), crs=_TEXT
        ),
        temporal=_of(
            interval=_list_of(_list_of({"type": "string", "format": "date-time", "nullable": True}), minItems=1),
            trs=_TEXT,
        ),
    ),
    "collection": _of(
        "id", "links", id=_TEXT, title=_TEXT, description=_TEXT, links=_LINKS, itemType=_TEXT, crs=_list_of(_TEXT),
        extent={"$ref": "#/components/schemas/extent"},
    ),
    "collections": _of(
        "links", "collections", links=_LINKS, collections=_list_of({"$ref": "#/components/schemas/collection"})
    ),
    "geometry": _of(
        "type", "coordinates",
        type={
            "type": "string",
            "enum": ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"],
        },
        coordinates={"type": "array", "items": {}},
    ),
    "feature": _of(
        "type", "id", "geometry", "properties",
        type={"type": "string", "enum": ["Feature"]}, id=_TEXT,
        geometry={"nullable": True, "type": "object", "allOf": [{"$ref": "#/components/schemas/geometry"}]},
        properties={"type": "object", "nullable": True}, links=_LINKS, as_of={"$ref": "#/components/schemas/asOf"},
    ),
    "asOf": _of("on", "known", "journal_head", on=_TEXT, known=_TEXT, journal_head=_TEXT),
    "featureCollection": _of(
        "type", "features", "links", "timeStamp", "numberMatched", "numberReturned",
        type={"type": "string", "enum": ["FeatureCollection"]},
        title=_TEXT, as_of={"$ref": "#/components/schemas/asOf"},
        features=_list_of({"$ref": "#/components/schemas/feature"}), links=_LINKS,
        timeStamp={"type": "string", "format": "date-time"},
        numberMatched={"type": "integer", "minimum": 0}, numberReturned={"type": "integer", "minimum": 0},
    ),
    "exception": _of(
        "code", "what", "where", "remedy",
        code=_TEXT, what=_TEXT, where=_TEXT, remedy=_TEXT, findings=_list_of(_ANYTHING),
    ),
}  # fmt: skip
"""Name -> schema.  Source  OGC 17-069r4, its schemas; RFC 7946.  `exception` is the one shape of all our errors."""
