"""Instruments on a day: map, line, states; a state with its duties; what falls due."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from opendisarm.desk.duties import calendar, duties_of
from opendisarm.desk.errors import DeskError
from opendisarm.desk.pictures import drawn_map, drawn_timeline
from opendisarm.desk.states import state_name, state_named
from opendisarm.desk.treaties import TreatyStatus, listed, status
from opendisarm.site import clocks
from opendisarm.site.asking import wants_json
from opendisarm.site.workspace import served

_AHEAD = (92, 365, 730)
_WIDE, _NARROW = 1280, 390


@require_GET
def world(request: HttpRequest) -> HttpResponse:
    """Every instrument with what can be counted of it on the day; ?state=NAME goes to a state's page."""
    at = clocks.of(request)
    if asked := request.GET.get("state", "").strip():
        answer = redirect("state", state_named(asked))
        answer["Location"] += at.query
        return answer
    found = [status(served(), one.id, at.on, at.known) for one in listed()]
    rows = [
        {"instrument": one.instrument, "counts": asdict(one.counts) if isinstance(one, TreatyStatus) else None,
         "said": None if isinstance(one, TreatyStatus) else {word: len(codes) for word, codes in one.said.items()}}
        for one in found
    ]  # fmt: skip
    return render(request, "world/page.html", {"rows": rows, "here_state": served().state})


@require_GET
def instrument(request: HttpRequest, instrument: str) -> HttpResponse:
    """One instrument: counts, map, line over the years, every state."""
    at = clocks.of(request)
    found = status(served(), instrument, at.on, at.known)
    if wants_json(request):
        return JsonResponse(found.as_json())
    treaty = isinstance(found, TreatyStatus)
    said = [] if isinstance(found, TreatyStatus) else [
        (word, [(code, state_name(code, _lang())) for code, _ in codes]) for word, codes in found.said.items()
    ]  # fmt: skip
    counts = asdict(found.counts) if isinstance(found, TreatyStatus) else {}
    return render(request, "world/instrument.html", {"found": found, "treaty": treaty, "said": said, "counts": counts})


@require_GET
def map_picture(request: HttpRequest, instrument: str) -> HttpResponse:
    """The map as an SVG picture; ?narrow=1 for small screens."""
    at = clocks.of(request)
    return _picture(drawn_map(served(), instrument, at.on, at.known, _lang(), _width(request)))


@require_GET
def line_picture(request: HttpRequest, instrument: str) -> HttpResponse:
    """The line over the years as an SVG picture."""
    at = clocks.of(request)
    return _picture(drawn_timeline(served(), instrument, at.on, at.known, _lang(), _width(request)))


@require_GET
def state(request: HttpRequest, state: str) -> HttpResponse:
    """A state's duties on the day, instrument by instrument, each with its article."""
    at = clocks.of(request)
    code, lines = duties_of(served(), state, at.on, at.known)
    told = [line.as_json() | {"instrument": line.duty.id.split("-")[0]} for line in lines]
    if wants_json(request):
        return JsonResponse({"state": code, "on": at.on.isoformat(), "duties": [line.as_json() for line in lines]})
    groups = [(name, list(of)) for name, of in groupby(told, key=lambda one: one["instrument"])]
    return render(request, "world/state.html", {"code": code, "name": state_name(code, _lang()), "groups": groups})


@require_GET
def occasions(request: HttpRequest) -> HttpResponse:
    """What falls due, and who meets, in the days to come."""
    at = clocks.of(request)
    told = request.GET.get("days", "")
    if len(told) > len(str(_AHEAD[-1])) or (told.isdecimal() and int(told) > _AHEAD[-1]):
        raise DeskError(f"{told[:20]} days are more than a page holds.", f"Ask for {_AHEAD[-1]} at most.")
    days = int(told) if told.isdecimal() else _AHEAD[1]
    asked = request.GET.get("state", served().state).strip()
    found = calendar(served(), asked, at.on, days, at.known)
    if wants_json(request):
        return JsonResponse({"occasions": [one.as_json() for one in found]})
    kept = [("state", asked), ("days", str(days))]
    said = {"found": found, "days": days, "asked": asked, "choices": _AHEAD, "kept_fields": kept}
    return render(request, "world/calendar.html", said)


def _picture(svg: str) -> HttpResponse:
    return HttpResponse(svg, content_type="image/svg+xml; charset=utf-8")


def _width(request: HttpRequest) -> int:
    return _NARROW if request.GET.get("narrow") else _WIDE


def _lang() -> str:
    return (get_language() or "en").split("-")[0]
