"""The document of the interface, and a page of our own that lists its operations."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from opendisarm.site.api.operations import document


def openapi(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1, with the address under which it was asked for."""
    told = document() | {"servers": [{"url": request.build_absolute_uri("/").rstrip("/")}]}
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


@require_GET
def operations_page(request: HttpRequest) -> HttpResponse:
    """What can be asked, for people: operations, their parameters, and how to sign in."""
    groups: dict[str, list[dict[str, object]]] = {}
    for where, methods in document()["paths"].items():
        for method, told in methods.items():
            named = [one["name"] for one in told.get("parameters", ())]
            groups.setdefault(told["tags"][0], []).append(
                {"method": method.upper(), "where": where, "about": told.get("description", ""), "parameters": named}
            )
    said = {"groups": groups.items(), "root": request.build_absolute_uri("/")}
    return render(request, "api/page.html", said)
