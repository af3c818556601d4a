"""Links between the documents of the layers: absolute, and with the clocks of the address that was asked."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

JSON: Final = "application/json"
HTML: Final = "text/html"
GEOJSON: Final = "application/geo+json"
OPENAPI: Final = "application/vnd.oai.openapi+json;version=3.0"
Link = dict[str, str]


def address(request: HttpRequest, name: str, *args: str, **asked: str) -> str:
    """The address of a document at the clocks of this one.  asked: further parameters; "" leaves one out."""
    kept = {name: request.GET[name] for name in ("on", "known") if request.GET.get(name)}
    said = {name: text for name, text in (kept | asked).items() if text}
    query = f"?{urlencode(said)}" if said else ""
    return request.build_absolute_uri(reverse(name, args=args)) + query


def link(rel: str, href: str, media_type: str, title: str = "") -> Link:
    """A link as 17-069r4, 7.6, has it."""
    told = {"rel": rel, "href": href, "type": media_type}
    return told | {"title": title} if title else told


def own_links(request: HttpRequest, media_type: str, name: str, *args: str, **asked: str) -> list[Link]:
    """This document, and the same as a page for people."""
    return [
        link("self", address(request, name, *args, f=request.GET.get("f", ""), **asked), media_type),
        link("alternate", address(request, name, *args, **asked, f="html"), HTML),
    ]
