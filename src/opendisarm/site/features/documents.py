"""What there is: the landing page, what it conforms to, the layers and their extents."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext as _

from opendisarm.desk.features.asked import Asked
from opendisarm.desk.features.finding import extent
from opendisarm.desk.features.layers import Layer, layers_for
from opendisarm.desk.workspace import Workspace
from opendisarm.site.asking import member_of
from opendisarm.site.features.links import GEOJSON, HTML, JSON, OPENAPI, address, link, own_links

CONFORMS_TO: Final = tuple(
    f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{name}" for name in ("core", "oas30", "geojson")
)
CRS84: Final = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
GREGORIAN: Final = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
Document = dict[str, Any]


def landing(request: HttpRequest, workspace: Workspace) -> Document:
    """Where a program begins."""
    return {
        "title": workspace.name,
        "description": _("Layers of the land: its state on a day, and the records behind it."),
        "links": [
            *own_links(request, JSON, "ogc"),
            link("service-desc", address(request, "ogc_api"), OPENAPI, _("What can be asked, for programs")),
            link("service-doc", address(request, "api"), HTML, _("What can be asked, for people")),
            link("conformance", address(request, "ogc_conformance"), JSON, _("What this conforms to")),
            link("data", address(request, "ogc_collections"), JSON, _("The layers")),
        ],
    }


def conformance(request: HttpRequest) -> Document:
    """Which parts of the standard are kept."""
    return {"conformsTo": list(CONFORMS_TO), "links": own_links(request, JSON, "ogc_conformance")}


def collections(request: HttpRequest, workspace: Workspace, asked: Asked) -> Document:
    """The layers that the reader may open."""
    reader = member_of(request).reader
    return {
        "links": own_links(request, JSON, "ogc_collections"),
        "collections": [collection(request, workspace, layer, asked) for layer in layers_for(reader)],
    }


def collection(request: HttpRequest, workspace: Workspace, layer: Layer, asked: Asked) -> Document:
    """One layer, and where and when its features are, as far as the reader reaches."""
    told = {
        "id": layer.id,
        "title": layer.title,
        "description": layer.about,
        "itemType": "feature",
        "crs": [CRS84],
        "links": [
            *own_links(request, JSON, "ogc_collection", layer.id),
            link("items", address(request, "ogc_items", layer.id), GEOJSON, layer.title),
            link("items", address(request, "ogc_items", layer.id, f="html"), HTML, layer.title),
        ],
    }
    where = extent(workspace, member_of(request).reader, layer, asked)
    reaches: Document = {}
    if where.box is not None:
        reaches["spatial"] = {"bbox": [list(where.box)], "crs": CRS84}
    if where.days is not None:
        days = [f"{day.isoformat()}T{time}Z" for day, time in zip(where.days, ("00:00:00", "23:59:59"), strict=True)]
        reaches["temporal"] = {"interval": [days], "trs": GREGORIAN}
    return told | {"extent": reaches} if reaches else told
