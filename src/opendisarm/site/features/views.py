"""The documents and pages of OGC API Features."""

from __future__ import annotations

import json
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from opendisarm.desk.errors import DeskError
from opendisarm.desk.features.finding import feature, page
from opendisarm.desk.features.layers import Layer, layer_named
from opendisarm.desk.features.written import feature_as_geojson, page_as_geojson
from opendisarm.site import clocks
from opendisarm.site.asking import member_of
from opendisarm.site.features import documents
from opendisarm.site.features.answering import as_html, for_programs, found_or_404
from opendisarm.site.features.asked import ALWAYS, UnreadableError, clocks_asked, items_asked, refuse_unknown
from opendisarm.site.features.links import GEOJSON, JSON, OPENAPI, Link, address, link, own_links
from opendisarm.site.features.openapi import openapi
from opendisarm.site.workspace import served

_NAMED: Final = ("limit", "bbox", "datetime", "hazard", "admin1", "org", "standing")


@for_programs
def landing(request: HttpRequest) -> HttpResponse:
    """/ogc/"""
    refuse_unknown(request, ALWAYS)
    clocks_asked(request)
    return _document(request, documents.landing(request, served()))


@for_programs
def conformance(request: HttpRequest) -> HttpResponse:
    """/ogc/conformance"""
    refuse_unknown(request, ALWAYS)
    clocks_asked(request)
    return _document(request, documents.conformance(request))


@for_programs
def description(request: HttpRequest) -> HttpResponse:
    """/ogc/api: OpenAPI 3.0; for people there is a page of our own."""
    refuse_unknown(request, ALWAYS)
    told = openapi(served().name, request.build_absolute_uri(address(request, "ogc").partition("?")[0]).rstrip("/"))
    return HttpResponse(json.dumps(told, ensure_ascii=False), content_type=OPENAPI)


@for_programs
def collections(request: HttpRequest) -> HttpResponse:
    """/ogc/collections"""
    refuse_unknown(request, ALWAYS)
    return _document(request, documents.collections(request, served(), clocks_asked(request)))


@for_programs
def collection(request: HttpRequest, layer: str) -> HttpResponse:
    """/ogc/collections/LAYER"""
    refuse_unknown(request, ALWAYS)
    return _document(request, documents.collection(request, served(), _layer(request, layer), clocks_asked(request)))


@for_programs
def items(request: HttpRequest, layer: str) -> HttpResponse:
    """/ogc/collections/LAYER/items: a page of features, with links to the pages before and after."""
    chosen, moment = _layer(request, layer), clocks.now()
    asked = items_asked(request, chosen)
    try:
        found = page(served(), member_of(request).reader, chosen, asked, moment)
    except DeskError as why:  # all else was read already
        raise UnreadableError("cursor", why.what, why.remedy) from None
    links = _page_links(request, chosen, moment.isoformat(), found.before, found.after)
    content = page_as_geojson(found, links, moment)
    if as_html(request):
        return _features(request, chosen, json.loads(content))
    return HttpResponse(content, content_type=GEOJSON)


@for_programs
def item(request: HttpRequest, layer: str, name: str) -> HttpResponse:
    """/ogc/collections/LAYER/items/FEATURE"""
    refuse_unknown(request, ALWAYS)
    chosen, asked = _layer(request, layer), clocks_asked(request)
    with found_or_404("featureId"):
        found = feature(served(), member_of(request).reader, chosen, name, asked, clocks.now())
    links = [
        *own_links(request, GEOJSON, "ogc_item", chosen.id, name),
        link("collection", address(request, "ogc_collection", chosen.id), JSON, chosen.title),
    ]
    content = feature_as_geojson(found, links)
    if as_html(request):
        told = json.loads(content)
        return _features(request, chosen, {"features": [told], "links": told["links"]})
    return HttpResponse(content, content_type=GEOJSON)


def _layer(request: HttpRequest, name: str) -> Layer:
    with found_or_404("collectionId"):
        return layer_named(member_of(request).reader, name)


def _page_links(request: HttpRequest, layer: Layer, moment: str, before: str | None, after: str | None) -> list[Link]:
    """All pages are as known at the moment of the first: what is entered meanwhile moves none of them."""
    said = {name: request.GET[name] for name in _NAMED if request.GET.get(name)}
    steady = {"known": request.GET.get("known", "") or moment, "f": request.GET.get("f", "")}
    links = own_links(request, GEOJSON, "ogc_items", layer.id, **said, cursor=request.GET.get("cursor", ""))
    links.append(link("collection", address(request, "ogc_collection", layer.id), JSON, layer.title))
    for rel, cursor in (("prev", before), ("next", after)):
        if cursor is not None:
            href = address(request, "ogc_items", layer.id, **said | steady, cursor=cursor)
            links.append(link(rel, href, GEOJSON))
    return links


def _document(request: HttpRequest, told: dict[str, Any]) -> HttpResponse:
    if not as_html(request):
        return JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    said = {"told": told, "rows": told.get("collections", ()), "conforms": told.get("conformsTo", ())}
    return render(request, "api/document.html", said | {"links": _for_people(told["links"])})


def _features(request: HttpRequest, layer: Layer, told: dict[str, Any]) -> HttpResponse:
    features = told["features"]
    names = list(features[0]["properties"]) if features else []
    rows = [(one["id"], [one["properties"][name] for name in names]) for one in features]
    said = {"layer": layer, "names": names, "rows": rows, "told": told, "links": _for_people(told["links"])}
    return render(request, "api/features.html", said)


def _for_people(links: list[Link]) -> list[Link]:
    return [one for one in links if one["rel"] not in ("self", "alternate")]
