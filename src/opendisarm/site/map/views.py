"""The map of the ground on both clocks: drawn by the browser, as a picture for one that cannot, and in figures."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from opendisarm.access.scope import Reader
from opendisarm.desk.errors import DeskError
from opendisarm.desk.ground_map import (
    drawn_ground,
    ground_m2,
    ground_tile,
    moments,
    painted_soon,
    states_tile,
    units_geojson,
)
from opendisarm.site import clocks
from opendisarm.site.asking import member_of, wants_json
from opendisarm.site.map.words import of_script, of_states
from opendisarm.site.workspace import served

_WAIT_S: Final = 2.0
"""A page waits no longer for the ground of a new head: at 200,000 records it takes most of a minute to be painted."""
_WIDE, _NARROW = 1280, 390
_SAMPLE: Final = (0, 0, 0)
_SOMEWHERE: Final = (-170.0, -57.0, 180.0, 75.0)
_DAY: Final = timedelta(days=1)
Box = tuple[float, float, float, float]


@require_GET
def ground(request: HttpRequest) -> HttpResponse:
    """The map, its clocks and key; m2 by state as a table, and as JSON where it is asked for."""
    at, reader = clocks.of(request), member_of(request).reader
    index = painted_soon(served(), at.known, _WAIT_S)
    if index is None:
        return _not_yet(request)
    m2 = ground_m2(served(), reader, at.on, at.known)
    if wants_json(request):
        return JsonResponse({"on": at.on.isoformat(), "m2": m2})
    words = of_states()
    days = index.days(reader)
    said = {
        "rows": [(state, words[state], area) for state, area in m2.items()],
        "undrawn": index.undrawn(reader),
        "asked_box": request.GET.get("box", ""),
        "map": {
            "tiles": _template("map_tile"),
            "states": _template("map_states"),
            "units": reverse("map_units"),
            "box": ",".join(f"{edge:.6f}" for edge in _asked(request) or index.box(reader) or _SOMEWHERE),
            "record": reverse("records"),
            "worker": static("vendor/maplibre-gl/maplibre-gl-csp-worker.js"),
            "on": at.on.isoformat(),
            "known": at.known.isoformat().replace("+00:00", "Z") if at.known else "",
            "days": f"{days[0] - _DAY},{max(days[1], at.on)}" if days else "",
            "moments": ",".join(f"{moment:%Y-%m-%dT%H:%M}:59Z" for moment in moments(served())),
            "words": json.dumps(of_script(), ensure_ascii=False),
        },
    }  # fmt: skip
    return render(request, "map/page.html", said)


@require_GET
def picture(request: HttpRequest) -> HttpResponse:
    """The same land as an SVG picture; ?box=west,south,east,north in degrees; ?narrow=1 for small screens."""
    at, reader = clocks.of(request), member_of(request).reader
    if painted_soon(served(), at.known, _WAIT_S) is None:
        return _not_yet(request)
    width = _NARROW if request.GET.get("narrow") else _WIDE
    svg = drawn_ground(served(), reader, at.on, at.known, _asked(request), (get_language() or "en")[:2], width)
    return HttpResponse(svg, content_type="image/svg+xml; charset=utf-8")


@require_GET
def tile(request: HttpRequest, z: int, x: int, y: int) -> HttpResponse:
    """A vector tile of the land within reach; 204 where there is none, 503 until the ground is painted."""
    at = clocks.of(request)
    if painted_soon(served(), at.known, _WAIT_S) is None:
        return HttpResponse(status=503, headers={"Retry-After": "10"})
    return _tile(lambda: ground_tile(served(), _reader(request), at.on, at.known, z, x, y))


@require_GET
def states(request: HttpRequest, z: int, x: int, y: int) -> HttpResponse:  # noqa: ARG001
    """A vector tile of the states of the world, under the land."""
    return _tile(lambda: states_tile(z, x, y))


@require_GET
def units(request: HttpRequest) -> HttpResponse:
    """Boundaries of provinces and districts as GeoJSON."""
    return HttpResponse(units_geojson(served(), clocks.of(request).known), content_type="application/geo+json")


def _tile(made: Callable[[], bytes]) -> HttpResponse:
    try:
        content = made()
    except ValueError as why:
        raise Http404(str(why)) from None
    if not content:
        return HttpResponse(status=204)
    return HttpResponse(content, content_type="application/vnd.mapbox-vector-tile")


def _not_yet(request: HttpRequest) -> HttpResponse:
    answer = render(request, "map/painting.html", status=503)
    answer["Retry-After"] = answer["Refresh"] = "5"
    return answer


def _template(name: str) -> str:
    """The address of tiles with {z}, {x} and {y} in the places of its numbers."""
    return reverse(name, args=_SAMPLE).replace("0/0/0", "{z}/{x}/{y}")


def _asked(request: HttpRequest) -> Box | None:
    """The box that an address names; None where it names none.  Errors  DeskError when it is none."""
    text = request.GET.get("box", "").strip()
    if not text:
        return None
    try:
        west, south, east, north = (float(edge) for edge in text.split(","))
    except ValueError:
        raise DeskError("The box of the map cannot be read.", "Write it as west,south,east,north in degrees.") from None
    return west, south, east, north


def _reader(request: HttpRequest) -> Reader:
    return member_of(request).reader
