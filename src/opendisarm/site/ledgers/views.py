"""Pages of the land ledger: balances by dimension, flows of a year, restatements between two days of knowledge."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from opendisarm.core.clocks import Span, parse_known
from opendisarm.core.vocabulary import Treaty
from opendisarm.desk.balance import land_balance, land_flows
from opendisarm.desk.errors import DeskError
from opendisarm.desk.explaining import may_split
from opendisarm.desk.handing_in.reading import reaches_everything
from opendisarm.desk.restating import restatement
from opendisarm.site import clocks
from opendisarm.site.asking import member_of, wants_json
from opendisarm.site.templatetags.figures import words
from opendisarm.site.workspace import served

BY = {
    "state": gettext_lazy("state"),
    "admin1": gettext_lazy("province"),
    "admin2": gettext_lazy("district"),
    "contamination": gettext_lazy("contamination"),
    "operator": gettext_lazy("operator"),
    "method": gettext_lazy("method"),
    "year": gettext_lazy("year"),
    "hazard": gettext_lazy("hazardous area"),
}
_CLOSED = {"contamination"}
"""Dimensions whose values are words of a closed list, several of them joined by +."""
_FLOWS_BY = ("state", "admin1", "admin2", "contamination")


@require_GET
def balances(request: HttpRequest) -> HttpResponse:
    """?by=admin1&by=contamination&treaty=APMBC on both clocks; the same as JSON where it is asked for."""
    at, by = clocks.of(request), [name for name in request.GET.getlist("by") if name]
    _may_split(request, by)
    told = land_balance(served(), at.on, at.known, by, request.GET.get("treaty", ""))
    if wants_json(request):
        return JsonResponse(told.as_json())
    rows = [
        {
            "key": [_shown(name, word) for name, word in zip(told.by, row.key, strict=True)],
            "cells": [(account.value, m2, _ref(account.value, told.by, row.key)) for account, m2 in row.m2.items()],
        }
        for row in told.rows
    ]
    total = [(account.value, m2, account.value) for account, m2 in told.total.items()]
    heads = [BY.get(name, name) for name in told.by]
    said = {
        "told": told,
        "heads": heads,
        "rows": rows if told.by else [],
        "total": total,
        "kept_fields": _kept(request),
    }
    return render(request, "ledgers/balances.html", said | _choices(request, by))


@require_GET
def flows(request: HttpRequest) -> HttpResponse:
    """?year=2024: opening + found - released +- corrections = closing; ?since=DAY: what changed since it was known."""
    at, by = clocks.of(request), [name for name in request.GET.getlist("by") if name]
    _may_split(request, by)
    year = _year(request.GET.get("year", ""), at.on.year)
    treaty = request.GET.get("treaty", "")
    _ledger, told = land_flows(served(), Span.of_year(year), at.known, by, treaty)
    if wants_json(request):
        return JsonResponse({"year": year, "by": by, "rows": [_bridge_json(bridge) for bridge in told]})
    since = request.GET.get("since", "").strip()
    restated = (
        restatement(served(), Span.of_year(year), _known(since), at.known or clocks.now(), treaty) if since else None
    )
    many = len(told) > 1 or bool(by)
    see_records = reaches_everything(member_of(request).reader)
    said = {
        "bridges": [(bridge, _title(by, bridge)) for bridge in told],
        "year": year, "since": since, "restated": restated, "many": many, "see_records": see_records,
    }  # fmt: skip
    return render(request, "ledgers/flows.html", said | {"kept_fields": _kept(request)} | _choices(request, by))


def _choices(request: HttpRequest, by: list[str]) -> dict[str, Any]:
    return {
        "dimensions": [(name, words, name in by) for name, words in BY.items()],
        "treaties": [treaty.value for treaty in Treaty],
        "treaty": request.GET.get("treaty", ""),
        "flow_dimensions": [(name, BY[name], name in by) for name in _FLOWS_BY],
    }


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    """What the form of the clocks carries along."""
    return [(name, value) for name in ("by", "treaty", "year", "since") for value in request.GET.getlist(name) if value]


def _may_split(request: HttpRequest, by: list[str]) -> None:
    if not may_split(member_of(request).reader, by):
        raise PermissionDenied


def _shown(dimension: str, word: str) -> str:
    """A value of a dimension as people read it; "" for what is not told."""
    return words(word) if word and dimension in _CLOSED else word


def _title(by: list[str], bridge: Any) -> str:
    return " · ".join(_shown(name, word) for name, word in zip(by, bridge.key, strict=False))


def _ref(account: str, by: tuple[str, ...], key: tuple[str, ...]) -> str:
    """What `why` calls a cell; "" where it has no name for it (a year's share, what is not told)."""
    if "year" in by:
        return ""
    return "/".join([account, *(f"{name}={word}" for name, word in zip(by, key, strict=True))])


def _year(text: str, else_year: int) -> int:
    if not text.strip():
        return else_year
    text = text.strip()
    if not (text.isdecimal() and len(text) <= len("9999") and int(text) >= 1):
        raise DeskError(_("“%(text)s” is no year.") % {"text": text[:20]}, _("Write it as 2024."))
    return int(text)


def _known(text: str) -> Any:
    try:
        return parse_known(text)
    except (ValueError, OverflowError) as why:
        raise DeskError(str(why), "") from None


def _bridge_json(bridge: Any) -> dict[str, Any]:
    return {
        "key": list(bridge.key),
        "opening": bridge.opening,
        **{cause.value: m2 for cause, m2 in bridge.flows.items()},
        "closing": bridge.closing,
    }
